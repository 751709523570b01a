"""Answers to what people report, confirm, return and take back."""

from domain.messages.history import ChangeUndone
from domain.messages.summaries import TaskSummary
from domain.messages.tasks import (
    CheckInAnswered,
    ProgressAsked,
    ProgressSet,
    ReportConfirmed,
    ReportReturned,
    TaskAcknowledged,
    TaskConfirmed,
    TaskReported,
    TaskReturned,
    WaitingItem,
    WaitingShown,
)
from wording.cleaning import clean
from wording.drafts import Block, Draft, lines
from wording.layouts import parts, verification
from wording.layouts.buttons import actions, if_possible, numbered, reply_line
from wording.layouts.history import happened
from wording.layouts.parts import RenderContext
from wording.layouts.tasks import confirming, report_buttons
from wording.messages import Button

CHOICES = (25, 50, 75, 90)
MOST_WAITING = 6


def acknowledged(notice: TaskAcknowledged, setting: RenderContext) -> Draft:
    """The task is taken on; what to type when it is done."""
    words, line = setting.words, notice.line
    first = words.reports.acknowledged.format(number=parts.numbered(line, words))
    typed = actions(words, line.number, is_check_in=bool(line.period), with_ack=False)
    rows = (
        (numbered(words, "ongoing" if line.period else "done", line.number),
         numbered(words, "notdone" if line.period else "progress", line.number)),
    )  # fmt: skip
    body = lines(first, clean(line.title, parts.TITLE), parts.deadline(line, words), tasks=1)
    return Draft((body,), (reply_line(setting, typed),), if_possible(setting, rows))


def reported(notice: TaskReported, setting: RenderContext) -> Draft:
    """The report is written down; how to take it back."""
    words = setting.words
    template = words.reports.done if notice.needs_confirmation else words.reports.done_final
    number = parts.numbered(notice.line, words)
    first = template.format(number=number, timing=parts.timing(words, is_on_time=notice.is_on_time))
    awaits = words.reports.awaits if notice.needs_confirmation else ""
    day = "" if notice.counted_on is None else words.days.day(notice.counted_on)
    counted = words.reports.counted_on.format(day=day) if day else ""
    return _answer(notice.line, setting, first, counted, parts.note_line(notice.note, words), awaits)


def checked_in(notice: CheckInAnswered, setting: RenderContext) -> Draft:
    """The period is answered; the task goes on."""
    words = setting.words
    period = words.days.period(clean(notice.line.period, parts.NAME))
    first = words.reports.checked_in.format(number=parts.numbered(notice.line, words), period=period)
    outcome = words.verification.outcomes.get(notice.outcome, "")
    first = f"{first}: {outcome}" if outcome else first
    more = words.reports.checked_in_next
    if notice.outcome == "not_done":
        number, result = notice.line.number, words.command("result")
        more = words.verification.not_done_next.format(number=number, result=result)
    return _answer(notice.line, setting, first, parts.note_line(notice.note, words), more)


def progress(notice: ProgressSet, setting: RenderContext) -> Draft:
    """The percentage is written down."""
    words, line = setting.words, notice.line
    first = words.reports.progress.format(number=parts.numbered(line, words), percent=line.progress)
    draft = _answer(line, setting, first, parts.note_line(notice.note, words), parts.deadline(line, words))
    if line.progress < 100:
        return draft
    done = words.reports.progress_complete.format(done=words.command("done"), number=line.number)
    rows = ((numbered(words, "done", line.number),),)
    return Draft(draft.blocks, (done, *draft.closing), if_possible(setting, rows))


def progress_asked(notice: ProgressAsked, setting: RenderContext) -> Draft:
    """Choices of percentage."""
    words, line = setting.words, notice.line
    now = words.reports.progress_now.format(percent=line.progress) if line.progress else ""
    asked = words.reports.progress_asked.format(number=parts.numbered(line, words))
    choices = tuple(Button(f"{percent}%", f"progress {line.number} {percent}") for percent in CHOICES)
    typed = f"{words.command('progress')} {line.number} 60"
    closed = words.questions.replaced.format(about=clean(notice.replaced, parts.TITLE)) if notice.replaced else ""
    body = lines(asked, clean(line.title, parts.TITLE), now, closed, tasks=1)
    return Draft((body,), (reply_line(setting, [typed]),), if_possible(setting, (choices,)))


