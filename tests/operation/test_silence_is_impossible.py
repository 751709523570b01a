"""What ought to be noticed is noticed, and said to the administrators at most once an hour."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from domain.deliveries import Outcome, Priority, Result
from domain.messages.reach import AdminAlert, AlertFinding
from domain.people import Role
from dondoc.ops.health_check import found_in
from services.maintenance.audit_organisation import Audited
from services.maintenance.maintenance import Maintenance
from storage.organisations import add_organisation
from storage.outbox import Post, post
from storage.people import put_role
from storage.tables import event, inbox, outbox, receipt, reminder
from tests.people import find_by_name
from tests.world import HA, LAN, MINH, World, hanoi
from web.health import NO_ALARM

MORNING = hanoi(10, 7, 30)
LATE = AlertFinding("late_outbox", 3)


def audit(world: World, now: datetime) -> Audited:
    return Maintenance(world.database, world.organisation_id).audit(now)


def alert(world: World, now: datetime, *findings: AlertFinding) -> int:
    return Maintenance(world.database, world.organisation_id).alert(findings, now)


def test_after_an_ordinary_morning_nothing_is_found(world: World) -> None:
    world.link(LAN, HA)
    world.morning(MORNING)
    seen = audit(world, MORNING + timedelta(minutes=10))
    assert (seen.inbox.late, seen.outbox.late, seen.outbox.waiting) == (0, 0, 0)
    assert (seen.unplanned, seen.sent_without_receipt, seen.no_next) == (frozenset(), 0, ())
    assert seen.oldest_at is None


def test_people_whose_reminders_were_not_planned_are_found(world: World) -> None:
    world.link(LAN, HA)
    assert audit(world, MORNING + timedelta(minutes=4)).unplanned == frozenset()  # planning may still come
    with world.database.reading() as tx:
        people = {find_by_name(tx, world.organisation_id, name) for name in (LAN, HA)}
    assert audit(world, MORNING + timedelta(minutes=10)).unplanned == people
    assert audit(world, hanoi(11, 10)).unplanned == frozenset()  # a Saturday


def test_a_message_that_waits_longer_than_five_minutes_past_its_time_is_late(world: World) -> None:
    world.link(LAN)
    world.say(LAN, "/tasks")
    said_at = world.now
    assert audit(world, said_at + timedelta(minutes=4)).outbox.late == 0
    late = audit(world, said_at + timedelta(minutes=6))
    assert (late.outbox.late, late.oldest_at) == (1, said_at)


def test_a_message_that_is_tried_again_and_again_is_late_although_its_next_try_lies_ahead(world: World) -> None:
    world.link(LAN)
    world.say(LAN, "/tasks")
    for _ in range(6):
        leased = world.office.delivery.lease(world.now, 8)
        world.office.delivery.record([Outcome(d.outbox_id, Result.REFUSED, reason="502") for d in leased], world.now)
        world.now += timedelta(minutes=5)
    assert audit(world, world.now).outbox.late == 1


def test_what_is_to_go_out_tomorrow_morning_waits_without_being_late(world: World) -> None:
    world.link(LAN, HA)
    world.now = hanoi(10, 22)
    assert alert(world, world.now, LATE) == 1
    seen = audit(world, hanoi(11, 6))
    assert (seen.outbox.waiting, seen.outbox.late, seen.oldest_at) == (1, 0, None)


def test_a_row_marked_as_sent_without_a_receipt_is_found(world: World) -> None:
    world.link(LAN)
    world.say(LAN, "/tasks")
    with world.database.transaction() as tx:
        tx.execute(update(outbox).where(outbox.c.state == "waiting").values(state="sent"))
    assert audit(world, world.now).sent_without_receipt == 1


def test_open_tasks_are_found_by_number_when_the_rule_gives_them_no_reminder_to_come(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.link(LAN)
    assert audit(world, MORNING).no_next == ()
    monkeypatch.setattr("services.maintenance.audit_organisation.stages", lambda *_: ())
    seen = audit(world, MORNING)
    assert {3, 17} <= set(seen.no_next)
    assert seen.quiet["asked_this_period"] >= 1


def test_tasks_that_nobody_can_be_reminded_of_are_counted_by_their_reason(world: World) -> None:
    nobody_linked = audit(world, MORNING).quiet
    world.link(LAN)
    assert audit(world, MORNING).quiet["not_linked"] < nobody_linked["not_linked"]


def test_administrators_are_told_and_coordinators_where_there_is_none(world: World) -> None:
    world.link(LAN, HA)
    assert alert(world, world.now, LATE) == 1
    [told] = world.deliver()
    assert (told.chat_id, told.responses) == (HA, (AdminAlert(world.now, (LATE,)),))

    world.link(MINH)
    with world.database.transaction() as tx:
        minh = find_by_name(tx, world.organisation_id, MINH)
        assert minh is not None
        put_role(tx, world.organisation_id, minh, None, Role.ADMINISTRATOR)
    world.now += timedelta(hours=7)
    world.now = max(world.now, hanoi(10, 8))
    assert alert(world, world.now, LATE) == 1
    assert [d.chat_id for d in world.deliver()] == [MINH]


def test_at_most_one_alert_an_hour_whatever_is_found(world: World) -> None:
    world.link(HA)
    start = world.now
    posted = [
        alert(world, start + timedelta(minutes=minute), AlertFinding(f"kind{minute}", 1)) for minute in range(180)
    ]
    assert sum(posted) == 3
    assert [minute for minute, count in enumerate(posted) if count] == [0, 60, 120]


def test_the_same_trouble_is_said_again_after_six_hours_only(world: World) -> None:
    world.link(HA)
    posted = [alert(world, hanoi(10, 7) + timedelta(hours=hour), LATE) for hour in range(13)]
    assert [hour for hour, count in enumerate(posted) if count] == [0, 6, 12]


def test_what_was_put_aside_is_said_again_only_when_there_is_more_of_it(world: World) -> None:
    world.link(HA)
    counts = [1, 1, 1, 2, 2, 1]
    posted = [
        alert(world, hanoi(10, 7) + timedelta(days=day), AlertFinding("parked", n)) for day, n in enumerate(counts)
    ]
    assert posted == [1, 0, 0, 1, 0, 0]


def test_nothing_found_says_nothing(world: World) -> None:
    world.link(HA)
    assert alert(world, world.now) == 0


def test_what_is_older_than_the_days_to_keep_is_forgotten_and_nothing_else(world: World) -> None:
    world.link(LAN, HA)
    world.morning(MORNING)
    world.ask(LAN, "/done 3 đã xong")
    before = _counts(world)
    maintenance = Maintenance(world.database, world.organisation_id)
    assert set(maintenance.forget(world.now + timedelta(days=399), timedelta(days=400)).values()) == {0}
    assert _counts(world) == before

    world.now += timedelta(days=401)
    world.say(LAN, "/tasks")
    maintenance.forget(world.now, timedelta(days=400))
    after = _counts(world)
    assert after["event"] == before["event"]
    assert after["reminder"] == before["reminder"]
    assert (after["inbox"], after["outbox"], after["receipt"]) == (1, 1, 0)  # what came just now


def test_the_newest_row_stays_so_that_no_number_is_given_twice(world: World) -> None:
    world.link(LAN)
    with world.database.reading() as tx:
        last = tx.execute(select(inbox.c.id).order_by(inbox.c.id.desc())).scalar()
    world.now += timedelta(days=1000)
    Maintenance(world.database, world.organisation_id).forget(world.now, timedelta(days=400))
    world.say(LAN, "/tasks")
    with world.database.reading() as tx:
        assert last is not None
        assert max(tx.execute(select(inbox.c.id)).scalars()) > last
    assert len(world.deliver()) == 1  # a number given anew would find its answer's key taken


def test_much_is_forgotten_in_portions(world: World) -> None:
    row = {
        "organisation_id": world.organisation_id, "channel": "telegram", "bot": "1", "epoch": 0, "chat_id": "x",
        "received_at": world.now, "payload": "{}", "state": "handled", "attempts": 0, "not_before": world.now,
    }  # fmt: skip
    with world.database.transaction() as tx:
        tx.execute(insert(inbox), [{**row, "update_key": str(n)} for n in range(1200)])
    counts = Maintenance(world.database, world.organisation_id).forget(
        world.now + timedelta(days=500), timedelta(days=400)
    )
    assert counts["inbox"] == 1199


def _counts(world: World) -> dict[str, int]:
    with world.database.reading() as tx:
        return {t.name: len(tx.execute(select(t.c.id)).all()) for t in (event, inbox, outbox, receipt, reminder)}


def test_messages_of_another_organisation_that_nobody_sends_are_found_named_and_counted(world: World) -> None:
    other = second_organisation(world)
    seen = audit(world, MORNING + timedelta(minutes=6))
    assert seen.unserved == (("Phường Nam Triệu", 2),)
    [finding] = [one for one in found_in(seen, 0) if one.kind == "unserved"]
    assert (finding.count, finding.names) == (2, ("Phường Nam Triệu (2)",))
    assert finding.kind not in NO_ALARM
    assert audit(world, MORNING + timedelta(minutes=4)).unserved == ()  # they are not late yet
    of_the_other = Maintenance(world.database, other).audit(MORNING + timedelta(minutes=6))
    assert (of_the_other.unserved, of_the_other.outbox.late) == ((), 2)


def second_organisation(world: World) -> int:
    """Another organisation in the same database, two of whose messages are due in the morning."""
    with world.database.transaction() as tx:
        other = add_organisation(tx, "Phường Nam Triệu", "Asia/Ho_Chi_Minh", MORNING)
        for key in ("one", "two"):
            post(
                tx, other, Post(key, "news", Priority.ESCALATION, [], MORNING, channel="telegram", chat_id="9"), MORNING
            )
    return other
