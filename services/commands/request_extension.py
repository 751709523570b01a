"""Takes a request for more time to the coordinators, and takes requests back."""

from collections.abc import Iterable, Sequence

from documents.plans.deadlines.extension_text import Wish, read_wish
from domain.history import EventKind
from domain.messages import Refused
from domain.messages.history import ChangedSince
from domain.messages.questions import ReasonMissing
from domain.messages.requests import (
    AlreadyAsked,
    GrantRequest,
    NoDayNamed,
    NoDeadlineToMove,
    NotLater,
    RequestExtension,
    RequestNews,
)
from domain.people import Role
from domain.requests import Request, RequestKind, RequestState, reopen, withdraw
from domain.tasks import State
from services.context.command_context import CommandContext, Reply
from services.context.find_request import leader_decides
from services.context.find_task import numbers_meant, reportable_task, short_enough
from services.context.notify import people_in, tell
from services.context.record_change import record
from services.context.summaries import request_summary, summary_of
from storage.people import name_of
from storage.requests import add_request, change_request, find_request, open_request, requests_of_task
from storage.tasks import TaskNow

LONGEST_DAYS = 731  # nobody asks for more than two years; a slip of the finger might
FOR_TIME = (RequestKind.EXTENSION, RequestKind.DEADLINE)  # one of them at a time
_SETTLED_BY_THE_TASK = frozenset({RequestKind.EXTENSION, RequestKind.QUESTION})


def request_extension(context: CommandContext, command: RequestExtension) -> Reply:
    """Write the request down and bring it to the coordinators; where there are none, to the leaders."""
    number = numbers_meant(context, RequestExtension, () if command.number is None else (command.number,))[0]
    text = short_enough(command.text) or ""
    found = reportable_task(context, number)
    wish = _wish(context, found, text)
    refuse_second(context, found, *FOR_TIME)
    request = add_request(context.tx, context.organisation.id, _request(context, found, wish))
    record(
        context, EventKind.EXTENSION_ASKED, found, {"detail": f"{wish.wording}: {wish.reason}", "request": request.id}
    )
    _bring(context, found, request)
    return Reply([RequestNews("asked", summary_of(context, found), request_summary(context, found, request))])


def refuse_second(context: CommandContext, found: TaskNow, *kinds: RequestKind) -> None:
    """Raises Refused(AlreadyAsked) when one of these kinds waits for its answer already."""
    waiting = open_request(context.tx, found.occurrence.id, kinds)
    if waiting is not None:
        name = name_of(context.tx, waiting.asked_by)
        raise Refused(AlreadyAsked(found.task.number, waiting.kind.value, name, waiting.asked_at))


def later_day(context: CommandContext, found: TaskNow, text: str) -> Wish:
    """The new last day that the text names.

    Raises Refused with NoDayNamed or NotLater.
    """
    occurrence = found.occurrence
    earliest = max(filter(None, (occurrence.last_day, context.today)))
    wish = read_wish(text, context.said_on, occurrence.last_day)
    if wish is None:
        raise Refused(NoDayNamed(found.task.number, text, earliest))
    is_later = wish.last_day > earliest or (wish.last_day == context.today and wish.last_day != occurrence.last_day)
    if not is_later or (wish.last_day - context.today).days > LONGEST_DAYS:
        raise Refused(NotLater(found.task.number, wish.last_day, occurrence.last_day))
    return wish


def _wish(context: CommandContext, found: TaskNow, text: str) -> Wish:
    if found.occurrence.is_check_in or found.occurrence.last_day is None:
        raise Refused(NoDeadlineToMove(found.task.number, found.task.title))
    wish = later_day(context, found, text)
    if not wish.reason:
        raise Refused(ReasonMissing(found.task.number, RequestExtension.canonical, wish.wording))
    return wish


def _request(context: CommandContext, found: TaskNow, wish: Wish) -> Request:
    return Request(
        id=0,
        task_id=found.task.id,
        occurrence_id=found.occurrence.id,
        kind=RequestKind.EXTENSION,
        state=RequestState.OPEN,
        asked_by=context.person.person_id,
        asked_at=context.now,
        text=wish.reason,
        wanted_day=wish.last_day,
        wanted_time=wish.at_time,
        wanted_wording=wish.wording,
        old_day=found.occurrence.last_day,
    )


def _bring(context: CommandContext, found: TaskNow, request: Request) -> None:
    coordinators = people_in(context, Role.COORDINATOR)
    awaits = "recommend" if leader_decides(context) else GrantRequest.canonical
    news = RequestNews("brought", summary_of(context, found), request_summary(context, found, request, awaits))
    if tell(context, f"request:{request.id}", coordinators, news) == 0:
        up = RequestNews(
            "brought", summary_of(context, found), request_summary(context, found, request, GrantRequest.canonical)
        )
        tell(context, f"request:{request.id}:up", people_in(context, Role.LEADER), up)


def withdraw_request(context: CommandContext, found: TaskNow, request_id: int) -> None:
    """Withdraw a request that nobody has recommended or decided yet.

    Raises Refused(ChangedSince) otherwise.
    """
    request = find_request(context.tx, request_id)
    if request is None or request.state is not RequestState.OPEN or request.recommended_by is not None:
        raise Refused(ChangedSince(found.task.number, found.task.title))
    _withdraw(context, request)


def settle_requests(
    context: CommandContext, found: TaskNow, asked: Sequence[Request], *, is_cancelled: bool = False
) -> list[int]:
    """Settle the open requests of work that is reported or cancelled: more time and direction are no longer needed.

    `asked` is all that was ever asked about the task. Explanations stay open, and so does a request for another
    deadline unless the work is cancelled.

    Returns the ids, which the event keeps as "settled" so that an undo can ask them again.
    """
    kinds = _SETTLED_BY_THE_TASK | ({RequestKind.DEADLINE} if is_cancelled else set())
    settled = [request for request in asked if request.kind in kinds and _is_open_of(found, request)]
    for request in settled:
        _withdraw(context, request)
    return [request.id for request in settled]


def _is_open_of(found: TaskNow, request: Request) -> bool:
    return request.occurrence_id == found.occurrence.id and request.state is RequestState.OPEN


def reopen_requests(context: CommandContext, request_ids: Iterable[int]) -> tuple[str, ...]:
    """Reopen the requests that a report had settled, with their first day and words; returns the kinds."""
    found = [find_request(context.tx, request_id) for request_id in request_ids]
    withdrawn = [request for request in found if request is not None and request.state is RequestState.WITHDRAWN]
    for request in withdrawn:
        change_request(context.tx, request, reopen(request))
    return tuple(dict.fromkeys(request.kind.value for request in withdrawn))


def is_overtaken(context: CommandContext, found: TaskNow) -> bool:
    """Whether a deed that is put back would leave two requests for time, or one for work that needs none any more.

    Nobody could tell which of two a decision means, and more time granted for work already reported late makes it
    in time.
    """
    asked = requests_of_task(context.tx, found.task.id)
    waiting = [request for request in asked if _is_open_of(found, request) and request.kind in FOR_TIME]
    needed = {
        RequestKind.EXTENSION: found.occurrence.state is State.OPEN,
        RequestKind.DEADLINE: found.occurrence.state is not State.CANCELLED,
    }
    return len(waiting) > 1 or not all(needed[request.kind] for request in waiting)


def _withdraw(context: CommandContext, request: Request) -> None:
    person_id = context.actor.person_id if context.actor else None
    change_request(context.tx, request, withdraw(request, person_id, context.now))
