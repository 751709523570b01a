"""Plans as a whole: the list of them, a withdrawal that is asked for, the end of one."""

from domain.messages.plans import EndAsked, PlanClosed, PlansShown, PlanSummary, WithdrawalNews
from domain.messages.summaries import PlanFigures
from wording.cleaning import clean
from wording.drafts import Block, Draft, Rows, lines
from wording.layouts import parts
from wording.layouts.buttons import if_possible, in_rows
from wording.layouts.parts import RenderContext
from wording.messages import Button
from wording.options import no_button, option_buttons, shown_option
from wording.words import Words

TITLE = 110
NAME = 16
MOST_PLANS = 12
MOST_BUTTONS = 6


def shown(notice: PlansShown, setting: RenderContext) -> Draft:
    """The plans, each with its figures and what is typed for it."""
    words = setting.words.plan_list
    if not notice.lines:
        return Draft((Block(words.nothing),))
    heading = words.one if notice.is_one else words.heading.format(count=len(notice.lines))
    blocks = [_entry(line, setting) for line in notice.lines[:MOST_PLANS]]
    hidden = len(notice.lines) - MOST_PLANS
    more = [lines(setting.words.status.more_plans.format(count=hidden))] if hidden > 0 else []
    named = [line.figures for line in notice.lines if line.figures.name]
    running = [line.figures for line in notice.lines if line.figures.name and not line.closed_as]
    return Draft(
        (lines(heading), *blocks, *more),
        _how(running or named, setting),
        if_possible(setting, in_rows([_button(plan, setting) for plan in named[:MOST_BUTTONS]], 3)),
    )


def named(plan: PlanFigures, words: Words, limit: int = TITLE) -> str:
    """The plan as people know it: its number, its title, its day."""
    title = clean(plan.title, limit) or words.status.no_plan
    number = clean(plan.number, parts.NAME)
    day = f" ({words.days.bare_day(plan.issued_on)})" if plan.issued_on else ""
    return f"{number} – {title}{day}" if number else f"{title}{day}"


def _entry(line: PlanSummary, setting: RenderContext) -> Block:
    words, cells, name = setting.words.plan_list, line.figures.cells, clean(line.figures.name, NAME)
    done = cells.done_on_time + cells.done_late
    facts = [words.facts.format(done=done, total=cells.total, overdue=cells.open_overdue)]
    if line.closed_as and line.closed_at is not None:
        day = setting.words.days.bare_day(setting.local(line.closed_at).date())
        facts.append(words.closed.get(line.closed_as, words.closed["ended"]).format(day=day))
    if name and not line.closed_as:
        status = f"{setting.words.command('status')} {setting.words.command('plans')}"
        facts.append(words.called.format(status=status, plan=name))
    is_asked = line.asked_by and not line.closed_as
    asked = words.asked_by.format(who=clean(line.asked_by, parts.NAME)) if is_asked else ""
    return lines("\n" + words.entry.format(plan=named(line.figures, setting.words)), "; ".join(facts), asked)


def _how(plans: list[PlanFigures], setting: RenderContext) -> tuple[str, ...]:
    if not plans:
        return ()
    words, plan = setting.words, setting.words.command("plans")
    tasks, report = (f"{words.command(name)} {plan}" for name in ("tasks", "report"))
    return (words.plan_list.how.format(tasks=tasks, report=report, plan=clean(plans[0].name, NAME)),)


def _button(plan: PlanFigures, setting: RenderContext) -> Button:
    name = clean(plan.name, NAME)
    return Button(f"{setting.words.hints.labels['status']} {name}", f"status plan {name}")


def withdrawal(notice: WithdrawalNews, setting: RenderContext) -> Draft:
    """A withdrawal: the answer to the person who asked, the question to the leaders who decide, or its refusal."""
    words, name = setting.words.plan_list, clean(notice.plan.name, NAME)
    template = {"asked": words.asked, "brought": words.brought}.get(notice.what, words.kept)
    who = words.who.get(notice.what, "").format(who=clean(notice.by, parts.NAME))
    reason = clean(notice.reason, parts.NOTE)
    count = setting.words.days.tasks(notice.open_count)
    body = lines(
        template.format(plan=named(notice.plan, setting.words)),
        who,
        words.reason.format(text=reason) if reason else "",
        "" if notice.what == "kept" else words.would_cancel.format(count=count),
    )
    if notice.what == "asked":
        return Draft((body,), (words.goes_up.format(undo=setting.words.command("undo")),))
    if notice.what != "brought":
        return Draft((body,))
    agree, keep = (setting.words.command(command) for command in ("agree", "keep"))
    buttons = in_rows([Button(words.agree_label, f"agree {name}"), Button(words.keep_label, f"keep {name}")], 2)
    return Draft(
        (body,), (words.how_to_decide.format(agree=agree, keep=keep, plan=name),), if_possible(setting, buttons)
    )


def end_asked(notice: EndAsked, setting: RenderContext) -> Draft:
    """What would be done, by the numbers of the tasks; waits for a clear yes."""
    words = setting.words.plan_list
    template = words.end_asked.get(notice.closed_as, words.end_asked["ended"])
    body = lines(
        template.format(plan=named(notice.plan, setting.words)),
        words.stopping.format(numbers=parts.numbers(notice.stopping)) if notice.stopping else "",
        words.going_on.format(numbers=parts.numbers(notice.going_on)) if notice.going_on else "",
    )
    typed = [shown_option(option, setting.words.command) for option in notice.options]
    typed = [f"{text.removesuffix(' sure')} {words.sure}" if text.endswith(" sure") else text for text in typed]
    rows: Rows = ()
    if notice.question and notice.options:
        yes = option_buttons(notice.options, [words.yes_label], notice.question)
        rows = in_rows([*yes, no_button(setting.words.questions.no_label, notice.question)], 2)
    closing = words.end_question.format(typed=typed[0]) if typed else ""
    return Draft((body,), (closing,) if closing else (), if_possible(setting, rows))


def closed(notice: PlanClosed, setting: RenderContext) -> Draft:
    """The plan is closed: the result for the person who closed it, and for each other person their own tasks."""
    words = setting.words.plan_list
    template = (words.over_mine if notice.is_mine else words.over).get(notice.closed_as, "{count}")
    numbers = parts.numbers([line.number for line in notice.lines])
    going_on = parts.numbers(notice.going_on)
    reason = clean(notice.reason, parts.NOTE)
    stopped = [line.number for line in notice.lines]
    body = lines(
        template.format(count=setting.words.days.tasks(notice.stopped)),
        named(notice.plan, setting.words),
        words.reason.format(text=reason) if reason else "",
        words.yours.format(numbers=numbers) if numbers else "",
        words.going_on.format(numbers=going_on) if going_on and (notice.is_mine or not numbers) else "",
        words.told.format(count=notice.told) if notice.is_mine else "",
        "" if notice.is_mine else setting.words.orders.by.format(who=clean(notice.by, parts.NAME)),
        tasks=len(stopped),
    )
    return Draft((body,))
