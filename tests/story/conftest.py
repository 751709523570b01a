"""A demonstration and a browser for each story; what is missing is said, and fails the run in CI."""

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.story.conversation import Ground
from tests.story.phones import Demonstration, demonstration

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(params=["telegram-sqlite", "zalo-sqlite", "telegram-postgresql"])
def ground(request: pytest.FixtureRequest, tmp_path: Path) -> Ground:
    """Where a story is played: with buttons, and by typed text alone; parametrise it to choose other databases."""
    channel, _, engine = str(request.param).partition("-")
    return Ground(channel, request.getfixturevalue(f"{engine}_url"), tmp_path)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program."""
    if find_spec("playwright") is None:
        _missing("playwright is not installed: make setup")
    if CHROMIUM is None:
        _missing("no chromium on PATH: make browser (as root), or apt-get install chromium")
    assert CHROMIUM is not None
    return CHROMIUM


def _missing(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture
def demo(chromium: str) -> Iterator[Demonstration]:
    """A running demonstration; it must end well on Ctrl-C, without a word of complaint."""
    with demonstration() as running:
        yield running
        if running.process.poll() is None:
            assert running.stop() == (0, "")


@pytest.fixture
def open_page(demo: Demonstration, chromium: str) -> Iterator[Callable[..., "Page"]]:
    """Opens the page of phones in a window of so many pixels; what the page complains about fails the test."""
    from playwright.sync_api import sync_playwright

    complaints: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])

        def opened(width: int, height: int, fragment: str = "") -> "Page":
            page = browser.new_page(viewport={"width": width, "height": height})
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(demo.url + fragment)
            page.wait_for_selector("body[data-ready]")
            return page

        yield opened
        browser.close()
    assert complaints == []
