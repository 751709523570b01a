"""Takes a request back: by its asker's undo, or because the task itself settled it."""

from collections.abc import Iterable

from domain.refusals import ChangedSince, Refused
from domain.requests import Request, RequestKind, RequestState, reopen, withdraw
from services.desk import Desk
from storage.requests import change_request, find_request, requests_of_number
from storage.tasks import TaskNow

_SETTLED_BY_THE_TASK = frozenset({RequestKind.EXTENSION, RequestKind.QUESTION})


def withdraw_request(desk: Desk, found: TaskNow, request_id: int) -> None:
    """As long as nobody has said anything about it.

    Raises Refused(ChangedSince) otherwise.
    """
    request = find_request(desk.tx, request_id)
    if request is None or request.state is not RequestState.OPEN or request.recommended_by is not None:
        raise Refused(ChangedSince(found.task.number, found.task.title))
    _withdraw(desk, request)


def settle_requests(desk: Desk, found: TaskNow, *, is_cancelled: bool = False) -> list[int]:
    """The work is said done or is cancelled: nobody needs more time or direction for it. Explanations stay asked, and
    so does another deadline, unless the work is cancelled.

    Returns the ids, which the event keeps as "settled" so that an undo can ask them again.
    """
    asked = requests_of_number(desk.tx, desk.organisation.id, found.task.number)
    kinds = _SETTLED_BY_THE_TASK | ({RequestKind.DEADLINE} if is_cancelled else set())
    settled = [request for request in asked if request.kind in kinds and _is_open_of(found, request)]
    for request in settled:
        _withdraw(desk, request)
    return [request.id for request in settled]


def _is_open_of(found: TaskNow, request: Request) -> bool:
    return request.occurrence_id == found.occurrence.id and request.state is RequestState.OPEN


def reopen_requests(desk: Desk, request_ids: Iterable[int]) -> tuple[str, ...]:
    """What a report had settled is asked again, with the day and the words of the first asking; returns the kinds."""
    found = [find_request(desk.tx, request_id) for request_id in request_ids]
    withdrawn = [request for request in found if request is not None and request.state is RequestState.WITHDRAWN]
    for request in withdrawn:
        change_request(desk.tx, request, reopen(request))
    return tuple(dict.fromkeys(request.kind.value for request in withdrawn))


def _withdraw(desk: Desk, request: Request) -> None:
    person_id = desk.actor.person_id if desk.actor else None
    change_request(desk.tx, request, withdraw(request, person_id, desk.now))
