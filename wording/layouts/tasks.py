"""One task in full, and pages of open tasks."""

from dataclasses import replace

from domain.messages.summaries import EventSummary, TaskSummary
from domain.messages.tasks import TaskListShown, TaskShown
from wording.cleaning import clean
from wording.drafts import Block, Draft, Rows, lines
from wording.layouts import history, parts, requests, verification
from wording.layouts.buttons import actions, button, if_possible, in_rows, reply_line
from wording.layouts.parts import RenderContext
from wording.messages import Button

MOST_EVENTS = 5
MOST_EXTENSIONS = 3
PRODUCT = 200
PLAN_NAME = 16


def task_list(notice: TaskListShown, setting: RenderContext) -> Draft:
    """A page of open tasks: number, title, deadline, where it stands."""
    words = setting.words
    if not notice.lines:
        return Draft((Block(words.tasks.list_empty),))
    head = lines(_list_heading(notice, setting), _page_line(notice, setting))
    entries = [lines("\n" + _entry(line, setting), tasks=1) for line in notice.lines]
    first = notice.lines[0].number
    typed = f"{words.command('task')} {first}"
    closing = [reply_line(setting, [typed])]
    if notice.page < notice.pages and not setting.capabilities.has_buttons:
        listed = words.command("tasks")
        if notice.plan:
            listed = f"{listed} {words.command('plans')} {clean(notice.plan, parts.NAME)}"
        closing.append(words.hints.next_page.format(list=listed, page=notice.page + 1))
    return Draft((head, *entries), tuple(closing), if_possible(setting, _list_buttons(notice, setting)))


def _list_heading(notice: TaskListShown, setting: RenderContext) -> str:
    words = setting.words
    count = words.days.tasks(notice.total)
    of_plans = words.tasks.of_plans.format(count=notice.plans) if notice.plans else ""
    if notice.plan:
        return words.tasks.list_heading.format(
            count=count, scope=f"{words.plan_list.one} {clean(notice.plan, parts.NAME)}"
        )
    if notice.is_everything or not notice.scope:
        return words.tasks.list_heading_all.format(count=count) + of_plans
    return words.tasks.list_heading.format(count=count, scope=parts.names(notice.scope)) + of_plans


def _page_line(notice: TaskListShown, setting: RenderContext) -> str:
    return setting.words.tasks.page.format(page=notice.page, pages=notice.pages) if notice.pages > 1 else ""


def _entry(line: TaskSummary, setting: RenderContext) -> str:
    words = setting.words
    text = f"{parts.entry(line, words, parts.SHORT_TITLE)}\n{parts.deadline(line, words, is_short=True)}"
    is_untouched = not (line.progress or line.is_acknowledged or line.has_obstacle) and line.state == "open"
    return text if is_untouched else f"{text} · {parts.standing(line, words)}"


def _list_buttons(notice: TaskListShown, setting: RenderContext) -> Rows:
    words = setting.words
    tasks = [
        button(words, "task", line.number, label=words.hints.task_label.format(number=line.number))
        for line in notice.lines
    ]
    name = f"tasks plan {clean(notice.plan, PLAN_NAME)}" if notice.plan else "tasks"
    turns: list[Button] = []
    if notice.page > 1:
        turns.append(Button(words.hints.previous, f"{name} page:{notice.page - 1}"))
    if notice.page < notice.pages:
        turns.append(Button(words.hints.next, f"{name} page:{notice.page + 1}"))
    return in_rows(tasks, 3) + in_rows(turns, 2)


