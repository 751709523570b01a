"""What a use-case keeps in its event so that the deed can be taken back: its rows as they were before."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from services.context.command_context import CommandContext
from storage.engine.database import Transaction
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

MOST_BYTES = 4096  # in one event; what is longer cannot be taken back
ROWS, TOO_LONG = "rows", "rows_too_long"


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
