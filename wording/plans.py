"""Plans as a whole: the list, a withdrawal, the end, and the tasks that a written plan assigned or changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.messages.drafts import (
    PlanAmended,
    PlanImported,
)
from domain.messages.history import UndoLast
from domain.messages.plans import (
    AgreeToWithdraw,
    DeadlineMoved,
    EndAsked,
    KeepPlan,
    ListPlans,
    MovedItem,
    PlanClosed,
    PlansShown,
    PlanSummary,
    TasksAssigned,
    TasksWithdrawn,
    WithdrawalNews,
)
from domain.messages.reports import ShowReport, ShowStatus
from domain.messages.summaries import PlanFigures, TaskSummary
from domain.messages.tasks import Acknowledge, ListTasks, ShowTask
from wording import parts
from wording.buttons import button, if_possible, in_rows, no_button, numbered, option_buttons, reply_line, shown_option
from wording.drafts import PLAN_TITLE as FULL_TITLE
from wording.emphasis import bold
from wording.layout import Block, Layout, RenderContext, Rows, clean, lines
from wording.messages import Button

if TYPE_CHECKING:
    from wording.words import Words


PLAN_TITLE = 110
TYPED_NAME = 16
MOST_PLANS = 12
MOST_BUTTONS = 6
MOST_SHOWN = 4
TITLE_OF_PLAN = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWords:
    """Plans as a whole: the list, a withdrawal, the end. What is kept by a PlanEnd value has both."""

    heading: str
    one: str
    nothing: str
    entry: str
    facts: str
    called: str
    closed: Mapping[str, str]
    asked_by: str
    how: str
    asked: str
    brought: str
    kept: str
    who: Mapping[str, str]
    reason: str
    would_cancel: str
    goes_up: str
    how_to_decide: str
    agree_label: str
    keep_label: str
    end_asked: Mapping[str, str]
    stopping: str
    going_on: str
    end_question: str
    yes_label: str
    sure: str
    over: Mapping[str, str]
    over_mine: Mapping[str, str]
    told: str
    yours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNewsWords:
    """What became of a plan: written, amended, tasks assigned, moved, withdrawn; `given_*` of a task outside a plan."""

    amended: str
    amended_parts: Mapping[str, str]
    amended_nothing: str
    moved: str
    moved_one: str
    moved_old: str
    moved_new: str
    withdrawn: str
    is_cancelled: str
    is_others: str
    imported: str
    imported_one: str
    told: str
    told_nobody: str
    unreached: str
    assigned_lead: str
    assigned_coordinating: str
    coordinating: str
    acknowledge_all: str
    without_lead: str
    undated: str
    given_lead: str
    given_coordinating: str


def plans_shown(notice: PlansShown, context: RenderContext) -> Layout:
    """Lists the plans, each with its figures and what to type for it."""
    words = context.words.plans
    if not notice.lines:
        return Layout((Block(words.nothing),))
    heading = words.one if notice.is_one else words.heading.format(count=len(notice.lines))
    blocks = [_plan_entry(line, context) for line in notice.lines[:MOST_PLANS]]
    hidden = len(notice.lines) - MOST_PLANS
    more = [lines(context.words.status.more_plans.format(count=hidden))] if hidden > 0 else []
    named = [line.figures for line in notice.lines if line.figures.name]
    running = [line.figures for line in notice.lines if line.figures.name and not line.closed_as]
    return Layout(
        (lines(heading), *blocks, *more),
        _how_to_see(running or named, context),
        if_possible(context, in_rows([_plan_button(plan, context) for plan in named[:MOST_BUTTONS]], 2)),
    )


def named(plan: PlanFigures, words: "Words", limit: int = PLAN_TITLE) -> str:
    """The plan as people know it: its number, its title, its day."""
    title = clean(plan.title, limit) or words.status.no_plan
    number = clean(plan.number, parts.NAME)
    day = f" ({words.days.bare_day(plan.issued_on)})" if plan.issued_on else ""
    return f"{number} – {title}{day}" if number else f"{title}{day}"


def _plan_entry(line: PlanSummary, context: RenderContext) -> Block:
    words, cells, name = context.words.plans, line.figures.cells, clean(line.figures.name, TYPED_NAME)
    done = cells.done_on_time + cells.done_late
    facts = [words.facts.format(done=done, total=cells.total, overdue=cells.open_overdue)]
    if line.closed_as and line.closed_at is not None:
        day = context.words.days.bare_day(context.local(line.closed_at).date())
        facts.append(words.closed.get(line.closed_as, words.closed["ended"]).format(day=day))
    if name and not line.closed_as:
        status = f"{context.words.command(ShowStatus)} {context.words.command(ListPlans)}"
        facts.append(words.called.format(status=status, plan=name))
    is_asked = line.asked_by and not line.closed_as
    asked = words.asked_by.format(who=clean(line.asked_by, parts.NAME)) if is_asked else ""
    return lines("\n" + words.entry.format(plan=named(line.figures, context.words)), "; ".join(facts), asked)


def _how_to_see(plans: list[PlanFigures], context: RenderContext) -> tuple[str, ...]:
    if not plans:
        return ()
    words, plan = context.words, context.words.command(ListPlans)
    tasks, report = (f"{words.command(name)} {plan}" for name in (ListTasks, ShowReport))
    return (words.plans.how.format(tasks=tasks, report=report, plan=clean(plans[0].name, TYPED_NAME)),)


def _plan_button(plan: PlanFigures, context: RenderContext) -> Button:
    name = clean(plan.name, TYPED_NAME)
    return Button(f"{context.words.hints.labels[ShowStatus]} {name}", f"status plan {name}")


def withdrawal_news(notice: WithdrawalNews, context: RenderContext) -> Layout:
    """A withdrawal: the answer to the person who asked, the question to the leaders who decide, or its refusal."""
    words, name = context.words.plans, clean(notice.plan.name, TYPED_NAME)
    template = {"asked": words.asked, "brought": words.brought}.get(notice.what, words.kept)
    who = words.who.get(notice.what, "").format(who=clean(notice.by, parts.NAME))
    reason = clean(notice.reason, parts.NOTE)
    count = context.words.days.tasks(notice.open_count)
    body = lines(
        template.format(plan=named(notice.plan, context.words)),
        who,
        words.reason.format(text=reason) if reason else "",
        "" if notice.what == "kept" else words.would_cancel.format(count=count),
    )
    if notice.what == "asked":
        return Layout((body,), (words.goes_up.format(undo=context.words.command(UndoLast)),))
    if notice.what != "brought":
        return Layout((body,))
    agree, keep = (context.words.command(command) for command in (AgreeToWithdraw, KeepPlan))
    buttons = in_rows(
        [
            Button(words.agree_label, f"{AgreeToWithdraw.canonical} {name}"),
            Button(words.keep_label, f"{KeepPlan.canonical} {name}"),
        ],
        2,
    )
    return Layout(
        (body,), (words.how_to_decide.format(agree=agree, keep=keep, plan=name),), if_possible(context, buttons)
    )


def end_asked(notice: EndAsked, context: RenderContext) -> Layout:
    """Lists the tasks that closing the plan would cancel, and asks for a clear yes."""
    words = context.words.plans
    template = words.end_asked.get(notice.closed_as, words.end_asked["ended"])
    body = lines(
        template.format(plan=named(notice.plan, context.words)),
        words.stopping.format(numbers=parts.numbers(notice.stopping)) if notice.stopping else "",
        words.going_on.format(numbers=parts.numbers(notice.going_on)) if notice.going_on else "",
    )
    typed = [shown_option(option, context.words.command) for option in notice.options]
    typed = [f"{text.removesuffix(' sure')} {words.sure}" if text.endswith(" sure") else text for text in typed]
    rows: Rows = ()
    if notice.question and notice.options:
        yes = option_buttons(notice.options, [words.yes_label], notice.question)
        rows = in_rows([*yes, no_button(context.words.questions.no_label, notice.question)], 2)
    closing = words.end_question.format(typed=typed[0]) if typed else ""
    return Layout((body,), (closing,) if closing else (), if_possible(context, rows))


def plan_closed(notice: PlanClosed, context: RenderContext) -> Layout:
    """The plan is closed: the result for the person who closed it, and for each other person their own tasks."""
    words = context.words.plans
    template = (words.over_mine if notice.is_mine else words.over).get(notice.closed_as, "{count}")
    numbers = parts.numbers([line.number for line in notice.lines])
    going_on = parts.numbers(notice.going_on)
    reason = clean(notice.reason, parts.NOTE)
    stopped = [line.number for line in notice.lines]
    body = lines(
        template.format(count=context.words.days.tasks(notice.stopped)),
        named(notice.plan, context.words),
        words.reason.format(text=reason) if reason else "",
        words.yours.format(numbers=numbers) if numbers else "",
        words.going_on.format(numbers=going_on) if going_on and (notice.is_mine or not numbers) else "",
        words.told.format(count=notice.told) if notice.is_mine else "",
        "" if notice.is_mine else context.words.orders.by.format(who=clean(notice.by, parts.NAME)),
        tasks=len(stopped),
    )
    return Layout((body,))


def plan_imported(notice: PlanImported, context: RenderContext) -> Layout:
    """Says that the plan was written and who is told."""
    words, plans = context.words, context.words.plan_news
    template = plans.imported_one if notice.count == 1 else plans.imported
    first = template.format(count=words.days.tasks(notice.count), first=notice.first_number, last=notice.last_number)
    told = plans.told.format(count=notice.told) if notice.told else plans.told_nobody
    unreached = plans.unreached.format(names=parts.names(notice.unreached)) if notice.unreached else ""
    rows: Rows = ((button(words, ListTasks), button(words, ShowStatus)),)
    body = lines(first, clean(notice.title, FULL_TITLE), *lacking(notice, context), told, unreached)
    return Layout((body,), (words.hints.list.format(list=words.command(ListTasks)),), if_possible(context, rows))


def plan_amended(notice: PlanAmended, context: RenderContext) -> Layout:
    """Says what a later version changed for which task, and who is told."""
    words, plans = context.words, context.words.plan_news
    each = {"new": notice.new, "changed": notice.changed, "cancelled": notice.cancelled, "kept": notice.kept}
    entries = [plans.amended_parts[name].format(numbers=parts.numbers(found)) for name, found in each.items() if found]
    told = plans.told.format(count=notice.told) if notice.told else plans.told_nobody
    unreached = plans.unreached.format(names=parts.names(notice.unreached)) if notice.unreached else ""
    first = plans.amended.format(version=notice.version)
    entries = [*(entries or [plans.amended_nothing]), *lacking(notice, context)]
    body = lines(first, clean(notice.title, FULL_TITLE), *entries, told, unreached)
    rows: Rows = ((button(words, ListTasks), button(words, ShowStatus)),)
    return Layout((body,), (words.hints.list.format(list=words.command(ListTasks)),), if_possible(context, rows))


def lacking(notice: PlanImported | PlanAmended, context: RenderContext) -> list[str]:
    """Counts tasks that were written without a lead unit or a deadline."""
    plans = context.words.plan_news
    counts = ((plans.without_lead, notice.without_lead), (plans.undated, notice.undated))
    return [text.format(count=count) for text, count in counts if count]


def tasks_assigned(notice: TasksAssigned, context: RenderContext) -> Layout:
    """Lists new tasks of the reader's units: those they lead with deadlines, those they coordinate by number."""
    words, news = context.words, context.words.plan_news
    count = words.days.tasks(len(notice.lines) or len(notice.coordinating))
    if notice.title:
        template = news.assigned_lead if notice.lines else news.assigned_coordinating
    else:  # no plan was written: the task was added, or moved here, by itself
        template = words.plan_news.given_lead if notice.lines else words.plan_news.given_coordinating
    first = template.format(count=count)
    head = lines(first, words.drafts.title.format(title=clean(notice.title, TITLE_OF_PLAN)) if notice.title else "")
    shown, hidden = notice.lines[:MOST_SHOWN], notice.lines[MOST_SHOWN:]
    blocks = [head, *(_assigned_entry(line, context) for line in shown)]
    blocks += _hidden(hidden, context)
    if notice.coordinating:
        blocks.append(Block("\n" + _coordinating(notice, context)))
    return Layout(
        tuple(blocks),
        _assigned_closing(notice, context),
        if_possible(context, in_rows(_assigned_buttons(notice, context), 2)),
    )


