"""Takes a request back: by its asker's undo, or because the task itself settled it."""

from domain.refusals import ChangedSince, Refused
from domain.requests import Request, RequestKind, RequestState, withdraw
from services.desk import Desk
from storage.requests import change_request, find_request, requests_of_task
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


def settle_requests(desk: Desk, found: TaskNow) -> None:
    """The work is said done or is cancelled: nobody needs more time or direction for it. Explanations stay asked."""
    for request in requests_of_task(desk.tx, found.task.id):
        if (
            request.state is RequestState.OPEN
            and request.occurrence_id == found.occurrence.id
            and request.kind in _SETTLED_BY_THE_TASK
        ):
            _withdraw(desk, request)


def _withdraw(desk: Desk, request: Request) -> None:
    person_id = desk.actor.person_id if desk.actor else None
    change_request(desk.tx, request, withdraw(request, person_id, desk.now))
