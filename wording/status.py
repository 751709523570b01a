"""The figures of all units or of one, as text and as the status card."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.messages.reports import ShowStatus, StatusCard, StatusShown
from domain.messages.summaries import FourCells, PlanFigures, TaskSummary, UnitFigures
from domain.messages.tasks import ShowTask
from wording import parts
from wording.buttons import button, if_possible, in_rows, reply_line
from wording.cards.card import render_card
from wording.cards.facts import doubled_note
from wording.layout import Block, Layout, RenderContext, Rows, clean, lines, shorten
from wording.messages import Button

if TYPE_CHECKING:
    from wording.words import Words


MOST_UNITS = 12
MOST_LINES = 4
MOST_UNIT_LINES = 6
UNIT_NAME = 36
MOST_PLANS = 6
PLAN_TITLE = 60
UNIT_LABEL = 28
ENTRY_TITLE = 45
BAR = 5
RED, YELLOW, WHITE = "🔴", "🟡", "⚪"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWords:
    """The figures, in the chat and on the card."""

    heading: str
    unit_heading: str
    as_of: str
    sum: str
    waiting: str
    undated: str
    set_late: str
    without_lead: str
    all_plans: str
    plan_entry: str
    no_plan: str
    more_plans: str
    units: str
    unit_entry: str
    unit_overdue: str
    counted_twice: str
    overdue: str
    due_soon: str
    others: str
    coordinated: str
    leads_nothing: str
    entry: str
    no_tasks: str
    caption: str
    cells: tuple[str, str, str, str]
    card_organisation: str
    card_waiting: str
    card_without_lead: str
    card_undated: str
    card_set_late: str
    card_units: str
    card_more: str
    card_more_units: str
    card_nothing: str


def figures(cells: FourCells, context: RenderContext) -> str:
    """Shows the four figures as a sum, and how many open tasks await confirmation."""
    words = context.words.status
    text = words.sum.format(
        total=cells.total,
        on_time=cells.done_on_time,
        late=cells.done_late,
        open=cells.open_in_time,
        overdue=cells.open_overdue,
    )
    return text + (words.waiting.format(reported=cells.reported) if cells.reported else "")


def figures_beside(cells: FourCells, words: "Words") -> list[str]:
    """Lists parts of the counted tasks that need attention, each on its own line."""
    found = (
        (words.status.without_lead, cells.without_lead),
        (words.status.undated, cells.undated),
        (words.status.set_late, cells.deadline_set_late),
    )
    return [text.format(count=count) for text, count in found if count]


def heading_of(title: str, plans: Sequence[PlanFigures], words: "Words") -> str:
    """Says what the figures count: the number and title of the one plan, or how many plans."""
    if title or not plans:
        number = clean(plans[0].number, parts.NAME) if len(plans) == 1 else ""
        return f"{number} – {clean(title, PLAN_TITLE)}" if number else clean(title, parts.TITLE)
    return words.status.all_plans.format(count=sum(bool(plan.name) for plan in plans))


def plan_lines(plans: Sequence[PlanFigures], words: "Words") -> list[str]:
    """Returns one line for each plan where several are counted."""
    if len(plans) < 2:
        return []
    lines_ = [
        words.status.plan_entry.format(
            plan=_plan_name(plan, words), done=plan.cells.done_on_time + plan.cells.done_late, total=plan.cells.total
        )
        + (words.status.unit_overdue.format(overdue=plan.cells.open_overdue) if plan.cells.open_overdue else "")
        for plan in plans[:MOST_PLANS]
    ]
    hidden = len(plans) - MOST_PLANS
    return [*lines_, words.status.more_plans.format(count=hidden)] if hidden > 0 else lines_


def _plan_name(plan: PlanFigures, words: "Words") -> str:
    title = clean(plan.title, PLAN_TITLE) or words.status.no_plan
    return f"{clean(plan.number, parts.NAME)} – {title}" if plan.number else title


def status_card(notice: StatusCard, context: RenderContext) -> Layout:
    """Sends the figures as a picture with a short caption; the caption alone when no picture can be made or sent."""
    words, status = context.words, notice.status
    caption = words.status.caption.format(at=words.days.instant(context.local(status.as_of)))
    can = context.capabilities
    picture = drawn(status, context) if can.has_pictures or can.has_picture_links else None
    return Layout((lines(caption, figures(status.cells, context)),), picture=picture)


def drawn(status: StatusShown, context: RenderContext) -> bytes | None:
    """Draws the figures; None, and a line in the log, when that fails."""
    try:
        return render_card(status, context.words, context.zone)
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        # The picture is an extra: the figures must arrive whatever happens to it.
        _log.warning("no status card: %s", error, extra={"action": "card_failed"})
        return None


def status_shown(notice: StatusShown, context: RenderContext) -> Layout:
    """Shows the figures, then units or tasks."""
    if notice.unit_name is None:
        return _whole(notice, context)
    return _one_unit(notice, context)


def _whole(notice: StatusShown, context: RenderContext) -> Layout:
    words = context.words
    blocks = [_head(words.status.heading, notice, context)]
    blocks += _units(notice, context)
    blocks += short_list(f"{RED} {words.status.overdue}", notice.overdue, context, is_overdue=True)
    blocks += short_list(f"{YELLOW} {words.status.due_soon}", notice.due_soon, context)
    rows = if_possible(context, in_rows([_unit_button(unit) for unit in notice.units[:MOST_UNITS]], 2))
    return Layout(tuple(blocks), _whole_closing(notice, context), rows)


def _whole_closing(notice: StatusShown, context: RenderContext) -> tuple[str, ...]:
    words = context.words
    if not notice.units:
        return ()
    name = clean(notice.units[0].name, parts.NAME)
    if context.capabilities.has_buttons:
        return (reply_line(context, [f"{words.command(ShowStatus)} {name}"]),)
    closing = [words.hints.see_unit.format(status=words.command(ShowStatus), unit=name)]
    if urgent := notice.overdue or notice.due_soon:
        closing.append(words.hints.see_task.format(task=words.command(ShowTask), number=urgent[0].number))
    return tuple(closing)


def _head(heading: str, notice: StatusShown, context: RenderContext) -> Block:
    words = context.words
    as_of = words.status.as_of.format(at=words.days.instant(context.local(notice.as_of)))
    nothing = words.status.no_tasks if notice.unit_name is None else words.status.leads_nothing
    sum_line = figures(notice.cells, context) if notice.cells.total else nothing
    is_named = notice.unit_name is None or notice.plan or len(notice.plans) > 1
    title = heading_of(notice.title, notice.plans, words) if is_named else ""
    beside = figures_beside(notice.cells, words)
    plans = plan_lines(notice.plans, words) if notice.unit_name is None else []
    return lines(heading, sum_line, *beside, title, *plans, as_of if notice.unit_name is None else "")


def _units(notice: StatusShown, context: RenderContext) -> list[Block]:
    words = context.words
    if not notice.units:
        return []
    rows = [_unit_line(unit, context) for unit in notice.units[:MOST_UNITS]]
    hidden = len(notice.units) - MOST_UNITS
    if hidden > 0:
        rows.append(words.status.card_more_units.format(count=hidden))
    return [lines("\n" + words.status.units, *rows, doubled_note(notice, words))]


def _unit_line(unit: UnitFigures, context: RenderContext) -> str:
    words, cells = context.words.status, unit.cells
    done = cells.done_on_time + cells.done_late
    text = words.unit_entry.format(
        bar=_bar(done, cells.total), done=done, total=cells.total, unit=clean(unit.name, UNIT_NAME)
    )
    return text + (words.unit_overdue.format(overdue=cells.open_overdue) if cells.open_overdue else "")


def _bar(done: int, total: int) -> str:
    """Full only when all is done, empty only when nothing is."""
    full = done * BAR // total if total else 0
    full = max(full, 1) if done else 0
    return "▰" * full + "▱" * (BAR - full)


def _unit_button(unit: UnitFigures) -> Button:
    return Button(clean(unit.name, UNIT_LABEL) or str(unit.unit_id), f"status unit:{unit.unit_id}")


def short_list(
    heading: str, found: Sequence[TaskSummary], context: RenderContext, *, is_overdue: bool = False
) -> list[Block]:
    """Lists tasks on one line each: title and urgency; a button leads to the rest."""
    words = context.words
    blocks = [lines("\n" + heading.format(count=words.days.tasks(len(found))))] if found else []
    for line in found[:MOST_LINES]:
        left = parts.days_left(line, words, is_overdue=is_overdue) or parts.standing(line, words)
        number, title = parts.numbered(line, words), parts.short_title(line, words, ENTRY_TITLE)
        blocks.append(lines(words.status.entry.format(number=number, title=title, left=left), tasks=1))
    return blocks + _rest(found[MOST_LINES:], context)


def _rest(hidden: Sequence[TaskSummary], context: RenderContext) -> list[Block]:
    if not hidden:
        return []
    words = context.words
    rest = parts.numbers([line.number for line in hidden])
    return [Block(shorten(words.tasks.more.format(count=words.days.tasks(len(hidden)), numbers=rest), 120))]


def _one_unit(notice: StatusShown, context: RenderContext) -> Layout:
    words = context.words
    heading = words.status.unit_heading.format(
        unit=clean(notice.unit_name or "", parts.NAME), at=words.days.short_instant(context.local(notice.as_of))
    )
    blocks = [_head(heading, notice, context)]
    for title, found in (
        (f"{RED} {words.status.overdue}", notice.overdue),
        (f"{YELLOW} {words.status.due_soon}", notice.due_soon),
        (f"{WHITE} {words.status.others}", notice.others),
        (f"{WHITE} {words.status.coordinated}", notice.coordinated),
    ):
        blocks += _full_list(title, found, context)
    everything = (*notice.overdue, *notice.due_soon, *notice.others, *notice.coordinated)
    typed = [f"{words.command(ShowTask)} {line.number}" for line in everything[:1]]
    closing = (reply_line(context, [*typed, words.command(ShowStatus)]),)
    return Layout(tuple(blocks), closing, if_possible(context, _unit_rows(everything, context)))


def _full_list(heading: str, found: Sequence[TaskSummary], context: RenderContext) -> list[Block]:
    """Tasks with the plan's own wording of the deadline."""
    words = context.words
    blocks = [lines("\n" + heading.format(count=words.days.tasks(len(found))))] if found else []
    for line in found[:MOST_UNIT_LINES]:
        title = parts.entry(line, words, parts.SHORT_TITLE)
        when = parts.deadline(line, words, is_short=True)
        note = "" if line.state == "open" else parts.standing(line, words)
        blocks.append(lines(title, note, when, tasks=1))
    return blocks + _rest(found[MOST_UNIT_LINES:], context)


def _unit_rows(everything: Sequence[TaskSummary], context: RenderContext) -> Rows:
    words = context.words
    tasks = [
        button(words, ShowTask, line.number, label=words.hints.task_label.format(number=line.number))
        for line in everything[: 2 * MOST_UNIT_LINES]
    ]
    return (*in_rows(tasks, 4), (button(words, ShowStatus, label=words.hints.back_to_status),))
