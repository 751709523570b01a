"""Who would get what of a plan that waits: its rows as tasks of no database, told by the rules of every day."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from domain.deadlines import period_of
from domain.draft_blocks import code_on_paper
from domain.plans import TaskDraft
from domain.tasks import Occurrence, Part, Responsibility, State, Task
from services.context.command_context import CommandContext
from services.context.recipients import assign_reminders
from services.context.situation import Situation
from services.context.stand_in import contacts_today
from services.context.working_calendar import load_calendar
from services.plans.compare_plan import Names
from services.plans.hold_draft import Review
from services.plans.notify_plan import news_of
from storage.reminders import Planned
from storage.tasks import TaskNow

FIRST_DAYS = 14


@dataclass(slots=True)
class Receiver:
    """One person: rows that their units lead and coordinate, and the mornings on which they would be reminded of which.

    `is_linked`: they have a phone that can be told.
    """

    name: str
    is_linked: bool
    leads: tuple[int, ...] = ()
    coordinates: tuple[int, ...] = ()
    mornings: dict[date, tuple[int, ...]] = field(default_factory=dict)


def receivers_of(context: CommandContext, review: Review) -> tuple[Receiver, ...]:
    """Everybody who would be told when the plan is written now, and their reminders of the first fortnight.

    Nobody is taken to have answered. Of a later version only what is new or reads otherwise is told.
    """
    rows = _told_rows(review)
    tasks = [found for row in rows if (found := _imagined(context, row, review.names)) is not None]
    situation = _situation(context, tasks)
    told: dict[int, Receiver] = {}
    for person, news in news_of(situation, frozenset(row.number for row in rows)).items():
        leads, joins = (tuple(one.task.number for one in part) for part in (news.lead, news.coordinating))
        told[person] = Receiver(news.contact.name, bool(news.contact.channels), leads, joins)
    _remind(context, situation, told)
    return tuple(sorted(told.values(), key=lambda one: (-len(one.leads), -len(one.coordinates), one.name)))


def _told_rows(review: Review) -> tuple[TaskDraft, ...]:
    if review.difference is None:
        return review.draft.plan.tasks
    return (*review.difference.new, *(one.row for one in review.difference.rewritten))


def _imagined(context: CommandContext, row: TaskDraft, names: Names) -> TaskNow | None:
    """The row as a task; the ids, which no row of the database has, are the row's number below zero."""
    parts = tuple(
        Responsibility(unit.id, unit.name, part)
        for part, mentions in ((Part.LEAD, row.lead), (Part.COORDINATING, row.coordinating))
        for unit in dict.fromkeys(names.find(mention) for mention in mentions)
        if unit is not None
    )
    if not parts:
        return None
    task = Task(-row.number, row.number, row.title, row.deadline, context.today, parts, row.product, code_on_paper(row))
    return TaskNow(task, _occurrence(task, context.today))


def _occurrence(task: Task, today: date) -> Occurrence:
    deadline = task.deadline
    if not deadline.is_repeating:
        days = (deadline.first_day, deadline.last_day, deadline.at_time)
        return Occurrence(task.id, task.id, "", *days, 1, State.OPEN, 0, 1)
    period = period_of(deadline.kind, today)
    ends = period.last_day.toordinal()
    return Occurrence(
        task.id * 10_000_000 - ends, task.id, period.code, period.first_day, period.last_day, None, 1, State.OPEN, 0, 1
    )


def _situation(context: CommandContext, tasks: Iterable[TaskNow]) -> Situation:
    last = context.today + timedelta(days=FIRST_DAYS)
    calendar = load_calendar(context.tx, context.organisation.id, context.today, last)
    return Situation(context.organisation, calendar, tuple(tasks), contacts_today(context), context.directory)


def _remind(context: CommandContext, situation: Situation, found: dict[int, Receiver]) -> None:
    """Each morning of the first fortnight after today; what was said once is not said again."""
    planned: list[Planned] = []
    for day in (context.today + timedelta(days=n) for n in range(1, FIRST_DAYS + 1)):
        if not situation.calendar.is_working_day(day):
            continue
        tasks = [TaskNow(one.task, _occurrence(one.task, day)) for one in situation.tasks]
        for morning in assign_reminders(replace(situation, tasks=tasks, planned=planned), day):
            planned.extend(morning.rows())
            if (one := found.get(morning.contact.id)) is not None:
                numbers = (of.task.number for of, _ in morning.items)
                one.mornings[day] = tuple(dict.fromkeys(numbers))
