"""Which organisations a program serves as seats and bots come and go."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.deliveries import Priority
from domain.messages.accounts import Stranger
from domain.organisations import Organisation
from dondoc.run.seating import Seating, Seats, by_seat
from dondoc.stored_bots import OrganisationBots
from services.office.all_offices import AllOffices
from services.office.office import Office
from storage.engine.database import Database
from storage.organisations import add_organisation
from storage.outbox import Post, post

NOW = datetime(2026, 6, 10, 0, 30, tzinfo=UTC)


def bots(number: int, *tokens: str) -> OrganisationBots:
    organisation = Organisation(number, f"Phường {number}", ZoneInfo("Asia/Ho_Chi_Minh"), code=f"P{number}")
    return OrganisationBots(organisation, dict(zip(("telegram", "zalo"), tokens, strict=False)))


def test_organisations_that_share_a_bot_have_one_seat_however_they_are_linked() -> None:
    alone, one, two, three, four = bots(2, "a"), bots(3, "b"), bots(5, "c", "z"), bots(7, "b", "z"), bots(9, "d")
    seats = by_seat([four, three, two, one, alone])
    numbers = {seat: [each.organisation.id for each in members] for seat, members in seats.items()}
    assert numbers == {2: [2], 3: [3, 5, 7], 9: [9]}


class Holder:
    """A worker of the test: what it has is set, what is let go is noted."""

    def __init__(self, *mine: int, total: int = 9) -> None:
        self.seats = Seats(frozenset(mine), 0, total)
        self.on_seats: Any = None
        self.on_told: Any = None
        self.is_agreed = True
        self.known: list[list[int]] = []
        self.let: list[int] = []
        self.served: set[int] = set()

    async def know(self, seats: Collection[int]) -> bool:
        self.known.append(sorted(seats))
        return self.is_agreed

    async def tell(self, organisation_id: int) -> None:
        raise AssertionError(organisation_id)

    async def let_go(self, seats: Collection[int]) -> None:
        assert not self.served & set(seats), "given away while it is served"
        self.let += seats

    def has(self, *mine: int, surplus: int = 0) -> None:
        self.seats = self.seats._replace(mine=frozenset(mine), surplus=surplus)
        self.on_seats()


class Ward:
    """A seating with its holder, and who is served by it."""

    def __init__(self, holder: Holder | None, *given: OrganisationBots) -> None:
        self.holder, self.given = holder, list(given)
        self.served: dict[int, OrganisationBots] = {}
        self.log: list[str] = []

        async def in_thread(function: Any, *arguments: Any) -> Any:
            return function(*arguments)

        threads: Any = in_thread
        self.seating = Seating(given, holder, threads, lambda: self.given, self._begin, self._end, bots_seconds=0.05)

    async def _begin(self, organisations: Sequence[OrganisationBots]) -> None:
        for one in organisations:
            self.served[one.organisation.id] = one
            self.log.append(f"+{one.organisation.id}")
        self._note()

    async def _end(self, organisation_id: int) -> None:
        await asyncio.sleep(0)
        del self.served[organisation_id]
        self.log.append(f"-{organisation_id}")
        self._note()

    def _note(self) -> None:
        if self.holder is not None:
            self.holder.served = set(self.served)

    async def first(self) -> None:
        await self._begin(await self.seating.first())


@pytest.fixture
async def played() -> Any:
    tasks: list[asyncio.Task[None]] = []

    def play(ward: Ward) -> None:
        tasks.append(asyncio.create_task(ward.seating.run()))

    yield play
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def until(ward: Ward, *served: int) -> None:
    async with asyncio.timeout(5):
        while set(ward.served) != set(served):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)


async def test_without_a_worker_everything_is_ours_and_bots_come_and_go(played: Any) -> None:
    ward = Ward(None, bots(2, "a"), bots(3, "b"))
    await ward.first()
    played(ward)
    assert set(ward.served) == {2, 3}
    ward.given = [bots(2, "a"), bots(5, "c")]
    await until(ward, 2, 5)
    ward.given = [bots(2, "another"), bots(5, "c")]
    async with asyncio.timeout(5):
        while ward.served.get(2) != bots(2, "another"):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
    assert ward.log.count("-2") == 1
    assert ward.log.count("+5") == 1


async def test_seats_that_come_are_served_and_those_that_go_are_not(played: Any) -> None:
    holder = Holder(2)
    ward = Ward(holder, bots(2, "a"), bots(3, "b"), bots(5, "c"))
    await ward.first()
    played(ward)
    assert (set(ward.served), holder.known[0]) == ({2}, [2, 3, 5])
    holder.has(2, 3)
    await until(ward, 2, 3)
    holder.has(3)
    await until(ward, 3)


async def test_what_is_beyond_our_share_is_served_no_more_before_it_is_let_go(played: Any) -> None:
    holder = Holder(2, 3, 5)
    ward = Ward(holder, bots(2, "a"), bots(3, "b"), bots(5, "c"))
    await ward.first()
    played(ward)
    holder.has(2, 3, 5, surplus=2)
    await until(ward, 2)
    await asyncio.sleep(0.05)
    assert sorted(holder.let) == [3, 5]


async def test_nothing_new_is_served_while_another_worker_has_seats_of_before(played: Any) -> None:
    holder = Holder(2)
    holder.is_agreed = False
    ward = Ward(holder, bots(2, "a"), bots(3, "a"))
    await ward.first()
    assert ward.served == {}
    played(ward)
    holder.has(2, 3)
    await asyncio.sleep(0.1)
    assert ward.served == {}
    holder.is_agreed = True
    await until(ward, 2, 3)


def test_only_leases_in_the_organisations_of_this_program_are_taken_back(database: Database) -> None:
    with database.transaction() as tx:
        for name in ("Phường Một", "Phường Hai"):
            id_ = add_organisation(tx, name, "Asia/Ho_Chi_Minh", NOW)
            answer = Post("answer:1", "answer", Priority.ANSWER, [Stranger()], NOW, channel="telegram", chat_id="1")
            post(tx, id_, answer, NOW)
    for id_ in (1, 2):
        assert len(Office(database.of(id_), id_, "other").delivery.lease(NOW, 8)) == 1
    assert AllOffices(database, "we").release_abandoned(NOW, [2]) == 1
    assert AllOffices(database, "we").release_abandoned(NOW, [2]) == 0
    assert AllOffices(database, "we").release_abandoned(NOW, []) == 0
