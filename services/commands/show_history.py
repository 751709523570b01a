"""Shows the history in words, page by page: of one task, or of everything. It only looks."""

from domain.authorisation import may_see_all
from domain.messages import Refused
from domain.messages.accounts import OnlyForRole
from domain.messages.history import HistoryEntry, HistoryShown, ShowHistory
from domain.people import SEES_ALL
from services.context.command_context import CommandContext, Reply
from services.context.find_task import visible_task
from storage.events import NumberedEvent, count_events, events_of_page
from storage.tasks import TaskNow

PAGE = 7  # lines that fit one message of 2,000 characters, however long their reasons are


def show_history(context: CommandContext, command: ShowHistory) -> Reply:
    """One page, newest first; a page that is not there shows the last one.

    Of one task for everybody who may see it, of everything for those who see everything. Raises Refused with
    OnlyForRole, NoSuchTask or NotYourTask.
    """
    is_all = may_see_all(context.person)  # a stranger learns nothing, not even which numbers there are
    if command.number is None and not is_all:
        raise Refused(OnlyForRole(ShowHistory.canonical, tuple(sorted(SEES_ALL))))
    found = None if command.number is None else visible_task(context, command.number)
    return Reply([history_shown(context, found, command.page)], may_replace=True)


def history_shown(context: CommandContext, found: TaskNow | None, page: int, size: int = PAGE) -> HistoryShown:
    """Show one page of the task's history, or of everything that happened."""
    task_id = found.task.id if found else None
    total = count_events(context.tx, context.organisation.id, task_id)
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    events = events_of_page(context.tx, context.organisation.id, task_id, (page - 1) * size, size)
    number, title = (found.task.number, found.task.title) if found else (None, "")
    return HistoryShown(tuple(_line(each) for each in events), total, page, pages, number, title)


def _line(numbered: NumberedEvent) -> HistoryEntry:
    event = numbered.stored.event
    return HistoryEntry(event.at, event.who, event.what, str((event.facts or {}).get("detail", "")), numbered.number)
