"""A full disk, a lock, a wreck, a restarted server: the program says it in a sentence, or goes on and loses nothing."""

import asyncio
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from dondoc.app import ServiceThreads, open_app
from dondoc.ops.backups import nightly_backups
from dondoc.ops.health_check import HealthCheck
from dondoc.ops.maintenance_loop import MaintenanceLoop
from storage.backups import fold_log
from tests.operation.running import (
    LAN_PHONE,
    Phones,
    Running,
    dondoc,
    loaded,
    prepare,
    running,
    sandbox,
    settings_of,
    until,
)

COMMANDS = ("status", "people", "doctor", "run", "migrate")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 6 MB that can be filled."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["/usr/bin/env", "mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
        timeout=20,
    )
    if mounted.returncode:
        pytest.skip("a small file system can only be mounted by root")
    yield folder
    subprocess.run(["/usr/bin/env", "umount", "-l", str(folder)], check=False, timeout=20)


def wreck(file: Path, start: int) -> None:
    """Rubbish from this byte on."""
    content = bytearray(file.read_bytes())
    content[start:] = b"\xa5" * (len(content) - start)
    file.write_bytes(content)


async def ill(program: Running, kind: str) -> None:
    """Wait until /health is red for this reason."""

    async def is_ill() -> bool:
        status, seen = await program.health()
        return status == 503 and kind in {finding["kind"] for finding in seen["findings"]}

    await until(is_ill, otherwise=f"/health never said {kind}")


async def well(program: Running, besides: str = "") -> None:
    """Wait until /health finds nothing (but what is named)."""

    async def is_well() -> bool:
        _, seen = await program.health()
        return {finding["kind"] for finding in seen["findings"]} <= {besides}

    await until(is_well, 90, "/health did not become green again")


async def linked(phones: Phones, codes: dict[int, str]) -> None:
    await phones.say(LAN_PHONE, f"/start {codes[LAN_PHONE.user_id]}")
    await phones.until_shown(LAN_PHONE, LAN_PHONE.name)


def reported(file: Path, number: int) -> int:
    """How often the task was reported, by the history."""
    with closing(sqlite3.connect(file)) as connection:
        query = (
            "SELECT count(*) FROM event e JOIN task t ON t.id = e.task_id WHERE what = 'task_reported' AND number = ?"
        )
        return int(connection.execute(query, (number,)).fetchone()[0])


async def test_on_a_full_disk_the_program_lives_health_is_red_and_nothing_is_lost(small_disk: Path) -> None:
    file = small_disk / "dondoc.db"
    async with sandbox() as phones:
        environ = settings_of(f"sqlite:///{file}", DONDOC_TELEGRAM_API_URL=phones.url)
        codes = prepare(environ)
        async with running(environ, small_disk.parent) as program:
            await linked(phones, codes)
            filler = small_disk / "filler"
            with filler.open("wb", buffering=0) as full:
                try:
                    while True:
                        full.write(b"\0" * 4096)
                except OSError:
                    pass
            await phones.say(LAN_PHONE, "/done 3 " + "chữ " * 200)
            await ill(program, "not_receiving")
            assert program.process.returncode is None
            filler.unlink()
            await phones.until_shown(LAN_PHONE, "Đã ghi nhận: việc 3", 90)
            await well(program, besides="disk_low")
            await program.end()
        assert reported(file, 3) == 1


async def test_a_lock_held_by_another_process_delays_and_loses_nothing(
    sqlite_url: str, file: Path, tmp_path: Path
) -> None:
    async with sandbox() as phones:
        environ = settings_of(sqlite_url, DONDOC_TELEGRAM_API_URL=phones.url)
        codes = prepare(environ)
        async with running(environ, tmp_path) as program:
            await linked(phones, codes)
            with closing(sqlite3.connect(file, isolation_level=None)) as holder:
                holder.execute("BEGIN EXCLUSIVE")
                await phones.say(LAN_PHONE, "/done 3")
                await ill(program, "not_receiving")  # the timeout of ten seconds has passed meanwhile
                holder.execute("ROLLBACK")
            await well(program)
            await program.end()
        assert reported(file, 3) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_a_wrecked_file_is_one_sentence_that_advises_restore(
    command: str, sqlite_url: str, file: Path, tmp_path: Path
) -> None:
    environ = settings_of(sqlite_url)
    prepare(environ)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    wreck(file, 4096)
    said = dondoc(command, environ=environ, cwd=tmp_path)
    text = said.stdout + said.stderr
    assert said.returncode == 1
    assert "Traceback" not in text
    assert "dondoc restore" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_a_text_file_in_its_place_is_one_sentence(command: str, sqlite_url: str, file: Path, tmp_path: Path) -> None:
    file.write_text("xin chào " * 1000, encoding="utf-8")
    said = dondoc(command, environ=settings_of(sqlite_url), cwd=tmp_path)
    text = said.stdout + said.stderr
    assert said.returncode == 1
    assert "Traceback" not in text
    assert "dondoc restore" in text