def _assigned_entry(line: TaskSummary, context: RenderContext) -> Block:
    words = context.words
    title = parts.entry(line, words, parts.SHORT_TITLE)
    return lines(f"\n{title}", parts.deadline(line, words, is_short=True), tasks=1)


def _coordinating(notice: TasksAssigned, context: RenderContext) -> str:
    words = context.words
    count = words.days.tasks(len(notice.coordinating))
    return words.plan_news.coordinating.format(count=count, numbers=parts.numbers(notice.coordinating))


def _assigned_closing(notice: TasksAssigned, context: RenderContext) -> tuple[str, ...]:
    words = context.words
    typed = [f"{words.command(Acknowledge)} {notice.lines[0].number}"] if notice.lines else []
    typed.append(f"{words.command(ShowTask)} {_first_number(notice)}")
    return reply_line(context, typed), words.hints.list.format(list=words.command(ListTasks))


def _first_number(notice: TasksAssigned) -> int:
    return next(iter((*(line.number for line in notice.lines), *notice.coordinating)), 1)


def _assigned_buttons(notice: TasksAssigned, context: RenderContext) -> list[Button]:
    """One button takes all of them on, as far as it can name them."""
    words = context.words
    numbers = [line.number for line in notice.lines]
    found = []
    if len(numbers) == 1:
        found.append(button(words, Acknowledge, numbers[0]))
    elif numbers:
        label = words.plan_news.acknowledge_all.format(count=words.days.tasks(len(numbers)))
        found.append(Button(label, " ".join([Acknowledge.canonical, *map(str, numbers)])))
    return [*found, button(words, ListTasks)]


