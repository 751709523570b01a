"""Receives a plan: reads it outside the transaction, keeps a draft, completes its days, shows what is to decide."""

import hashlib
import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from documents.plans.blocks import PlanUnreadable
from documents.rosters import Roster, RosterUnreadable, list_in, list_sent_as_plan
from domain.calendars import WorkingCalendar
from domain.draft_blocks import blocks_of
from domain.drafts import OpenDraft, PlanReading, content_hash
from domain.messages import Refused
from domain.messages.drafts import (
    DateOrderSettled,
    DoubtAsked,
    ImportPlan,
    PlanKnown,
    PlanMissing,
    PlanUnchanged,
    PlanUnread,
)
from domain.plans import IssueMonth, PlanDraft, TaskDraft, WarningCode
from services.context.command_context import CommandContext, Reply
from services.context.working_calendar import build_calendar
from services.plans.follow_blocks import follow_known
from services.plans.hold_draft import (
    Review,
    drafts_waiting,
    find_draft,
    keep,
    no_draft,
    only_coordinators,
    open_draft,
    work_at,
)
from storage.drafts import refused_texts
from storage.plans import ImportedPlan, find_by_content, find_by_hash
from storage.tasks import load_tasks

PASTED = "van-ban-dan.txt"
_MAY_BE_LISTS = frozenset({".xlsx", ".xls", ".ods", ".csv", ".docx"})
YEARS = range(2024, 2036)


OnPage = Callable[[int, int], None]  # the page that was read (from 1) and of how many
_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
DAY_FIRST, MONTH_FIRST = DATE_ORDERS = ("day_first", "month_first")
_ANSWERED = frozenset({WarningCode.YEAR_UNKNOWN, WarningCode.DEADLINE_UNKNOWN, WarningCode.NO_LAST_DAY})


def _unheard(_page: int, _pages: int) -> None:
    """For callers that show no progress."""


def read_document(
    content: bytes, file_name: str, on_page: OnPage = _unheard, known_units: Collection[str] = ()
) -> PlanReading:
    """Read a file. Slow, and needs no database: the edges call it in a process, before the office is asked.

    `on_page` is called after each page by readers that go page by page. `known_units` are the names and aliases of the
    roster: none of them is taken apart.
    """
    file_hash = hashlib.sha256(content).hexdigest()
    try:
        if (people := _people(content, file_name)) is not None:
            return PlanReading(file_name, file_hash, trouble=list_sent_as_plan(people), people=people)
        return PlanReading(file_name, file_hash, _plan(content, file_name, on_page, known_units))
    except (PlanUnreadable, RosterUnreadable) as trouble:
        return PlanReading(file_name, file_hash, trouble=str(trouble))


def _people(content: bytes, file_name: str) -> Roster | None:
    """The list of people that the file is instead of a plan."""
    return list_in(content, file_name) if PurePath(file_name).suffix.lower() in _MAY_BE_LISTS else None


def _plan(content: bytes, file_name: str, on_page: OnPage, known_units: Collection[str]) -> PlanDraft:
    from documents.plans.plan_reader import read_pasted, read_plan  # noqa: PLC0415 -- a plan comes once a year

    if file_name == PASTED:
        return read_pasted(content.decode(), calendar=national_calendar(), known_units=known_units)
    return read_plan(content, file_name, calendar=national_calendar(), on_page=on_page, known_units=known_units)


def national_calendar() -> WorkingCalendar:
    """The country's working days in the years that plans of today speak of."""
    return build_calendar(YEARS)


def receive_plan(context: CommandContext, command: ImportPlan) -> Reply:
    """Keep what was read as a draft that all coordinators see, and ask its first question; one draft a file.

    Nothing is written and nobody is told. Without a file or text, a draft that waits is opened and shown.
    """
    only_coordinators(context, ImportPlan)
    reading = command.reading
    if reading is None and command.text:
        reading = read_document(command.text.encode(), PASTED, known_units=context.directory.names)
    if reading is None:
        return _opened(context, command.draft)
    if reading.plan is None:
        return Reply([PlanUnread(reading.file_name, reading.trouble)])
    known = find_by_hash(context.tx, context.organisation.id, reading.file_hash)
    if known is not None:
        raise Refused(PlanKnown(known.title))
    waiting = next((one for one in drafts_waiting(context) if one.file_hash == reading.file_hash), None)
    if waiting is not None:
        return _opened(context, waiting.id)
    draft = draft_of(context, reading.plan, reading.file_name, reading.file_hash)
    if same := unchanged_plan(context, draft):
        return Reply([PlanUnchanged(same.title)])
    return _shown(context, keep(context, draft))


