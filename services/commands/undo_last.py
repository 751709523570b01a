"""Takes back the person's last deed, whatever it was: whole, or not at all and with the reason; never an older one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.deliveries import NotSent
from domain.history import EventKind
from domain.messages import Refused, Response, command_named
from domain.messages.accounts import OnlyForRole
from domain.messages.history import CannotUndo, ChangedSince, ChangeUndone, NothingToUndo, UndoLast
from domain.messages.summaries import TaskSummary
from domain.undoing import CANNOT, LATE, MOVED, NO_DEEDS, NOT_KEPT, UNDO_WORKING_DAYS, UNDONE
from services.commands.request_extension import is_overtaken, reopen_requests, withdraw_request
from services.context.command_context import CommandContext, Reply
from services.context.explain_chat import DEED_OF
from services.context.notify import tell
from services.context.record_change import ROWS, record, write_change
from services.context.summaries import summary_of
from storage.events import StoredEvent, events_since, last_deed_of
from storage.lead_shares import take_back_shares
from storage.notice_codec import occurrence_from_json
from storage.outbox import withdraw_messages
from storage.row_images import Key, RowMoved, key_of, occurrence_key, put_back
from storage.tasks import TaskNow, find_occurrence, find_task_by_id

WITHDRAWN = NotSent.UNDONE.value
ASKED = (
    EventKind.DEADLINE_CHANGE_ASKED,
    EventKind.EXTENSION_ASKED,
    EventKind.QUESTION_ASKED,
    EventKind.EXPLANATION_ASKED,
)


def tell_undone(context: CommandContext, inbox_id: int | None, undone: Sequence[ChangeUndone]) -> None:
    """`inbox_id` is the update of the deed; without one nobody can be known to have been told."""
    if inbox_id is None:
        return
    told: dict[int, set[int]] = {}
    for message in withdraw_messages(context.tx, context.organisation.id, inbox_id, WITHDRAWN):
        numbers = {number for response in message.responses for number in response.task_numbers}
        told.setdefault(message.person_id, set()).update(numbers)
    for person_id, numbers in told.items():
        responses = [replace(one, by=context.person.name) for one in undone if _concerns(one.line, numbers)]
        if responses:
            tell(
                context,
                f"undone:{context.inbox_id or context.now.isoformat()}",
                {person_id},
                *list[Response](responses),
            )


def _concerns(line: TaskSummary | None, numbers: set[int]) -> bool:
    """A message that named tasks is corrected about these; one that named none about everything."""
    return line is None or not numbers or line.number in numbers


def undo_last(context: CommandContext, _command: UndoLast) -> Reply:
    """Put back everything the person's last message changed: all of it or nothing.

    Raises Refused with NothingToUndo, CannotUndo, ChangedSince or OnlyForRole.
    """
    # The newest deed, also one that cannot be undone: looking for the newest that can took back older ones, a
    # confirmation after a cancellation (docs/adr/0018).
    deed = last_deed_of(context.tx, context.organisation.id, context.person.person_id, NO_DEEDS)
    if not deed:
        raise Refused(NothingToUndo())
    for refuse in (_refuse_final, _refuse_foreign):
        for stored in deed:
            refuse(context, stored)
    own: set[Key] = set()
    undone = [_undo_one(context, stored, own) for stored in reversed(deed)]  # the last change first
    undone.reverse()
    tell_undone(context, deed[0].event.inbox_id, undone)
    return Reply(list[Response](undone))


def why_final(context: CommandContext, stored: StoredEvent) -> str:
    """Why an event cannot be taken back, by its kind or its age; "" where it can."""
    event = stored.event
    last_day = context.calendar.add_working_days(
        event.at.astimezone(context.organisation.zone).date(), UNDO_WORKING_DAYS
    )
    return CANNOT.get(event.what) or (LATE if context.today > last_day else "")


def _refuse_final(context: CommandContext, stored: StoredEvent) -> None:
    if reason := why_final(context, stored):
        raise Refused(_cannot(context, stored, reason))


def _refuse_foreign(context: CommandContext, stored: StoredEvent) -> None:
    """Who may not do it any more may not take it back either."""
    command = command_named(DEED_OF.get(stored.event.what, ""))
    if command is not None and command.roles and not context.person.roles & command.roles:
        raise Refused(OnlyForRole(command.canonical, tuple(sorted(command.roles))))


def _cannot(context: CommandContext, stored: StoredEvent, reason: str) -> CannotUndo:
    event, facts = stored.event, stored.event.facts or {}
    found = _task_of(context, stored)
    number = found.task.number if found else None
    what = str(facts.get("detail") or "") if event.what == UNDONE else event.what
    return CannotUndo(what, reason, number, "" if event.what == UNDONE else str(facts.get("detail") or ""))


def _task_of(context: CommandContext, stored: StoredEvent) -> TaskNow | None:
    event = stored.event
    if event.task_id is None or event.occurrence_id is None:
        return None
    return TaskNow(find_task_by_id(context.tx, event.task_id), find_occurrence(context.tx, event.occurrence_id))


def _undo_one(context: CommandContext, stored: StoredEvent, own: set[Key]) -> ChangeUndone:
    event, facts = stored.event, stored.event.facts or {}
    found = _task_of(context, stored)
    again: tuple[str, ...] = ()
    if found is not None and event.what in ASKED:
        withdraw_request(context, found, int(facts["request"]))
        record(context, UNDONE, found, {"detail": event.what})
    elif ROWS in facts:
        _put_rows_back(context, stored, own)
        found = _task_of(context, stored)
        record(context, UNDONE, found, {"detail": event.what})
    elif found is not None and "version" in facts:
        found, again = _put_occurrence_back(context, stored, found, own)
    else:  # written by an earlier version of the program, or too long to be kept
        raise Refused(_cannot(context, stored, NOT_KEPT))
    if found is not None:
        _refuse_overtaken(context, stored, found)
    detail = "" if found else str(facts.get("detail") or "")
    return ChangeUndone(summary_of(context, found) if found else None, event.what, again, detail)


def _put_rows_back(context: CommandContext, stored: StoredEvent, own: set[Key]) -> None:
    rows: Sequence[Mapping[str, Any]] = (stored.event.facts or {})[ROWS]
    try:
        put_back(context.tx, rows, own)
    except RowMoved as moved:
        raise Refused(_changed_since(context, stored, moved.key)) from moved


def _put_occurrence_back(
    context: CommandContext, stored: StoredEvent, found: TaskNow, own: set[Key]
) -> tuple[TaskNow, tuple[str, ...]]:
    """What most commands keep: the occurrence as it was, the shares that were new, the requests that were settled."""
    event, facts = stored.event, stored.event.facts or {}
    key = occurrence_key(found.occurrence.id)
    if key not in own and found.occurrence.version != facts["version"]:
        raise Refused(_changed_since(context, stored, key))
    own.add(key)
    take_back_shares(context.tx, found.occurrence.id, list(facts.get("shares", ())))
    before = occurrence_from_json(facts["before"])
    found = write_change(context, found, replace(before, version=found.occurrence.version), UNDONE, event.what)
    return found, reopen_requests(context, facts.get("settled", ()))


def _refuse_overtaken(context: CommandContext, stored: StoredEvent, found: TaskNow) -> None:
    """Raises Refused(ChangedSince) when what was asked since does not go with what was put back."""
    if is_overtaken(context, found):
        raise Refused(_changed_since(context, stored, occurrence_key(found.occurrence.id)))


def _changed_since(context: CommandContext, stored: StoredEvent, key: Key) -> CannotUndo | ChangedSince:
    """Who changed what, and when: the newest event since that has to do with the row."""
    found = _task_of(context, stored)
    later = [
        other.event
        for other in events_since(context.tx, context.organisation.id, stored.seq)
        if other.event.what not in NO_DEEDS and not _is_own(context, other) and _is_about(other, stored, key)
    ]
    by = later[-1] if later else None
    who, what, at = (by.who, by.what, by.at) if by else ("", "", None)
    if found is not None:
        return ChangedSince(found.task.number, found.task.title, who, what, at)
    return replace(_cannot(context, stored, MOVED), who=who, since=what, at=at)


def _is_own(context: CommandContext, other: StoredEvent) -> bool:
    """Whether this very undo wrote it, before it came upon what is in its way."""
    return other.event.what == UNDONE and other.event.at == context.now


def _is_about(other: StoredEvent, stored: StoredEvent, key: Key) -> bool:
    if stored.event.task_id is not None and other.event.task_id == stored.event.task_id:
        return True
    return key in map(key_of, (other.event.facts or {}).get(ROWS, ()))
