"""A dump of PostgreSQL taken as the documentation says, under load: whole, restorable, and nothing is told twice."""

import asyncio
import os
import shutil
import signal
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from dondoc.ops.backups import ON_POSTGRESQL
from tests.databases import PostgresServer
from tests.operation.running import (
    LAN_PHONE,
    ROOT,
    Phones,
    Running,
    dondoc,
    prepare,
    running,
    sandbox,
    settings_of,
    until,
)
from tests.operation.test_postgresql_trouble import all_handled, ask, linked, until_well

# What people are told to type: the sentence of `dondoc backup`, and the page on operation.
DUMP = ON_POSTGRESQL.split("lệnh của nó: ")[1].split(". Xem")[0]
RESTORE = 'pg_restore --clean --if-exists --dbname="$DONDOC_DATABASE_URL" FILE'
CHECK = "pg_restore --file=/dev/null FILE"
COMMANDS, DUMP_AT = 60, 20

is_missing = shutil.which("pg_dump") is None and os.environ.get("CI") != "true"
pytestmark = pytest.mark.skipif(is_missing, reason="pg_dump and pg_restore are not installed")


def as_in_settings(url: str) -> str:
    """The URL as people write it, which PostgreSQL's own commands understand as well."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


async def shell(command: str, url: str) -> asyncio.subprocess.Process:
    """A command of the documentation, begun as somebody at the terminal would."""
    environ = {"PATH": os.environ["PATH"], "DONDOC_DATABASE_URL": as_in_settings(url)}
    return await asyncio.create_subprocess_shell(
        command, env=environ, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )


async def ended_well(process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(60):
        _, complaint = await process.communicate()
    assert process.returncode == 0, complaint.decode()


async def dump_under_load(phones: Phones, program: Running, url: str, file: Path, *, kill: bool) -> int:
    """Sixty commands, a dump begun in their midst; gives how many were surely in the database when it began."""
    handled = 0
    for number in range(COMMANDS):
        await phones.say(LAN_PHONE, f"/progress 3 {number}")
        if number == DUMP_AT:
            ((handled,),) = await asyncio.to_thread(ask, url, "SELECT count(*) FROM event WHERE what = 'progress_set'")
            dump = await shell(DUMP.format(file=file), url)
            if kill:
                await program.end(signal.SIGKILL)
    await ended_well(dump)
    return int(handled)


async def until_reminded(url: str) -> None:
    """A dump that does not hold today's morning message leads to another one, and nothing could tell that it does.

    On most days of the year there is none, as the whole plan fell due in April: then it is planned and nothing waits.
    """

    async def is_through() -> bool:
        query = (
            "SELECT NOT EXISTS (SELECT 1 FROM occurrence WHERE next_look_at <= now()) "
            "AND NOT EXISTS (SELECT 1 FROM outbox WHERE kind = 'digest' AND state <> 'sent')"
        )
        return bool((await asyncio.to_thread(ask, url, query))[0][0])

    await until(is_through)


def doubled(texts: list[str]) -> list[str]:
    """What somebody was told twice without a mark."""
    return [text for text, count in Counter(texts).items() if count > 1]


@pytest.mark.parametrize("kill", [False, True], ids=["it works on", "it is killed"])
async def test_a_dump_taken_under_load_is_whole_and_the_restored_program_tells_nothing_twice_and_forgets_nothing(
    postgresql_url: str, postgres_server: PostgresServer, tmp_path: Path, *, kill: bool
) -> None:
    file = tmp_path / "ward.dump"
    async with sandbox() as phones:
        environ = settings_of(as_in_settings(postgresql_url), DONDOC_TELEGRAM_API_URL=phones.url)
        codes = prepare(environ)
        async with running(environ, tmp_path) as program:
            await linked(phones, codes)
            await until_reminded(postgresql_url)
            handled = await dump_under_load(phones, program, postgresql_url, file, kill=kill)
            if not kill:
                await all_handled(postgresql_url, COMMANDS + 1)
                assert await program.end() == 0
        if kill:  # what was not acknowledged comes again, as after any kill
            async with running(environ, tmp_path, "again") as program:
                await all_handled(postgresql_url, COMMANDS + 1)
                assert await program.end() == 0
        assert doubled(await phones.shown(LAN_PHONE)) == []

        with postgres_server.fresh() as other:
            await ended_well(await shell(RESTORE.replace("FILE", str(file)), other))
            restored = {**environ, "DONDOC_DATABASE_URL": as_in_settings(other)}
            for command in (("restore",), ("audit", "verify")):
                done = await asyncio.to_thread(dondoc, *command, environ=restored, cwd=tmp_path)
                assert done.returncode == 0, done.stdout + done.stderr
            ((kept,),) = await asyncio.to_thread(ask, other, "SELECT count(*) FROM event WHERE what = 'progress_set'")
            assert handled <= kept <= COMMANDS
            async with running(restored, tmp_path, "restored") as program:
                await phones.until_shown(LAN_PHONE, "bị gián đoạn")
                await phones.say(LAN_PHONE, "/done 3")
                await phones.until_shown(LAN_PHONE, "Đã ghi nhận: việc 3")
                await until_well(program)
                assert await program.end() == 0
            texts = await phones.shown(LAN_PHONE)
            assert doubled(texts) == []
            assert sum("bị gián đoạn" in text for text in texts) == 1


async def test_a_dump_that_was_cut_short_is_refused_before_it_counts(postgresql_url: str, tmp_path: Path) -> None:
    file = tmp_path / "ward.dump"
    prepare(settings_of(postgresql_url))
    await ended_well(await shell(DUMP.format(file=file), postgresql_url))
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    checking = await shell(CHECK.replace("FILE", str(file)), postgresql_url)
    await checking.communicate()
    assert checking.returncode != 0


def test_the_page_on_operation_says_what_was_tried_here() -> None:
    page = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
    assert DUMP.format(file="FILE") in page
    assert RESTORE in page
    assert CHECK in page
