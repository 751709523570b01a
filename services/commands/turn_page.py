"""Turns to another page of the list that a chat was shown last."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from domain.messages import Command, Refused
from domain.messages.history import HistoryShown, ShowHistory
from domain.messages.people import ListPeople, ListUnits, PeopleShown, UnitsShown
from domain.messages.search import FindTasks, NoListShown, TasksFound, TurnPage
from domain.messages.tasks import ListTasks, TaskListShown
from domain.questions import ANSWERED_WITHIN
from services.commands.find_tasks import find_tasks
from services.commands.list_people import list_people, list_units
from services.commands.show_history import show_history
from services.commands.show_task import list_tasks
from services.context.command_context import CommandContext, Reply
from storage.conversations import said_since

Paged: TypeAlias = TaskListShown | TasksFound | PeopleShown | UnitsShown | HistoryShown
# How each list is asked for again, at another page.
_AGAIN: dict[type[Paged], tuple[Callable[[Any, int], Command], Callable[[CommandContext, Any], Reply]]] = {
    TaskListShown: (lambda shown, page: ListTasks(page, shown.plan, shown.due), list_tasks),
    TasksFound: (lambda shown, page: FindTasks(shown.sought, page), find_tasks),
    PeopleShown: (lambda shown, page: ListPeople(shown.sought, page), list_people),
    UnitsShown: (lambda _, page: ListUnits(page), list_units),
    HistoryShown: (lambda shown, page: ShowHistory(shown.number, page), show_history),
}


def turn_page(context: CommandContext, command: TurnPage) -> Reply:
    """The page asked for, of the list as it is now; a page that is not there shows the nearest one.

    Raises Refused with NoListShown.
    """
    _ = context.person
    shown = next(_lists_shown(context), None)
    if shown is None:
        raise Refused(NoListShown())
    asked_again, show = _AGAIN[type(shown)]
    page = command.page or shown.page + command.step
    return show(context, asked_again(shown, max(1, page)))


def _lists_shown(context: CommandContext) -> Iterator[Paged]:
    """Lists that were sent to this chat of late, the newest first."""
    address = (context.origin.channel, context.origin.chat_id)
    said = said_since(context.tx, context.organisation.id, address, context.now - ANSWERED_WITHIN)
    return (response for message in said for response in reversed(message.responses) if isinstance(response, Paged))
