"""Lists of tasks, one task in full, and answers to what people report about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from domain.messages.history import UndoLast
from domain.messages.plans import ListPlans
from domain.messages.reports import ShowStatus
from domain.messages.summaries import EventSummary, ShareSummary, TaskSummary
from domain.messages.tasks import (
    Acknowledge,
    CheckInAnswered,
    ConfirmDone,
    ContinueTask,
    ListTasks,
    MarkDone,
    ProgressAsked,
    ProgressSet,
    ReportConfirmed,
    ReportNotDone,
    ReportProgress,
    ReportResult,
    ReportReturned,
    ReturnTask,
    ShareReported,
    ShowTask,
    TaskAcknowledged,
    TaskConfirmed,
    TaskListShown,
    TaskReported,
    TaskReturned,
    TaskShown,
    WaitingItem,
    WaitingShown,
)
from wording import evidence, history, parts, requests
from wording.buttons import actions, button, if_possible, in_rows, numbered, reply_line
from wording.layout import Block, Layout, RenderContext, Rows, clean, lines
from wording.messages import Button

MOST_EVENTS = 5
MOST_EXTENSIONS = 3
PRODUCT = 200
PLAN_NAME = 16
MOST_SHARES = 6
CHOICES = (25, 50, 75, 90)
MOST_WAITING = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWords:
    """One task and lists of tasks; `paper_*` say where a task stands on paper."""

    paper_row: str
    paper_plan: str
    paper_plan_of_day: str
    due: str
    at_hour: str
    undated: str
    planned: str
    no_wording: str
    extended: str
    set_late: str
    report_period: str
    states: Mapping[str, str]
    period_answered: str
    under_way: str
    acknowledged: str
    untouched: str
    held_up: str
    heading: str
    standing: str
    leads: str
    coordinating: str
    product: str
    place: str
    place_in: str
    in_plan: str
    note: str
    reported: str
    list_heading: str
    list_heading_all: str
    of_plans: str
    list_empty: str
    due_heading: str
    due_none: str
    due_words: Mapping[str, str]
    due_typed: Mapping[str, str]
    more: str
    cut: str
    on_time: str
    late: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWords:
    """Answers to what people report, confirm and return; `share*` tell of the parts of several units."""

    shared: Mapping[str, str]
    by_units: str
    still_missing: str
    all_done: str
    share_heading: Mapping[str, str]
    share_done: str
    share_open: str
    share_more: str
    outcomes: Mapping[str, str]
    not_done_next: str
    acknowledged: str
    done: str
    done_final: str
    awaits: str
    counted_on: str
    checked_in: str
    checked_in_next: str
    progress: str
    progress_complete: str
    progress_asked: str
    progress_now: str
    confirmed: str
    returned: str
    returned_told: str
    reason: str
    reported_by: str
    your_report_confirmed: str
    your_report_returned: str
    confirmed_by: str
    returned_by: str
    report_again: str
    waiting_heading: str
    waiting_empty: str
    waiting_entry: str


def task_list_shown(notice: TaskListShown, context: RenderContext) -> Layout:
    """Shows a page of open tasks: number, title, deadline, state."""
    words = context.words
    if not notice.lines:
        is_due = words.tasks.due_words.get(notice.due)
        return Layout((Block(words.tasks.due_none.format(due=is_due) if is_due else words.tasks.list_empty),))
    head = lines(_list_heading(notice, context), _page_line(notice, context))
    entries = [lines("\n" + list_entry(line, context), tasks=1) for line in notice.lines]
    first = notice.lines[0].number
    typed = f"{words.command(ShowTask)} {first}"
    closing = [reply_line(context, [typed])]
    if notice.page < notice.pages and not context.capabilities.has_buttons:
        listed = words.command(ListTasks)
        if notice.plan:
            listed = f"{listed} {words.command(ListPlans)} {clean(notice.plan, parts.NAME)}"
        if notice.due in words.tasks.due_typed:
            listed = f"{listed} {words.tasks.due_typed[notice.due]}"
        closing.append(words.hints.next_page.format(list=listed, page=notice.page + 1))
    return Layout((head, *entries), tuple(closing), if_possible(context, _list_buttons(notice, context)))


def _list_heading(notice: TaskListShown, context: RenderContext) -> str:
    words = context.words
    count = words.days.tasks(notice.total)
    if notice.due in words.tasks.due_words:
        return words.tasks.due_heading.format(count=count, due=words.tasks.due_words[notice.due])
    of_plans = words.tasks.of_plans.format(count=notice.plans) if notice.plans else ""
    if notice.plan:
        return words.tasks.list_heading.format(count=count, scope=f"{words.plans.one} {clean(notice.plan, parts.NAME)}")
    if notice.is_everything or not notice.scope:
        return words.tasks.list_heading_all.format(count=count) + of_plans
    return words.tasks.list_heading.format(count=count, scope=parts.names(notice.scope)) + of_plans


def _page_line(notice: TaskListShown, context: RenderContext) -> str:
    return context.words.hints.page.format(page=notice.page, pages=notice.pages) if notice.pages > 1 else ""


def list_entry(line: TaskSummary, context: RenderContext) -> str:
    """One task of a list: number and title, deadline, and its state once something has happened."""
    words = context.words
    is_untouched = not (line.progress or line.is_acknowledged or line.has_obstacle) and line.state == "open"
    return lines(
        parts.entry(line, words, parts.SHORT_TITLE),
        parts.deadline(line, words, is_short=True),
        "" if is_untouched else words.tasks.standing.format(standing=parts.standing(line, words)),
    ).text


def _list_buttons(notice: TaskListShown, context: RenderContext) -> Rows:
    words = context.words
    tasks = [
        button(words, ShowTask, line.number, label=words.hints.task_label.format(number=line.number))
        for line in notice.lines
    ]
    name = f"{ListTasks.canonical} plan {clean(notice.plan, PLAN_NAME)}" if notice.plan else ListTasks.canonical
    name = f"{name} {notice.due}" if notice.due in context.words.tasks.due_words else name
    turns: list[Button] = []
    if notice.page > 1:
        turns.append(Button(words.hints.previous, f"{name} page:{notice.page - 1}"))
    if notice.page < notice.pages:
        turns.append(Button(words.hints.next, f"{name} page:{notice.page + 1}"))
    return in_rows(tasks, 2) + in_rows(turns, 2)


def task_shown(notice: TaskShown, context: RenderContext) -> Layout:
    """Shows one task: what, until when, its state, who, and recent events."""
    words, line = context.words, notice.line
    line = line if line.paper else replace(line, paper=notice.paper)  # as stored before lines had it
    about = lines(
        parts.heading(line, words, parts.FULL_TITLE),
        parts.deadline(line, words),
        words.tasks.standing.format(standing=parts.standing(line, words)),
        requests.worded_obstacle(notice.obstacle, context),
        *(requests.granted(each, context) for each in notice.extensions[-MOST_EXTENSIONS:]),
        *(requests.standing(each, context) for each in notice.requests),
        *share_lines(notice.shares, context),
        evidence.count_line(len(notice.evidence), line.number, context),
        _reported_line(notice, context),
        parts.note_line(notice.note, words),
        _named(words.tasks.leads, parts.names(line.lead_names, 300)),
        _named(words.tasks.coordinating, parts.names(notice.coordinating_names, 300)),
        words.tasks.product.format(product=clean(notice.product, PRODUCT)) if notice.product else "",
        _place(notice, context),
        tasks=1,
    )
    told = [_event_line(event, context) for event in notice.events[:MOST_EVENTS]]
    lately = [lines("\n" + words.history.recent, *told)] if told else []
    return Layout(
        (about, *lately), _task_closing(notice, context), if_possible(context, _task_buttons(notice, context))
    )


def _named(template: str, names: str) -> str:
    return template.format(names=names) if names else ""


def _place(notice: TaskShown, context: RenderContext) -> str:
    """The row where the heading does not name it, and the plan where the heading has no number for it."""
    words, paper = context.words.tasks, notice.line.paper or notice.paper
    code, plan = clean(notice.code, parts.NAME), clean(notice.plan, parts.TITLE)
    if paper is not None:
        return words.in_plan.format(plan=plan) if plan and not paper.plan_number else ""
    if plan:
        return (words.place_in if code else words.in_plan).format(code=code, plan=plan)
    return "" if code in {"", str(notice.line.number)} else words.place.format(code=code)


def _reported_line(notice: TaskShown, context: RenderContext) -> str:
    if notice.reported_on is None:
        return ""
    words = context.words
    return words.tasks.reported.format(
        who=clean(notice.reported_by or "", parts.NAME) or "…",
        day=words.days.day(notice.reported_on),
        timing=parts.timing(words, is_on_time=notice.is_on_time is not False),
    )


def _event_line(event: EventSummary, context: RenderContext) -> str:
    words = context.words
    told = history.happened(event.what, event.detail, words)
    at = words.days.short_instant(context.local(event.at))
    return words.history.recent_entry.format(at=at, who=clean(event.who, parts.NAME), what=told).replace(" :", ":")


def _task_closing(notice: TaskShown, context: RenderContext) -> tuple[str, ...]:
    words, number = context.words, notice.line.number
    closing = []
    if notice.may_report:
        with_ack = not notice.line.is_acknowledged
        typed = actions(words, number, is_check_in=bool(notice.line.period), with_ack=with_ack)
        closing.append(reply_line(context, typed))
    if notice.may_confirm:
        closing += confirming(context, number)
    return tuple(closing)


def confirming(context: RenderContext, number: int) -> tuple[str, ...]:
    """Says what a coordinator types about a report: confirm it, or return it with a reason."""
    words = context.words
    back = words.hints.how_to_return.format(
        back=words.command(ReturnTask), number=number, reason=words.hints.kind["reason"]
    )
    return reply_line(context, [f"{words.command(ConfirmDone)} {number}"]), back


def _task_buttons(notice: TaskShown, context: RenderContext) -> Rows:
    words, line = context.words, notice.line
    rows: Rows = ()
    if notice.may_report:
        rows += report_buttons(line, context, with_details=False)
    if notice.may_confirm:
        rows += ((button(words, ConfirmDone, line.number),),)
    back = (
        button(words, ListTasks, label=words.hints.back_to_list),
        Button(words.hints.back_to_status, f"{ShowStatus.canonical} short"),
    )
    return (*rows, back)


def report_buttons(line: TaskSummary, context: RenderContext, *, with_details: bool = True) -> Rows:
    """Returns buttons for what the reader may report about this task; labels without its number."""
    words, number = context.words, line.number
    found = [] if line.is_acknowledged or line.period else [button(words, Acknowledge, number)]
    names = (ContinueTask, ReportNotDone) if line.period else (MarkDone, ReportProgress)
    found += [button(words, name, number) for name in names]
    if with_details:
        found.append(button(words, ShowTask, number))
    return in_rows(found, 2)


def share_reported(notice: ShareReported, context: RenderContext) -> Layout:
    """Confirms a unit's share and says which units are still missing."""
    words, line = context.words, notice.line
    first = words.answers.shared.get(notice.part, words.answers.shared["lead"])
    awaited = words.answers.all_done
    if notice.missing:
        awaited = words.answers.still_missing.format(names=_some(notice.missing, context))
    body = lines(
        first.format(number=parts.numbered(line, words)),
        clean(line.title, parts.TITLE),
        words.answers.by_units.format(names=_some(notice.unit_names, context)),
        parts.note_line(notice.note, words),
        awaited,
        tasks=1,
    )
    is_lead = notice.part == "lead"
    return Layout((body,), (words.hints.undo.format(undo=words.command(UndoLast)),) if is_lead else ())


