"""Questions to the leaders, calls for an explanation, and the answers to both."""

from datetime import date

from documents.plans.deadlines.extension_text import read_wish
from domain.authorisation import ACTS_ON_REQUESTS, OF_UNIT, may_act_on_requests, may_confirm, may_decide, may_report
from domain.commands import AnswerRequest, AskExplanation, AskLeader
from domain.people import Role
from domain.refusals import OnlyForRole, ReasonMissing, Refused, TaskCancelled, WhichTask
from domain.request_notices import RequestNews
from domain.request_refusals import NobodyToAsk
from domain.requests import EXPLAINED_WITHIN_WORKING_DAYS, Request, RequestKind, RequestState, answer
from domain.tasks import State
from services.desk import Desk, Reply
from services.request_extension import refuse_second
from services.request_lines import request_line, request_meant
from services.task_lines import line_of, numbers_meant, record, reportable_task, short_enough, visible_task
from services.tell_concerned import concerned, people_in, tell
from storage.requests import add_request, change_request
from storage.tasks import TaskNow


def ask_leader(desk: Desk, command: AskLeader) -> Reply:
    """Bring a question to the leaders; whoever answers first has answered."""
    number = numbers_meant(desk, "ask", () if command.number is None else (command.number,))[0]
    text = _words(number, "ask", command.text)
    found = visible_task(desk, number) if may_confirm(desk.person) else reportable_task(desk, number)
    refuse_second(desk, found, RequestKind.QUESTION)
    leaders = people_in(desk, Role.LEADER)
    if not leaders:
        raise Refused(NobodyToAsk(Role.LEADER.value))
    request = _add(desk, found, RequestKind.QUESTION, text)
    record(desk, "question_asked", found, {"detail": text, "request": request.id})
    _bring(desk, found, request, leaders)
    return Reply([RequestNews("asked", line_of(desk, found), request_line(desk, found, request))])


def ask_explanation(desk: Desk, command: AskExplanation) -> Reply:
    """Call on the lead unit to explain by the day named, by default within two working days.

    Typed by somebody of the lead unit itself it is the explanation.
    """
    if not may_act_on_requests(desk.person):
        if OF_UNIT & desk.person.roles:
            return answer_request(desk, AnswerRequest(command.number, command.text))
        raise Refused(OnlyForRole("explain", tuple(sorted(ACTS_ON_REQUESTS))))
    number = numbers_meant(desk, "explain", () if command.number is None else (command.number,))[0]
    if not command.is_number_sure:  # it would go out to a whole unit at once: better one question more
        raise Refused(WhichTask("explain", (number,)))
    text = short_enough(command.text) or ""
    found = visible_task(desk, number)
    if found.occurrence.state is State.CANCELLED:
        raise Refused(TaskCancelled(number, found.task.title))
    refuse_second(desk, found, RequestKind.EXPLANATION)
    wish = read_wish(text, desk.said_on, desk.today) if text else None
    day = wish.last_day if wish else desk.calendar.add_working_days(desk.today, EXPLAINED_WITHIN_WORKING_DAYS)
    request = _add(desk, found, RequestKind.EXPLANATION, text, day)
    record(desk, "explanation_asked", found, {"detail": text, "request": request.id})
    who = concerned(desk, found)
    _bring(desk, found, request, who.lead | who.heads)
    return Reply([RequestNews("asked", line_of(desk, found), request_line(desk, found, request))])


def answer_request(desk: Desk, command: AnswerRequest) -> Reply:
    """Answer the open question (leaders) or explain (people of the lead unit); it goes back to whoever asked."""
    number = numbers_meant(desk, "answer", () if command.number is None else (command.number,))[0]
    text = _words(number, "answer", command.text)
    found = visible_task(desk, number)
    request = request_meant(desk, found, *_answerable(desk, found))
    request = change_request(desk.tx, request, answer(request, desk.person.person_id, desk.now, text))
    is_question = request.kind is RequestKind.QUESTION
    what = "question_answered" if is_question else "explanation_given"
    record(desk, what, found, {"detail": text, "request": request.id})
    news = RequestNews("answered", line_of(desk, found), request_line(desk, found, request))
    tell(desk, f"answered:{request.id}", {request.asked_by} | people_in(desk, Role.COORDINATOR), news)
    return Reply([news])


def _answerable(desk: Desk, found: TaskNow) -> tuple[RequestKind, ...]:
    kinds = []
    if may_decide(desk.person):
        kinds.append(RequestKind.QUESTION)
    if may_report(desk.person, found.task, desk.my_units):
        kinds.append(RequestKind.EXPLANATION)
    if not kinds:
        raise Refused(OnlyForRole("answer", (Role.LEADER.value,)))
    return tuple(kinds)


def _words(number: int, command: str, typed: str) -> str:
    text = short_enough(typed) or ""
    if not text:
        raise Refused(ReasonMissing(number, command))
    return text


def _add(desk: Desk, found: TaskNow, kind: RequestKind, text: str, day: date | None = None) -> Request:
    new = Request(
        id=0,
        task_id=found.task.id,
        occurrence_id=found.occurrence.id,
        kind=kind,
        state=RequestState.OPEN,
        asked_by=desk.person.person_id,
        asked_at=desk.now,
        text=text,
        wanted_day=day,
    )
    return add_request(desk.tx, desk.organisation.id, new)


def _bring(desk: Desk, found: TaskNow, request: Request, people: frozenset[int]) -> None:
    news = RequestNews("brought", line_of(desk, found), request_line(desk, found, request, "answer"))
    tell(desk, f"request:{request.id}", people, news)
