"""Writes a later version of a plan: tasks keep number, progress and history; moved deadlines remind from the start."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from domain.amendments import Difference, Rewritten, wordings_of
from domain.deadlines import Deadline, period_of
from domain.draft_blocks import code_on_paper
from domain.figures import is_deadline_settled
from domain.history import Event, EventKind
from domain.organisations import Organisation
from domain.people import Actor
from domain.plans import PlanDraft, TaskDraft
from domain.tasks import Occurrence, Part, State, Task
from services.plans.confirm_plan import LONGEST_CODE, LONGEST_PLAN_NUMBER, PlanFile, add_task_of, with_new_units
from storage.engine.database import Transaction
from storage.events import append_event
from storage.notice_codec import occurrence_as_json
from storage.plans import ImportedPlan, add_version, move_days, replace_units, rewrite_task
from storage.tasks import add_occurrence, change_occurrence, find_task, last_number
from storage.units import Directory


@dataclass(frozen=True, slots=True)
class Amended:
    """What became of the plan: its version, and numbers of the tasks concerned; `moved` have another deadline."""

    plan_id: int
    version: int
    new: tuple[int, ...]
    changed: tuple[int, ...]
    moved: tuple[int, ...]
    cancelled: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Amending:
    """What every step of an amendment needs; `by` and `inbox_id` are None for the command line.

    `more_facts` are for the event of a single change: what takes it back.
    """

    tx: Transaction
    organisation: Organisation
    now: datetime
    by: Actor | None
    directory: Directory
    inbox_id: int | None = None
    more_facts: Callable[[], Mapping[str, object]] = dict

    def note(self, what: str, task: Task | None, occurrence: Occurrence | None, detail: str) -> None:
        """Write into the history who changed what."""
        facts: dict[str, object] = {"detail": detail}
        if occurrence is not None:
            facts |= {"before": occurrence_as_json(occurrence)}
        facts |= self.more_facts()
        who, person_id = (self.by.name, self.by.person_id) if self.by else ("", None)
        event = Event(
            self.now,
            who,
            what,
            person_id,
            task.id if task else None,
            occurrence.id if occurrence else None,
            self.inbox_id,
            facts=facts,
        )
        append_event(self.tx, self.organisation.id, event)


def amend_plan(
    tx: Transaction,
    organisation: Organisation,
    earlier: ImportedPlan,
    plan: PlanDraft,
    difference: Difference,
    file: PlanFile,
    cancelling: Collection[int],
    now: datetime,
    by: Actor | None = None,
) -> Amended:
    """Write the difference. Of the tasks that are gone only those in `cancelling` are cancelled; none is removed."""
    directory = with_new_units(tx, organisation.id, replace(plan, tasks=_touched(difference)))
    step = Amending(tx, organisation, now, by, directory)
    plan_number = (plan.number or earlier.number or "")[:LONGEST_PLAN_NUMBER] or None
    values = {"title": plan.title, "number": plan_number, "issued_on": plan.issued_on}
    version = add_version(tx, organisation.id, earlier.id, values, (file.name, file.hash, file.content_hash), now)
    for one in difference.rewritten:
        _rewrite(step, one)
    for one in difference.renumbered:  # "mục 3" is the row of the paper that holds now
        rewrite_task(tx, one.task.id, {"code": code_on_paper(one.row)[:LONGEST_CODE]})
    new = tuple(_add(step, earlier.id, row) for row in difference.new)
    cancelled = tuple(task.number for task in difference.gone if task.number in cancelling)
    for number in cancelled:
        cancel_task(step, number)
    step.note(EventKind.PLAN_AMENDED, None, None, f"{plan.title} ({version})")
    changed = tuple(one.task.number for one in difference.rewritten)
    moved = tuple(one.task.number for one in difference.rewritten if "deadline" in one.parts)
    return Amended(earlier.id, version, new, changed, moved, cancelled)


def _touched(difference: Difference) -> tuple[TaskDraft, ...]:
    return (*difference.new, *(one.row for one in difference.rewritten))


def _add(step: Amending, plan_id: int, row: TaskDraft) -> int:
    number = last_number(step.tx, step.organisation.id) + 1
    as_written = replace(row, code=code_on_paper(row))
    add_task_of(step.tx, step.organisation, plan_id, as_written, number, step.directory, step.now)
    return number


def _rewrite(step: Amending, one: Rewritten) -> None:
    task, row, deadline = one.task, one.row, one.row.deadline
    values: dict[str, object] = {
        "code": code_on_paper(row)[:LONGEST_CODE],
        "title": row.title,
        "product": row.product,
        "place": row.place.named,
    }
    if one.parts & {"deadline", "wording"}:  # what is finished keeps both
        values |= deadline_columns(deadline)
    rewrite_task(step.tx, task.id, values)
    for part, mentions in ((Part.LEAD, row.lead), (Part.COORDINATING, row.coordinating)):
        if part.value in one.parts:
            units = [unit.id for mention in mentions if (unit := step.directory.find(mention.name))]
            replace_units(step.tx, step.organisation.id, task.id, part, dict.fromkeys(units))
    if "deadline" in one.parts:
        move_deadline(step, one)
    if one.parts - {"deadline"}:
        step.note(EventKind.TASK_CHANGED, task, None, ", ".join(sorted(one.parts - {"deadline"})))


def deadline_columns(deadline: Deadline) -> dict[str, object]:
    """The columns of a task that hold its deadline."""
    return {
        "kind": deadline.kind.value,
        "wording": deadline.wording,
        "first_day": deadline.first_day,
        "last_day": deadline.last_day,
        "at_time": deadline.at_time,
        "rule": deadline.rule,
        "condition": deadline.condition,
    }


def move_deadline(step: Amending, one: Rewritten, what: str = EventKind.DEADLINE_MOVED) -> None:
    """Wording and days move together; work that is done stays done. Repeating work goes on period by period.

    Where the deadline had passed or the work was reported, the change is marked as set late. `what` names the event.
    """
    found = find_task(step.tx, step.organisation.id, one.task.number)
    if found is None:
        return
    before, deadline = found.occurrence, one.row.deadline
    is_late = is_deadline_settled(before, step.now, step.organisation.zone)
    if deadline.is_repeating:
        _open_period(step, one, before, is_set_late=is_late)
    elif before.is_check_in:
        _close(step, before)
        days = (deadline.first_day, deadline.last_day, deadline.at_time)
        add_occurrence(step.tx, step.organisation.id, one.task.id, "", days)
    elif before.state is not State.CANCELLED:
        move_days(step.tx, before, (deadline.first_day, deadline.last_day, deadline.at_time), is_set_late=is_late)
    step.note(what, one.task, before, " → ".join(wordings_of(one.task.deadline, deadline)))


def _open_period(step: Amending, one: Rewritten, before: Occurrence, *, is_set_late: bool) -> None:
    """A new rhythm: the period we are in by that rhythm, unless it is open already."""
    period = period_of(one.row.deadline.kind, step.now.astimezone(step.organisation.zone).date())
    if before.period != period.code:
        _close(step, before)
        days = (period.first_day, period.last_day, None)
        add_occurrence(step.tx, step.organisation.id, one.task.id, period.code, days, is_set_late=is_set_late)


def _close(step: Amending, before: Occurrence) -> None:
    """An occurrence that the new time limit has no place for."""
    if before.state in {State.OPEN, State.REPORTED}:
        change_occurrence(step.tx, before, replace(before, state=State.CANCELLED, closed_at=step.now))


def cancel_task(step: Amending, number: int, reason: str = "") -> None:
    """The task is not to be done any more: its occurrence is closed; it keeps its number and its history."""
    found = find_task(step.tx, step.organisation.id, number)
    if found is not None:
        change_occurrence(
            step.tx, found.occurrence, replace(found.occurrence, state=State.CANCELLED, closed_at=step.now)
        )
        step.note(EventKind.TASK_CANCELLED, found.task, found.occurrence, reason)