def share_lines(shares: Iterable[ShareSummary], context: RenderContext) -> list[str]:
    """Returns the state of each unit's share, as lines of the task."""
    words, shares = context.words, tuple(shares)
    told: list[str] = []
    for part, heading in words.answers.share_heading.items():
        of_part = [share for share in shares if share.part == part]
        done = [share for share in of_part if share.day is not None]
        if not of_part:
            continue
        named = [
            words.answers.share_done.format(name=clean(s.unit_name, parts.NAME), day=words.days.short_day(s.day))
            for s in done[:MOST_SHARES]
            if s.day is not None
        ]
        told.append(" ".join([heading, *named]) if named else "")
        open_ = [share.unit_name for share in of_part if share.day is None]
        told.append(words.answers.share_open.format(names=_some(open_, context)) if open_ else "")
    return [line for line in told if line]


def _some(names: Iterable[str], context: RenderContext) -> str:
    """The first names, and how many more there are."""
    every = tuple(names)
    shown = parts.names(every[:MOST_SHARES])
    more = len(every) - MOST_SHARES
    return f"{shown} {context.words.answers.share_more.format(count=more)}" if more > 0 else shown


def task_acknowledged(notice: TaskAcknowledged, context: RenderContext) -> Layout:
    """Confirms that the task is taken on and says what to type when it is done."""
    words, line = context.words, notice.line
    first = words.answers.acknowledged.format(number=parts.numbered(line, words))
    typed = actions(words, line.number, is_check_in=bool(line.period), with_ack=False)
    rows = (
        (numbered(words, ContinueTask if line.period else MarkDone, line.number),
         numbered(words, ReportNotDone if line.period else ReportProgress, line.number)),
    )  # fmt: skip
    body = lines(first, clean(line.title, parts.TITLE), parts.deadline(line, words), tasks=1)
    return Layout((body,), (reply_line(context, typed),), if_possible(context, rows))


