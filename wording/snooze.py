"""Layouts of reminders that a person asked for once more."""

from dataclasses import dataclass

from domain.messages.history import UndoLast
from domain.messages.snooze import RemindedAgain, Snooze, TasksSnoozed
from wording import parts
from wording.buttons import actions, if_possible, reply_line
from wording.layout import Layout, RenderContext, lines
from wording.messages import Button
from wording.tasks import list_entry, report_buttons


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozeWords:
    """What is said of reminders asked for once more; the labels of the buttons that ask for one."""

    snoozed: str
    in_morning: str
    others_stay: str
    again: str
    afternoon_label: str
    tomorrow_label: str


def tasks_snoozed(notice: TasksSnoozed, context: RenderContext) -> Layout:
    """Says when the person will be reminded of which tasks."""
    words, local = context.words, context.local(notice.at)
    numbers = parts.numbers([line.number for line in notice.lines])
    template = words.snooze.in_morning if notice.in_morning else words.snooze.snoozed
    day = words.days.day(local.date())
    body = lines(
        template.format(numbers=numbers, hour=words.days.hour(local.time()), day=day),
        *(parts.entry(line, words, parts.SHORT_TITLE) for line in notice.lines[:3]),
        words.snooze.others_stay,
        tasks=len(notice.lines),
    )
    return Layout((body,), (words.hints.undo.format(undo=words.command(UndoLast)),))


def reminded_again(notice: RemindedAgain, context: RenderContext) -> Layout:
    """The tasks again, as they stand now, and how to answer."""
    words, first = context.words, notice.lines[0]
    head = lines(words.snooze.again.format(numbers=parts.numbers([line.number for line in notice.lines])))
    entries = [lines("\n" + list_entry(line, context), tasks=1) for line in notice.lines]
    typed = actions(words, first.number, is_check_in=bool(first.period), with_ack=not first.is_acknowledged)
    rows = report_buttons(first, context) if len(notice.lines) == 1 else ()
    if len(notice.lines) == 1:
        rows = (*rows, (snooze_buttons(first.number, context)[1],))
    closing = reply_line(context, typed, is_one=len(notice.lines) == 1)
    return Layout((head, *entries), (closing,), if_possible(context, rows))


def snooze_buttons(number: int, context: RenderContext) -> list[Button]:
    """[this afternoon] [tomorrow]: two in a row."""
    words = context.words.snooze
    return [
        Button(words.afternoon_label, f"{Snooze.canonical} {number} this afternoon"),
        Button(words.tomorrow_label, f"{Snooze.canonical} {number} tomorrow"),
    ]
