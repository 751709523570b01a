"""The morning message: the worst figure, then overdue tasks, then by due day; six in full, the others by number."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.messages.drafts import EditRow
from domain.messages.reports import DigestItem, MorningDigest, ShowStatus
from domain.messages.summaries import RequestItem
from domain.messages.tasks import (
    Acknowledge,
    ContinueTask,
    ListTasks,
    ListWaiting,
    MarkDone,
    ReportNotDone,
    ReportProgress,
    ShowTask,
)
from wording import parts, reports, requests
from wording.buttons import actions, button, if_possible, in_rows, numbered, reply_line
from wording.emphasis import bold
from wording.layout import Block, Layout, RenderContext, Rows, clean, lines
from wording.messages import Button
from wording.snooze import snooze_buttons
from wording.tasks import report_buttons

MOST_SHOWN = 6
OTHERS_TITLE = 31
MOST_FULL_ROWS = 3
_ORDER = ("overdue", "today", "press", "soon", "start", "check_in", "coordinating")
# The worst group first; the first line begins with the mark of the first that has any.
_MARKS = {
    "overdue": "🔴",
    "pressing": "❗",
    "today": "🟠",
    "press": "🔔",
    "soon": "🟡",
    "start": "🔵",
    "check_in": "🟢",
    "coordinating": "⚪",
    "requests": "❓",
    "waiting": "⏳",
    "undated": "⚪",
    "regular_report": "📋",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestWords:
    """The morning message. Groups are named by their key; counts by the same key."""

    standing_in_for: str
    report_count: str
    nothing: str
    groups: Mapping[str, str]
    counts: Mapping[str, str]
    lead: str
    why: Mapping[str, str]
    asked: str
    pressing: str
    also_overdue: str
    undated: str
    more: str
    waiting: str
    unreachable: str


def morning_digest(notice: MorningDigest, context: RenderContext) -> Layout:
    """Lays out one person's morning message."""
    words = context.words
    items = sorted(notice.items, key=lambda item: (_ORDER.index(_group(item)), item.line.period))
    shown, hidden = items[:MOST_SHOWN], items[MOST_SHOWN:]
    instead = parts.names(notice.standing_in_for)
    blocks = [
        lines(
            _first_line(notice, items, context),
            parts.capitalised(words.days.day(notice.day)),
            words.digest.standing_in_for.format(names=instead) if instead else "",
        )
    ]
    blocks += _requests([item for item in notice.requests if item.is_pressing], context, is_pressing=True)
    blocks += _tasks(shown, context)
    if hidden:
        rest = parts.numbers([item.line.number for item in hidden])
        blocks.append(Block("\n" + words.digest.more.format(count=words.days.tasks(len(hidden)), numbers=rest)))
    blocks += _requests([item for item in notice.requests if not item.is_pressing], context)
    blocks += _further(notice, context)
    return Layout(
        tuple(blocks), _closing(notice, items, context), if_possible(context, _buttons(notice, shown, context))
    )


def _requests(items: Sequence[RequestItem], context: RenderContext, *, is_pressing: bool = False) -> list[Block]:
    """What waits for this reader's word: one line each, and what to type about the first."""
    words = context.words.digest
    if not items:
        return []
    heading = (words.pressing if is_pressing else words.asked).format(count=len(items))
    shown = [requests.in_digest(item, context) for item in items[:MOST_SHOWN]]
    return [Block("\n" + "\n".join([heading, *shown, requests.how(items[0], context)]))]


def _group(item: DigestItem) -> str:
    if item.audience == "coordinating":
        return "coordinating"
    is_overdue = not item.line.period and ((item.line.days_left or 0) < 0 or item.reason.startswith("overdue"))
    if item.audience != "lead":
        return "overdue" if is_overdue else "press"
    if item.line.period or item.reason.startswith("check_in"):
        return "check_in"
    if is_overdue:
        return "overdue"
    if item.line.days_left == 0:
        return "today"
    return "start" if item.reason == "period_start" else "soon"


def _first_line(notice: MorningDigest, items: Sequence[DigestItem], context: RenderContext) -> str:
    """The worst figure first and bold: the first words are all that a locked phone shows."""
    words = context.words.digest
    counts = _counts(notice, items)
    found = [
        (_MARKS[group], words.counts[group].format(number=counts[group], count=context.words.days.tasks(counts[group])))
        for group in _MARKS
        if counts[group]
    ]
    if notice.report is not None:
        name = reports.period_name(notice.report.period, context)
        found.append((_MARKS["regular_report"], words.report_count.format(period=name)))
    if not found:
        return words.nothing
    mark, worst = found[0]
    return f"{mark} {' · '.join([bold(parts.capitalised(worst)), *(text for _, text in found[1:])])}"


def _counts(notice: MorningDigest, items: Sequence[DigestItem]) -> Counter[str]:
    counts = Counter(_group(item) for item in items)
    counts["overdue"] = max(counts["overdue"] + len(notice.also_overdue), notice.all_overdue)
    counts["pressing"] = sum(item.is_pressing for item in notice.requests)
    counts["requests"] = len(notice.requests) - counts["pressing"]
    counts["undated"] = len(notice.undated)
    counts["waiting"] = len(notice.waiting)
    return counts


def _tasks(shown: Sequence[DigestItem], context: RenderContext) -> Iterator[Block]:
    for item in shown:
        yield Block(f"\n{_entry(item, context)}", tasks=1)


