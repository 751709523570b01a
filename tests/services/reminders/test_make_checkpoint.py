"""Each month the history gets a checkpoint: once, for the month that ended last, told to those who can use it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select, update

from domain.checkpoints import Checkpoint, Signature, signature_of
from domain.deliveries import Delivery
from domain.messages.history import CheckpointMade
from domain.messages.reports import MorningDigest, PeriodReportShown
from domain.messages.summaries import CheckpointSummary
from domain.people import Role
from domain.reports import PeriodReport
from services.maintenance.maintenance import Maintenance
from services.office.checkpoint_service import CheckpointService
from services.reminders.make_checkpoint import make_checkpoint
from storage.checkpoints import load_checkpoints
from storage.events import find_event, last_seq
from storage.organisations import lock_organisation, policy_as_json, set_closed
from storage.tables import office_role, organisation, outbox, person
from tests.world import BINH, HA, HUNG, LAN, World, hanoi

SAMPLES = (CheckpointMade(CheckpointSummary("2026-11", 1234, "K7WQ-2M9X")),)
KEYS = (b"the key",)
MIDNIGHT = hanoi(1, 0, month=5)  # the first of May: a holiday, and the weekend after it
FIRST_WORKING_DAY = hanoi(4, 7, 30, month=5)


@pytest.fixture
def ward(world: World) -> World:
    """A leader, a coordinator, an inspector and an officer are linked in April, and May has begun."""
    world.link(HUNG, HA, BINH, LAN)
    return world


def made(world: World, now: datetime = MIDNIGHT, keys: Sequence[bytes] = KEYS) -> list[Checkpoint]:
    """What a tick at `now` leaves behind."""
    world.now = now
    service = CheckpointService(world.database, keys)
    for organisation_id in service.due(now):
        service.make(organisation_id, now)
    return kept(world)


def kept(world: World) -> list[Checkpoint]:
    with world.database.reading() as tx:
        return load_checkpoints(tx, world.organisation_id)


def told(deliveries: Sequence[Delivery]) -> dict[str, list[CheckpointSummary]]:
    """Who reads of which checkpoint: in a message of its own or in the report of the morning."""
    found: dict[str, list[CheckpointSummary]] = {}
    for delivery in deliveries:
        for response in delivery.responses:
            if isinstance(response, CheckpointMade):
                found.setdefault(delivery.chat_id, []).append(response.checkpoint)
            if isinstance(response, MorningDigest) and response.report and response.report.checkpoint:
                found.setdefault(delivery.chat_id, []).append(response.report.checkpoint)
    return found


def test_it_names_the_newest_event_of_the_month_that_ended(ward: World) -> None:
    with ward.database.reading() as tx:
        newest = last_seq(tx, ward.organisation_id)
        stored = find_event(tx, ward.organisation_id, newest)
    assert stored is not None
    ward.now = MIDNIGHT + timedelta(seconds=1)
    ward.ask(LAN, "xong 3 đã ban hành QĐ 12")  # an event of May, before the tick came
    [found] = made(ward, MIDNIGHT + timedelta(minutes=1))
    assert (found.month, found.seq, found.hash, found.count) == ("2026-04", newest, stored.hash, newest)
    assert signature_of(found, KEYS) is Signature.HOLDS
    assert found.is_told


def test_it_is_made_with_the_first_tick_after_midnight_in_hanoi(ward: World) -> None:
    assert made(ward, MIDNIGHT - timedelta(seconds=1)) == []
    assert [one.month for one in made(ward, MIDNIGHT)] == ["2026-04"]


def test_it_is_made_once_and_the_same_history_has_the_same_code(ward: World) -> None:
    first = made(ward)
    service = CheckpointService(ward.database, KEYS)
    assert service.due(MIDNIGHT + timedelta(minutes=1)) == []
    assert service.make(ward.organisation_id, MIDNIGHT + timedelta(minutes=1)) == 0
    assert kept(ward) == first


def test_two_programs_at_once_make_one(ward: World) -> None:
    both, posted = Barrier(2), list[int]()

    def tick() -> None:
        service = CheckpointService(ward.database, KEYS)
        due = service.due(MIDNIGHT)
        both.wait()
        posted.extend(service.make(organisation_id, MIDNIGHT) for organisation_id in due)

    programs = [Thread(target=tick) for _ in range(2)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert sorted(posted) == [0, 1]
    assert len(kept(ward)) == 1


def test_whoever_is_killed_halfway_leaves_neither_checkpoint_nor_message(ward: World) -> None:
    def half_a_tick() -> None:
        with ward.database.transaction() as tx:
            assert make_checkpoint(tx, lock_organisation(tx, ward.organisation_id), MIDNIGHT, KEYS) == 1
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half_a_tick()
    assert kept(ward) == []
    with ward.database.reading() as tx:
        assert tx.execute(select(outbox.c.id).where(outbox.c.key.like("checkpoint:%"))).all() == []
    made(ward)
    assert list(told(ward.morning(FIRST_WORKING_DAY))[BINH]) == [summary(kept(ward)[0])]


def summary(one: Checkpoint) -> CheckpointSummary:
    return CheckpointSummary(one.month, one.count, one.code)


def test_after_months_without_the_program_only_the_last_one_has_a_checkpoint(ward: World) -> None:
    assert [one.month for one in made(ward, hanoi(3, month=8))] == ["2026-07"]


def test_a_clock_that_is_set_back_makes_none_for_what_is_covered(ward: World) -> None:
    assert [one.month for one in made(ward, hanoi(3, month=8))] == ["2026-07"]
    assert [one.month for one in made(ward, hanoi(2, month=6))] == ["2026-07"]
    assert [one.month for one in made(ward, hanoi(20))] == ["2026-07"]


def test_a_clock_that_was_ahead_costs_no_later_month_its_checkpoint(ward: World) -> None:
    assert [one.month for one in made(ward, hanoi(3, month=8))] == ["2026-07"]
    ward.now = hanoi(28)
    ward.ask(LAN, "xong 3 đã ban hành QĐ 12")
    assert [one.month for one in made(ward)] == ["2026-07", "2026-04"]


def test_the_leader_reads_it_with_the_report_and_the_inspector_by_day(ward: World) -> None:
    [found] = made(ward)
    sent = [delivery for at in (MIDNIGHT, hanoi(2, 9, month=5)) for delivery in ward.morning(at)]
    assert told(sent) == {}, "a holiday and a weekend"
    morning = ward.morning(FIRST_WORKING_DAY)
    assert told(morning) == {HUNG: [summary(found)], BINH: [summary(found)]}
    assert sum(delivery.chat_id == HUNG for delivery in morning) == 1
    later = [delivery for day in (4, 5, 6) for delivery in ward.morning(hanoi(day, 9, month=5))]
    assert told(later) == {}


def test_where_no_reports_are_told_the_leader_gets_it_as_the_inspector_does(ward: World) -> None:
    with ward.database.transaction() as tx:
        kept_policy = policy_as_json(replace(ward.organisation.policy, tells_reports=False))
        tx.execute(update(organisation).values(policy=kept_policy))
    [found] = made(ward)
    assert told(ward.morning(FIRST_WORKING_DAY)) == {HUNG: [summary(found)], BINH: [summary(found)]}


def test_a_leader_who_inspects_too_reads_it_once(ward: World) -> None:
    with ward.database.transaction() as tx:
        leader = tx.execute(select(person.c.id).where(person.c.name == HUNG)).scalar_one()
        values = {"organisation_id": ward.organisation_id, "person_id": leader, "role": Role.INSPECTOR.value}
        tx.execute(office_role.insert().values(**values))
    [found] = made(ward)
    assert told(ward.morning(FIRST_WORKING_DAY))[HUNG] == [summary(found)]


def test_a_month_in_which_nothing_happened_is_told_to_nobody(ward: World) -> None:
    made(ward)
    ward.morning(FIRST_WORKING_DAY)
    april, may = made(ward, hanoi(1, 0, month=6))
    assert (may.month, may.seq, may.is_told) == ("2026-05", april.seq, False)
    assert told(ward.morning(hanoi(1, 7, 30, month=6))) == {}


def test_the_report_of_the_year_carries_that_of_december(ward: World) -> None:
    ward.now = hanoi(31, 16, month=12)
    ward.ask(LAN, "xong 3 đã ban hành QĐ 12")
    turn = hanoi(31, 23, 59, month=12) + timedelta(minutes=1)
    found = made(ward, turn)[-1]
    assert found.month == "2026-12"
    sent = [delivery for day in range(6) for delivery in ward.morning(turn + timedelta(days=day, hours=8))]
    assert told(sent) == {HUNG: [summary(found)], BINH: [summary(found)]}


def test_the_report_that_is_asked_for_has_it_too_and_that_of_one_plan_has_not(ward: World) -> None:
    [found] = made(ward)
    ward.now = FIRST_WORKING_DAY
    april = reported(ward, "báo cáo tháng 4")
    assert april.checkpoint == summary(found)
    assert reported(ward, "báo cáo tháng 5").checkpoint is None
    assert reported(ward, "báo cáo tuần").checkpoint is None
    of_plan = reported(ward, f"báo cáo tháng 4 kế hoạch {april.plans[0].name}")
    assert (of_plan.plan, of_plan.checkpoint) == (april.plans[0].name, None)


def reported(world: World, text: str) -> PeriodReport:
    [shown] = world.ask(HUNG, text)
    assert isinstance(shown, PeriodReportShown)
    return shown.report


def test_a_closed_organisation_has_none_and_housekeeping_takes_none_away(ward: World) -> None:
    with ward.database.transaction() as tx:
        set_closed(tx, ward.organisation_id, ward.now)
    assert made(ward) == []
    assert CheckpointService(ward.database, KEYS).make(ward.organisation_id, MIDNIGHT) == 0
    with ward.database.transaction() as tx:
        set_closed(tx, ward.organisation_id, None)
    first = made(ward)
    Maintenance(ward.database, ward.organisation_id).forget(hanoi(1, month=12), timedelta(days=30))
    assert kept(ward) == first != []


def test_without_a_key_it_is_made_without_a_signature(ward: World) -> None:
    [found] = made(ward, keys=())
    assert found.signature is None
    with ward.database.reading() as tx:
        assert found.seq == last_seq(tx, ward.organisation_id)
