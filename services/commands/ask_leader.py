"""Questions to the leaders, calls for an explanation, and the answers to both."""

from dataclasses import replace
from datetime import date

from documents.plans.deadlines.extension_text import read_wish
from domain.authorisation import may_act_on_requests, may_confirm, may_decide, may_report
from domain.history import EventKind
from domain.messages import Command, Refused
from domain.messages.accounts import OnlyForRole
from domain.messages.questions import ReasonMissing, WhichTask
from domain.messages.requests import AnswerRequest, AskExplanation, AskLeader, NobodyToAsk, RequestNews
from domain.messages.tasks import TaskCancelled
from domain.people import ACTS_ON_REQUESTS, UNIT_ROLES, Role
from domain.requests import EXPLAINED_WITHIN_WORKING_DAYS, Request, RequestKind, RequestState, answer
from domain.tasks import State
from services.commands.request_extension import refuse_second
from services.context.command_context import CommandContext, Reply
from services.context.find_request import request_meant
from services.context.find_task import numbers_meant, reportable_task, short_enough, visible_task
from services.context.notify import concerned, people_in, tell
from services.context.record_change import record
from services.context.summaries import request_summary, summary_of
from storage.people import is_removed
from storage.requests import add_request, change_request
from storage.tasks import TaskNow


def ask_leader(context: CommandContext, command: AskLeader) -> Reply:
    """Bring a question to the leaders; the first answer counts."""
    number = numbers_meant(context, AskLeader, () if command.number is None else (command.number,))[0]
    text = _words(number, AskLeader, command.text)
    found = visible_task(context, number) if may_confirm(context.person) else reportable_task(context, number)
    refuse_second(context, found, RequestKind.QUESTION)
    leaders = people_in(context, Role.LEADER)
    if not leaders:
        raise Refused(NobodyToAsk(Role.LEADER.value))
    request = _add(context, found, RequestKind.QUESTION, text)
    record(context, EventKind.QUESTION_ASKED, found, {"detail": text, "request": request.id})
    _bring(context, found, request, leaders)
    return Reply([RequestNews("asked", summary_of(context, found), request_summary(context, found, request))])


def ask_explanation(context: CommandContext, command: AskExplanation) -> Reply:
    """Call on the lead unit to explain by the day named, by default within two working days.

    Typed by somebody of the lead unit itself it is the explanation.
    """
    if not may_act_on_requests(context.person):
        if UNIT_ROLES & context.person.roles:
            return answer_request(context, AnswerRequest(command.number, command.text))
        raise Refused(OnlyForRole(AskExplanation.canonical, tuple(sorted(ACTS_ON_REQUESTS))))
    number = numbers_meant(context, AskExplanation, () if command.number is None else (command.number,))[0]
    if not command.is_number_sure:  # it would go out to a whole unit at once: better one question more
        raise Refused(WhichTask(AskExplanation.canonical, (number,)))
    text = short_enough(command.text) or ""
    found = visible_task(context, number)
    if found.occurrence.state is State.CANCELLED:
        raise Refused(TaskCancelled(number, found.task.title))
    refuse_second(context, found, RequestKind.EXPLANATION)
    wish = read_wish(text, context.said_on, context.today) if text else None
    day = wish.last_day if wish else context.calendar.add_working_days(context.today, EXPLAINED_WITHIN_WORKING_DAYS)
    request = _add(context, found, RequestKind.EXPLANATION, text, day)
    record(context, EventKind.EXPLANATION_ASKED, found, {"detail": text, "request": request.id})
    who = concerned(context, found)
    _bring(context, found, request, who.lead | who.heads)
    return Reply([RequestNews("asked", summary_of(context, found), request_summary(context, found, request))])


def answer_request(context: CommandContext, command: AnswerRequest) -> Reply:
    """Answer the open question (leaders) or explain (people of the lead unit); it goes back to the person who asked."""
    number = numbers_meant(context, AnswerRequest, () if command.number is None else (command.number,))[0]
    text = _words(number, AnswerRequest, command.text)
    found = visible_task(context, number)
    request = request_meant(context, found, *_answerable(context, found))
    request = change_request(context.tx, request, answer(request, context.person.person_id, context.now, text))
    is_question = request.kind is RequestKind.QUESTION
    what = EventKind.QUESTION_ANSWERED if is_question else EventKind.EXPLANATION_GIVEN
    record(context, what, found, {"detail": text, "request": request.id})
    news = RequestNews("answered", summary_of(context, found), request_summary(context, found, request))
    people = people_in(context, Role.COORDINATOR) | _who_waits(context, found, request)
    tell(context, f"answered:{request.id}", people, news)
    return Reply([replace(news, is_mine=True)])


def _who_waits(context: CommandContext, found: TaskNow, request: Request) -> frozenset[int]:
    """Who asked; of somebody who has left the head of the unit, or the leaders where a leader had asked."""
    if not is_removed(context.tx, request.asked_by):
        return frozenset({request.asked_by})
    is_question = request.kind is RequestKind.QUESTION
    return concerned(context, found).heads if is_question else people_in(context, Role.LEADER)


def _answerable(context: CommandContext, found: TaskNow) -> tuple[RequestKind, ...]:
    kinds = []
    if may_decide(context.person):
        kinds.append(RequestKind.QUESTION)
    if may_report(context.person, found.task, context.my_units):
        kinds.append(RequestKind.EXPLANATION)
    if not kinds:
        raise Refused(OnlyForRole(AnswerRequest.canonical, (Role.LEADER.value,)))
    return tuple(kinds)


def _words(number: int, command: type[Command], typed: str) -> str:
    text = short_enough(typed) or ""
    if not text:
        raise Refused(ReasonMissing(number, command.canonical))
    return text


def _add(context: CommandContext, found: TaskNow, kind: RequestKind, text: str, day: date | None = None) -> Request:
    new = Request(
        id=0,
        task_id=found.task.id,
        occurrence_id=found.occurrence.id,
        kind=kind,
        state=RequestState.OPEN,
        asked_by=context.person.person_id,
        asked_at=context.now,
        text=text,
        wanted_day=day,
    )
    return add_request(context.tx, context.organisation.id, new)


def _bring(context: CommandContext, found: TaskNow, request: Request, people: frozenset[int]) -> None:
    news = RequestNews(
        "brought", summary_of(context, found), request_summary(context, found, request, AnswerRequest.canonical)
    )
    tell(context, f"request:{request.id}", people, news)
