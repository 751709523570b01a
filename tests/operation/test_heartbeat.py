"""The watch outside hears from the program while all is well, and nothing at all otherwise."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.platforms.receiving import ReceivingState
from dondoc.app import ServiceThreads, open_app
from dondoc.ops.health_check import HealthCheck
from dondoc.ops.maintenance_loop import MaintenanceLoop, send_heartbeat
from tests.operation.running import loaded, prepare, settings_of


@asynccontextmanager
async def listener(status: int = 200) -> AsyncIterator[tuple[str, list[str]]]:
    """A watch outside: its address, and what it has heard."""
    origin: list[str] = []

    async def hear(request: web.Request) -> web.Response:
        origin.append(request.path)
        return web.Response(status=status)

    web_app = web.Application()
    web_app.router.add_get("/{secret}", hear)
    runner = web.AppRunner(web_app)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}/secret-of-mine", origin
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(("must_be_mended", "beats"), [(False, 1), (True, 0)])
async def test_it_beats_while_all_is_well_and_only_then(sqlite_url: str, must_be_mended: bool, beats: int) -> None:
    async with listener() as (url, origin):
        environ = settings_of(sqlite_url, DONDOC_HEARTBEAT_URL=url)
        prepare(environ)
        threads = ServiceThreads(1)
        with open_app(loaded(environ)) as app:
            receiving = {
                "telegram": ReceivingState(app.clock.now(), "token_refused" if must_be_mended else None, must_be_mended)
            }
            await MaintenanceLoop(app, threads, HealthCheck(app, threads, lambda: receiving)).watch()
        threads.close()
        assert origin == ["/secret-of-mine"] * beats


async def test_a_watch_that_cannot_be_reached_or_refuses_harms_nobody_and_its_address_is_not_logged(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    async with listener(500) as (url, _):
        assert not await send_heartbeat(url)
    assert not await send_heartbeat(url)
    assert not await send_heartbeat("nonsense")
    assert "secret-of-mine" not in caplog.text
    assert len(caplog.records) == 3


async def test_what_is_no_longer_wrong_is_written_down_once(
    sqlite_url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dondoc.ops.health_check.FRESH_SECONDS", -1.0)
    caplog.set_level("WARNING")
    environ = settings_of(sqlite_url)
    prepare(environ)
    threads = ServiceThreads(1)
    with open_app(loaded(environ)) as app:
        now = app.clock.now()
        states = iter([True, True, False, False])
        watchman = MaintenanceLoop(
            app, threads, HealthCheck(app, threads, lambda: {"telegram": ReceivingState(now, None, must_be_mended[0])})
        )
        must_be_mended = [False]
        for must_be_mended[0] in states:
            await watchman.watch()
    threads.close()
    told = [(r.__dict__["action"], r.__dict__["trouble"]) for r in caplog.records if hasattr(r, "trouble")]
    assert told == [("alert", "not_receiving")] * 2 + [("alert_resolved", "not_receiving")]
