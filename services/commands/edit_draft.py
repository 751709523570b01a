"""Corrects a plan's heading and rows before it is written: each correction is one message and one transaction."""

from dataclasses import replace
from datetime import date
from typing import Any

from documents.plans.deadlines import read_deadline
from documents.plans.units import split_units
from domain.deadlines import Deadline, DeadlineKind
from domain.deliveries import NotSent
from domain.drafts import SETTLED_BY, OpenDraft, mentions_of, with_row, without_rows
from domain.messages import Refused
from domain.messages.drafts import (
    ChangeNotUnderstood,
    DeadlineNotRead,
    DoubtAsked,
    DraftDropped,
    DropDraft,
    DropRows,
    EditRow,
    NameUnit,
    NotInPlan,
    ReadingStopped,
    RowChanged,
    RowsDropped,
    RowShown,
    ShowRow,
    UnitMapped,
)
from domain.messages.questions import WhichTask
from domain.messages.tasks import ShowTask
from domain.names import fold, tidy
from domain.plans import PlanDraft, TaskDraft, UnitMention, WarningCode
from services.commands.change_task import change_task
from services.commands.row_or_task import is_task_meant, is_task_shown
from services.commands.show_task import show_task
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import accept_name, close_names, find_unit
from services.context.find_task import short_enough
from services.context.working_calendar import load_calendar
from services.plans.hold_draft import (
    Review,
    draft_meant,
    drop,
    example_row,
    find_draft,
    keep,
    only_coordinators,
    row_line,
    row_of,
    rows_changed,
    settle_row,
)
from services.plans.receive_plan import national_calendar
from services.plans.shown_questions import answered
from storage.inbox import IGNORED, take

HEADINGS = ("plan_number", "plan_title", "issued_on")
LONGEST_NUMBER, LONGEST_TITLE = 60, 500  # characters
NOBODY = frozenset({"khong", "khong co", "-", "none", "nobody"})


def edit_heading(context: CommandContext, draft: OpenDraft, field: str, value: str) -> Reply:
    """Replace one part of the heading; time limits without a year follow the day of issue. Raises Refused."""
    text = tidy(short_enough(value) or "")
    if not text:
        raise Refused(ChangeNotUnderstood(example_row(draft)))
    after = keep(context, replace(draft, plan=_with(draft, field, text)))
    review = Review(context, after)
    shown, question = review.summary(), review.next_saying()
    return Reply([question], before=[shown]) if isinstance(question, DoubtAsked) else Reply([shown])


def _with(draft: OpenDraft, field: str, text: str) -> PlanDraft:
    plan = draft.plan
    if field == "plan_title":
        return replace(plan, title=text[:LONGEST_TITLE])
    if field == "plan_number":
        left = tuple(w for w in plan.warnings if w.code is not WarningCode.BLANK_PLAN_NUMBER)
        return replace(plan, number=text[:LONGEST_NUMBER], warnings=left)
    from documents.plans.re_dating import with_issue_day  # noqa: PLC0415 -- a plan comes once a year

    return with_issue_day(plan, _day(draft, text), national_calendar())


def _day(draft: OpenDraft, text: str) -> date:
    deadline = read_deadline(text, draft.plan.issued_on).deadline
    if deadline.kind is not DeadlineKind.BY_DATE or deadline.last_day is None:
        raise Refused(ChangeNotUnderstood(example_row(draft)))
    return deadline.last_day


def show_row(context: CommandContext, command: ShowRow) -> Reply:
    """One row of the draft; where no draft waits, the task of that number."""
    draft = find_draft(context)
    if draft is None or (command.number is not None and is_task_shown(context, draft, command.number)):
        return show_task(context, ShowTask(command.number))
    if command.number is None:
        raise Refused(WhichTask(ShowRow.canonical))
    row = row_of(draft, command.number)
    messages = tuple(doubt.message for doubt in Review(context, draft).doubts if doubt.row == row.number)
    return Reply([RowShown(row_line(context, draft, row), messages, row.picture)])


def edit_row(context: CommandContext, command: EditRow) -> Reply:
    """Replace one part of a row: the doubts about that part are settled by it. Without such a row the task is meant."""
    is_of_task = command.draft is None and command.number is not None and command.field is not None
    if is_of_task and is_task_meant(context, command):
        return change_task(context, command)
    draft = draft_meant(context, EditRow, command.draft)
    if command.number is None and command.field in HEADINGS:
        return edit_heading(context, draft, command.field, command.value)
    if command.number is None or command.field not in SETTLED_BY:
        raise Refused(ChangeNotUnderstood(command.number or example_row(draft)))
    if taken := rows_changed(context, draft, command.seen, EditRow, (command.number,)):
        return Reply([taken])
    row, field = row_of(draft, command.number), command.field
    after = keep(context, corrected(context, draft, command), field)
    changed = row_of(after, row.number)
    said = RowChanged(row_line(context, after, changed), field, _remarks(context, after.plan, changed, field))
    return answered(context, after, said)