def task(notice: TaskShown, setting: RenderContext) -> Draft:
    """One task: what, until when, where it stands, who, and what happened lately."""
    words, line = setting.words, notice.line
    line = line if line.paper else replace(line, paper=notice.paper)  # as stored before lines had it
    about = lines(
        parts.heading(line, words, parts.FULL_TITLE),
        parts.deadline(line, words),
        words.tasks.standing.format(standing=parts.standing(line, words)),
        requests.worded_obstacle(notice.obstacle, setting),
        *(requests.granted(each, setting) for each in notice.extensions[-MOST_EXTENSIONS:]),
        *(requests.standing(each, setting) for each in notice.requests),
        *verification.share_lines(notice.shares, setting),
        verification.count_line(len(notice.evidence), line.number, setting),
        _reported(notice, setting),
        parts.note_line(notice.note, words),
        _named(words.tasks.leads, parts.names(line.lead_names, 300)),
        _named(words.tasks.coordinating, parts.names(notice.coordinating_names, 300)),
        words.tasks.product.format(product=clean(notice.product, PRODUCT)) if notice.product else "",
        _place(notice, setting),
        tasks=1,
    )
    told = [_event(event, setting) for event in notice.events[:MOST_EVENTS]]
    lately = [lines("\n" + words.tasks.history, *told)] if told else []
    return Draft((about, *lately), _closing(notice, setting), if_possible(setting, _buttons(notice, setting)))


def _named(template: str, names: str) -> str:
    return template.format(names=names) if names else ""


def _place(notice: TaskShown, setting: RenderContext) -> str:
    """The row where the heading does not name it, and the plan where the heading has no number for it."""
    words, paper = setting.words.tasks, notice.line.paper or notice.paper
    code, plan = clean(notice.code, parts.NAME), clean(notice.plan, parts.TITLE)
    if paper is not None:
        return words.in_plan.format(plan=plan) if plan and not paper.plan_number else ""
    if plan:
        return (words.place_in if code else words.in_plan).format(code=code, plan=plan)
    return "" if code in {"", str(notice.line.number)} else words.place.format(code=code)


def _reported(notice: TaskShown, setting: RenderContext) -> str:
    if notice.reported_on is None:
        return ""
    words = setting.words
    return words.tasks.reported.format(
        who=clean(notice.reported_by or "", parts.NAME) or "…",
        day=words.days.day(notice.reported_on),
        timing=parts.timing(words, is_on_time=notice.is_on_time is not False),
    )


def _event(event: EventSummary, setting: RenderContext) -> str:
    words = setting.words
    told = history.happened(event.what, event.detail, words)
    at = words.days.short_instant(setting.local(event.at))
    return words.tasks.event.format(at=at, who=clean(event.who, parts.NAME), what=told).replace(" :", ":")


def _closing(notice: TaskShown, setting: RenderContext) -> tuple[str, ...]:
    words, number = setting.words, notice.line.number
    closing = []
    if notice.may_report:
        with_ack = not notice.line.is_acknowledged
        typed = actions(words, number, is_check_in=bool(notice.line.period), with_ack=with_ack)
        closing.append(reply_line(setting, typed))
    if notice.may_confirm:
        closing += confirming(setting, number)
    return tuple(closing)


def confirming(setting: RenderContext, number: int) -> tuple[str, ...]:
    """What a coordinator types about a report: confirm it, or return it with a reason."""
    words = setting.words
    back = words.hints.how_to_return.format(
        back=words.command("return"), number=number, reason=words.hints.kind["reason"]
    )
    return reply_line(setting, [f"{words.command('confirm')} {number}"]), back


def _buttons(notice: TaskShown, setting: RenderContext) -> Rows:
    words, line = setting.words, notice.line
    rows: Rows = ()
    if notice.may_report:
        rows += report_buttons(line, setting, with_details=False)
    if notice.may_confirm:
        rows += ((button(words, "confirm", line.number),),)
    back = (
        button(words, "tasks", label=words.hints.back_to_list),
        button(words, "status", label=words.hints.back_to_status),
    )
    return (*rows, back)


def report_buttons(line: TaskSummary, setting: RenderContext, *, with_details: bool = True) -> Rows:
    """What the reader may say about this one task; labels without its number."""
    words, number = setting.words, line.number
    found = [] if line.is_acknowledged or line.period else [button(words, "ack", number)]
    names = ("ongoing", "notdone") if line.period else ("done", "progress")
    found += [button(words, name, number) for name in names]
    if with_details:
        found.append(button(words, "task", number))
    return in_rows(found, 2)
