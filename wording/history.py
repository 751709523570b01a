"""The history as lines of text, and what an undo took back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.channels import shown_channel
from domain.history import OLD_ACCOUNT_CLOSED, STAND_IN, EventKind
from domain.messages.history import ChangeUndone, CheckpointMade, HistoryEntry, HistoryShown, ShowHistory
from domain.messages.summaries import CheckpointSummary
from domain.messages.tasks import ShowTask
from wording import parts
from wording.buttons import button, if_possible
from wording.layout import Block, Layout, RenderContext, Rows, clean, lines
from wording.messages import Button

if TYPE_CHECKING:
    from wording.words import Words


DETAIL = 80
FULL_DETAIL = 120
_ABOUT_A_CHANNEL = frozenset({
    EventKind.ACCOUNT_LINKED, EventKind.ACCOUNT_BLOCKED, EventKind.ACCOUNT_REACHABLE, EventKind.CHANNEL_CHOSEN,
})  # fmt: skip
_COUNTS = re.compile(r"(?P<units>\d+)/(?P<people>\d+)")  # of a roster that was loaded
_ABOUT_A_ROLE = frozenset({EventKind.ROLE_GRANTED, EventKind.ROLE_TAKEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryWords:
    """What happened to a task and in the organisation, and what an undo took back."""

    recent: str
    recent_entry: str
    undone_event: str
    program: str
    heading: str
    heading_of_task: str
    entry: str
    about_task: str
    nothing: str
    undone: str
    undone_other: str
    undone_apart: str
    undone_by: str
    undone_by_apart: str
    undone_before: str
    asked_again: Mapping[str, str]
    cannot_undo: Mapping[str, str]
    account_replaced: str
    with_stand_in: str
    roster_counts: str
    checkpoint: str
    checkpoint_how: str
    thousands: str


def deed_of(kind: str, words: "Words") -> str:
    """Names what was done, by the kind of its event, as undo names it."""
    known = words.events.get(kind)
    return known.deed if known and known.deed else words.history.undone_other


def happened(what: str, detail: str, words: "Words", limit: int = DETAIL) -> str:
    """Describes an event with its reason or note; an undo names what it took back."""
    detail = clean(_detail_in_words(what, detail, words), limit)
    if what in _ABOUT_A_CHANNEL:  # kept by its code: "telegram", "zalo"
        detail = shown_channel(detail)
    if what in _ABOUT_A_ROLE:  # the role by its code, then whose it is
        role, _, whose = detail.partition(": ")
        detail = f"{words.people.role_names.get(role, role)} – {whose}" if whose else detail
    if what == EventKind.TASK_CHANGED:  # parts by their code, or one of them and how it reads
        names, colon, reads = detail.partition(": ")
        detail = ", ".join(words.orders.parts.get(name, name) for name in names.split(", ")) + colon + reads
    if what == EventKind.CHANGE_UNDONE:
        return words.history.undone_event.format(what=deed_of(detail, words))
    told = words.events[what].told if what in words.events else clean(what, parts.NAME)
    return f"{told}: {detail}" if detail else told


def _detail_in_words(what: str, detail: str, words: "Words") -> str:
    """Replaces the parts of a detail that are kept as codes; sentences that older versions kept stay as they are."""
    if what == EventKind.ACCOUNT_LINKED and detail.endswith(OLD_ACCOUNT_CLOSED):
        return words.history.account_replaced.format(channel=shown_channel(detail.removesuffix(OLD_ACCOUNT_CLOSED)))
    absence, _, name = detail.partition(STAND_IN)
    if what == EventKind.ABSENCE_NOTED and name:
        return words.history.with_stand_in.format(absence=absence, name=name)
    if what == EventKind.ROSTER_LOADED and (counts := _COUNTS.fullmatch(detail)):
        return words.history.roster_counts.format(**counts.groupdict())
    if what == EventKind.ORGANISATION_SET:  # the setting by its code, then how it read and reads
        name, colon, change = detail.partition(": ")
        known = {**words.settings.names, **words.settings.of_installation}
        return f"{known.get(name, name)}{colon}{change}"
    return detail


def history_shown(notice: HistoryShown, context: RenderContext) -> Layout:
    """Shows a page of the history, newest first: when, who, what and why."""
    words = context.words
    if not notice.lines:
        return Layout((lines(_history_heading(notice, words), words.history.nothing),))
    turn = words.hints.page.format(page=notice.page, pages=notice.pages) if notice.pages > 1 else ""
    entries = [
        Block("\n" + _history_entry(line, context, is_of_task=notice.number is not None)) for line in notice.lines
    ]
    closing: tuple[str, ...] = ()
    if notice.page < notice.pages and not context.capabilities.has_buttons:
        closing = (
            words.hints.next_page.format(list=_history_typed(notice, words.command(ShowHistory)), page=notice.page + 1),
        )
    head = lines(_history_heading(notice, words), turn)
    return Layout((head, *entries), closing, if_possible(context, _history_buttons(notice, words)))


def _history_heading(notice: HistoryShown, words: "Words") -> str:
    if notice.number is None:
        return words.history.heading.format(count=notice.total)
    return words.history.heading_of_task.format(number=notice.number, title=clean(notice.title, parts.TITLE))


def _history_entry(line: HistoryEntry, context: RenderContext, *, is_of_task: bool) -> str:
    words = context.words
    told = happened(line.what, line.detail, words, FULL_DETAIL)
    if line.number is not None and not is_of_task:
        told = words.history.about_task.format(number=line.number, what=told)
    who = clean(line.who, parts.NAME) or words.history.program
    return words.history.entry.format(at=words.days.instant(context.local(line.at)), who=who, what=told)


def _history_typed(notice: HistoryShown, command: str) -> str:
    return command if notice.number is None else f"{command} {notice.number}"


def _history_buttons(notice: HistoryShown, words: "Words") -> Rows:
    of = _history_typed(notice, ShowHistory.canonical)
    turns: list[Button] = []
    if notice.page > 1:
        turns.append(Button(words.hints.previous, f"{of} page:{notice.page - 1}"))
    if notice.page < notice.pages:
        turns.append(Button(words.hints.next, f"{of} page:{notice.page + 1}"))
    task = () if notice.number is None else ((button(words, ShowTask, notice.number),),)
    return (*((tuple(turns),) if turns else ()), *task)


def checkpoint_made(notice: CheckpointMade, context: RenderContext) -> Layout:
    """Says what the history is at the end of a month, and what the code is for."""
    words, code = context.words, clean(notice.checkpoint.code, parts.NAME)
    how = words.history.checkpoint_how.format(code=code)
    return Layout((lines(checkpoint_line(notice.checkpoint, words), how),))


def checkpoint_line(told: CheckpointSummary, words: "Words") -> str:
    """The history at the end of a month: how many rows, and the code that says which."""
    count = f"{told.count:,}".replace(",", words.history.thousands)
    month = words.days.period(clean(told.month, parts.NAME))
    return words.history.checkpoint.format(month=month, count=count, code=clean(told.code, parts.NAME))


def change_undone(notice: ChangeUndone, context: RenderContext) -> Layout:
    """Says what was taken back, the state of the task, and which requests are open again."""
    words, line, by = context.words.history, notice.line, clean(notice.by, parts.NAME)
    before = words.undone_before if by else ""
    if line is None:
        told = happened(notice.what, notice.detail, context.words)
        template = words.undone_by_apart if by else words.undone_apart
        return Layout((lines(template.format(by=by, what=told), before),))
    what = deed_of(notice.what, context.words)
    now = context.words.tasks.standing.format(standing=parts.standing(line, context.words))
    first = (words.undone_by if by else words.undone).format(
        by=by, what=what, number=parts.numbered(line, context.words)
    )
    again = [words.asked_again.get(kind, "") for kind in notice.asked_again]
    deadline = parts.deadline(line, context.words) if by else ""
    return Layout((lines(first, clean(line.title, parts.TITLE), deadline, now, *again, before, tasks=1),))
