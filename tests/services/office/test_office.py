"""The durable way in: received once, handled once, whatever fails; on both engines."""

from datetime import timedelta

import pytest

from domain.inbox import Arrival, BotContact, CursorNow, MessageContext
from domain.messages.tasks import ListTasks, MarkDone
from domain.people import UNIT_ROLES
from services.administration.look_up import verify_history
from services.commands.handlers import HANDLERS
from services.context.command_context import CommandContext, Reply
from services.office.all_offices import AllOffices
from tests.world import BOT, CHANNEL, LAN, World, example_roster, hanoi


def receive(world: World, *keys: str, epoch: int = 0) -> int:
    cursor = CursorNow(epoch, 100, world.now)
    return world.office.inbox.receive(CHANNEL, BOT, cursor, [Arrival(key, LAN, "{}") for key in keys])


def test_an_update_delivered_twice_is_stored_once(world: World) -> None:
    assert receive(world, "1", "2") == 2
    assert receive(world, "1", "2", "3") == 1
    assert [row.chat_id for row in world.office.inbox.waiting(world.now)] == [LAN] * 3


def test_the_same_number_in_a_new_epoch_is_a_new_update(world: World) -> None:
    receive(world, "1")
    assert receive(world, "1", epoch=1) == 1


def test_updates_and_cursor_are_kept_together(world: World) -> None:
    receive(world, "1")
    kept = world.new_office("other").inbox.cursor(CHANNEL, BOT)
    assert kept == CursorNow(0, 100, world.now)


def test_an_update_is_handled_once_even_when_two_programs_try(world: World) -> None:
    world.link(LAN)
    receive(world, "x")
    [row] = world.office.inbox.waiting(world.now)
    origin = MessageContext(CHANNEL, LAN)
    assert world.office.commands.handle(row.id, origin, MarkDone((3,)), world.now)
    assert not world.new_office("second").commands.handle(row.id, origin, MarkDone((3,)), world.now)
    assert [type(s).__name__ for d in world.deliver() for s in d.responses] == ["TaskReported"]


def test_a_failing_handler_changes_nothing_and_leaves_the_update_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.link(LAN)
    receive(world, "x")
    [row] = world.office.inbox.waiting(world.now)

    mark_done = HANDLERS[MarkDone]

    def broken(context: CommandContext, command: MarkDone) -> Reply:
        mark_done(context, command)
        raise RuntimeError("a bug after the work was done")

    monkeypatch.setitem(HANDLERS, MarkDone, broken)
    with pytest.raises(RuntimeError):
        world.office.commands.handle(row.id, MessageContext(CHANNEL, LAN), MarkDone((3,)), world.now)
    monkeypatch.undo()
    assert world.deliver() == []
    assert [w.id for w in world.office.inbox.waiting(world.now)] == [row.id]
    assert world.office.commands.handle(row.id, MessageContext(CHANNEL, LAN), MarkDone((3,)), world.now)


def test_an_update_that_keeps_failing_is_parked_its_sender_told_and_those_behind_go_on(world: World) -> None:
    world.link(LAN)
    receive(world, "bad", "good")
    bad, good = world.office.inbox.waiting(world.now)
    parked = False
    for _ in range(5):
        assert not parked
        parked = world.office.inbox.fail(bad, MessageContext(CHANNEL, LAN), world.now, "RuntimeError: a bug")
    assert parked
    assert world.office.commands.handle(good.id, MessageContext(CHANNEL, LAN), ListTasks(), world.now)
    said = [type(s).__name__ for d in world.deliver() for s in d.responses]
    assert said == ["CouldNotHandle", "TaskListShown"]
    assert world.office.inbox.waiting(world.now + timedelta(days=1)) == []


def test_after_more_than_a_day_without_contact_every_linked_person_is_told_once(world: World) -> None:
    world.link(LAN)
    receive(world, "1")
    later = CursorNow(0, 100, world.now + timedelta(hours=30))
    contacts = [(world.organisation_id, BotContact(CHANNEL, BOT, later))]
    assert AllOffices(world.database, "first").note_contacts(contacts) == 1
    assert AllOffices(world.database, "first").note_contacts(contacts) == 0
    world.now += timedelta(hours=30)
    assert world.deliver() == []  # it is nine in the evening
    world.now = hanoi(11, 7)
    assert "ReceivingWasDown" in [type(s).__name__ for d in world.deliver() for s in d.responses]


def test_the_history_is_a_chain(world: World) -> None:
    world.link(LAN)
    world.ask(LAN, "xong 3")
    world.ask(LAN, "hoantac")
    with world.database.reading() as tx:
        verified = verify_history(tx, world.organisation_id)
    rows = [row for row in example_roster().rows if row.person]
    roles = {(row.person, row.role, row.unit if row.role in UNIT_ROLES else None) for row in rows}
    assert (verified.count, verified.faults) == (5 + len(roles), ())
