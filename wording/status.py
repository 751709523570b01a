"""The figures of all units or of one, as text and as the status card."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.messages.board_access import OpenBoard
from domain.messages.plans import ListPlans
from domain.messages.reports import ShowStatus, StatusCard, StatusShown
from domain.messages.summaries import FourCells, PlanFigures, TaskSummary, UnitFigures
from domain.messages.tasks import ListWaiting, ShowTask
from wording import parts
from wording.buttons import button, if_possible, in_rows, reply_line
from wording.cards.card import render_card
from wording.cards.facts import doubled_note
from wording.emphasis import bold
from wording.layout import Block, Layout, RenderContext, Rows, clean, lines, shorten
from wording.messages import Button

if TYPE_CHECKING:
    from wording.words import Words


MOST_UNITS = 12
MOST_LINES = 4
MOST_UNIT_LINES = 6
MOST_SHORT_LINES = 3
PLAN_NAME = 16
UNIT_NAME = 36
MOST_PLANS = 6
PLAN_TITLE = 60
UNIT_LABEL = 28
ENTRY_TITLE = 45
BAR = 5
RED, YELLOW, WHITE, DONE, WAIT = "🔴", "🟡", "⚪", "✅", "⏳"

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
    head_overdue: str
    head_soon: str
    head_done: str
    views: Mapping[str, str]
    see_more: str
    reported_list: str
    counted_view: str
    cells: tuple[str, str, str, str]
    card_organisation: str
    card_waiting: str
    card_without_lead: str
    card_undated: str
    card_set_late: str
    card_units: str
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
    """Shows the figures as a picture, as earlier versions asked for it."""
    return _card(notice.status, context)


def headline(notice: StatusShown, words: "Words") -> str:
    """The figures in one line, the worst first: "🔴 2 quá hạn · 🟡 1 sắp đến hạn · ✅ 3/18 hoàn thành"."""
    cells, status = notice.cells, words.status
    done = status.head_done.format(done=cells.done_on_time + cells.done_late, total=cells.total)
    found = [
        f"{RED} {status.head_overdue.format(count=cells.open_overdue)}" if cells.open_overdue else "",
        f"{YELLOW} {status.head_soon.format(count=len(notice.due_soon))}" if notice.due_soon else "",
        f"{DONE} {done}",
    ]
    return " · ".join(filter(None, found))


def _card(notice: StatusShown, context: RenderContext) -> Layout:
    """The picture with the worst figures below it; the short text when no picture can be made or sent."""
    can = context.capabilities
    picture = drawn(notice, context) if can.has_pictures or can.has_picture_links else None
    short = _short(notice, context)
    if picture is None:
        return short
    return replace(short, blocks=(lines(bold(headline(notice, context.words))),), picture=picture)


def drawn(status: StatusShown, context: RenderContext) -> bytes | None:
    """Draws the figures; None, and a line in the log, when that fails."""
    try:
        return render_card(status, context.words, context.zone)
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        # The picture is an extra: the figures must arrive whatever happens to it.
        _log.warning("no status card: %s", error, extra={"action": "card_failed"})
        return None


def status_shown(notice: StatusShown, context: RenderContext) -> Layout:
    """Shows the figures of one unit, or of all in the view that was asked for."""
    if notice.unit_name is not None:
        return _one_unit(notice, context)
    return _VIEWS.get(notice.view, _short)(notice, context)


def _short(notice: StatusShown, context: RenderContext) -> Layout:
    """At most twelve lines: the figures, what needs attention, the most overdue tasks."""
    words = context.words
    if not notice.cells.total:
        return Layout((lines(words.status.no_tasks),))
    as_of = words.status.as_of.format(at=words.days.instant(context.local(notice.as_of)))
    first = lines(headline(notice, words))
    more = lines(
        heading_of(notice.title, notice.plans, words),
        figures(notice.cells, context),
        *figures_beside(notice.cells, words),
        *(_one_line(line, context, is_overdue=True) for line in notice.overdue[:MOST_SHORT_LINES]),
        as_of,
    )
    rows = (*_view_rows(notice, context), *_board_row(context))
    return Layout((first, more), _view_closing(notice, context), if_possible(context, rows))


def _board_row(context: RenderContext) -> Rows:
    """The way to the board, where it is reached from outside."""
    opens = Button(context.words.board_access.open_label, OpenBoard.canonical)
    return ((opens,),) if context.board_url else ()


def _view_closing(notice: StatusShown, context: RenderContext, but: str = "") -> tuple[str, ...]:
    """What to type for the other views, where there are no buttons."""
    if context.capabilities.has_buttons:
        return ()
    words = context.words
    views = [view for view in words.status.views if view != but and (view != "overdue" or notice.overdue)]
    typed = [_typed_view(view, notice, words) for view in views]
    return (words.status.see_more.format(typed=" · ".join(typed)),)


def _typed_view(view: str, notice: StatusShown, words: "Words") -> str:
    if view == "reported" and notice.may_confirm:
        return words.command(ListWaiting)
    plan = f" {words.command(ListPlans)} {clean(notice.plan, PLAN_NAME)}" if notice.plan else ""
    return f"{words.command(ShowStatus)}{plan} {words.status.views[view]}"


def _view_rows(notice: StatusShown, context: RenderContext, but: str = "") -> Rows:
    words = context.words
    shown = [view for view in words.status.views if view != but and (view != "overdue" or notice.overdue)]
    return in_rows([_view_button(view, notice, words) for view in shown], 2)


def _view_button(view: str, notice: StatusShown, words: "Words") -> Button:
    label = parts.capitalised(words.status.views[view])
    if view == "reported":
        label = words.status.counted_view.format(label=label, count=notice.cells.reported)
        if notice.may_confirm:  # there each can be confirmed
            return Button(label, ListWaiting.canonical)
    plan = f" plan {clean(notice.plan, PLAN_NAME)}" if notice.plan else ""
    return Button(label, f"{ShowStatus.canonical}{plan} {view}")


def _overdue(notice: StatusShown, context: RenderContext) -> Layout:
    """The overdue tasks, the longest overdue first."""
    return _list_view("overdue", notice, notice.overdue, context)


def _reported(notice: StatusShown, context: RenderContext) -> Layout:
    """What is reported done and awaits confirmation."""
    return _list_view("reported", notice, notice.reported, context)


def _list_view(view: str, notice: StatusShown, found: Sequence[TaskSummary], context: RenderContext) -> Layout:
    words = context.words
    count = words.days.tasks(len(found))
    heading = {"overdue": f"{RED} {words.status.overdue}", "reported": f"{WAIT} {words.status.reported_list}"}[view]
    first = heading.format(count=count)
    if view == "overdue" and not found:
        first = words.tasks.due_none.format(due=words.tasks.due_words[view])
    blocks = [lines(first), *_entries(found, context, words.tasks.leads)]
    tasks = [
        button(words, ShowTask, line.number, label=words.hints.task_label.format(number=line.number))
        for line in found[:MOST_UNIT_LINES]
    ]
    closing = _view_closing(notice, context, but=view)
    return Layout(tuple(blocks), closing, if_possible(context, (*in_rows(tasks, 2), _back(words))))


def _by_units(notice: StatusShown, context: RenderContext) -> Layout:
    """A line for each lead unit, the one with most overdue first."""
    blocks = [lines(headline(notice, context.words)), *_units(notice, context)]
    buttons = in_rows([_unit_button(unit) for unit in notice.units[:MOST_UNITS]], 2)
    closing = () if context.capabilities.has_buttons else _unit_closing(notice, context)
    return Layout(tuple(blocks), closing, if_possible(context, (*buttons, _back(context.words))))


def _unit_closing(notice: StatusShown, context: RenderContext) -> tuple[str, ...]:
    if not notice.units:
        return ()
    unit = clean(notice.units[0].name, parts.NAME)
    return (context.words.hints.see_unit.format(status=context.words.command(ShowStatus), unit=unit),)


def _back(words: "Words") -> tuple[Button, ...]:
    return (Button(words.hints.back_to_status, f"{ShowStatus.canonical} short"),)


def _whole(notice: StatusShown, context: RenderContext) -> Layout:
    words = context.words
    blocks = [_head(headline(notice, words), notice, context)]
    blocks += _units(notice, context)
    blocks += short_list(f"{RED} {words.status.overdue}", notice.overdue, context, is_overdue=True)
    blocks += short_list(f"{YELLOW} {words.status.due_soon}", notice.due_soon, context)
    rows = if_possible(context, in_rows([_unit_button(unit) for unit in notice.units[:MOST_UNITS]], 2))
    return Layout(tuple(blocks), _whole_closing(notice, context), rows)


_VIEWS: Mapping[str, Callable[[StatusShown, RenderContext], Layout]] = {
    "card": _card,
    "overdue": _overdue,
    "by_unit": _by_units,
    "reported": _reported,
    "text": _whole,
}


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


def _head(first: str, notice: StatusShown, context: RenderContext, heading: str = "") -> Block:
    words = context.words
    as_of = words.status.as_of.format(at=words.days.instant(context.local(notice.as_of)))
    if not notice.cells.total and notice.unit_name is None:
        first = words.status.no_tasks
    sum_line = figures(notice.cells, context) if notice.cells.total else ""
    is_named = notice.unit_name is None or notice.plan or len(notice.plans) > 1
    title = heading_of(notice.title, notice.plans, words) if is_named else ""
    beside = figures_beside(notice.cells, words)
    plans = plan_lines(notice.plans, words) if notice.unit_name is None else []
    return lines(first, heading, sum_line, *beside, title, *plans, as_of if notice.unit_name is None else "")


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
    blocks += [lines(_one_line(line, context, is_overdue=is_overdue), tasks=1) for line in found[:MOST_LINES]]
    return blocks + _rest(found[MOST_LINES:], context)


def _one_line(line: TaskSummary, context: RenderContext, *, is_overdue: bool = False) -> str:
    words = context.words
    left = parts.days_left(line, words, is_overdue=is_overdue) or parts.standing(line, words)
    number, title = bold(parts.numbered(line, words)), parts.short_title(line, words, ENTRY_TITLE)
    return words.status.entry.format(number=number, title=title, left=left)


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
    first = headline(notice, words) if notice.cells.total else words.status.leads_nothing
    blocks = [_head(first, notice, context, heading)]
    for title, found in (
        (f"{RED} {words.status.overdue}", notice.overdue),
        (f"{YELLOW} {words.status.due_soon}", notice.due_soon),
        (f"{WHITE} {words.status.others}", notice.others),
        (f"{WHITE} {words.status.coordinated}", notice.coordinated),
    ):
        if found:
            blocks.append(lines("\n" + title.format(count=words.days.tasks(len(found)))))
            blocks += _entries(found, context)
    everything = (*notice.overdue, *notice.due_soon, *notice.others, *notice.coordinated)
    typed = [f"{words.command(ShowTask)} {line.number}" for line in everything[:1]]
    closing = (reply_line(context, [*typed, words.command(ShowStatus)]),)
    return Layout(tuple(blocks), closing, if_possible(context, _unit_rows(everything, context)))


def _entries(found: Sequence[TaskSummary], context: RenderContext, leads: str = "") -> list[Block]:
    """Tasks by number, title, state and last day; the plan's own words are shown with the task itself."""
    words = context.words
    blocks = []
    for line in found[:MOST_UNIT_LINES]:
        names = leads.format(names=parts.names(line.lead_names, UNIT_NAME)) if leads and line.lead_names else ""
        note = "" if line.state == "open" else parts.standing(line, words)
        state = " · ".join(filter(None, (parts.state_and_day(line, words), note)))
        blocks.append(lines(parts.entry(line, words, ENTRY_TITLE), state, names, tasks=1))
    return blocks + _rest(found[MOST_UNIT_LINES:], context)


def _unit_rows(everything: Sequence[TaskSummary], context: RenderContext) -> Rows:
    words = context.words
    tasks = [
        button(words, ShowTask, line.number, label=words.hints.task_label.format(number=line.number))
        for line in everything[:MOST_UNIT_LINES]
    ]
    return (*in_rows(tasks, 2), _back(words))
