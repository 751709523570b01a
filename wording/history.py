"""The history in words: one line for each thing that happened."""

from domain.messages.history import ChangeUndone, HistoryEntry, HistoryShown, ShowHistory
from domain.messages.tasks import ShowTask
from wording import parts
from wording.buttons import button, if_possible
from wording.layout import Block, Layout, RenderContext, Rows, lines
from wording.messages import Button
from wording.text import clean
from wording.words import Words

DETAIL = 80
FULL_DETAIL = 120
_ABOUT_A_CHANNEL = frozenset({"account_linked", "account_blocked", "account_reachable", "channel_chosen"})
_ABOUT_A_ROLE = frozenset({"role_granted", "role_taken"})


def happened(what: str, detail: str, words: Words, limit: int = DETAIL) -> str:
    """What somebody did, with the reason or note; what was taken back is named."""
    detail = clean(detail, limit)
    if what in _ABOUT_A_CHANNEL:  # kept by its code: "telegram", "zalo"
        detail = detail.capitalize()
    if what in _ABOUT_A_ROLE:  # the role by its code, then whose it is
        role, _, whose = detail.partition(": ")
        detail = f"{words.people.role_names.get(role, role)} – {whose}" if whose else detail
    if what == "task_changed":  # parts by their code, or one of them and how it reads
        names, colon, reads = detail.partition(": ")
        detail = ", ".join(words.orders.parts.get(name, name) for name in names.split(", ")) + colon + reads
    told = words.tasks.events.get(what, clean(what, parts.NAME))
    if what == "change_undone":
        undone = words.reports.undone_names.get(detail, words.reports.undone_other)
        return words.tasks.undone_event.format(what=undone)
    return f"{told}: {detail}" if detail else told


def history_shown(notice: HistoryShown, context: RenderContext) -> Layout:
    """A page of the history, newest first: when, who, what and why."""
    words = context.words
    if not notice.lines:
        return Layout((lines(_history_heading(notice, words), words.tasks.no_history),))
    turn = words.tasks.page.format(page=notice.page, pages=notice.pages) if notice.pages > 1 else ""
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


def _history_heading(notice: HistoryShown, words: Words) -> str:
    if notice.number is None:
        return words.tasks.all_history.format(count=notice.total)
    return words.tasks.task_history.format(number=notice.number, title=clean(notice.title, parts.TITLE))


def _history_entry(line: HistoryEntry, context: RenderContext, *, is_of_task: bool) -> str:
    words = context.words
    told = happened(line.what, line.detail, words, FULL_DETAIL)
    if line.number is not None and not is_of_task:
        told = words.tasks.about_task.format(number=line.number, what=told)
    who = clean(line.who, parts.NAME) or words.tasks.program
    return words.tasks.history_entry.format(at=words.days.instant(context.local(line.at)), who=who, what=told)


def _history_typed(notice: HistoryShown, command: str) -> str:
    return command if notice.number is None else f"{command} {notice.number}"


def _history_buttons(notice: HistoryShown, words: Words) -> Rows:
    of = _history_typed(notice, "audit")
    turns: list[Button] = []
    if notice.page > 1:
        turns.append(Button(words.hints.previous, f"{of} page:{notice.page - 1}"))
    if notice.page < notice.pages:
        turns.append(Button(words.hints.next, f"{of} page:{notice.page + 1}"))
    task = () if notice.number is None else ((button(words, ShowTask, notice.number),),)
    return (*((tuple(turns),) if turns else ()), *task)


def change_undone(notice: ChangeUndone, context: RenderContext) -> Layout:
    """The last deed is taken back; where the task stands now, and what waits for an answer again."""
    words, line, by = context.words.reports, notice.line, clean(notice.by, parts.NAME)
    before = words.undone_before if by else ""
    if line is None:
        told = happened(notice.what, notice.detail, context.words)
        template = words.undone_by_apart if by else words.undone_apart
        return Layout((lines(template.format(by=by, what=told), before),))
    what = words.undone_names.get(notice.what, words.undone_other)
    now = context.words.tasks.standing.format(standing=parts.standing(line, context.words))
    first = (words.undone_by if by else words.undone).format(
        by=by, what=what, number=parts.numbered(line, context.words)
    )
    again = [words.asked_again.get(kind, "") for kind in notice.asked_again]
    deadline = parts.deadline(line, context.words) if by else ""
    return Layout((lines(first, clean(line.title, parts.TITLE), deadline, now, *again, before, tasks=1),))
