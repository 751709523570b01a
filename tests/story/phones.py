"""The demonstration as people use it: a real `dondoc demo`, its page in a real browser, and the hand of each person."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, Queue
from threading import Thread
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

START_SECONDS, STOP_SECONDS = 60, 20
LAN, HA, HUNG, MINH, STRANGER = 11, 12, 13, 14, 15


class Demonstration:
    """A running `dondoc demo`."""

    def __init__(self, process: "subprocess.Popen[str]", url: str) -> None:
        self.process = process
        self.url = url

    def stop(self) -> tuple[int, str]:
        """Press Ctrl-C; give the exit code and what was said on stderr."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(STOP_SECONDS)
        assert self.process.stderr is not None
        return code, self.process.stderr.read()


@contextmanager
def demonstration() -> Iterator[Demonstration]:
    """Start the program as a person would, wait for the address it prints, and leave nothing behind."""
    command = [sys.executable, "-m", "dondoc", "demo", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    lines: Queue[str] = Queue()
    listener = Thread(target=_listen, args=(process.stdout, lines))
    listener.start()
    try:
        yield Demonstration(process, _address(process, lines))
    finally:
        process.kill()  # nothing happens to one that has ended already
        process.wait(STOP_SECONDS)
        listener.join(STOP_SECONDS)
        process.stdout.close()
        process.stderr.close()


def _address(process: "subprocess.Popen[str]", lines: "Queue[str]") -> str:
    said, give_up_at = "", time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        try:
            said += lines.get(timeout=0.1)
        except Empty:
            continue
        if found := re.search(r"http://[\d.]+:\d+", said):
            return found.group()
    raise AssertionError(f"dondoc demo gave no address; it said: {said}")


def _listen(output: IO[str], lines: "Queue[str]") -> None:
    for line in output:
        lines.put(line)


class Person:
    """One phone on the page and the person who holds it."""

    def __init__(self, page: "Page", user_id: int) -> None:
        self.page = page
        self.phone = page.locator(f'[data-phone="{user_id}"]')

    def types(self, text: str) -> None:
        """Write a message and send it."""
        field = self.phone.get_by_test_id("composer")
        field.fill(text)
        field.press("Enter")

    def presses(self, label: str) -> None:
        """Press the last button that bears exactly this label."""
        self.phone.locator(".key").filter(has_text=re.compile(f"^{re.escape(label)}$")).last.click()

    def replies(self, to: str, text: str) -> None:
        """Reply to the last message of the bot that shows `to`."""
        self.messages(to).last.get_by_role("button", name="Trả lời tin này").click()
        self.types(text)

    def messages(self, *texts: str) -> "Locator":
        """The bot's messages on this phone that show all of `texts`, capitals and small letters as they stand."""
        found = self.phone.locator(".message.theirs")
        for text in texts:
            found = found.filter(has_text=re.compile(re.escape(text)))
        return found

    def reads(self, *texts: str) -> "Locator":
        """Wait until a message of the bot shows all of `texts`; give the last such one."""
        found = self.messages(*texts)
        found.last.wait_for(timeout=60_000)  # how fast answers are is measured elsewhere
        return found.last
