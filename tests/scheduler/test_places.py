"""Places for a few at a time: who is in a hurry comes first, nobody is forgotten, a place is never lost."""

import asyncio

from scheduler.places import Places


class Doors:
    """People who come to the places; each goes in, notes its name, and stays until it is let go."""

    def __init__(self, count: int) -> None:
        self.places = Places(count)
        self.came_in: list[str] = []
        self.may_leave = {name: asyncio.Event() for name in "abcdef"}

    async def come(self, name: str, *, is_urgent: bool = False) -> None:
        await self.places.take(name, is_urgent=is_urgent)
        try:
            self.came_in.append(name)
            await self.may_leave[name].wait()
        finally:
            self.places.leave()

    async def leaves(self, name: str) -> None:
        self.may_leave[name].set()
        for _ in range(5):
            await asyncio.sleep(0)


async def test_so_many_come_in_and_the_others_in_their_order() -> None:
    doors = Doors(2)
    async with asyncio.TaskGroup() as group:
        for name in "abcd":
            group.create_task(doors.come(name))
        await asyncio.sleep(0)
        assert doors.came_in == ["a", "b"]
        for name in "badc":
            await doors.leaves(name)
    assert doors.came_in == ["a", "b", "c", "d"]


async def test_who_is_in_a_hurry_comes_before_who_has_waited_longer() -> None:
    doors = Doors(1)
    async with asyncio.TaskGroup() as group:
        for name in "abcd":
            group.create_task(doors.come(name))
        await asyncio.sleep(0)
        group.create_task(doors.come("e", is_urgent=True))
        await asyncio.sleep(0)
        doors.places.hurry("d")
        for name in "aedbc":
            await doors.leaves(name)
    assert doors.came_in == ["a", "e", "d", "b", "c"]


async def test_who_gives_up_takes_no_place_with_them() -> None:
    doors = Doors(1)
    first = asyncio.create_task(doors.come("a"))
    await asyncio.sleep(0)
    gone = asyncio.create_task(doors.come("b"))
    given = asyncio.create_task(doors.come("c"))
    await asyncio.sleep(0)
    gone.cancel()
    doors.may_leave["a"].set()
    await first
    given.cancel()  # the place has just been given to it
    await asyncio.gather(gone, given, return_exceptions=True)
    async with asyncio.timeout(1):
        doors.may_leave["d"].set()
        await doors.come("d")
    assert doors.came_in[-1] == "d"
