"""A channel that is held back: nothing leaves but one trial, the rest waits in its own time, everybody can see it."""

from datetime import datetime, timedelta

import pytest

from domain.channel_holds_and_quotas import ChannelHold, HoldReason, MonthQuota
from domain.deliveries import Delivery, Outcome, Result
from domain.messages.reach import QuotaNear, QuotaSpent
from domain.messages.reports import MorningDigest
from dondoc.settings import Settings
from services.delivery.deliver import LONGEST_PLANNING
from services.maintenance.maintenance import Maintenance
from services.office.office import Office
from storage.channel_holds_and_quotas import load_months
from storage.engine.database import Database
from tests.services.delivery.test_channels import TwoChannels
from tests.world import HA, LAN, MINH, World, hanoi

MORNING = hanoi(10, 7, 30)
ZALO, TELEGRAM = "zalo", "telegram"


def hold(
    now: datetime,
    channel: str = TELEGRAM,
    *,
    may_try: bool = False,
    is_out: bool = False,
    reason: HoldReason = HoldReason.LINE,
) -> ChannelHold:
    return ChannelHold(channel, reason, now, now + timedelta(minutes=5), 1, may_try, is_out)  # fmt: skip


@pytest.fixture
def morning(world: World) -> World:
    """Three people linked on Telegram, and it is half past seven on Friday."""
    world.link(LAN, HA, MINH)
    world.now = MORNING
    world.office.planning.plan(world.now)
    return world


def test_nothing_is_leased_for_a_channel_that_is_held_back_and_all_of_it_afterwards(morning: World) -> None:
    assert morning.office.delivery.lease(MORNING, 8, (), [hold(MORNING)]) == []
    assert {d.chat_id for d in morning.office.delivery.lease(MORNING, 8)} == {LAN, HA, MINH}


def test_one_message_is_tried_and_the_others_wait(morning: World) -> None:
    held = hold(MORNING, may_try=True)
    [trial] = morning.office.delivery.lease(MORNING, 8, (), [held])
    assert trial.is_trial
    assert morning.office.delivery.lease(MORNING, 8, (), [hold(MORNING)]) == []


def test_the_trial_is_one_that_was_risked_least_often(morning: World) -> None:
    leased = morning.office.delivery.lease(MORNING, 2)
    unknown = [Outcome(d.outbox_id, Result.UNKNOWN, reason="502") for d in leased]
    morning.office.delivery.record(unknown, MORNING, [hold(MORNING)])
    later = MORNING + timedelta(minutes=31)
    morning.office.delivery.lease(later, 8, (), [hold(later)])
    [trial] = morning.office.delivery.lease(later, 8, (), [hold(later, may_try=True)])
    assert trial.outbox_id not in {d.outbox_id for d in leased}


def test_what_was_leased_and_not_tried_has_cost_no_attempt_and_carries_no_mark(morning: World) -> None:
    leased = morning.office.delivery.lease(MORNING, 8)
    morning.office.delivery.record([Outcome(d.outbox_id, Result.HELD) for d in leased], MORNING, [hold(MORNING)])
    again = morning.office.delivery.lease(MORNING + timedelta(seconds=20), 8)
    assert {(d.attempt, d.reference) for d in again} == {(1, None)}
    assert len(again) == len(leased)


def test_a_refusal_of_the_whole_line_sets_no_time_of_its_own(morning: World) -> None:
    leased = morning.office.delivery.lease(MORNING, 8)
    down = [Outcome(d.outbox_id, Result.REFUSED, reason="no line", retry_after=5, is_line_down=True) for d in leased]
    morning.office.delivery.record(down, MORNING, [hold(MORNING)])
    assert len(morning.office.delivery.lease(MORNING, 8)) == len(leased)


def test_other_channels_go_on_behind_hundreds_that_wait(database: Database) -> None:
    world = TwoChannels(database)
    world.link(HA, MINH)
    world.link_on_zalo(LAN)
    world.now = MORNING
    world.office.planning.plan(world.now)
    leased = world.office.delivery.lease(MORNING, 1, (), [hold(MORNING)])
    assert [(d.chat_id, d.channel) for d in leased] == [(f"z-{LAN}", ZALO)]


def test_whoever_has_another_channel_is_written_to_there_once_this_one_is_out(database: Database) -> None:
    world = TwoChannels(database)
    world.link(LAN, HA)
    world.link_on_zalo(LAN)
    world.now = MORNING
    world.office.planning.plan(world.now)
    assert world.office.delivery.lease(MORNING, 8, (), [hold(MORNING)]) == []
    out = hold(MORNING, is_out=True)
    assert [(d.chat_id, d.channel) for d in world.office.delivery.lease(MORNING, 8, [TELEGRAM], [out])] == [
        (f"z-{LAN}", ZALO)
    ]
    assert world.office.delivery.lease(MORNING, 8, [TELEGRAM], [out]) == []
    assert [d.chat_id for d in world.office.delivery.lease(MORNING, 8)] == [HA]


def test_what_waited_for_a_channel_that_was_out_is_not_overtaken_when_it_is_back(morning: World) -> None:
    """Week 81074: the morning message left in the same breath as an answer of the night, and arrived before it."""
    morning.deliver()
    morning.say(LAN, "ct 3")
    out = hold(MORNING, is_out=True)
    assert morning.office.delivery.lease(MORNING, 8, [TELEGRAM], [out]) == []  # the answer waits, whatever happens
    morning.now = hanoi(13, 7, 30)
    morning.office.planning.plan(morning.now)
    to_lan = [delivery for delivery in morning.office.delivery.lease(morning.now, 8) if delivery.chat_id == LAN]
    assert [type(one.responses[0]).__name__ for one in to_lan] == ["TaskShown"]


