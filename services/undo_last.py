"""Takes back the person's last change, if nothing came after it."""

from dataclasses import replace

from domain.commands import UndoLast
from domain.notices import ChangeUndone, Saying
from domain.refusals import ChangedSince, NothingToUndo, Refused
from services.desk import Desk, Reply
from services.task_lines import line_of, record, write_change
from services.withdraw_request import reopen_requests, withdraw_request
from storage.events import StoredEvent, last_change_of
from storage.facts import occurrence_from_json
from storage.shares import take_back_shares
from storage.tasks import TaskNow, find_occurrence, find_task_by_id

UNDONE = "change_undone"
ASKED = ("extension_asked", "question_asked", "explanation_asked")
CHANGES = (
    "task_acknowledged", "task_reported", "check_in_answered", "progress_set", "task_confirmed", "task_returned",
    "obstacle_raised", "obstacle_cleared", "share_reported", *ASKED,
)  # fmt: skip


def undo_last(desk: Desk, _command: UndoLast) -> Reply:
    """Put back everything the person's last message changed: all of it or nothing."""
    events = last_change_of(desk.tx, desk.organisation.id, desk.person.person_id, (*CHANGES, UNDONE))
    if not events or any(stored.event.what == UNDONE for stored in events):
        raise Refused(NothingToUndo())
    return Reply([_undo_one(desk, stored) for stored in events])


def _undo_one(desk: Desk, stored: StoredEvent) -> Saying:
    event = stored.event
    if event.task_id is None or event.occurrence_id is None or event.facts is None:
        raise Refused(NothingToUndo())
    found = TaskNow(find_task_by_id(desk.tx, event.task_id), find_occurrence(desk.tx, event.occurrence_id))
    if event.what in ASKED:
        withdraw_request(desk, found, int(event.facts["request"]))
        record(desk, UNDONE, found, {"detail": event.what})
        return ChangeUndone(line_of(desk, found), event.what)
    if found.occurrence.version != event.facts["version"]:
        raise Refused(ChangedSince(found.task.number, found.task.title))
    take_back_shares(desk.tx, event.occurrence_id, list(event.facts.get("shares", ())))
    before = occurrence_from_json(event.facts["before"])
    found = write_change(desk, found, replace(before, version=found.occurrence.version), UNDONE, event.what)
    again = reopen_requests(desk, event.facts.get("settled", ()))
    return ChangeUndone(line_of(desk, found), event.what, again)
