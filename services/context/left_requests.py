"""Hands the open requests of people who leave to the heads of their units, or else to the coordinators."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.messages.requests import AnswerRequest, RequestsLeft
from domain.messages.summaries import RequestItem
from domain.people import Role
from domain.reminders import Audience
from domain.requests import Request, RequestKind
from services.context.command_context import CommandContext
from services.context.notify import tell
from services.context.recipients import people_of
from services.context.situation import Situation
from services.context.stand_in import contacts_today
from services.context.summaries import request_summary, summary_of
from services.context.vacancies import heads_of
from storage.people import Contact
from storage.requests import open_requests
from storage.tasks import TaskNow, load_assignments, load_tasks, numbers_of_tasks

_OFFICES = (Role.COORDINATOR, Role.LEADER)


@dataclass(frozen=True, slots=True)
class LeftRequests:
    """The open requests of somebody who leaves, and the ids of those whose requests they are from now on."""

    person_id: int
    heirs: frozenset[int]
    notice: RequestsLeft


def left_requests(context: CommandContext, person: Contact, leaving: Collection[int] = ()) -> LeftRequests | None:
    """Find the open requests that `person`, who has not left yet, made or was the only one to answer.

    `leaving` are the ids of those who leave with them. None where nothing is open.
    """
    asked = open_requests(context.tx, context.organisation.id)
    if not asked:
        return None
    gone = frozenset({person.id, *leaving})
    numbers = numbers_of_tasks(context.tx, {request.task_id for request in asked}).values()
    tasks = load_tasks(context.tx, context.organisation.id, sorted(numbers))
    by_occurrence, situation = {found.occurrence.id: found for found in tasks}, _situation(context, tasks)
    heirs, is_of_unit = _heirs(situation.contacts, person, gone)
    items = []
    for request in asked:
        found = by_occurrence.get(request.occurrence_id)
        if found is None or not _is_of(person, request, found, situation, gone):
            continue
        # Only the lead unit can explain; what the person themselves called for others answer.
        awaits = AnswerRequest.canonical if is_of_unit and request.asked_by != person.id else ""
        items.append(RequestItem(summary_of(context, found), request_summary(context, found, request, awaits)))
    return LeftRequests(person.id, heirs, RequestsLeft(person.name, tuple(items))) if items else None


def hand_over(context: CommandContext, left: LeftRequests | None) -> RequestsLeft | None:
    """Notify the heirs in one message each; returns the notice for the actor's own answer where the actor is one."""
    if left is None:
        return None
    key = f"left_requests:{left.person_id}:{context.inbox_id or context.now.isoformat()}"
    tell(context, key, left.heirs, left.notice)
    return left.notice if context.actor and context.actor.person_id in left.heirs else None


def _situation(context: CommandContext, tasks: Sequence[TaskNow]) -> Situation:
    handed = load_assignments(context.tx, context.organisation.id)
    contacts = contacts_today(context)
    return Situation(context.organisation, context.calendar, tasks, contacts, context.directory, assignments=handed)


def _is_of(person: Contact, request: Request, found: TaskNow, situation: Situation, gone: frozenset[int]) -> bool:
    if request.asked_by == person.id:
        return True
    if request.kind is not RequestKind.EXPLANATION:
        return False  # it belongs to the office, not to the person
    asked_of = {contact.id for contact in people_of(situation, found, Audience.LEAD)}
    return person.id in asked_of and asked_of <= gone


def _heirs(contacts: Sequence[Contact], person: Contact, gone: frozenset[int]) -> tuple[frozenset[int], bool]:
    """Of those who can be reached the heads of the unit, else coordinators, else leaders; and whether it is heads."""
    reached = [contact for contact in contacts if contact.channels and contact.id not in gone]
    heads = heads_of(reached, person)
    offices = (frozenset(c.id for c in reached if role in c.roles) for role in _OFFICES)
    return heads or next(filter(None, offices), frozenset()), bool(heads)
