"""The office's threads know when somebody waits for one."""

import asyncio
from threading import Event

from dondoc.app import ServiceThreads


async def test_a_call_that_waits_for_a_thread_is_seen_by_the_one_that_holds_it() -> None:
    threads, may_go = ServiceThreads(1), Event()

    def hold() -> list[bool]:
        before = threads.are_awaited()
        assert may_go.wait(10)
        return [before, threads.are_awaited()]

    holding = asyncio.create_task(threads(hold))
    await asyncio.sleep(0.05)
    waiting = asyncio.create_task(threads(threads.are_awaited))
    await asyncio.sleep(0.05)
    may_go.set()
    assert await holding == [False, True]
    assert await waiting is False
    threads.close()


async def test_a_call_that_fails_is_over() -> None:
    threads = ServiceThreads(1)

    def fail() -> None:
        raise RuntimeError

    assert isinstance((await asyncio.gather(threads(fail), return_exceptions=True))[0], RuntimeError)
    assert not threads.are_awaited()
    threads.close()
