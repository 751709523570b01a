"""The overview: the figures of /status with what stands behind them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from domain.authorisation import may_confirm
from domain.board.deeds import Deed
from domain.board.tasks import Choice, Overview, TaskGroup, TaskRow, WaitingEntry, WeekFigures
from domain.figures import Cell, urgency
from domain.messages import Command
from domain.messages.requests import AnswerRequest, GrantRequest, ListRequests, RefuseRequest, RequestsShown
from domain.messages.tasks import ConfirmDone, ListWaiting, ReturnTask, WaitingShown
from services.board.deeds import deeds_of
from services.board.filters import chosen, filters_of
from services.board.rows import rows_of
from services.commands.confirm_done import list_waiting
from services.commands.decide_request import list_requests
from services.commands.show_status import JudgedTask, figures_shown, judge, split_open, tasks_of_scope
from services.context.command_context import CommandContext
from services.plans.hold_draft import drafts_waiting
from storage.requests import requests_by_occurrence
from storage.task_statistics import TaskSnapshot
from storage.tasks import load_tasks

MOST_ROWS = 12  # of a list; the rest stands on the list of tasks
NEXT_DAYS = 14
WEEKS = 8
_DECISIONS: frozenset[type[Command]] = frozenset({GrantRequest, RefuseRequest, AnswerRequest})
_CONFIRMATIONS: frozenset[type[Command]] = frozenset({ConfirmDone, ReturnTask})


def read_overview(context: CommandContext, values: Mapping[str, str]) -> Overview | None:
    """The overview of what the person's figures count, narrowed as asked; None for a filter that is none."""
    scope = tasks_of_scope(context)
    filters = filters_of(context, scope, values)
    if filters is None:
        return None
    judged = judge(context, chosen(context, scope, filters))
    overdue, soon, others = split_open(context, judged)
    sunday = context.today + timedelta(days=6 - context.today.weekday())
    overdue = _most_urgent_first(context, overdue)
    this_week, then = _by_week(context, [*soon, *others], sunday)
    shown = [*overdue[:MOST_ROWS], *this_week[:MOST_ROWS], *then[:MOST_ROWS]]
    rows = {row.line.number: row for row in rows_of(context, [found.number for found in shown])}
    after = sunday + timedelta(days=1)
    return Overview(
        status=figures_shown(context, judged),
        due_soon=len(soon),
        filters=filters,
        overdue=_group(rows, overdue, None, None),
        this_week=_group(rows, this_week, context.today, sunday),
        next_days=_group(rows, then, after, sunday + timedelta(days=NEXT_DAYS)),
        waiting=_waiting(context),
        drafts=_drafts(context),
        weeks=tuple(_weeks(context, judged)),
    )


def _by_week(
    context: CommandContext, tasks: Iterable[TaskSnapshot], sunday: date
) -> tuple[list[TaskSnapshot], list[TaskSnapshot]]:
    """Of the open tasks that are not overdue: due from today until Sunday, and within the two weeks behind it."""
    dated = [(found, found.last_day) for found in tasks if found.last_day and found.last_day >= context.today]
    this_week = [found for found, day in dated if day <= sunday]
    then = [found for found, day in dated if sunday < day <= sunday + timedelta(days=NEXT_DAYS)]
    return _most_urgent_first(context, this_week), _most_urgent_first(context, then)


def _most_urgent_first(context: CommandContext, tasks: Iterable[TaskSnapshot]) -> list[TaskSnapshot]:
    zone = context.organisation.zone
    return sorted(tasks, key=lambda one: urgency(one, one.number, context.now, zone))


def _group(
    rows: Mapping[int, TaskRow], tasks: Sequence[TaskSnapshot], first: date | None, last: date | None
) -> TaskGroup:
    shown = tuple(rows[found.number] for found in tasks[:MOST_ROWS] if found.number in rows)
    return TaskGroup(first, last, shown, len(tasks))


def _drafts(context: CommandContext) -> tuple[Choice, ...]:
    """The plans that wait for this person's review."""
    if not may_confirm(context.person):
        return ()
    return tuple(Choice(str(draft.id), draft.title) for draft in drafts_waiting(context))


def _waiting(context: CommandContext) -> tuple[WaitingEntry, ...]:
    """What the person is to decide, answer or confirm, the oldest first; whatever the filters leave."""
    entries = [*_requests(context), *_reports(context)]
    return tuple(sorted(entries, key=lambda entry: (entry.since, entry.line.number)))


def _requests(context: CommandContext) -> Iterator[WaitingEntry]:
    zone = context.organisation.zone
    for shown in list_requests(context, ListRequests()).responses:
        if not isinstance(shown, RequestsShown) or shown.is_overview:
            continue
        deeds = _deeds_by_number(context, [item.line.number for item in shown.items], _DECISIONS)
        for item in shown.items:
            since = item.request.asked_at.astimezone(zone).date()
            yield WaitingEntry(item.line, since, deeds.get(item.line.number, ()), request=item.request)


def _reports(context: CommandContext) -> Iterator[WaitingEntry]:
    if not may_confirm(context.person):
        return
    for shown in list_waiting(context, ListWaiting()).responses:
        if not isinstance(shown, WaitingShown):
            continue
        deeds = _deeds_by_number(context, [item.line.number for item in shown.items], _CONFIRMATIONS)
        for item in shown.items:
            yield WaitingEntry(item.line, item.reported_on, deeds.get(item.line.number, ()), report=item)


def _deeds_by_number(
    context: CommandContext, numbers: Sequence[int], kinds: frozenset[type[Command]]
) -> Mapping[int, tuple[Deed, ...]]:
    """The deeds of these kinds with each task."""
    if not numbers:
        return {}
    requests = requests_by_occurrence(context.tx, context.organisation.id)
    found = load_tasks(context.tx, context.organisation.id, numbers)
    deeds = {one.task.number: deeds_of(context, one, requests.get(one.occurrence.id, ())) for one in found}
    return {number: tuple(deed for deed in its if deed.kind in kinds) for number, its in deeds.items()}


def _weeks(context: CommandContext, judged: Iterable[JudgedTask]) -> Iterator[WeekFigures]:
    """The last weeks, this one included: by the day on which work was reported, or fell due and was not done."""
    this_monday = context.today - timedelta(days=context.today.weekday())
    counted: dict[tuple[date, Cell], int] = {}
    for found, cell, _ in judged:
        day = _day_of(found, cell, context)
        if cell is not None and day is not None:
            key = (day - timedelta(days=day.weekday()), cell)
            counted[key] = counted.get(key, 0) + 1
    for back in range(WEEKS - 1, -1, -1):
        monday = this_monday - timedelta(weeks=back)
        on_time, late, overdue = (
            counted.get((monday, cell), 0) for cell in (Cell.DONE_ON_TIME, Cell.DONE_LATE, Cell.OPEN_OVERDUE)
        )
        yield WeekFigures(monday, on_time, late, overdue)


def _day_of(found: TaskSnapshot, cell: Cell | None, context: CommandContext) -> date | None:
    if cell is Cell.OPEN_OVERDUE:
        return found.last_day
    if cell in {Cell.DONE_ON_TIME, Cell.DONE_LATE}:
        closed = found.closed_at.astimezone(context.organisation.zone).date() if found.closed_at else None
        return found.reported_on or closed
    return None
