"""The lock on PostgreSQL that one sender of a bot holds: the second one waits, and who lost it sends no more."""

import asyncio

from dondoc.standby import SenderLock
from tests.operation.test_postgresql_trouble import ask


async def test_two_programs_of_two_bots_on_one_database_do_not_wait_for_each_other(postgresql_url: str) -> None:
    one, other, again = (SenderLock(postgresql_url, bot) for bot in ("7000000001", "7000000002", "7000000001"))
    try:
        assert one._try()
        assert other._try()
        assert not again._try()
        one.close()
        assert again._try()
    finally:
        for lock in (one, other, again):
            lock.close()


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