def _entry(item: DigestItem, context: RenderContext) -> str:
    words, line = context.words, item.line
    leads = parts.names(line.lead_names, 100) if item.audience != "lead" else ""
    state = _state(item, context)
    # The plan's own words are for those who do the task; who looks after it sees them with the task itself.
    if item.audience == "lead":
        title = parts.entry(line, words)
        when = parts.deadline(line, words, is_short=True, state=state)
    else:
        title = parts.entry(line, words, OTHERS_TITLE)
        when = parts.state_and_day(line, words, state=state)
    return lines(
        title,
        when,
        words.digest.lead.format(names=leads) if leads else "",
        words.digest.why.get(item.reason) or words.digest.why.get(item.reason.partition(":")[0], ""),
    ).text


def _state(item: DigestItem, context: RenderContext) -> str:
    """How the task stands for this reader, with the mark of its group."""
    words, group = context.words, _group(item)
    period = words.days.period(clean(item.line.period, parts.NAME)) if item.line.period else ""
    left = parts.days_left(item.line, words, is_overdue=group == "overdue")
    text = words.digest.groups[group].format(left=left, period=period).strip(", ")
    return f"{_MARKS[group]} {bold(parts.capitalised(text or words.tasks.undated))}"


def _further(notice: MorningDigest, context: RenderContext) -> list[Block]:
    words = context.words.digest
    found = []
    if notice.also_overdue:
        found.append(words.also_overdue.format(numbers=parts.numbers(notice.also_overdue)))
    if notice.undated:
        names = {kind.canonical: context.words.command(kind) for kind in (ReportProgress, EditRow)}
        numbers = parts.numbers(notice.undated)
        found.append(words.undated.format(numbers=numbers, number=notice.undated[0], **names))
    if notice.waiting:
        found.append(words.waiting.format(numbers=parts.numbers(notice.waiting)))
    if notice.unreachable:
        found.append(words.unreachable.format(names=parts.names(notice.unreachable)))
    blocks = [Block("\n" + "\n".join(found))] if found else []
    return blocks if notice.report is None else [*blocks, reports.in_digest(notice.report, context)]


def _closing(notice: MorningDigest, items: Sequence[DigestItem], context: RenderContext) -> tuple[str, ...]:
    words = context.words
    mine = _reportable(items)
    closing = []
    if mine:
        line = mine[0].line
        typed = actions(words, line.number, is_check_in=bool(line.period), with_ack=not line.is_acknowledged)
        typed.append(f"{words.command(ShowTask)} {line.number} {words.hints.kind['details']}")
        closing.append(reply_line(context, _done_first(typed, context), is_one=len(mine) == 1))
    elif items and not context.capabilities.has_buttons:
        closing.append(reply_line(context, [f"{words.command(ShowTask)} {items[0].line.number}"]))
    if notice.waiting and not context.capabilities.has_buttons:
        closing.append(words.hints.see_waiting.format(waiting=words.command(ListWaiting)))
    if len(items) > MOST_SHOWN:
        closing.append(words.hints.list.format(list=words.command(ListTasks)))
    return tuple(closing)


def _done_first(typed: Sequence[str], context: RenderContext) -> Sequence[str]:
    """With buttons one example stands there: the one that reports a task done; of a check-in its first answer."""
    if not context.capabilities.has_buttons:
        return typed
    done = [text for text in typed if text.startswith(context.words.command(MarkDone))] or typed[:1]
    details = typed[-1].partition(" (")[0]
    return [" · ".join([done[0], details])]


def _reportable(items: Sequence[DigestItem]) -> list[DigestItem]:
    return [item for item in items if item.audience == "lead"]


def _buttons(notice: MorningDigest, shown: Sequence[DigestItem], context: RenderContext) -> Rows:
    words = context.words
    mine = _reportable(shown)
    others = [numbered(words, ShowTask, item.line.number) for item in shown if item.audience != "lead"]
    rows: Rows = _report_rows(mine, context) + in_rows(others, 2)
    wider = []
    if notice.waiting:
        wider.append(button(words, ListWaiting, label=words.hints.waiting_label.format(count=len(notice.waiting))))
    if any(item.audience in {"coordinator", "leader"} for item in notice.items):
        wider.append(button(words, ShowStatus))
    rows += in_rows(wider, 2)
    if len(notice.items) > MOST_SHOWN:
        rows += ((button(words, ListTasks),),)
    return rows


def _report_rows(mine: Sequence[DigestItem], context: RenderContext) -> Rows:
    """One task: large buttons without its number; several: a row each, of the two that matter most."""
    if len(mine) == 1:
        return (*report_buttons(mine[0].line, context), tuple(snooze_buttons(mine[0].line.number, context)))
    return tuple(tuple(_row(item, context, is_full=len(mine) <= MOST_FULL_ROWS)) for item in mine)


def _row(item: DigestItem, context: RenderContext, *, is_full: bool) -> Iterator[Button]:
    words, line = context.words, item.line
    if is_full and not line.is_acknowledged and not line.period:
        yield numbered(words, Acknowledge, line.number)
        yield numbered(words, MarkDone, line.number)
        return
    yield numbered(words, ContinueTask if line.period else MarkDone, line.number)
    if is_full:
        yield numbered(words, ReportNotDone if line.period else ReportProgress, line.number)
    else:
        yield numbered(words, ShowTask, line.number)
