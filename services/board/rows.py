"""Tasks as rows of a page: a few queries for all of them, however many there are."""

from collections.abc import Iterable, Sequence

from domain.board.deeds import OwnWords
from domain.board.tasks import TaskRow
from domain.history import Event
from domain.messages.summaries import EventSummary
from domain.requests import Request
from services.board.deeds import deeds_of
from services.context.command_context import CommandContext
from services.context.find_request import awaited
from services.context.summaries import request_summary, summary_of
from storage.board_rows import handed_to, last_words
from storage.requests import requests_by_occurrence
from storage.tasks import TaskNow, load_tasks


def rows_of(context: CommandContext, numbers: Sequence[int]) -> tuple[TaskRow, ...]:
    """The tasks with these numbers, in this order."""
    found = {one.task.number: one for one in load_tasks(context.tx, context.organisation.id, numbers)}
    return rows_of_tasks(context, [found[number] for number in numbers if number in found])


def rows_of_tasks(context: CommandContext, tasks: Iterable[TaskNow]) -> tuple[TaskRow, ...]:
    """These tasks, in this order."""
    found = list(tasks)
    ids = [one.task.id for one in found]
    said = last_words(context.tx, context.organisation.id, ids)
    people = handed_to(context.tx, ids)
    requests = requests_by_occurrence(context.tx, context.organisation.id)
    return tuple(
        _row(context, one, requests.get(one.occurrence.id, ()), people.get(one.task.id, ()), said.get(one.task.id))
        for one in found
    )


def _row(
    context: CommandContext,
    found: TaskNow,
    requests: Sequence[Request],
    people: tuple[str, ...],
    last: Event | None,
) -> TaskRow:
    deeds = deeds_of(context, found, requests)
    main = next((deed for deed in deeds if deed.is_main), None)
    return TaskRow(
        line=summary_of(context, found),
        people=people,
        last=None if last is None else event_summary(last),
        obstacle=found.occurrence.obstacle,
        requests=tuple(request_summary(context, found, each, awaited(context, found, each)) for each in requests),
        deed=main or next((deed for deed in deeds if deed.own_words is not OwnWords.MUST), None),
    )


def event_summary(event: Event) -> EventSummary:
    """The event as one line of history."""
    return EventSummary(event.at, event.who, event.what, str((event.facts or {}).get("detail", "")))