def test_the_audit_counts_what_is_held_and_another_process_reads_until_when(morning: World) -> None:
    held = hold(MORNING)
    morning.office.delivery.lease(MORNING, 8, (), [held])
    audited = Maintenance(morning.database, morning.organisation_id).audit(MORNING)
    assert (audited.outbox.held, [h.until for h in audited.holds]) == (3, [held.until])
    assert [h.channel for h in morning.new_office("second").delivery.holds()] == [TELEGRAM]
    morning.office.delivery.lease(MORNING, 0)
    morning.office.delivery.lease(MORNING, 8)
    assert morning.new_office("second").delivery.holds() == []


def test_what_may_have_arrived_counts_as_unsent_until_it_is_repeated(morning: World) -> None:
    leased = morning.office.delivery.lease(MORNING, 8)
    morning.office.delivery.record([Outcome(d.outbox_id, Result.UNKNOWN, reason="502") for d in leased], MORNING)
    maintenance = Maintenance(morning.database, morning.organisation_id)
    assert maintenance.audit(MORNING).outbox.unconfirmed == 3
    morning.now = MORNING + timedelta(minutes=30)
    morning.deliver()
    assert maintenance.audit(morning.now).outbox.unconfirmed == 0


class Counted(TwoChannels):
    """Zalo has a thousand messages a month."""

    def new_office(self, owner: str) -> Office:
        return Office(self.database, self.organisation_id, owner, [MonthQuota(ZALO, "z", 1000)])


def quota_refused(world: World, delivery: Delivery) -> None:
    spent = Outcome(
        delivery.outbox_id, Result.REFUSED, reason="Quota exceeded", retry_after=600, is_line_down=True, is_quota=True
    )
    world.office.delivery.record([spent], world.now, [hold(world.now, ZALO, is_out=True, reason=HoldReason.QUOTA)])


def test_a_month_that_the_platform_calls_used_up_is_believed_told_and_gone_around(database: Database) -> None:
    world = Counted(database)
    world.link(HA)
    world.link_on_zalo(LAN)
    world.link(LAN)
    world.on_zalo(LAN, "kênh zalo")
    world.now = MORNING
    world.office.planning.housekeeping(world.now)
    world.office.planning.plan(world.now)
    [digest] = [d for d in world.office.delivery.lease(MORNING, 8) if d.channel == ZALO]
    quota_refused(world, digest)
    with world.database.reading() as tx:
        assert [m.used for m in load_months(tx, world.organisation_id, "2026-04")] == [900]
    out = hold(MORNING, ZALO, is_out=True, reason=HoldReason.QUOTA)
    leased = world.office.delivery.lease(MORNING, 8, [ZALO], [out])
    told = {(d.chat_id, type(response)) for d in leased for response in d.responses}
    assert (LAN, MorningDigest) in told
    assert (HA, QuotaSpent) in told
    assert QuotaNear not in {kind for _, kind in told}


def test_it_is_told_once_a_month_and_to_leaders_where_no_coordinator_has_another_channel(database: Database) -> None:
    world = Counted(database)
    world.link_on_zalo(HA)
    world.link_on_zalo(LAN)
    world.link("Phạm Quốc Hùng")
    world.now = hanoi(10, 9)
    world.office.planning.housekeeping(world.now)
    out = hold(world.now, ZALO, is_out=True, reason=HoldReason.QUOTA)
    told = []
    for _ in range(2):
        world.write_on_zalo(LAN, "viec")
        [answer] = [d for d in world.office.delivery.lease(world.now, 8) if d.chat_id == f"z-{LAN}"]
        quota_refused(world, answer)
        leased = world.office.delivery.lease(world.now, 8, [ZALO], [out])
        told += [d.chat_id for d in leased if isinstance(d.responses[0], QuotaSpent)]
        world.office.delivery.record([world.accepted(d) for d in leased], world.now, [out])
    assert told == ["Phạm Quốc Hùng"]


def test_a_message_that_waited_overnight_waits_for_the_slowest_planning_that_can_be_set() -> None:
    slowest = max(bound.le for bound in Settings.model_fields["tick_seconds"].metadata if hasattr(bound, "le"))
    assert 2 * timedelta(seconds=slowest) < LONGEST_PLANNING


def test_what_waited_overnight_takes_along_what_falls_due_that_morning(morning: World) -> None:
    """It used to leave first; what fell due on Monday then came on Tuesday, for one message a day is allowed."""
    evening, monday = hanoi(10, 17, 5), hanoi(13, 7, 30)
    assert morning.office.delivery.lease(evening, 8) == []  # held back all day, and too late by now
    assert morning.office.delivery.lease(monday, 8) == []
    morning.office.planning.plan(monday)
    deliveries = morning.office.delivery.lease(monday + timedelta(seconds=6), 8)
    [digest] = [d.responses[0] for d in deliveries if d.chat_id == LAN]
    assert isinstance(digest, MorningDigest)
    assert {(item.line.number, item.reason) for item in digest.items} == {(3, "before:3"), (17, "overdue:1")}


def test_what_waited_overnight_leaves_within_minutes_even_if_nothing_is_planned(morning: World) -> None:
    morning.office.delivery.lease(hanoi(10, 17, 5), 8)
    assert {d.chat_id for d in morning.office.delivery.lease(hanoi(13, 7, 36), 8)} == {LAN, HA, MINH}
