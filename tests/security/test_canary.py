"""A secret with a canary in it goes through the real program, well and badly: it comes out nowhere but on the wire."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.commands_forked import start_forked
from tests.operation.running import until as wait_until

CANARY = "CANARY0123456789abcdefghijklmnopqrs"
TOKEN = f"7000000009:{CANARY}"
SECONDS = 20
ROOT = Path(__file__).parents[2]
Answer = Callable[[web.Request], Awaitable[web.Response]]


async def ok(request: web.Request) -> web.Response:
    """What a healthy platform answers."""
    method = request.match_info["method"]
    if method == "getUpdates":
        await asyncio.sleep(0.05)
    results: dict[str, Any] = {
        "getMe": {"id": 7000000009, "is_bot": True, "first_name": "b", "username": "b_bot"},
        "getUpdates": [],
        "sendMessage": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}},
    }
    return web.json_response({"ok": True, "result": results.get(method, True)})


async def talking(request: web.Request) -> web.Response:
    """Somebody writes, somebody's update is broken, and then it is quiet."""
    if request.match_info["method"] != "getUpdates" or (await request.post()).get("offset"):
        return await ok(request)
    who = {"id": 5, "type": "private", "is_bot": False, "first_name": "x"}
    message = {"message_id": 1, "date": 1, "chat": who, "from": who, "text": "/start \ud800"}
    updates = [{"update_id": 1, "message": message}, {"update_id": 2, "message": 5}]
    return web.json_response({"ok": True, "result": updates})


def refusing(status: int) -> Answer:
    """Every call is refused, with the address repeated in the answer."""

    async def answer(request: web.Request) -> web.Response:
        said = {
            "ok": False,
            "error_code": status,
            "description": f"no {request.path}",
            "parameters": {"retry_after": 1},
        }
        return web.json_response(said, status=status)

    return answer


async def babbling(request: web.Request) -> web.Response:
    """No JSON at all, with the address in it."""
    return web.Response(text=f"<html>cannot POST {request.path}")


async def hanging_up(request: web.Request) -> web.Response:
    """The line breaks in the middle."""
    assert request.transport is not None
    request.transport.close()
    return web.Response()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A program of its own, that tells as much as it can."""
    return {
        "PATH": os.environ["PATH"],
        "DONDOC_DATABASE_URL": f"sqlite:///{tmp_path / 'dondoc.db'}",
        "DONDOC_TELEGRAM_TOKEN": TOKEN,
        "DONDOC_LOG_LEVEL": "DEBUG",
        "DONDOC_POLL_SECONDS": "1",
        "DONDOC_HTTP_PORT": "0",
        "PYTHONPATH": str(ROOT),
        "PYTHONASYNCIODEBUG": "1",
    }


async def said_by(environment: dict[str, str], folder: Path, *arguments: str, until: str = "") -> str:
    """Everything a command prints; one that runs on is told to stop a while after it printed `until`."""
    printed = folder / "printed.txt"
    printed.write_bytes(b"")
    process = await start_forked(arguments, folder, environment, printed)

    async def says_it() -> bool:
        return until in printed.read_text("utf-8", "replace") or process.returncode is not None

    try:
        async with asyncio.timeout(SECONDS):
            if until:
                await wait_until(says_it, SECONDS)
                await asyncio.sleep(1.5)
                process.send_signal(signal.SIGTERM)
            await process.wait()
    finally:
        process.kill()
    return printed.read_text("utf-8", "replace")


async def serving(answer: Answer) -> tuple[web.AppRunner, str]:
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


def places_with_the_canary(folder: Path, printed: str) -> Iterator[str]:
    """Where it can be seen: on the screen or in a file that the program left, the database and its log included."""
    if CANARY in printed:
        yield printed[max(0, printed.index(CANARY) - 200) : printed.index(CANARY)]
    for file in folder.rglob("*"):
        if file.is_file() and CANARY.encode() in file.read_bytes():
            yield file.name


CASES = {
    "quiet": ok,
    "talking": talking,
    "401": refusing(401),
    "429": refusing(429),
    "500": refusing(500),
    "no JSON": babbling,
    "hanging up": hanging_up,
}


@pytest.mark.parametrize("case", CASES)
async def test_the_running_program_shows_its_token_nowhere(
    environment: dict[str, str], tmp_path: Path, case: str
) -> None:
    runner, url = await serving(CASES[case])
    printed = await said_by(environment | {"DONDOC_TELEGRAM_API_URL": url}, tmp_path, "run", until='"started"')
    await runner.cleanup()
    assert '"stopped"' in printed, printed[-500:]
    assert list(places_with_the_canary(tmp_path, printed)) == []


@pytest.mark.parametrize("command", [("doctor",), ("invite", "ai"), ("people",)], ids=lambda command: command[0])
async def test_no_command_shows_the_token_whether_the_platform_refuses_or_is_not_there(
    environment: dict[str, str], tmp_path: Path, command: tuple[str, ...], unused_tcp_port: int
) -> None:
    runner, url = await serving(refusing(401))
    for address in (url, f"http://127.0.0.1:{unused_tcp_port}", "http://[::1"):
        printed = await said_by(environment | {"DONDOC_TELEGRAM_API_URL": address}, tmp_path, *command)
        assert printed
        assert "Traceback" not in printed
        assert list(places_with_the_canary(tmp_path, printed)) == []
    await runner.cleanup()


WRONG_URLS = (
    f"postgresql://ward:{CANARY}@127.0.0.1:1/ward",
    f"postgresql://ward:{CANARY}@127.0.0.1:port/ward",
    f"postgresql://ward:{CANARY}@[::1/ward",
    f"postgresql://ward:{CANARY}#x@127.0.0.1:1/ward",
    f"postgresql://ward:a/{CANARY}@127.0.0.1:1/ward",
    f"mysql://ward:{CANARY}@127.0.0.1/ward",
    CANARY,
)
TRIED = [("doctor", url) for url in WRONG_URLS] + [("run", url) for url in WRONG_URLS[:2]]


@pytest.mark.parametrize(("command", "url"), TRIED, ids=lambda value: value.replace(CANARY, "…"))
async def test_no_database_url_however_wrong_shows_its_password(
    environment: dict[str, str], tmp_path: Path, url: str, command: str
) -> None:
    printed = await said_by(environment | {"DONDOC_DATABASE_URL": url}, tmp_path, command)
    told = [line for line in printed.splitlines() if not line.startswith("{")]  # the others are lines of the log
    assert told
    assert not any("Traceback" in line for line in told)
    assert list(places_with_the_canary(tmp_path, printed)) == []
