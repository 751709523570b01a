"""Ends a person's part: roles, accounts and absences go, the history keeps the name."""

from domain.history import EventKind
from services.context.command_context import CommandContext
from services.context.record_change import record
from services.context.vacancies import gaps_left_by, offices_left_by
from storage.absences import forget_person
from storage.accounts import LEFT_WITHOUT
from storage.offboarding import remove_person
from storage.people import Contact


def remove(context: CommandContext, person: Contact) -> tuple[str, ...]:
    """Record it; returns the units in which nobody can be reached since."""
    remove_person(context.tx, person.id, context.now)
    forget_person(context.tx, person.id, context.now)
    left = offices_left_by(context.tx, context.organisation.id, person)
    record(
        context, EventKind.PERSON_REMOVED, None, {"detail": person.name, **({LEFT_WITHOUT: list(left)} if left else {})}
    )
    return gaps_left_by(context, person, context.today)
