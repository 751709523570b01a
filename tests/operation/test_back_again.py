"""A database that goes away and comes back: each loop says once that it fails and once that it works again."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.operation.running import Running, prepare, running, sandbox, settings_of, until
from tests.operation.test_postgresql_trouble import ask

# What fails, what then says that it works again.
LOOPS = {"dispatch_failed": "dispatch_recovered", "lease_failed": "lease_recovered", "audit_failed": "audit_recovered"}
AWAY = ("inbox", "outbox")


def execute(url: str, *statements: str) -> None:
    """Each statement on its own, beside the running program."""
    if not url.startswith("sqlite"):
        for statement in statements:
            ask(url, statement)
        return
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


async def take_away(url: str) -> None:
    await asyncio.to_thread(execute, url, *(f"ALTER TABLE {name} RENAME TO {name}_away" for name in AWAY))


async def bring_back(url: str) -> None:
    await asyncio.to_thread(execute, url, *(f"ALTER TABLE {name}_away RENAME TO {name}" for name in AWAY))


async def looked(program: Running, action: str, times: int) -> None:
    async def said() -> bool:
        await program.health()
        return len(program.said(action)) >= times

    await until(said, otherwise=f"no {action}")


async def test_each_loop_says_once_that_it_fails_and_once_that_it_works_again(
    database_url: str, tmp_path: Path
) -> None:
    async with sandbox() as phones:
        environ = settings_of(database_url, DONDOC_TELEGRAM_API_URL=phones.url)
        prepare(environ)
        async with running(environ, tmp_path) as program:
            await program.until_said("started")
            for times in (1, 2):
                await take_away(database_url)
                for failed in LOOPS:
                    await looked(program, failed, times)
                await asyncio.sleep(3)  # some tries of each
                await bring_back(database_url)
                for again in LOOPS.values():
                    await looked(program, again, times)
                counts = {action: len(program.said(action)) for pair in LOOPS.items() for action in pair}
                assert counts == dict.fromkeys(counts, times)
            assert (await program.health())[0] == 200
            assert await program.end() == 0