@pytest.mark.parametrize("command", ["run", "status", "migrate", "doctor"])
def test_a_disk_that_may_only_be_read_is_one_sentence(command: str, small_disk: Path) -> None:
    environ = settings_of(f"sqlite:///{small_disk}/dondoc.db")
    prepare(environ)
    words = ["/usr/bin/env", "mount", "-o", "remount,ro", str(small_disk)]
    subprocess.run(words, check=True, capture_output=True, timeout=20)
    said = dondoc(command, environ=environ, cwd=small_disk.parent)
    assert said.returncode == 1
    assert "Traceback" not in said.stdout + said.stderr
    assert said.stderr.startswith("dondoc: ") or "✘" in said.stdout


async def test_a_second_program_on_the_sqlite_file_is_refused_in_a_sentence(sqlite_url: str, tmp_path: Path) -> None:
    async with sandbox() as phones:
        environ = settings_of(sqlite_url, DONDOC_TELEGRAM_API_URL=phones.url)
        async with running(environ, tmp_path) as program:
            await program.until_said("started")
            second = await asyncio.to_thread(dondoc, "run", environ=environ, cwd=tmp_path)
            assert second.returncode == 1
            assert "đang chạy" in second.stderr
            assert "Traceback" not in second.stderr
            await program.end()


def test_an_older_program_refuses_a_newer_schema(database_url: str, tmp_path: Path) -> None:
    from sqlalchemy import text

    from dondoc.databases import open_engine

    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    for command in COMMANDS:
        said = dondoc(command, environ=settings_of(database_url), cwd=tmp_path)
        assert said.returncode == 1
        assert "9999" in said.stdout + said.stderr
        assert "Traceback" not in said.stdout + said.stderr


async def test_a_wreck_made_while_running_is_noticed_by_the_nightly_backup(
    sqlite_url: str, file: Path, tmp_path: Path
) -> None:
    """SQLite goes on from its cache: nobody notices before a page is read anew."""
    environ = settings_of(sqlite_url, DONDOC_BACKUP_KEEP="3")
    prepare(environ)
    threads = ServiceThreads(1)
    with open_app(loaded(environ)) as app:
        health_check = HealthCheck(app, threads, dict)
        watchman = MaintenanceLoop(app, threads, health_check)
        await watchman.maintain()
        assert [path for _, path in nightly_backups(tmp_path / "backups")]
        assert not health_check.is_backup_failing
        fold_log(file)
        wreck(file, 100_000)
        app.clock.move_to(app.clock.now() + timedelta(days=1))
        with suppress(Exception):  # what reads the database may say so, too
            await watchman.maintain()
        assert "backup_failed" in {finding.kind for finding in (await health_check.look()).findings}
        assert len(nightly_backups(tmp_path / "backups")) == 1
    threads.close()


def test_a_migration_that_was_killed_is_run_again(empty_database_url: str, tmp_path: Path) -> None:
    """Killed after each of its first statements: all of it happens, or nothing."""
    script = (
        "import os, signal, sys\n"
        "from sqlalchemy import Engine, event\n"
        "from dondoc.databases import open_engine\n"
        "from storage.migrating import migrate\n"
        "left = [int(sys.argv[2])]\n"
        "def before(*_):\n"
        "    left[0] -= 1\n"
        "    if left[0] <= 0: os.kill(os.getpid(), signal.SIGKILL)\n"
        "event.listen(Engine, 'before_cursor_execute', before)\n"
        "migrate(open_engine(sys.argv[1]))\n"
    )
    import sys

    from tests.operation.running import ROOT

    killed = 0
    for number in (3, 9, 20, 35, 60):
        words = [sys.executable, "-c", script, empty_database_url, str(number)]
        done = subprocess.run(words, cwd=ROOT, check=False, capture_output=True, timeout=60)
        killed += done.returncode == -signal.SIGKILL
    assert killed >= 3
    environ = settings_of(empty_database_url)
    assert dondoc("migrate", environ=environ, cwd=tmp_path).returncode == 0
    prepare(environ)
    assert dondoc("status", environ=environ, cwd=tmp_path).returncode == 0
