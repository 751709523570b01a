"""The month's messages of a channel: counted, warned of, and kept for answers at the end; on both engines."""

from datetime import datetime

import pytest

from domain.channel_holds_and_quotas import ChannelHold, HoldReason, MonthQuota, Room, room
from domain.deliveries import Outcome, Result
from domain.messages import Response
from domain.messages.reach import QuotaNear
from domain.messages.reports import MorningDigest
from services.maintenance.audit_organisation import audit_organisation
from services.office.office import Office
from storage.channel_holds_and_quotas import ChannelMonth, add_messages, load_months
from storage.engine.database import Database
from tests.services.delivery.test_channels import ZALO, TwoChannels
from tests.world import HA, LAN, hanoi, names_of

LIMIT = 1000
QUOTA = MonthQuota(ZALO, "z", LIMIT)


class Counted(TwoChannels):
    """The ward whose Zalo bot has a thousand messages a month."""

    def new_office(self, owner: str) -> Office:
        return Office(self.database, self.organisation_id, owner, [QUOTA])

    def use(self, count: int, month: str = "2026-04") -> None:
        """So many messages have gone out this month already."""
        with self.database.transaction() as tx:
            add_messages(tx, self.organisation_id, ZALO, "z", month, LIMIT, count)

    def used(self, month: str = "2026-04") -> list[ChannelMonth]:
        with self.database.reading() as tx:
            return load_months(tx, self.organisation_id, month)

    def reminded(self, at: datetime) -> list[str]:
        """On which channels Lan is reminded this morning."""
        mine = [d for d in self.morning(at) if d.chat_id in {LAN, f"z-{LAN}"}]
        return [d.channel for d in mine if isinstance(d.responses[0], MorningDigest)]

    def unplanned(self, at: datetime) -> int:
        """Who the audit says was forgotten."""
        with self.database.reading() as tx:
            return len(audit_organisation(tx, self.organisation, at).unplanned)


@pytest.fixture
def ward(database: Database) -> Counted:
    """Lan on Zalo only, the coordinator on Telegram; one message used."""
    world = Counted(database)
    world.link_on_zalo(LAN)
    world.link(HA)
    return world


@pytest.mark.parametrize(
    ("used", "limit", "left"),
    [
        (2399, 3000, Room.PLENTY), (2400, 3000, Room.THRIFTY), (2699, 3000, Room.THRIFTY), (2700, 3000, Room.RESERVED),
        (9999, 3000, Room.RESERVED), (7, 10, Room.PLENTY), (8, 10, Room.THRIFTY), (9, 10, Room.RESERVED),
    ],
)  # fmt: skip
def test_what_is_left(used: int, limit: int, left: Room) -> None:
    assert room(used, limit) is left


def test_what_was_accepted_or_may_have_been_is_counted_and_nothing_else(ward: Counted) -> None:
    assert ward.used() == [ChannelMonth(ZALO, 1, LIMIT)]
    ward.on_zalo(LAN, "việc")
    ward.ask(HA, "việc")
    assert ward.used() == [ChannelMonth(ZALO, 2, LIMIT)]
    ward.now = hanoi(10, 7, 30)
    ward.office.planning.plan(ward.now)
    [mine] = [d for d in ward.office.delivery.lease(ward.now, 8) if d.channel == ZALO]
    ward.office.delivery.record([Outcome(mine.outbox_id, Result.HELD)], ward.now)
    [mine] = [d for d in ward.office.delivery.lease(ward.now, 8) if d.channel == ZALO]
    ward.office.delivery.record([Outcome(mine.outbox_id, Result.REFUSED, reason="403")], ward.now)
    assert ward.used() == [ChannelMonth(ZALO, 2, LIMIT)]
    ward.now = hanoi(10, 7, 40)
    [mine] = [d for d in ward.office.delivery.lease(ward.now, 8) if d.channel == ZALO]
    ward.office.delivery.record([Outcome(mine.outbox_id, Result.UNKNOWN, reason="timeout")], ward.now)
    assert ward.used() == [ChannelMonth(ZALO, 3, LIMIT)]


