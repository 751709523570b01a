"""The history in words: one line for each thing that happened."""

from domain.messages.history import HistoryEntry, HistoryShown
from wording.cleaning import clean
from wording.drafts import Block, Draft, Rows, lines
from wording.layouts import parts
from wording.layouts.buttons import button, if_possible
from wording.layouts.parts import RenderContext
from wording.messages import Button
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


def shown(notice: HistoryShown, setting: RenderContext) -> Draft:
    """A page of the history, newest first: when, who, what and why."""
    words = setting.words
    if not notice.lines:
        return Draft((lines(_heading(notice, words), words.tasks.no_history),))
    turn = words.tasks.page.format(page=notice.page, pages=notice.pages) if notice.pages > 1 else ""
    entries = [Block("\n" + _entry(line, setting, is_of_task=notice.number is not None)) for line in notice.lines]
    closing: tuple[str, ...] = ()
    if notice.page < notice.pages and not setting.capabilities.has_buttons:
        closing = (words.hints.next_page.format(list=_typed(notice, words.command("audit")), page=notice.page + 1),)
    head = lines(_heading(notice, words), turn)
    return Draft((head, *entries), closing, if_possible(setting, _buttons(notice, words)))


def _heading(notice: HistoryShown, words: Words) -> str:
    if notice.number is None:
        return words.tasks.all_history.format(count=notice.total)
    return words.tasks.task_history.format(number=notice.number, title=clean(notice.title, parts.TITLE))


def _entry(line: HistoryEntry, setting: RenderContext, *, is_of_task: bool) -> str:
    words = setting.words
    told = happened(line.what, line.detail, words, FULL_DETAIL)
    if line.number is not None and not is_of_task:
        told = words.tasks.about_task.format(number=line.number, what=told)
    who = clean(line.who, parts.NAME) or words.tasks.program
    return words.tasks.history_entry.format(at=words.days.instant(setting.local(line.at)), who=who, what=told)


def _typed(notice: HistoryShown, command: str) -> str:
    return command if notice.number is None else f"{command} {notice.number}"


def _buttons(notice: HistoryShown, words: Words) -> Rows:
    of = _typed(notice, "audit")
    turns: list[Button] = []
    if notice.page > 1:
        turns.append(Button(words.hints.previous, f"{of} page:{notice.page - 1}"))
    if notice.page < notice.pages:
        turns.append(Button(words.hints.next, f"{of} page:{notice.page + 1}"))
    task = () if notice.number is None else ((button(words, "task", notice.number),),)
    return (*((tuple(turns),) if turns else ()), *task)
