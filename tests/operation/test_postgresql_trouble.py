"""PostgreSQL restarted, connections cut, two programs started: the program goes on, nothing is lost, one sends."""

import asyncio
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import pytest
from sqlalchemy.engine import make_url

from tests.databases import PostgresServer, PrivatePostgres, _installations, migrated
from tests.operation.running import LAN_PHONE, Phones, Running, prepare, running, sandbox, settings_of, until


class Restartable(PrivatePostgres):
    """A server of this test alone, so that it may be stopped."""

    def restart(self, pause: float) -> None:
        """Stop at once, as a crash would, stay away for so many seconds, start again."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(timeout=90)
        import time

        time.sleep(pause)
        self._process = self._start(self._folder / "data")


@pytest.fixture
def own_server(postgres_server: PostgresServer) -> Iterator[tuple[Restartable, str]]:  # skips where there is none
    with tempfile.TemporaryDirectory(prefix="dondoc-pg-", ignore_cleanup_errors=True) as folder:
        private = Restartable(Path(folder), list(_installations()))
        with private as server:
            url = migrated(server.create())
            # The servers of the tests acknowledge before they write; this one dies, and must keep its word.
            ask(url, f"ALTER DATABASE {make_url(url).database} SET synchronous_commit = on")
            yield private, url


def ask(url: str, query: str) -> list[tuple[Any, ...]]:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True, connect_timeout=5) as connection:
        done = connection.execute(query)
        return done.fetchall() if done.description else []


async def linked(phones: Phones, codes: dict[int, str]) -> None:
    await phones.say(LAN_PHONE, f"/start {codes[LAN_PHONE.user_id]}")
    await phones.until_shown(LAN_PHONE, LAN_PHONE.name)


async def all_handled(url: str, number: int) -> None:
    async def handled() -> bool:
        try:
            found = await asyncio.to_thread(ask, url, "SELECT state, count(*) FROM inbox GROUP BY state")
        except psycopg.OperationalError:
            return False
        return dict(found) == {"handled": number}

    await until(handled, 60, "not every command was handled")


async def until_well(program: Running) -> None:
    async def is_well() -> bool:
        return (await program.health())[0] == 200

    await until(is_well, 60, "/health did not become green again")


async def test_a_server_restarted_under_load_loses_no_command_and_parks_none(
    own_server: tuple[Restartable, str], tmp_path: Path
) -> None:
    server, url = own_server
    async with sandbox() as phones:
        environ = settings_of(url, DONDOC_TELEGRAM_API_URL=phones.url)
        codes = prepare(environ)
        async with running(environ, tmp_path) as program:
            await linked(phones, codes)
            for number in range(60):
                await phones.say(LAN_PHONE, f"/progress 3 {number}")
                if number in {20, 40}:
                    await asyncio.to_thread(server.restart, 2.0)
            await all_handled(url, 61)
            await until_well(program)
            assert ask(url, "SELECT count(*) FROM event WHERE what = 'progress_set'") == [(60,)]
            assert ask(url, "SELECT progress FROM occurrence WHERE task_id = 3") == [(59,)]
            assert await program.end() == 0


async def test_connections_cut_again_and_again_lose_no_command(postgresql_url: str, tmp_path: Path) -> None:
    async with sandbox() as phones:
        environ = settings_of(postgresql_url, DONDOC_TELEGRAM_API_URL=phones.url)
        codes = prepare(environ)
        async with running(environ, tmp_path) as program:
            await linked(phones, codes)
            cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            for number in range(40):
                await phones.say(LAN_PHONE, f"/progress 3 {number}")
                if number % 4 == 0:
                    await asyncio.to_thread(ask, postgresql_url, cut + "AND datname = current_database()")
            await all_handled(postgresql_url, 41)
            await until_well(program)
            assert ask(postgresql_url, "SELECT count(*) FROM event WHERE what = 'progress_set'") == [(40,)]
            assert program.said("lock_lost")
            assert await program.end() == 0


async def test_a_second_program_waits_and_takes_over_at_once_when_the_first_is_killed(
    postgresql_url: str, tmp_path: Path
) -> None:
    async with sandbox() as phones:
        environ = settings_of(postgresql_url, DONDOC_TELEGRAM_API_URL=phones.url)
        codes = prepare(environ)
        async with running(environ, tmp_path, "first") as first, running(environ, tmp_path, "second") as second:
            await until(lambda: _one_started(first, second))
            holder, standby = (first, second) if first.said("started") else (second, first)
            await standby.until_said("standby")
            await linked(phones, codes)
            assert not standby.said("started")
            assert await answers(holder, "listening") == {"live": 200, "ready": 200, "health": 200}
            assert await answers(standby, "standby_listening") == {"live": 200, "ready": 503, "health": 200}
            await holder.end(signal.SIGKILL)
            await standby.until_said("standby_took_over", 10)
            await phones.say(LAN_PHONE, "/done 3")
            await phones.until_shown(LAN_PHONE, "Đã ghi nhận: việc 3")
            assert await answers(standby, "listening") == {"live": 200, "ready": 200, "health": 200}
            assert await standby.end() == 0


async def answers(program: Running, listening: str) -> dict[str, int]:
    """The status of each page, at the address that the program named in the log."""
    address = (await program.until_said(listening))["message"].removesuffix("/health")
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        found = {}
        for page in ("live", "ready", "health"):
            async with session.get(f"{address}/{page}") as got:
                found[page] = got.status
        return found


async def _one_started(*programs: Running) -> bool:
    return sum(bool(program.said("started")) for program in programs) == 1