def test_the_coordinator_is_warned_once_at_each_level(ward: Counted) -> None:
    ward.use(798)
    told: list[Response] = []
    for _ in range(5):
        told += [s for d in ward.on_zalo(LAN, "việc") for s in d.responses if d.chat_id == HA]
    assert told == [QuotaNear(ZALO, 800, LIMIT, is_reserved=False)]
    ward.use(95)
    for _ in range(5):
        told += [s for d in ward.on_zalo(LAN, "việc") for s in d.responses if d.chat_id == HA]
    assert told[1:] == [QuotaNear(ZALO, 900, LIMIT, is_reserved=True)]


def test_with_plenty_everything_goes_as_wished(ward: Counted) -> None:
    assert ward.reminded(hanoi(10, 7, 30)) == [ZALO]
    assert ward.reminded(hanoi(13, 7, 30)) == [ZALO]


def test_from_80_per_cent_on_the_other_channel_is_taken(ward: Counted) -> None:
    ward.link(LAN)
    ward.on_zalo(LAN, "kênh zalo")
    ward.use(800)
    assert ward.reminded(hanoi(10, 7, 30)) == ["telegram"]


def test_who_has_only_that_channel_is_spared_a_day_unless_it_presses(ward: Counted) -> None:
    ward.on_zalo(LAN, "xong 17")
    ward.use(800)
    assert ward.reminded(hanoi(10, 7, 30)) == [ZALO]  # three days before the last day of task 3
    assert ward.reminded(hanoi(13, 7, 30)) == []  # one day before
    assert ward.unplanned(hanoi(13, 8)) == 0, "spared is not forgotten"
    assert ward.reminded(hanoi(14, 7, 30)) == [ZALO]  # the last day
    assert ward.reminded(hanoi(15, 7, 30)) == [ZALO]  # overdue since yesterday


def test_the_last_ones_are_kept_for_answers(ward: Counted) -> None:
    ward.use(900)
    assert ward.reminded(hanoi(10, 7, 30)) == []
    [answer] = ward.on_zalo(LAN, "xong 3")
    assert names_of(answer.responses) == ["TaskReported"]
    ward.link(LAN)
    assert ward.reminded(hanoi(10, 8, 30)) == ["telegram"]


def test_a_message_planned_before_they_ran_out_is_dropped_and_its_tasks_come_due_again(ward: Counted) -> None:
    ward.now = hanoi(10, 7, 30)
    ward.office.planning.plan(ward.now)
    ward.use(900)
    assert [d for d in ward.deliver() if d.channel == ZALO] == []
    ward.link(LAN)
    assert ward.reminded(hanoi(13, 7, 30)) == ["telegram"]


def test_a_reminder_that_may_have_arrived_elsewhere_does_not_take_the_last_ones(ward: Counted) -> None:
    """Week 92053: killed while it went out on Telegram, which was then out for the day."""
    ward.link(LAN)
    ward.on_zalo(LAN, "kênh telegram")
    ward.use(900)
    ward.now = hanoi(10, 7, 30)
    ward.office.planning.plan(ward.now)
    leased = ward.office.delivery.lease(ward.now, 8)
    unknown = [Outcome(one.outbox_id, Result.UNKNOWN, reason="502") for one in leased]
    ward.office.delivery.record(unknown, ward.now)
    ward.now = hanoi(10, 16, 30)
    out = ChannelHold("telegram", HoldReason.LINE, ward.now, hanoi(10, 16, 40), 1, is_out=True)
    assert [one.channel for one in ward.office.delivery.lease(ward.now, 8, ["telegram"], [out])] == []


def test_a_new_month_begins_with_all(ward: Counted) -> None:
    ward.use(900)
    assert ward.reminded(hanoi(10, 7, 30)) == []
    assert ward.reminded(hanoi(4, 7, 30, month=5)) == [ZALO]
    assert [month.used for month in ward.used("2026-05")] == [1]


def test_what_went_along_with_the_message_of_another_organisation_is_counted_there(ward: Counted) -> None:
    ward.now = hanoi(10, 7, 30)
    ward.office.planning.plan(ward.now)
    [mine] = [d for d in ward.office.delivery.lease(ward.now, 8) if d.channel == ZALO]
    before = ward.used()
    ward.office.delivery.record([Outcome(mine.outbox_id, Result.SENT, "m1", "x", is_along=True)], ward.now)
    assert ward.used() == before
    assert mine.outbox_id not in {d.outbox_id for d in ward.office.delivery.lease(ward.now, 8)}
