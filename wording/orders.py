"""Nudges, hand-overs and changes of a task: to the people of its units, and to the person who ordered them."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.messages.history import UndoLast
from domain.messages.orders import (
    Nudge,
    Nudged,
    NudgeSent,
    RestoreTask,
    TaskAdded,
    TaskChanged,
    TaskHanded,
    TaskRestored,
    TaskStopped,
)
from domain.messages.tasks import ShowTask
from wording import parts
from wording.buttons import actions, if_possible, numbered, reply_line
from wording.layout import Layout, RenderContext, clean, lines
from wording.tasks import report_buttons


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWords:
    """A nudge, a hand-over, a correction, a task added or cancelled."""

    nudged: str
    nudged_urgently: str
    said: str
    nudge_sent: str
    nudge_later: str
    nudge_to: str
    unreached: str
    handed: str
    handed_mine: str
    back: str
    back_mine: str
    handed_by: str
    changed: str
    parts: Mapping[str, str]
    old: str
    new: str
    nothing: str
    will_be_told: str
    added: str
    stopped: str
    stopped_mine: str
    stopped_back: str
    restored: str
    restored_mine: str
    reason: str
    by: str


def nudged(notice: Nudged, context: RenderContext) -> Layout:
    """Reminds the people of a task on behalf of a leader: the task, its deadline, how to answer."""
    words, line = context.words, notice.line
    template = words.orders.nudged_urgently if notice.is_urgent else words.orders.nudged
    text = clean(notice.text, parts.NOTE)
    body = lines(
        template.format(by=clean(notice.by, parts.NAME), number=parts.numbered(line, words)),
        words.orders.said.format(text=text) if text else "",
        clean(line.title, parts.TITLE),
        parts.deadline(line, words),
        words.tasks.standing.format(standing=parts.standing(line, words)),
        tasks=1,
    )
    typed = actions(words, line.number, is_check_in=bool(line.period), with_ack=not line.is_acknowledged)
    return Layout((body,), (reply_line(context, typed),), if_possible(context, report_buttons(line, context)))


def nudge_sent(notice: NudgeSent, context: RenderContext) -> Layout:
    """Tells the leader who is reminded, when, and who cannot be."""
    words, number = context.words, notice.line.number
    first = words.orders.nudge_sent.format(number=parts.numbered(notice.line, words))
    if notice.at is not None:
        at = words.days.instant(context.local(notice.at))
        first = words.orders.nudge_later.format(number=number, at=at, nudge=words.command(Nudge))
    to, out = parts.names(notice.names), parts.names(notice.unreached)
    body = lines(
        first if notice.names else "",
        clean(notice.line.title, parts.TITLE),
        words.orders.nudge_to.format(names=to) if to else "",
        words.orders.unreached.format(names=out) if out else "",
        tasks=1,
    )
    return Layout((body,))


def task_handed(notice: TaskHanded, context: RenderContext) -> Layout:
    """Tells who carries the task from now on."""
    words, line = context.words, notice.line
    names = parts.names(notice.names)
    if notice.is_mine:
        template = words.orders.handed_mine if names else words.orders.back_mine
    else:
        template = words.orders.handed if names else words.orders.back
    body = lines(
        template.format(by=clean(notice.by, parts.NAME), number=parts.numbered(line, words), names=names),
        clean(line.title, parts.TITLE),
        parts.deadline(line, words),
        words.orders.handed_by.format(unit=clean(notice.unit_name, parts.NAMES)),
        tasks=1,
    )
    if notice.is_mine:
        return Layout((body,))
    typed = actions(words, line.number, is_check_in=bool(line.period), with_ack=not line.is_acknowledged)
    return Layout((body,), (reply_line(context, typed),), if_possible(context, report_buttons(line, context)))


def task_changed(notice: TaskChanged, context: RenderContext) -> Layout:
    """Shows what was corrected, before and after."""
    words = context.words.orders
    part = words.parts.get(notice.part, clean(notice.part, parts.NAME))
    body = lines(
        words.changed.format(number=parts.numbered(notice.line, context.words), part=part),
        "" if notice.part == "title" else clean(notice.line.title, parts.TITLE),
        words.old.format(text=clean(notice.old, parts.NOTE) or words.nothing),
        words.new.format(text=clean(notice.new, parts.NOTE) or words.nothing),
        parts.deadline(notice.line, context.words) if notice.part == "deadline" else "",
        words.will_be_told if notice.part not in {"title", "product"} else "",
        tasks=1,
    )
    return Layout((body,))


def task_added(notice: TaskAdded, context: RenderContext) -> Layout:
    """Shows the new task with its number."""
    words, line = context.words, notice.line
    coordinating, out = parts.names(notice.coordinating_names), parts.names(notice.unreached)
    body = lines(
        words.orders.added.format(number=line.number),
        clean(line.title, parts.TITLE),
        parts.deadline(line, words),
        words.tasks.leads.format(names=parts.names(line.lead_names)),
        words.tasks.coordinating.format(names=coordinating) if coordinating else "",
        words.tasks.product.format(product=clean(notice.product, parts.NAMES)) if notice.product else "",
        words.orders.unreached.format(names=out) if out else "",
        tasks=1,
    )
    closing = reply_line(context, [f"{words.command(ShowTask)} {line.number}"])
    return Layout((body,), (closing,), if_possible(context, ((numbered(words, ShowTask, line.number),),)))


def task_stopped(notice: TaskStopped, context: RenderContext) -> Layout:
    """Says that the task is cancelled."""
    words, line = context.words.orders, notice.line
    template = words.stopped_mine if notice.is_mine else words.stopped
    body = lines(
        template.format(number=parts.numbered(line, context.words)),
        clean(line.title, parts.TITLE),
        words.reason.format(text=clean(notice.reason, parts.NOTE)),
        "" if notice.is_mine else words.by.format(who=clean(notice.by, parts.NAME)),
        tasks=1,
    )
    if not notice.is_mine:
        return Layout((body,))
    undo, restore = context.words.command(UndoLast), context.words.command(RestoreTask)
    return Layout((body,), (words.stopped_back.format(undo=undo, restore=restore, number=line.number),))


def task_restored(notice: TaskRestored, context: RenderContext) -> Layout:
    """Says that the task is to be done after all: its state and deadline."""
    words, line = context.words, notice.line
    template = words.orders.restored_mine if notice.is_mine else words.orders.restored
    body = lines(
        template.format(number=parts.numbered(line, words)),
        clean(line.title, parts.TITLE),
        parts.deadline(line, words),
        words.tasks.standing.format(standing=parts.standing(line, words)),
        *(words.history.asked_again.get(kind, "") for kind in notice.asked_again),
        "" if notice.is_mine else words.orders.by.format(who=clean(notice.by, parts.NAME)),
        tasks=1,
    )
    return Layout((body,))
