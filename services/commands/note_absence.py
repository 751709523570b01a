"""Records absences and early returns; the stand-in, the head and those who must fill a gap are notified."""

from dataclasses import replace
from datetime import date

from documents.plans.deadlines.date_ranges import read_stretch
from domain.history import STAND_IN, EventKind
from domain.messages import Command, Refused
from domain.messages.people import (
    AbsenceEnded,
    AbsenceIsOver,
    AbsenceNoted,
    AbsenceTooLong,
    AwayAlready,
    DaysOfAbsenceMissing,
    EndAbsence,
    NotAway,
    NoteAbsence,
    NotOfYourUnit,
    StandInNotPossible,
)
from domain.people import LONGEST_ABSENCE_DAYS, MANAGES_PEOPLE, UNIT_ROLES, Absence, Role
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import find_person
from services.context.notify import people_in, tell
from services.context.record_change import person_before, record
from services.context.stand_in import contacts_today
from services.context.vacancies import gaps_left_by, heads_of, offices_meanwhile
from storage.absences import add_absence, end_absences, load_absences
from storage.people import Contact, load_contacts

LONGEST_ECHO = 60
CONCERNED_BY_OFFICES = (Role.COORDINATOR, Role.LEADER, Role.ADMINISTRATOR)


def note_absence(context: CommandContext, command: NoteAbsence) -> Reply:
    """Write the absence down; from its first day on the stand-in gets and may do what the absent one may."""
    _ = context.person
    contacts = load_contacts(context.tx, context.organisation.id)
    absent = _meant(context, contacts, command.name, NoteAbsence)
    first, last = _days(context, command.text)
    absences = load_absences(context.tx, context.organisation.id, context.today)
    if known := _overlapping(absences, absent.id, first, last):
        is_mine = absent.id == context.person.person_id
        raise Refused(AwayAlready(absent.name, known.first_day, known.last_day, is_mine))
    stand_in = _stand_in(contacts, command.stand_in, absent, absences, (first, last)) if command.stand_in else None
    stand_in_id = stand_in.id if stand_in else None
    kept = person_before(context, absent.id)
    add_absence(
        context.tx,
        context.organisation.id,
        absent.id,
        stand_in_id,
        (first, last),
        context.person.person_id,
        context.now,
    )
    name = stand_in.name if stand_in else None
    detail = f"{absent.name}: {first.day}/{first.month} - {last.day}/{last.month}/{last.year}"
    record(
        context,
        EventKind.ABSENCE_NOTED,
        None,
        {"detail": f"{detail}{STAND_IN}{name}" if name else detail, **kept.facts()},
    )
    gaps = gaps_left_by(context, absent, max(first, context.today), last)
    offices = offices_meanwhile(context, absent, max(first, context.today), last)
    noted = AbsenceNoted(absent.name, first, last, name, context.person.name, "author", gaps, offices)
    _tell(context, noted, absent, stand_in_id)
    return Reply([noted])


def end_absence(context: CommandContext, command: EndAbsence) -> Reply:
    """The person is back from now on; an absence still to come will not be."""
    _ = context.person
    contacts = load_contacts(context.tx, context.organisation.id)
    absent = _meant(context, contacts, command.name, EndAbsence)
    open_ones = [
        a for a in load_absences(context.tx, context.organisation.id, context.today) if a.person_id == absent.id
    ]
    if not open_ones:
        raise Refused(NotAway(absent.name, absent.id == context.person.person_id))
    ended = open_ones[0]
    kept = person_before(context, absent.id)
    end_absences(context.tx, [ended.id], context.now)
    stand_in = next((c.name for c in contacts if c.id == ended.stand_in_id), None)
    record(context, EventKind.ABSENCE_ENDED, None, {"detail": absent.name, **kept.facts()})
    response = AbsenceEnded(absent.name, stand_in, context.person.name, "author")
    key = f"back:{ended.id}:{context.inbox_id or context.now.isoformat()}"
    tell(context, key, {absent.id}, replace(response, to="absent"))
    tell(context, key, {ended.stand_in_id} if ended.stand_in_id else set(), replace(response, to="stand_in"))
    tell(context, key, heads_of(contacts, absent) - {absent.id, ended.stand_in_id or 0}, replace(response, to="above"))
    return Reply([response])


def _tell(context: CommandContext, noted: AbsenceNoted, absent: Contact, stand_in_id: int | None) -> None:
    """Each once: the absent one (unless they noted it), stand-in, heads, and who must fill a gap or an office."""
    key = f"absence:{absent.id}:{noted.first_day.isoformat()}:{context.inbox_id or context.now.isoformat()}"
    tell(context, key, {absent.id}, replace(noted, to="absent"))
    if stand_in_id is not None:
        tell(context, key, {stand_in_id}, replace(noted, to="stand_in"))
    above = heads_of(contacts_today(context), absent)
    above |= people_in(context, Role.COORDINATOR) if noted.gaps else frozenset()
    above |= people_in(context, *CONCERNED_BY_OFFICES) if noted.offices else frozenset()
    tell(context, key, above - {absent.id, stand_in_id or 0}, replace(noted, to="above"))


def _meant(context: CommandContext, contacts: tuple[Contact, ...], name: str, command: type[Command]) -> Contact:
    """The person themselves, or whom they name: heads for their unit, coordinators and administrators for all."""
    if not name:
        return next(c for c in contacts if c.id == context.person.person_id)
    found = find_person(contacts, name, command)
    if found.id == context.person.person_id or context.person.roles & MANAGES_PEOPLE:
        return found
    me = next(c for c in contacts_today(context) if c.id == context.person.person_id)
    headed = {unit_id for unit_id, role in me.memberships if role is Role.HEAD}
    if not headed & found.unit_ids:
        raise Refused(NotOfYourUnit(found.name))
    return found


def _days(context: CommandContext, text: str) -> tuple[date, date]:
    found = read_stretch(text, context.said_on)
    if found is None:
        raise Refused(DaysOfAbsenceMissing(text[:LONGEST_ECHO]))
    first, last = found
    if last < context.today:
        raise Refused(AbsenceIsOver(last))
    if (length := (last - first).days + 1) > LONGEST_ABSENCE_DAYS:
        raise Refused(AbsenceTooLong(length, LONGEST_ABSENCE_DAYS))
    return first, last


def _overlapping(absences: tuple[Absence, ...], person_id: int, first: date, last: date) -> Absence | None:
    return next((a for a in absences if a.person_id == person_id and a.overlaps(first, last)), None)


def _stand_in(
    contacts: tuple[Contact, ...], name: str, absent: Contact, absences: tuple[Absence, ...], days: tuple[date, date]
) -> Contact:
    """Somebody else of a unit or an office of the absent one, who is there on all of these days."""
    found = find_person(contacts, name, NoteAbsence)
    if found.id == absent.id:
        raise Refused(StandInNotPossible(found.name, "self"))
    if not (found.unit_ids & absent.unit_ids or (found.roles & absent.roles) - UNIT_ROLES):
        raise Refused(StandInNotPossible(found.name, "unit"))
    if away := _overlapping(absences, found.id, *days):
        raise Refused(StandInNotPossible(found.name, "away", away.first_day, away.last_day))
    return found