def task_reported(notice: TaskReported, context: RenderContext) -> Layout:
    """Confirms a report and says how to take it back."""
    words = context.words
    template = words.answers.done if notice.needs_confirmation else words.answers.done_final
    number = parts.numbered(notice.line, words)
    first = template.format(number=number, timing=parts.timing(words, is_on_time=notice.is_on_time))
    awaits = words.answers.awaits if notice.needs_confirmation else ""
    day = "" if notice.counted_on is None else words.days.day(notice.counted_on)
    counted = words.answers.counted_on.format(day=day) if day else ""
    return _answer(notice.line, context, first, counted, parts.note_line(notice.note, words), awaits)


def check_in_answered(notice: CheckInAnswered, context: RenderContext) -> Layout:
    """Confirms the answer for a period and names the next one."""
    words = context.words
    period = words.days.period(clean(notice.line.period, parts.NAME))
    first = words.answers.checked_in.format(number=parts.numbered(notice.line, words), period=period)
    outcome = words.answers.outcomes.get(notice.outcome, "")
    first = f"{first}: {outcome}" if outcome else first
    more = words.answers.checked_in_next
    if notice.outcome == "not_done":
        number, result = notice.line.number, words.command(ReportResult)
        more = words.answers.not_done_next.format(number=number, result=result)
    return _answer(notice.line, context, first, parts.note_line(notice.note, words), more)


