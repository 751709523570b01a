"""A task that was cancelled is to be done after all: it stands again where it stood, and what was asked is asked."""

from dataclasses import replace

from domain.authorisation import CONFIRMS, may_confirm
from domain.commands import RestoreTask
from domain.history import Event
from domain.order_notices import TaskRestored
from domain.order_refusals import NotCancelled
from domain.people import Role
from domain.refusals import OnlyForRole, Refused, WhichTask
from domain.tasks import Occurrence, State
from services.desk import Desk, Reply
from services.rows_before import task_before
from services.task_lines import line_of, record, visible_task
from services.tell_concerned import concerned, people_in, tell
from services.withdraw_request import reopen_requests
from storage.events import events_of_task
from storage.facts import occurrence_from_json
from storage.tasks import TaskNow, change_occurrence

CANCELLED, RESTORED = "task_cancelled", "task_restored"
MOST_EVENTS = 50  # looked through for the cancellation


def restore_task(desk: Desk, command: RestoreTask) -> Reply:
    """Only with its number: nobody is told of a task's return by a guess.

    Raises Refused with OnlyForRole, WhichTask, NoSuchTask or NotCancelled.
    """
    if not may_confirm(desk.person):
        raise Refused(OnlyForRole("restore", tuple(sorted(CONFIRMS))))
    if command.number is None:
        raise Refused(WhichTask("restore", ()))
    found = visible_task(desk, command.number)
    if found.occurrence.state is not State.CANCELLED:
        raise Refused(NotCancelled(found.task.number, found.task.title))
    kept, cancelled = task_before(desk, found.task.id), _cancellation(desk, found)
    found = TaskNow(found.task, change_occurrence(desk.tx, found.occurrence, _as_before(found.occurrence, cancelled)))
    again = reopen_requests(desk, (cancelled.facts or {}).get("settled", ()) if cancelled else ())
    record(desk, RESTORED, found, {"detail": "", **kept.facts()})
    line, by = line_of(desk, found), desk.person.name
    who = concerned(desk, found)
    people = who.lead | who.heads | who.coordinating | people_in(desk, Role.LEADER)
    key = f"restored:{found.task.id}:{found.occurrence.version}"
    tell(desk, key, people, TaskRestored(line, by, is_mine=False, asked_again=again))
    return Reply([TaskRestored(line, by, is_mine=True, asked_again=again)])


def _cancellation(desk: Desk, found: TaskNow) -> Event | None:
    events = [stored.event for stored in events_of_task(desk.tx, found.task.id, MOST_EVENTS)]
    return next((event for event in events if event.what == CANCELLED), None)


def _as_before(occurrence: Occurrence, cancelled: Event | None) -> Occurrence:
    """Where it stood when it was cancelled, its deadline as it reads now; open where that is not known."""
    facts = (cancelled.facts or {}) if cancelled else {}
    if "before" not in facts:
        return replace(occurrence, state=State.OPEN, closed_at=None)
    before = occurrence_from_json(facts["before"])
    if before.id != occurrence.id:
        return replace(occurrence, state=State.OPEN, closed_at=None)
    return replace(
        before,
        version=occurrence.version,
        deadline_version=occurrence.deadline_version,
        first_day=occurrence.first_day,
        last_day=occurrence.last_day,
        at_time=occurrence.at_time,
    )
