"""What many senders have sent is recorded in few transactions, and what fails together is recorded by each."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

import pytest
from sqlalchemy import func, select

from domain.deliveries import Outcome, Priority, Result
from domain.messages.accounts import Stranger
from dondoc.app import open_installation
from dondoc.run.group_commit import GATHERING_SECONDS, MOST, GroupCommit
from services.office.all_offices import AllOffices
from services.reminders.schedule_reminders import DIGEST
from storage.across_organisations import everywhere
from storage.engine.worker_epoch import LeaseLost
from storage.outbox import Post, post
from storage.tables import outbox, receipt
from tests.operation.several import CROWD, Several, running, several, until
from tests.outage.virtual_time import VirtualClock, run_virtually
from tests.people import find_by_name
from tests.world import HA, LAN, hanoi

NINE = hanoi(10, 9)
PEOPLE = (LAN, HA, *CROWD)


def sent(number: int) -> Outcome:
    return Outcome(number, Result.SENT, message_id=str(number), text="x")


class Store:
    """Takes a moment for each transaction, and fails as often as it is told to."""

    def __init__(self, *failures: Exception) -> None:
        self.groups: list[list[int]] = []
        self.failures = list(failures)

    async def write(self, outcomes: Sequence[Outcome]) -> None:
        self.groups.append([outcome.outbox_id for outcome in outcomes])
        await asyncio.sleep(0.01)
        if self.failures:
            raise self.failures.pop(0)


async def test_those_that_come_while_one_is_written_share_the_next() -> None:
    store = Store()
    together = GroupCommit(store.write)
    await asyncio.gather(*(together.record([sent(number)]) for number in range(1, 30)))
    assert store.groups == [[*range(1, 30)]]
    first = asyncio.create_task(together.record([sent(101)]))
    await asyncio.sleep(0.005)
    await asyncio.gather(first, together.record([sent(102)]), together.record([sent(103), sent(104)]))
    assert store.groups[1:] == [[101], [102, 103, 104]]


def test_while_it_is_crowded_each_waits_a_moment_for_others() -> None:
    store, clock, crowded = Store(), VirtualClock(NINE), [True]
    together = GroupCommit(store.write, lambda: crowded[0])

    async def later(number: int) -> None:
        await asyncio.sleep(number * GATHERING_SECONDS / 40)
        await together.record([sent(number)])

    async def played() -> float:
        await asyncio.gather(*(later(number) for number in range(20)))
        crowded[0] = False
        began = clock.seconds
        await together.record([sent(99)])
        return clock.seconds - began

    assert run_virtually(clock, played()) == pytest.approx(0.01, abs=0.001)
    assert store.groups == [[*range(20)], [99]]


def test_what_an_answer_waits_for_waits_for_no_others() -> None:
    store, clock = Store(), VirtualClock(NINE)
    together = GroupCommit(store.write, lambda: True)

    async def played() -> list[float]:
        took = []
        for is_hurried in (True, False):
            began = clock.seconds
            recording = asyncio.create_task(together.record([sent(1)]))
            await asyncio.sleep(0.001)
            if is_hurried:
                together.hurry()
            await recording
            took.append(clock.seconds - began)
        return took

    assert run_virtually(clock, played()) == pytest.approx([0.011, GATHERING_SECONDS + 0.01], abs=0.002)


async def test_a_group_has_a_bound() -> None:
    store = Store()
    await asyncio.gather(
        *(GroupCommit.record(one, [sent(n)]) for one in [GroupCommit(store.write)] for n in range(450))
    )
    assert [len(group) for group in store.groups] == [MOST, MOST, 50]


async def test_all_of_a_group_hear_that_it_failed_and_the_next_is_written() -> None:
    store = Store(LeaseLost())
    together = GroupCommit(store.write)
    failed = await asyncio.gather(*(together.record([sent(n)]) for n in (1, 2)), return_exceptions=True)
    assert [type(one) for one in failed] == [LeaseLost, LeaseLost]
    await together.record([sent(3)])
    assert store.groups == [[1, 2], [3]]


async def test_who_is_cancelled_meanwhile_loses_nothing_for_the_others() -> None:
    store = Store()
    together = GroupCommit(store.write)
    leaving, staying = (asyncio.create_task(together.record([sent(n)])) for n in (1, 2))
    await asyncio.sleep(0.005)
    leaving.cancel()
    await staying
    assert store.groups == [[1, 2]]
    assert leaving.cancelled() or leaving.cancelling()


def receipts(ward: Several, kind: str) -> int:
    """How many messages of a kind have a receipt."""
    query = select(func.count()).select_from(receipt).join(outbox, outbox.c.id == receipt.c.outbox_id)
    with open_installation(ward.settings, ward.clock) as app, everywhere(app.database).reading() as tx:
        return int(tx.execute(query.where(outbox.c.kind == kind)).scalar_one())


async def test_the_mornings_of_several_are_recorded_together(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups: list[int] = []
    own = AllOffices.record_sent

    def noted(self: AllOffices, outcomes: Sequence[Outcome], now: datetime) -> None:
        groups.append(len(outcomes))
        own(self, outcomes, now)

    monkeypatch.setattr(AllOffices, "record_sent", noted)
    async with several(postgresql_url, "HB", "LC", at=NINE, linked=PEOPLE) as ward:
        post_to_all(ward)
        async with running(ward):
            await all_are_told_once(ward)
    assert sum(groups) >= 2, "a sender that leases at the same time records for itself"


async def test_where_recording_together_fails_each_records_for_itself(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def failing(_self: AllOffices, outcomes: Sequence[Outcome], _now: datetime) -> None:
        tried.append(len(outcomes))
        raise OSError("the disk is full")

    monkeypatch.setattr(AllOffices, "record_sent", failing)
    async with several(postgresql_url, "HB", "LC", at=NINE, linked=PEOPLE) as ward:
        post_to_all(ward)
        async with running(ward):
            await all_are_told_once(ward)
    assert tried


def post_to_all(ward: Several) -> None:
    """A message to each of six people of each organisation, due now."""
    now = ward.clock.now()
    with open_installation(ward.settings, ward.clock) as app, everywhere(app.database).transaction() as tx:
        for id_ in ward.ids.values():
            for name in PEOPLE:
                person_id = find_by_name(tx, id_, name)
                news = Post(f"news:{name}", "news", Priority.ESCALATION, [Stranger()], now, person_id=person_id)
                post(tx, id_, news, now)


async def all_are_told_once(ward: Several) -> None:
    await until(lambda: receipts(ward, "news") == len(PEOPLE) * len(ward.codes), 40)
    said = [
        text
        for code in ward.codes
        for name in PEOPLE
        for text in ward.texts(code, name)
        if "chưa được liên kết" in text
    ]
    assert len(said) == len(PEOPLE) * len(ward.codes)


async def test_one_organisation_alone_records_as_before(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AllOffices, "record_sent", None)
    async with several(postgresql_url, "HB", at=NINE) as ward, running(ward):
        await ward.told("HB", LAN, 1, within=40)
        await until(lambda: receipts(ward, DIGEST) == 1)