def undone(notice: ChangeUndone, setting: RenderContext) -> Draft:
    """The last deed is taken back; where the task stands now, and what waits for an answer again."""
    words, line, by = setting.words.reports, notice.line, clean(notice.by, parts.NAME)
    before = words.undone_before if by else ""
    if line is None:
        told = happened(notice.what, notice.detail, setting.words)
        template = words.undone_by_apart if by else words.undone_apart
        return Draft((lines(template.format(by=by, what=told), before),))
    what = words.undone_names.get(notice.what, words.undone_other)
    now = setting.words.tasks.standing.format(standing=parts.standing(line, setting.words))
    first = (words.undone_by if by else words.undone).format(
        by=by, what=what, number=parts.numbered(line, setting.words)
    )
    again = [words.asked_again.get(kind, "") for kind in notice.asked_again]
    deadline = parts.deadline(line, setting.words) if by else ""
    return Draft((lines(first, clean(line.title, parts.TITLE), deadline, now, *again, before, tasks=1),))


def confirmed(notice: TaskConfirmed, setting: RenderContext) -> Draft:
    """To the coordinator: confirmed."""
    words = setting.words
    is_on_time = parts.timing(words, is_on_time=notice.is_on_time)
    first = words.reports.confirmed.format(number=parts.numbered(notice.line, words), timing=is_on_time)
    return _answer(notice.line, setting, first, _who(words.reports.reported_by, notice.reported_by))


def returned(notice: TaskReturned, setting: RenderContext) -> Draft:
    """To the coordinator: returned, and who will be told."""
    words = setting.words
    first = words.reports.returned.format(number=parts.numbered(notice.line, words))
    reason = words.reports.reason.format(reason=clean(notice.reason, parts.NOTE))
    return _answer(notice.line, setting, first, reason, _who(words.reports.returned_told, notice.reported_by))


def report_confirmed(notice: ReportConfirmed, setting: RenderContext) -> Draft:
    """To the person who reported: confirmed."""
    words = setting.words
    first = words.reports.your_report_confirmed.format(
        number=parts.numbered(notice.line, words), timing=parts.timing(words, is_on_time=notice.is_on_time)
    )
    who = _who(words.reports.confirmed_by, notice.by)
    return Draft((lines(first, clean(notice.line.title, parts.TITLE), who, tasks=1),))


def report_returned(notice: ReportReturned, setting: RenderContext) -> Draft:
    """To the person who reported: returned, why, and what to do."""
    words, line = setting.words, notice.line
    body = lines(
        words.reports.your_report_returned.format(number=parts.numbered(line, words)),
        words.reports.reason.format(reason=clean(notice.reason, parts.NOTE)),
        clean(line.title, parts.TITLE),
        parts.deadline(line, words),
        _who(words.reports.returned_by, notice.by),
        tasks=1,
    )
    again = words.reports.report_again.format(done=words.command("done"), number=line.number)
    return Draft((body,), (again,), if_possible(setting, report_buttons(line, setting)))


def waiting(notice: WaitingShown, setting: RenderContext) -> Draft:
    """What awaits confirmation, and how to confirm or return it."""
    words, items = setting.words, notice.items
    if not items:
        return Draft((Block(words.reports.waiting_empty),))
    shown, hidden = items[:MOST_WAITING], items[MOST_WAITING:]
    blocks = [Block(words.reports.waiting_heading.format(count=words.days.tasks(len(items))))]
    blocks += [_waiting_entry(item, setting) for item in shown]
    if hidden:
        rest = parts.numbers([item.line.number for item in hidden])
        blocks.append(Block("\n" + words.tasks.more.format(count=words.days.tasks(len(hidden)), numbers=rest)))
    rows = tuple(
        (numbered(words, "confirm", item.line.number), numbered(words, "task", item.line.number)) for item in shown
    )
    return Draft(tuple(blocks), confirming(setting, items[0].line.number), if_possible(setting, rows))


def _waiting_entry(item: WaitingItem, setting: RenderContext) -> Block:
    words = setting.words
    reported = words.reports.waiting_entry.format(
        who=clean(item.reported_by, parts.NAME) or "…",
        day=words.days.short_day(item.reported_on),
        timing=parts.timing(words, is_on_time=item.is_on_time),
    )
    text = parts.entry(item.line, words)
    evidence = verification.count_line(item.evidence, item.line.number, setting)
    return lines("\n" + text, reported, parts.note_line(item.note, words), evidence, tasks=1)


def _answer(line: TaskSummary, setting: RenderContext, first: str, *more: str) -> Draft:
    """What was written down, about which task, and how to take it back."""
    words = setting.words
    body = lines(first, clean(line.title, parts.TITLE), *more, tasks=1)
    return Draft((body,), (words.hints.undo.format(undo=words.command("undo")),))


def _who(template: str, name: str) -> str:
    cleaned = clean(name, parts.NAME)
    return template.format(who=cleaned) if cleaned else ""
