"""Takes a request for more time to the coordinators, and takes requests back."""

from collections.abc import Iterable

from documents.plans.wishes import Wish, read_wish
from domain.commands import RequestExtension
from domain.people import Role
from domain.refusals import ChangedSince, ReasonMissing, Refused
from domain.request_notices import RequestNews
from domain.request_refusals import AlreadyAsked, NoDayNamed, NoDeadlineToMove, NotLater
from domain.requests import Request, RequestKind, RequestState, reopen, withdraw
from services.context.command_context import Desk, Reply
from services.context.find_request import leader_decides, request_line
from services.context.notify import people_in, tell
from services.context.task_lines import line_of, numbers_meant, record, reportable_task, short_enough
from storage.people import name_of
from storage.requests import add_request, change_request, find_request, open_request, requests_of_number
from storage.tasks import TaskNow

LONGEST_DAYS = 731  # nobody asks for more than two years; a slip of the finger might


def request_extension(desk: Desk, command: RequestExtension) -> Reply:
    """Write the request down and bring it to the coordinators; where there are none, to the leaders."""
    number = numbers_meant(desk, "extend", () if command.number is None else (command.number,))[0]
    text = short_enough(command.text) or ""
    found = reportable_task(desk, number)
    wish = _wish(desk, found, text)
    refuse_second(desk, found, RequestKind.EXTENSION, RequestKind.DEADLINE)
    request = add_request(desk.tx, desk.organisation.id, _request(desk, found, wish))
    record(desk, "extension_asked", found, {"detail": f"{wish.wording}: {wish.reason}", "request": request.id})
    _bring(desk, found, request)
    return Reply([RequestNews("asked", line_of(desk, found), request_line(desk, found, request))])


def refuse_second(desk: Desk, found: TaskNow, *kinds: RequestKind) -> None:
    """Raises Refused(AlreadyAsked) when one of these kinds waits for its answer already."""
    waiting = open_request(desk.tx, found.occurrence.id, kinds)
    if waiting is not None:
        name = name_of(desk.tx, waiting.asked_by)
        raise Refused(AlreadyAsked(found.task.number, waiting.kind.value, name, waiting.asked_at))


def later_day(desk: Desk, found: TaskNow, text: str) -> Wish:
    """The new last day that the text names.

    Raises Refused with NoDayNamed or NotLater.
    """
    occurrence = found.occurrence
    wish = read_wish(text, desk.said_on, occurrence.last_day)
    if wish is None:
        raise Refused(NoDayNamed(found.task.number, text))
    earliest = max(filter(None, (occurrence.last_day, desk.today)))
    is_later = wish.last_day > earliest or (wish.last_day == desk.today and wish.last_day != occurrence.last_day)
    if not is_later or (wish.last_day - desk.today).days > LONGEST_DAYS:
        raise Refused(NotLater(found.task.number, wish.last_day, occurrence.last_day))
    return wish


def _wish(desk: Desk, found: TaskNow, text: str) -> Wish:
    if found.occurrence.is_check_in or found.occurrence.last_day is None:
        raise Refused(NoDeadlineToMove(found.task.number, found.task.title))
    wish = later_day(desk, found, text)
    if not wish.reason:
        raise Refused(ReasonMissing(found.task.number, "extend"))
    return wish


def _request(desk: Desk, found: TaskNow, wish: Wish) -> Request:
    return Request(
        id=0,
        task_id=found.task.id,
        occurrence_id=found.occurrence.id,
        kind=RequestKind.EXTENSION,
        state=RequestState.OPEN,
        asked_by=desk.person.person_id,
        asked_at=desk.now,
        text=wish.reason,
        wanted_day=wish.last_day,
        wanted_time=wish.at_time,
        wanted_wording=wish.wording,
        old_day=found.occurrence.last_day,
    )


def _bring(desk: Desk, found: TaskNow, request: Request) -> None:
    coordinators = people_in(desk, Role.COORDINATOR)
    awaits = "recommend" if leader_decides(desk) else "decide"
    news = RequestNews("brought", line_of(desk, found), request_line(desk, found, request, awaits))
    if tell(desk, f"request:{request.id}", coordinators, news) == 0:
        up = RequestNews("brought", line_of(desk, found), request_line(desk, found, request, "decide"))
        tell(desk, f"request:{request.id}:up", people_in(desk, Role.LEADER), up)


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