def deadline_moved(notice: DeadlineMoved, context: RenderContext) -> Layout:
    """Lists deadlines that a later version of the plan moved: old and new wording."""
    words, news = context.words, context.words.plan_news
    several = news.moved.format(count=words.days.tasks(len(notice.items)))
    one = news.moved_one.format(number=notice.items[0].line.number) if len(notice.items) == 1 else ""
    head = lines(one or several, clean(notice.title, TITLE_OF_PLAN))
    entries = [_moved_entry(item, context) for item in notice.items[:MOST_SHOWN]]
    blocks = [head, *entries, *_hidden([item.line for item in notice.items[MOST_SHOWN:]], context)]
    number = notice.items[0].line.number if notice.items else 1
    buttons = [numbered(words, ShowTask, item.line.number) for item in notice.items[:MOST_SHOWN]]
    closing = reply_line(context, [f"{words.command(ShowTask)} {number}"])
    return Layout(tuple(blocks), (closing,), if_possible(context, in_rows(buttons, 2)))


def _moved_entry(item: MovedItem, context: RenderContext) -> Block:
    words = context.words
    wording = clean(item.old_wording, parts.WORDING)
    if wording == clean(item.line.wording, parts.WORDING) and item.old_last_day is not None:
        wording = f"{wording} ({words.days.bare_day(item.old_last_day)})"  # the day alone is another
    old = words.plan_news.moved_old.format(wording=wording or words.tasks.no_wording)
    day = parts.due_day(item.line, words, is_short=True)
    left = parts.days_left(item.line, words)
    shown = ", ".join(filter(None, (bold(day) if day else words.tasks.undated, left)))
    new = words.plan_news.moved_new.format(deadline=shown)
    title = parts.entry(item.line, words, parts.SHORT_TITLE)
    return lines(f"\n{title}", new, parts.planned(item.line.wording, words), old, tasks=1)


def tasks_withdrawn(notice: TasksWithdrawn, context: RenderContext) -> Layout:
    """Lists tasks that are cancelled or belong to another unit now."""
    words = context.words
    first = words.plan_news.withdrawn.format(count=words.days.tasks(len(notice.lines)))
    head = lines(first, clean(notice.title, TITLE_OF_PLAN))
    entries = [lines(_withdrawn_entry(line, context), tasks=1) for line in notice.lines[:MOST_SHOWN]]
    closing = words.hints.list.format(list=words.command(ListTasks))
    return Layout((head, *entries, *_hidden(notice.lines[MOST_SHOWN:], context)), (closing,))


def _withdrawn_entry(line: TaskSummary, context: RenderContext) -> str:
    words = context.words
    why = words.plan_news.is_cancelled if line.state == "cancelled" else words.plan_news.is_others
    return why.format(entry=parts.entry(line, words, parts.SHORT_TITLE))


def _hidden(hidden: Sequence[TaskSummary], context: RenderContext) -> list[Block]:
    words = context.words
    if not hidden:
        return []
    numbers = parts.numbers([line.number for line in hidden])
    return [Block("\n" + words.tasks.more.format(count=words.days.tasks(len(hidden)), numbers=numbers))]