def progress_set(notice: ProgressSet, context: RenderContext) -> Layout:
    """Confirms the percentage."""
    words, line = context.words, notice.line
    first = words.answers.progress.format(number=parts.numbered(line, words), percent=line.progress)
    draft = _answer(line, context, first, parts.note_line(notice.note, words), parts.deadline(line, words))
    if line.progress < 100:
        return draft
    done = words.answers.progress_complete.format(done=words.command(MarkDone), number=line.number)
    rows = ((numbered(words, MarkDone, line.number),),)
    return Layout(draft.blocks, (done, *draft.closing), if_possible(context, rows))


def progress_asked(notice: ProgressAsked, context: RenderContext) -> Layout:
    """Offers percentages to choose from."""
    words, line = context.words, notice.line
    now = words.answers.progress_now.format(percent=line.progress) if line.progress else ""
    asked = words.answers.progress_asked.format(number=parts.numbered(line, words))
    choices = tuple(Button(f"{percent}%", f"progress {line.number} {percent}") for percent in CHOICES)
    typed = f"{words.command(ReportProgress)} {line.number} 60"
    closed = words.questions.replaced.format(about=clean(notice.replaced, parts.TITLE)) if notice.replaced else ""
    body = lines(asked, clean(line.title, parts.TITLE), now, closed, tasks=1)
    return Layout((body,), (reply_line(context, [typed]),), if_possible(context, (choices,)))