def draft_of(
    context: CommandContext, plan: PlanDraft, file_name: str, file_hash: str, *, is_separate: bool = False
) -> OpenDraft:
    """The draft of a plan that was read; what was decided about an earlier version of it is not asked again."""
    draft = OpenDraft(
        plan,
        file_name,
        file_hash,
        is_separate=is_separate,
        blocks=blocks_of(plan, refused_texts(context.tx, context.organisation.id)),
        last_number=max((task.number for task in plan.tasks), default=0),
        content_hash=content_hash(plan),
        rows_read=len(plan.tasks),
    )
    earlier = Review(context, draft).earlier
    if earlier is None or not draft.blocks:
        return draft
    return follow_known(
        draft, [found.task for found in load_tasks(context.tx, context.organisation.id, plan_id=earlier.id)]
    )


def unchanged_plan(context: CommandContext, draft: OpenDraft) -> ImportedPlan | None:
    """The plan that this one says the same as, so that there is nothing to ask; None when something is new."""
    same = find_by_content(context.tx, context.organisation.id, draft.content_hash)
    if same is not None and not draft.is_separate:
        return same
    review, plan = Review(context, draft), draft.plan
    earlier, difference = review.earlier, review.difference
    if earlier is None or difference is None or difference.new or difference.rewritten or difference.gone:
        return None
    has_same_heading = (plan.title, plan.number, plan.issued_on) == (earlier.title, earlier.number, earlier.issued_on)
    return earlier if has_same_heading else None


def _opened(context: CommandContext, draft_id: int | None) -> Reply:
    """Work at a draft: the one of this number, the person's own, or the only one that waits.

    Raises Refused with PlanMissing when none waits, NoDraft when it is not clear which.
    """
    waiting = drafts_waiting(context)
    mine = find_draft(context)
    if draft_id is not None:
        draft = open_draft(context, draft_id)
    elif mine is not None or len(waiting) != 1:
        draft = mine
    else:
        draft = open_draft(context, waiting[0].id)
    if draft is None:
        raise Refused(PlanMissing()) if not waiting else no_draft(context)
    work_at(context, draft)
    return _shown(context, draft)


def _shown(context: CommandContext, draft: OpenDraft) -> Reply:
    review = Review(context, draft)
    question, shown = review.next_saying(), review.summary()
    return Reply([question], before=[shown]) if isinstance(question, DoubtAsked) else Reply([shown])


def dated(plan: PlanDraft, issued_on: date | None, year: int | None) -> PlanDraft:
    """The plan as issued on that day; without a day, as made in that year, unless its own letterhead names a day."""
    if issued_on is not None:
        from documents.plans.re_dating import with_issue_day  # noqa: PLC0415 -- a plan comes once a year

        return with_issue_day(plan, issued_on, national_calendar())
    return plan if year is None or plan.issued_on is not None else _of_year(plan, year)


def in_date_order(plan: PlanDraft, order: str) -> PlanDraft:
    """The plan as its file reads with dates in this order, one of DATE_ORDERS; limits that a person typed stay."""
    if plan.date_orders is not None:
        from documents.plans.re_dating import in_order  # noqa: PLC0415 -- a plan comes once a year

        return in_order(plan, is_month_first=order == MONTH_FIRST)
    if order != MONTH_FIRST:
        return plan
    # Drafts that were kept before both readings were.
    return replace(plan, tasks=tuple(_month_first(task, plan.issued_on) for task in plan.tasks))


def date_order_settled(before: PlanDraft, after: PlanDraft, order: str) -> tuple[DateOrderSettled, ...]:
    """What the order of dates changed in which rows, and which rows kept the limits typed for them; () for nothing."""
    from documents.plans.re_dating import typed_rows  # noqa: PLC0415 -- a plan comes once a year

    limits = {task.number: task.deadline for task in before.tasks}
    changed = tuple(task.number for task in after.tasks if limits[task.number] != task.deadline)
    kept = tuple(task.number for task in typed_rows(after))
    return (DateOrderSettled(order, changed, kept),) if changed or kept else ()


def _month_first(task: TaskDraft, issued_on: date | None) -> TaskDraft:
    from documents.plans.deadlines import read_deadline  # noqa: PLC0415 -- a plan comes once a year

    wording = task.deadline.wording
    turned = _DATE.sub(r"\2/\1/\3", wording)
    if turned == wording or task.deadline != read_deadline(wording, issued_on).deadline:
        return task
    return replace(task, deadline=replace(read_deadline(turned, issued_on).deadline, wording=wording))


def _of_year(plan: PlanDraft, year: int) -> PlanDraft:
    tasks = tuple(_read_in(task, year) for task in plan.tasks)
    known = {task.code for task in tasks if task.deadline.last_day is not None}
    warnings = tuple(w for w in plan.warnings if w.code not in _ANSWERED or w.task not in known)
    return replace(plan, tasks=tasks, warnings=warnings, issued_in=IssueMonth(year))


def _read_in(task: TaskDraft, year: int) -> TaskDraft:
    from documents.plans.deadlines.issue_days import IssueDay, read_limit  # noqa: PLC0415 -- see above

    if task.deadline.last_day is not None or not task.deadline.wording:
        return task
    return replace(task, deadline=read_limit(task.deadline.wording, IssueDay(month=IssueMonth(year))).deadline)
