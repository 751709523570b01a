"""Ends a person's part: roles, accounts and absences go, the history keeps the name, open requests get new owners."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.history import EventKind
from domain.messages.requests import RequestsLeft
from services.context.command_context import CommandContext
from services.context.left_requests import hand_over, left_requests
from services.context.record_change import record
from services.context.vacancies import gaps_left_by, offices_left_by
from storage.absences import forget_person
from storage.accounts import LEFT_WITHOUT
from storage.offboarding import remove_person
from storage.people import Contact


@dataclass(frozen=True, slots=True)
class Departure:
    """What a person who left leaves behind: units in which nobody can be reached, and requests that the actor takes."""

    gaps: tuple[str, ...]
    requests: RequestsLeft | None = None


def remove(context: CommandContext, person: Contact, leaving: Collection[int] = ()) -> Departure:
    """Record the departure and notify the new owner of open requests; `leaving`: ids of people removed together."""
    requests = left_requests(context, person, leaving)
    remove_person(context.tx, person.id, context.now)
    forget_person(context.tx, person.id, context.now)
    left = offices_left_by(context.tx, context.organisation.id, person)
    record(
        context, EventKind.PERSON_REMOVED, None, {"detail": person.name, **({LEFT_WITHOUT: list(left)} if left else {})}
    )
    return Departure(gaps_left_by(context, person, context.today), hand_over(context, requests))