def corrected(context: CommandContext, draft: OpenDraft, command: EditRow) -> OpenDraft:
    """The draft with one part of a row typed again, and the doubts about that part settled.

    Raises Refused with NoSuchRow, ChangeNotUnderstood or DeadlineNotRead.
    """
    if command.number is None or command.field not in SETTLED_BY:
        raise Refused(ChangeNotUnderstood(command.number or example_row(draft)))
    row, field = row_of(draft, command.number), command.field
    value = _value(context, draft.plan, row, command)
    before = settle_row(context, draft, row.number, lambda doubt: doubt.code in SETTLED_BY[field])
    return with_row(before, row.number, lambda task: replace(task, **{field: value}))


def drop_rows(context: CommandContext, command: DropRows) -> Reply:
    """Leave rows out; the others keep their numbers."""
    draft = draft_meant(context, DropRows, command.draft)
    if not command.numbers:
        raise Refused(WhichTask(DropRows.canonical))
    if taken := rows_changed(context, draft, command.seen, DropRows, command.numbers):
        return Reply([taken])
    for number in command.numbers:
        row_of(draft, number)
    after = keep(context, without_rows(draft, command.numbers))
    return answered(context, after, RowsDropped(command.numbers, len(after.plan.tasks)))


def name_unit(context: CommandContext, command: NameUnit) -> Reply:
    """A name in the plan is another name of a unit: kept with the draft, an alias of the unit once it is written."""
    after = keep(context, with_unit_named(context, draft_meant(context, NameUnit, command.draft), command))
    name, unit_id = after.aliases[-1]
    return answered(context, after, UnitMapped(name, context.directory.units[unit_id].name))


def with_unit_named(context: CommandContext, draft: OpenDraft, command: NameUnit) -> OpenDraft:
    """The draft with a name explained. Raises Refused with NotInPlan or UnitNotFound."""
    name, unit = _name_in_plan(context, draft, command.name), find_unit(context, command.unit_name)
    return replace(draft, aliases=(*draft.aliases, (name, unit.id)))


def drop_draft(context: CommandContext, command: DropDraft) -> Reply:
    """Put the plan aside: nothing was written. A file that is being read is stopped; one just read is a draft."""
    only_coordinators(context, DropDraft)
    stopped = [take(context.tx, one, context.now, IGNORED, NotSent.READING_STOPPED.value) for one in command.reading]
    if any(stopped):
        return Reply([ReadingStopped(command.file_name)])
    draft = draft_meant(context, DropDraft, command.draft)
    drop(context, draft)
    return Reply([DraftDropped(draft.plan.title)])


def _name_in_plan(context: CommandContext, draft: OpenDraft, name: str) -> str:
    names = [mention.name for mention in mentions_of(draft.plan)]
    exact = next((known for known in names if fold(known) == fold(name)), None)
    if exact is None:
        unknown = [unit.name for unit in Review(context, draft).strangers]
        within = [known for known in unknown if fold(name) and fold(name) in fold(known)]
        if len(within) != 1:
            raise Refused(NotInPlan(name, tuple(within[:3]) or close_names(name, unknown or names)))
        exact = within[0]
    return exact


def _value(context: CommandContext, plan: PlanDraft, row: TaskDraft, command: EditRow) -> Any:
    """What was typed, as the part of the row it is to become."""
    text = tidy(short_enough(command.value) or "")
    if command.field == "deadline":
        return _deadline(plan, row, text)
    if command.field in {"lead", "coordinating"}:
        return _units(context, row, text, may_be_empty=command.field == "coordinating")
    if not text:
        raise Refused(ChangeNotUnderstood(row.number))
    return text


def _deadline(plan: PlanDraft, row: TaskDraft, text: str) -> Deadline:
    deadline = limit_typed(plan, text)
    if deadline is None:
        raise Refused(DeadlineNotRead(row.number, text))
    return deadline


def limit_typed(plan: PlanDraft, text: str) -> Deadline | None:
    """What a limit typed for a row of this plan is understood as; None when it names none."""
    deadline = read_deadline(tidy(short_enough(text) or ""), plan.issued_on).deadline
    return None if deadline.kind is DeadlineKind.UNKNOWN else deadline


def _units(context: CommandContext, row: TaskDraft, text: str, *, may_be_empty: bool) -> tuple[UnitMention, ...]:
    if may_be_empty and fold(text) in NOBODY:
        return ()
    found = split_units(accept_name(text), context.directory.names)
    if not found:
        raise Refused(ChangeNotUnderstood(row.number))
    return found


def _remarks(context: CommandContext, plan: PlanDraft, row: TaskDraft, field: str) -> tuple[str, ...]:
    return remarks_about(context, plan, row.deadline) if field == "deadline" else ()


def remarks_about(context: CommandContext, plan: PlanDraft, deadline: Deadline) -> tuple[str, ...]:
    """What a careful person would look at again about a limit: "due_before_issue", "already_past", "day_off"."""
    last_day = deadline.last_day
    if last_day is None:
        return ()
    remarks = []
    if plan.issued_on is not None and last_day < plan.issued_on:
        remarks.append("due_before_issue")
    if last_day < context.today:
        remarks.append("already_past")
    if not load_calendar(context.tx, context.organisation.id, last_day, last_day).is_working_day(last_day):
        remarks.append("day_off")
    return tuple(remarks)
