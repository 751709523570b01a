"""The lock on PostgreSQL that the one sender holds: the second one waits, and who lost it sends no more."""

import asyncio
import zlib

import psycopg
from sqlalchemy.engine import make_url

from dondoc.run.sender_lock import SenderLock
from tests.operation.test_postgresql_trouble import ask


async def test_of_two_programs_on_one_database_one_waits_whatever_bots_they_have(postgresql_url: str) -> None:
    one, other, again = (SenderLock(postgresql_url, bot) for bot in ("7000000001", "7000000002", "7000000001"))
    try:
        assert one._try()
        assert not other._try()
        assert not again._try()
        one.close()
        assert other._try()
        assert not again._try()
    finally:
        for lock in (one, other, again):
            lock.close()


async def test_a_program_of_the_version_before_that_sends_for_the_same_bot_is_waited_for(postgresql_url: str) -> None:
    """It knows only the lock of its bot."""
    before = psycopg.connect(
        make_url(postgresql_url).set(drivername="postgresql").render_as_string(hide_password=False)
    )
    before.execute("SELECT pg_advisory_lock(7203115, %s)", (zlib.crc32(b"7000000001") - 2**31,))
    lock = SenderLock(postgresql_url, "7000000001")
    try:
        assert not lock._try()
        before.close()
        lock.wait()
        assert lock.is_held
    finally:
        lock.close()
        before.close()


async def test_two_schemas_of_one_database_are_two_databases(postgresql_url: str) -> None:
    ask(postgresql_url, "CREATE SCHEMA other")
    one = SenderLock(postgresql_url, "1")
    other = SenderLock(str(make_url(postgresql_url).update_query_dict({"options": "-csearch_path=other"})), "2")
    try:
        assert one._try()
        assert other._try()
    finally:
        one.close()
        other.close()


async def test_who_lost_the_lock_to_another_program_stops_sending_and_becomes_a_standby(postgresql_url: str) -> None:
    first, second = SenderLock(postgresql_url, "1"), SenderLock(postgresql_url, "1")
    taken = asyncio.Event()
    first.wait()
    watching = asyncio.create_task(first.watch(taken.set))
    waiting = asyncio.create_task(asyncio.to_thread(second.wait))
    try:
        await asyncio.sleep(0.5)
        assert (first.is_held, second.is_held) == (True, False)
        holder = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        await asyncio.to_thread(ask, postgresql_url, holder)
        await asyncio.wait_for(waiting, 10)
        await asyncio.wait_for(taken.wait(), 10)
        assert (first.is_held, second.is_held) == (False, True)
    finally:
        watching.cancel()
        first.close()
        second.close()
