"""What becomes of a message that goes out: receipts, refusals, doubts; on both engines."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import select

from domain.deliveries import Delivery, Outcome, Result
from domain.messages.reports import MorningDigest
from services.administration.examine import examine
from storage.accounts import living_accounts
from storage.outbox import OutboxState
from storage.parked_messages import ParkedMessage, parked_messages
from storage.reminders import carried_by
from storage.restore_reconcile import mark_as_perhaps_sent
from storage.tables import outbox
from tests.world import HA, LAN, World, hanoi


def leased(world: World, text: str = "viec") -> Delivery:
    """Lan types; the answer is leased."""
    world.say(LAN, text)
    [delivery] = world.office.delivery.lease(world.now, 8)
    return delivery


def states(world: World) -> dict[str, int]:
    with world.database.reading() as tx:
        return dict(Counter(tx.execute(select(outbox.c.state)).scalars()))


def test_an_answer_is_sent_once(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    world.office.delivery.record([world.accepted(delivery)], world.now)
    assert world.office.delivery.lease(world.now + timedelta(days=1), 8) == []
    assert states(world) == {OutboxState.SENT: 2}


def test_answers_of_one_chat_keep_their_order_and_never_overtake(world: World) -> None:
    world.link(LAN)
    world.say(LAN, "nhan 3")
    world.say(LAN, "xong 3")
    [first] = world.office.delivery.lease(world.now, 8)
    assert world.office.delivery.lease(world.now, 8) == []
    world.office.delivery.record([Outcome(first.outbox_id, Result.REFUSED, reason="no network")], world.now)
    assert world.office.delivery.lease(world.now, 8) == []
    [again] = world.office.delivery.lease(world.now + timedelta(minutes=5), 8)
    assert again.outbox_id == first.outbox_id
    world.office.delivery.record([world.accepted(again)], world.now)
    [second] = world.office.delivery.lease(world.now, 8)
    assert type(second.responses[0]).__name__ == "TaskReported"


def test_an_answer_that_may_have_arrived_and_waits_for_the_morning_holds_up_no_other(world: World) -> None:
    world.link(LAN)
    world.say(LAN, "nhan 3")
    [first] = world.office.delivery.lease(world.now, 8)
    world.office.delivery.record([Outcome(first.outbox_id, Result.UNKNOWN, reason="read timeout")], world.now)
    world.say(LAN, "xong 3")
    assert world.office.delivery.lease(world.now, 8) == []  # it is repeated in a moment: the order stays
    with world.database.transaction() as tx:
        mark_as_perhaps_sent(tx, world.organisation_id, world.now + timedelta(hours=8))
    world.say(LAN, "viec")
    [answer] = world.office.delivery.lease(world.now, 8)
    assert type(answer.responses[0]).__name__ == "TaskListShown"


def test_retry_after_is_obeyed(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    world.office.delivery.record([Outcome(delivery.outbox_id, Result.REFUSED, reason="429", retry_after=30)], world.now)
    assert world.office.delivery.lease(world.now + timedelta(seconds=29), 8) == []
    assert len(world.office.delivery.lease(world.now + timedelta(seconds=31), 8)) == 1


def test_what_may_have_arrived_is_sent_again_with_a_mark(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    assert delivery.reference is None
    world.office.delivery.record([Outcome(delivery.outbox_id, Result.UNKNOWN, reason="read timeout")], world.now)
    [again] = world.office.delivery.lease(world.now + timedelta(minutes=1), 8)
    assert again.reference == f"#{delivery.outbox_id}"


def test_a_lease_of_a_dead_process_is_taken_back_as_perhaps_sent(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    second = world.new_office("second")
    assert second.delivery.lease(world.now, 8) == []
    assert second.delivery.release_abandoned(world.now) == 1
    [again] = second.delivery.lease(world.now, 8)
    assert (again.outbox_id, again.attempt, again.reference) == (delivery.outbox_id, 2, f"#{delivery.outbox_id}")


def unknown(world: World, delivery: Delivery) -> None:
    world.office.delivery.record([Outcome(delivery.outbox_id, Result.UNKNOWN, reason="read timeout")], world.now)


def test_a_digest_that_may_have_arrived_is_repeated_twice_a_day_half_an_hour_apart_and_then_comes_next_morning(
    world: World,
) -> None:
    world.link(LAN)
    world.now = hanoi(10, 7, 30)
    world.office.planning.plan(world.now)
    marks = []
    for _ in range(3):
        [delivery] = world.office.delivery.lease(world.now, 8)
        marks.append(delivery.reference)
        unknown(world, delivery)
        assert world.office.delivery.lease(world.now + timedelta(minutes=29), 8) == []
        world.now += timedelta(minutes=30)
    assert marks == [None, f"#{delivery.outbox_id}", f"#{delivery.outbox_id}"]
    assert world.office.delivery.lease(hanoi(10, 16, 59), 8) == []
    world.now = hanoi(13, 7, 30)
    world.office.planning.plan(world.now)
    [monday] = world.office.delivery.lease(world.now, 8)
    assert (monday.outbox_id, monday.reference) == (delivery.outbox_id, f"#{delivery.outbox_id}")
    assert isinstance(monday.responses[0], MorningDigest)


def test_a_repeat_that_would_miss_the_end_of_the_day_comes_just_before_it(world: World) -> None:
    world.link(LAN)
    world.now = hanoi(10, 16, 55)
    world.office.planning.plan(world.now)
    [delivery] = world.office.delivery.lease(world.now, 8)
    unknown(world, delivery)
    assert world.office.delivery.lease(hanoi(10, 16, 58), 8) == []
    assert len(world.office.delivery.lease(hanoi(10, 16, 59), 8)) == 1


def test_an_answer_that_may_have_arrived_is_repeated_twice_and_then_left_to_a_person_with_an_alarm(
    world: World,
) -> None:
    world.link(LAN)
    delivery = leased(world)
    for wait in (timedelta(seconds=10), timedelta(minutes=30)):
        unknown(world, delivery)
        assert world.office.delivery.lease(world.now + wait - timedelta(seconds=1), 8) == []
        world.now += wait
        [delivery] = world.office.delivery.lease(world.now, 8)
    unknown(world, delivery)
    assert world.office.delivery.lease(world.now + timedelta(days=1), 8) == []
    [parked] = parked_now(world)
    assert (parked.name, parked.parked_for, parked.is_alarm) == (LAN, "unconfirmed", True)


def test_a_reminder_the_platform_will_never_take_counts_as_unsent_and_comes_due_again(world: World) -> None:
    world.link(LAN)
    world.now = hanoi(10, 7, 30)
    world.office.planning.plan(world.now)
    [delivery] = world.office.delivery.lease(world.now, 8)
    world.office.delivery.record([Outcome(delivery.outbox_id, Result.REFUSED, reason="400", rejected=True)], world.now)
    [parked] = parked_now(world)
    assert (parked.name, parked.is_alarm) == (LAN, True)
    with world.database.reading() as tx:
        assert carried_by(tx, [delivery.outbox_id]) == {}, "what it would have told counts as not told"
    assert [type(s) for d in world.morning(hanoi(13, 7, 30)) for s in d.responses] == [MorningDigest]
    assert [one.is_alarm for one in parked_now(world)] == [False]


def test_what_was_put_aside_is_sent_again_the_same_day_when_the_administrator_says_so(world: World) -> None:
    world.link(LAN)
    world.now = hanoi(10, 7, 30)
    world.office.planning.plan(world.now)
    [delivery] = world.office.delivery.lease(world.now, 8)
    world.office.delivery.record([Outcome(delivery.outbox_id, Result.REFUSED, reason="400", rejected=True)], world.now)
    world.now += timedelta(hours=1)
    assert [one.name for one in world.office.delivery.send_parked_again(world.now)] == [LAN]
    assert parked_now(world) == []
    assert [(d.chat_id, type(s)) for d in world.morning(world.now) for s in d.responses] == [(LAN, MorningDigest)]


def test_what_was_put_aside_may_be_dropped_for_good(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    world.office.delivery.record([Outcome(delivery.outbox_id, Result.REFUSED, reason="400", rejected=True)], world.now)
    assert len(world.office.delivery.send_parked_again(world.now, is_forgotten=True)) == 1
    assert (parked_now(world), world.deliver()) == ([], [])


def test_an_answer_put_aside_is_sent_again_and_a_second_time_changes_nothing(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    world.office.delivery.record([Outcome(delivery.outbox_id, Result.REFUSED, reason="400", rejected=True)], world.now)
    assert len(world.office.delivery.send_parked_again(world.now)) == 1
    assert world.office.delivery.send_parked_again(world.now) == []
    assert [d.outbox_id for d in world.deliver()] == [delivery.outbox_id]


def parked_now(world: World) -> list[ParkedMessage]:
    with world.database.reading() as tx:
        return parked_messages(tx, world.organisation_id)


def test_a_blocked_phone_is_dead_until_it_writes_again_and_the_coordinator_reads_of_it(world: World) -> None:
    world.link(LAN, HA)
    delivery = leased(world)
    refused = Outcome(delivery.outbox_id, Result.REFUSED, reason="bot was blocked by the user", permanent=True)
    world.office.delivery.record([refused], world.now)
    with world.database.reading() as tx:
        assert [chat for _, _, chat, _ in living_accounts(tx, world.organisation_id)] == [HA]
        assert examine(tx, world.organisation, world.now).unreachable == (LAN,)
    told = [s for d in world.morning(hanoi(10, 7, 30)) for s in d.responses if isinstance(s, MorningDigest)]
    assert [digest.unreachable for digest in told] == [(LAN,)]


def test_a_group_that_moved_is_followed(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    moved = Outcome(delivery.outbox_id, Result.REFUSED, reason="migrated", moved_to="-100777")
    world.office.delivery.record([moved], world.now)
    [again] = world.office.delivery.lease(world.now, 8)
    assert again.chat_id == "-100777"


def test_a_message_the_platform_will_never_take_is_parked_and_holds_up_nobody(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    rejected = Outcome(delivery.outbox_id, Result.REFUSED, reason="400", rejected=True)
    world.office.delivery.record([rejected], world.now)
    assert [type(s).__name__ for s in world.ask(LAN, "viec")] == ["TaskListShown"]


def test_without_network_dondoc_tries_more_slowly_but_never_gives_up(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    for _ in range(60):
        world.office.delivery.record(
            [Outcome(delivery.outbox_id, Result.REFUSED, reason="connection refused")], world.now
        )
        world.now += timedelta(minutes=5, seconds=1)
        [delivery] = world.office.delivery.lease(world.now, 8)
    assert delivery.attempt == 61