def task_confirmed(notice: TaskConfirmed, context: RenderContext) -> Layout:
    """Tells the coordinator that the report is confirmed."""
    words = context.words
    is_on_time = parts.timing(words, is_on_time=notice.is_on_time)
    first = words.answers.confirmed.format(number=parts.numbered(notice.line, words), timing=is_on_time)
    return _answer(notice.line, context, first, _who(words.answers.reported_by, notice.reported_by))


def task_returned(notice: TaskReturned, context: RenderContext) -> Layout:
    """Tells the coordinator that the report is returned and who will be told."""
    words = context.words
    first = words.answers.returned.format(number=parts.numbered(notice.line, words))
    reason = words.answers.reason.format(reason=clean(notice.reason, parts.NOTE))
    return _answer(notice.line, context, first, reason, _who(words.answers.returned_told, notice.reported_by))


def report_confirmed(notice: ReportConfirmed, context: RenderContext) -> Layout:
    """Tells the person who reported that the report is confirmed."""
    words = context.words
    first = words.answers.your_report_confirmed.format(
        number=parts.numbered(notice.line, words), timing=parts.timing(words, is_on_time=notice.is_on_time)
    )
    who = _who(words.answers.confirmed_by, notice.by)
    return Layout((lines(first, clean(notice.line.title, parts.TITLE), who, tasks=1),))


def report_returned(notice: ReportReturned, context: RenderContext) -> Layout:
    """Tells the person who reported why the report is returned and what to do."""
    words, line = context.words, notice.line
    body = lines(
        words.answers.your_report_returned.format(number=parts.numbered(line, words)),
        words.answers.reason.format(reason=clean(notice.reason, parts.NOTE)),
        clean(line.title, parts.TITLE),
        parts.deadline(line, words),
        _who(words.answers.returned_by, notice.by),
        tasks=1,
    )
    again = words.answers.report_again.format(done=words.command(MarkDone), number=line.number)
    return Layout((body,), (again,), if_possible(context, report_buttons(line, context)))


def waiting_shown(notice: WaitingShown, context: RenderContext) -> Layout:
    """Lists what awaits confirmation and how to confirm or return it."""
    words, items = context.words, notice.items
    if not items:
        return Layout((Block(words.answers.waiting_empty),))
    shown, hidden = items[:MOST_WAITING], items[MOST_WAITING:]
    blocks = [Block(words.answers.waiting_heading.format(count=words.days.tasks(len(items))))]
    blocks += [_waiting_entry(item, context) for item in shown]
    if hidden:
        rest = parts.numbers([item.line.number for item in hidden])
        blocks.append(Block("\n" + words.tasks.more.format(count=words.days.tasks(len(hidden)), numbers=rest)))
    rows = tuple(
        (numbered(words, ConfirmDone, item.line.number), numbered(words, ShowTask, item.line.number)) for item in shown
    )
    return Layout(tuple(blocks), confirming(context, items[0].line.number), if_possible(context, rows))


def _waiting_entry(item: WaitingItem, context: RenderContext) -> Block:
    words = context.words
    reported = words.answers.waiting_entry.format(
        who=clean(item.reported_by, parts.NAME) or "…",
        day=words.days.short_day(item.reported_on),
        timing=parts.timing(words, is_on_time=item.is_on_time),
    )
    text = parts.entry(item.line, words)
    handed_in = evidence.count_line(item.evidence, item.line.number, context)
    return lines("\n" + text, reported, parts.note_line(item.note, words), handed_in, tasks=1)


def _answer(line: TaskSummary, context: RenderContext, first: str, *more: str) -> Layout:
    """What was written down, about which task, and how to take it back."""
    words = context.words
    body = lines(first, clean(line.title, parts.TITLE), *more, tasks=1)
    return Layout((body,), (words.hints.undo.format(undo=words.command(UndoLast)),))


def _who(template: str, name: str) -> str:
    cleaned = clean(name, parts.NAME)
    return template.format(who=cleaned) if cleaned else ""
