"""Takes a request for more time to the coordinators, who pass it on to the leaders."""

from documents.plans.deadlines.extension_text import Wish, read_wish
from domain.commands import RequestExtension
from domain.people import Role
from domain.refusals import ReasonMissing, Refused
from domain.request_notices import RequestNews
from domain.request_refusals import AlreadyAsked, NoDayNamed, NoDeadlineToMove, NotLater
from domain.requests import Request, RequestKind, RequestState
from services.desk import Desk, Reply
from services.request_lines import leader_decides, request_line
from services.task_lines import line_of, numbers_meant, record, reportable_task, short_enough
from services.tell_concerned import people_in, tell
from storage.people import name_of
from storage.requests import add_request, open_request
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
