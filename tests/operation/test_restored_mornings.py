"""Morning messages after a restore: none comes twice without its mark, and none of an earlier day."""

from pathlib import Path

import pytest
from sqlalchemy import select

from domain.deliveries import NotSent, Outcome, Result
from domain.messages.reports import MorningDigest
from dondoc.ops.backups import make_backup
from storage.restore_reconcile import carry_over
from storage.tables import outbox
from tests.operation.restoring import opened, restored, settle
from tests.world import HA, LAN, World, hanoi, names_of


def test_a_morning_message_of_an_earlier_day_that_may_have_been_sent_is_dropped_and_told_of_in_todays(
    file: Path, tmp_path: Path
) -> None:
    world = World(opened(file))
    world.link(LAN, HA)
    world.now = hanoi(10, 7, 30)
    world.office.planning.plan(world.now)  # planned, and copied before it was sent
    backup = make_backup(file, tmp_path / "copy.db", world.now).file
    sent = [d for d in world.deliver() if d.chat_id == LAN]
    assert len(sent) == 1

    again = restored(backup, world, tmp_path)
    again.now = hanoi(14, 8)  # Tuesday
    settle(again)
    with again.database.reading() as tx:
        of_days = select(outbox.c.state, outbox.c.error, outbox.c.unknowns).where(outbox.c.kind == "digest")
        waited = tx.execute(of_days.where(outbox.c.key.not_like("%2026-04-14"))).all()
        todays = tx.execute(of_days.where(outbox.c.key.like("%2026-04-14"))).all()
    assert {state for state, *_ in waited} == {"dropped"}
    assert all(reason.startswith(NotSent.RESTORED) for _, reason, _ in waited)
    assert {(state, unknowns) for state, _, unknowns in todays} == {("waiting", 1)}, "today's may have been sent, too"
    again.office.delivery.release_abandoned(again.now)
    mine = [response for d in again.morning(again.now) if d.chat_id == LAN for response in d.responses]
    assert sorted(names_of(mine)) == ["MorningDigest", "ReceivingWasDown"]
    [digest] = [response for response in mine if isinstance(response, MorningDigest)]
    assert {17, 3} <= {item.line.number for item in digest.items}
    assert again.morning(hanoi(14, 9)) == []


def test_a_morning_message_that_left_days_after_the_backup_is_not_sent_again(file: Path, tmp_path: Path) -> None:
    """Seed 35 of the simulator: the line was down as it was planned, and it left as the message of another day."""
    world = World(opened(file))
    world.link(LAN, HA)
    world.now = hanoi(10, 7, 30)
    world.office.planning.plan(world.now)
    backup = make_backup(file, tmp_path / "copy.db", world.now).file
    assert {d.chat_id for d in world.morning(hanoi(13, 7, 30))} == {LAN, HA}

    again = restored(backup, world, tmp_path)
    carried = carry_over(file, tmp_path / "restored.db", hanoi(10, 7, 30))
    assert carried is not None
    assert carried.sent == 2
    again.now = hanoi(13, 9)
    settle(again)
    assert {name for d in again.morning(again.now) for name in names_of(d.responses)} == {"ReceivingWasDown"}


@pytest.mark.parametrize("is_recorded", [True, False], ids=["no answer came", "nobody wrote down what came of it"])
def test_a_morning_message_that_may_have_left_since_the_backup_comes_again_with_a_mark(
    file: Path, tmp_path: Path, is_recorded: bool
) -> None:
    """Week 211104 of the simulator: the program planned the message again and sent it without a mark."""
    world = World(opened(file))
    world.link(LAN, HA)
    world.now = hanoi(10, 7)
    backup = make_backup(file, tmp_path / "copy.db", world.now).file
    world.now = hanoi(10, 7, 30)
    world.office.planning.plan(world.now)
    leased = world.office.delivery.lease(world.now, 8)
    assert {one.chat_id for one in leased} == {LAN, HA}
    if is_recorded:
        world.office.delivery.record([Outcome(one.outbox_id, Result.UNKNOWN, reason="…") for one in leased], world.now)

    again = restored(backup, world, tmp_path)
    carried = carry_over(file, tmp_path / "restored.db", hanoi(10, 7))
    assert carried is not None
    assert carried.sent == 0
    again.now = hanoi(10, 9)
    settle(again)
    mornings = [one for one in again.morning(again.now) if "MorningDigest" in names_of(one.responses)]
    assert {one.chat_id for one in mornings} == {LAN, HA}
    assert all(one.reference for one in mornings)
    assert not [one for one in again.morning(hanoi(10, 15)) if "MorningDigest" in names_of(one.responses)]


def test_where_nobody_knows_what_left_this_morning_the_morning_message_bears_the_mark(
    file: Path, tmp_path: Path
) -> None:
    """Week 410233 of the simulator: the disk was lost after the morning, and everybody had a second one, unmarked."""
    world = World(opened(file))
    world.link(LAN, HA)
    world.ask(HA, "giờ 9:00")
    backup = make_backup(file, tmp_path / "copy.db", hanoi(9, 22)).file

    again = restored(backup, world, tmp_path)
    again.now = hanoi(10, 8)
    settle(again)
    [morning] = [one for one in again.morning(again.now) if "MorningDigest" in names_of(one.responses)]
    assert (morning.chat_id, morning.reference) == (LAN, f"#{morning.outbox_id}")
    [later] = [one for one in again.morning(hanoi(10, 9)) if "MorningDigest" in names_of(one.responses)]
    assert (later.chat_id, later.reference) == (HA, None), "it was not due yet"
    assert not [one for one in again.morning(hanoi(10, 15)) if "MorningDigest" in names_of(one.responses)]


def test_what_comes_later_on_the_day_of_such_a_restore_bears_the_mark_too(file: Path, tmp_path: Path) -> None:
    """Week 610748 of the simulator: a reason came up in the afternoon, and she had a second message without a mark."""
    world = World(opened(file))
    world.link(LAN)
    backup = make_backup(file, tmp_path / "copy.db", hanoi(9, 22)).file
    again = restored(backup, world, tmp_path)
    again.now = hanoi(10, 8)
    settle(again)
    again.morning(again.now)
    again.now = hanoi(10, 10)
    again.link(HA)  # nobody knows whether she had been linked, and told, before
    [later] = [one for one in again.morning(again.now) if "MorningDigest" in names_of(one.responses)]
    assert (later.chat_id, later.reference) == (HA, f"#{later.outbox_id}")
    nexts = [one for one in again.morning(hanoi(13, 7, 30)) if "MorningDigest" in names_of(one.responses)]
    assert nexts
    assert not any(one.reference for one in nexts), "the next morning is as ever"


def test_before_the_hour_of_the_morning_message_a_restore_marks_none(file: Path, tmp_path: Path) -> None:
    world = World(opened(file))
    world.link(LAN)
    backup = make_backup(file, tmp_path / "copy.db", hanoi(9, 22)).file
    again = restored(backup, world, tmp_path)
    again.now = hanoi(10, 6)
    settle(again)
    [morning] = [one for one in again.morning(hanoi(10, 7, 30)) if "MorningDigest" in names_of(one.responses)]
    assert morning.reference is None
