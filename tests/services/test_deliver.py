"""What becomes of a message that goes out: receipts, refusals, doubts; on both engines."""

from datetime import timedelta

from domain.deliveries import Delivery, Outcome, Result
from domain.notices import MorningDigest
from services.examine import examine
from storage.accounts import living_accounts
from storage.outbox import OutboxState, count_by_state
from tests.world import HA, LAN, World, hanoi


def leased(world: World, text: str = "viec") -> Delivery:
    """Lan types; the answer is leased."""
    world.say(LAN, text)
    [delivery] = world.office.lease(world.now, 8)
    return delivery


def states(world: World) -> dict[str, int]:
    with world.database.reading() as tx:
        return count_by_state(tx, world.organisation_id)


def test_an_answer_is_sent_once(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    world.office.record([world.accepted(delivery)], world.now)
    assert world.office.lease(world.now + timedelta(days=1), 8) == []
    assert states(world) == {OutboxState.SENT: 2}


def test_answers_of_one_chat_keep_their_order_and_never_overtake(world: World) -> None:
    world.link(LAN)
    world.say(LAN, "nhan 3")
    world.say(LAN, "xong 3")
    [first] = world.office.lease(world.now, 8)
    assert world.office.lease(world.now, 8) == []
    world.office.record([Outcome(first.outbox_id, Result.REFUSED, reason="no network")], world.now)
    assert world.office.lease(world.now, 8) == []
    [again] = world.office.lease(world.now + timedelta(minutes=5), 8)
    assert again.outbox_id == first.outbox_id
    world.office.record([world.accepted(again)], world.now)
    [second] = world.office.lease(world.now, 8)
    assert type(second.sayings[0]).__name__ == "TaskReported"


def test_retry_after_is_obeyed(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    world.office.record([Outcome(delivery.outbox_id, Result.REFUSED, reason="429", retry_after=30)], world.now)
    assert world.office.lease(world.now + timedelta(seconds=29), 8) == []
    assert len(world.office.lease(world.now + timedelta(seconds=31), 8)) == 1


def test_what_may_have_arrived_is_sent_again_with_a_mark(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    assert delivery.reference is None
    world.office.record([Outcome(delivery.outbox_id, Result.UNKNOWN, reason="read timeout")], world.now)
    [again] = world.office.lease(world.now + timedelta(minutes=1), 8)
    assert again.reference == f"#{delivery.outbox_id}"


def test_a_lease_of_a_dead_process_is_taken_back_as_perhaps_sent(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    second = world.new_office("second")
    assert second.lease(world.now, 8) == []
    assert second.take_back_abandoned(world.now) == 1
    [again] = second.lease(world.now, 8)
    assert (again.outbox_id, again.attempt, again.reference) == (delivery.outbox_id, 2, f"#{delivery.outbox_id}")


def test_a_digest_that_may_have_arrived_twice_is_left_to_a_person(world: World) -> None:
    world.link(LAN)
    world.now = hanoi(10, 7, 30)
    world.office.plan(world.now)
    for _ in range(2):
        world.now += timedelta(minutes=5)
        [delivery] = world.office.lease(world.now, 8)
        world.office.record([Outcome(delivery.outbox_id, Result.UNKNOWN, reason="read timeout")], world.now)
    world.now += timedelta(minutes=30)
    assert world.office.lease(world.now, 8) == []
    assert states(world)[OutboxState.PARKED] == 1


def test_a_blocked_phone_is_dead_until_it_writes_again_and_the_coordinator_reads_of_it(world: World) -> None:
    world.link(LAN, HA)
    delivery = leased(world)
    refused = Outcome(delivery.outbox_id, Result.REFUSED, reason="bot was blocked by the user", permanent=True)
    world.office.record([refused], world.now)
    with world.database.reading() as tx:
        assert [chat for _, _, chat, _ in living_accounts(tx, world.organisation_id)] == [HA]
        assert examine(tx, world.organisation, world.now).unreachable == (LAN,)
    told = [s for d in world.morning(hanoi(10, 7, 30)) for s in d.sayings if isinstance(s, MorningDigest)]
    assert [digest.unreachable for digest in told] == [(LAN,)]


def test_a_group_that_moved_is_followed(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    moved = Outcome(delivery.outbox_id, Result.REFUSED, reason="migrated", moved_to="-100777")
    world.office.record([moved], world.now)
    [again] = world.office.lease(world.now, 8)
    assert again.chat_id == "-100777"


def test_a_message_the_platform_will_never_take_is_parked_and_holds_up_nobody(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    rejected = Outcome(delivery.outbox_id, Result.REFUSED, reason="400", rejected=True)
    world.office.record([rejected], world.now)
    assert [type(s).__name__ for s in world.ask(LAN, "viec")] == ["TaskListShown"]


def test_without_network_dondoc_tries_more_slowly_but_never_gives_up(world: World) -> None:
    world.link(LAN)
    delivery = leased(world)
    for _ in range(60):
        world.office.record([Outcome(delivery.outbox_id, Result.REFUSED, reason="connection refused")], world.now)
        world.now += timedelta(minutes=5, seconds=1)
        [delivery] = world.office.lease(world.now, 8)
    assert delivery.attempt == 61
