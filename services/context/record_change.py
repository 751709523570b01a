"""Records changes: writes the occurrence and the event of a deed, with what is needed to undo it.

Most deeds keep the occurrence as it was; others keep all rows that they may change, read before the deed.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from domain.history import Event, EventKind
from domain.tasks import Occurrence
from services.context.command_context import CommandContext
from storage.engine.database import Transaction
from storage.events import append_event
from storage.notice_codec import occurrence_as_json
from storage.row_images import (
    Images,
    Key,
    changes_between,
    images_of_calendar,
    images_of_organisation,
    images_of_person,
    images_of_plan,
    images_of_task,
    occurrence_key,
)
from storage.tasks import TaskNow, change_occurrence

MOST_BYTES = 4096  # in one event; what is longer cannot be taken back
ROWS, TOO_LONG = "rows", "rows_too_long"


def write_change(
    context: CommandContext, found: TaskNow, after: Occurrence, what: EventKind, detail: str = "", **more: object
) -> TaskNow:
    """Change the occurrence and write it into the history, with what is needed to take it back; `more` are facts."""
    before = found.occurrence
    stored = change_occurrence(context.tx, before, after)
    facts = {"detail": detail, "before": occurrence_as_json(before), "version": stored.version, **more}
    record(context, what, found, facts)
    return TaskNow(found.task, stored)


def record(context: CommandContext, what: EventKind, found: TaskNow | None, facts: dict[str, object]) -> None:
    """Add an event in the person's name."""
    append_event(context.tx, context.organisation.id, event_of(context, what, found, facts))


def event_of(context: CommandContext, what: EventKind, found: TaskNow | None, facts: dict[str, object]) -> Event:
    """An event in the person's name."""
    return Event(
        at=context.now,
        who=context.actor.name if context.actor else "",
        what=what,
        person_id=context.actor.person_id if context.actor else None,
        task_id=found.task.id if found else None,
        occurrence_id=found.occurrence.id if found else None,
        inbox_id=context.inbox_id,
        facts=facts,
    )


@dataclass(frozen=True, slots=True)
class RowsBefore:
    """The rows that a deed may change, read before it; `facts` is called when everything is written."""

    context: CommandContext
    read: Callable[[Transaction], Images]
    before: Images
    guards: tuple[Key, ...] = ()

    def facts(self) -> dict[str, object]:
        """Facts for the event of the deed, read by `services.commands.undo_last`."""
        changes = changes_between(self.context.tx, self.before, self.read(self.context.tx), self.guards)
        length = len(json.dumps(changes, ensure_ascii=False).encode())
        return {ROWS: changes} if length <= MOST_BYTES else {TOO_LONG: length}


def task_before(context: CommandContext, task_id: int, guarded_occurrence: int | None = None) -> RowsBefore:
    """Of a task. `guarded_occurrence` must still stand as the deed left it, also if the deed does not touch it."""
    guards = () if guarded_occurrence is None else (occurrence_key(guarded_occurrence),)
    return _before(context, lambda tx: images_of_task(tx, task_id), guards)


def plan_before(context: CommandContext, plan_id: int) -> RowsBefore:
    """Of a plan's own row, without its tasks."""
    return _before(context, lambda tx: images_of_plan(tx, plan_id))


def person_before(context: CommandContext, person_id: int) -> RowsBefore:
    """Of a person: roles, hand-overs, absences, own wishes."""
    return _before(context, lambda tx: images_of_person(tx, person_id))


def settings_before(context: CommandContext) -> RowsBefore:
    """Of the organisation's settings."""
    return _before(context, lambda tx: images_of_organisation(tx, context.organisation.id))


def calendar_before(context: CommandContext) -> RowsBefore:
    """Of the organisation's own calendar days."""
    return _before(context, lambda tx: images_of_calendar(tx, context.organisation.id))


def _before(context: CommandContext, read: Callable[[Transaction], Images], guards: tuple[Key, ...] = ()) -> RowsBefore:
    return RowsBefore(context, read, read(context.tx), guards)
