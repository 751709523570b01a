"""Somebody is away for some days, or back early; whoever stands in, the head, and those who see a gap hear of it."""

from dataclasses import replace
from datetime import date

from documents.plans.deadlines.date_ranges import read_stretch
from domain.absences import MOST_DAYS, Absence
from domain.authorisation import MANAGES_PEOPLE
from domain.commands import EndAbsence, NoteAbsence
from domain.people import UNIT_ROLES, Role
from domain.people_notices import AbsenceEnded, AbsenceNoted
from domain.people_refusals import (
    AbsenceIsOver,
    AbsenceTooLong,
    AwayAlready,
    DaysOfAbsenceMissing,
    NotAway,
    NotOfYourUnit,
    StandInNotPossible,
)
from domain.refusals import Refused
from services.desk import Desk, Reply
from services.find_gaps import gaps_left_by, heads_of
from services.find_person import find_person
from services.rows_before import person_before
from services.stand_in import contacts_today
from services.task_lines import record
from services.tell_concerned import people_in, tell
from storage.absences import add_absence, end_absences, load_absences
from storage.people import Contact, load_contacts

LONGEST_ECHO = 60


def note_absence(desk: Desk, command: NoteAbsence) -> Reply:
    """Write the absence down; from its first day on the stand-in gets and may do what the absent one may."""
    _ = desk.person
    contacts = load_contacts(desk.tx, desk.organisation.id)
    absent = _meant(desk, contacts, command.name, "leave")
    first, last = _days(desk, command.text)
    absences = load_absences(desk.tx, desk.organisation.id, desk.today)
    if known := _overlapping(absences, absent.id, first, last):
        is_mine = absent.id == desk.person.person_id
        raise Refused(AwayAlready(absent.name, known.first_day, known.last_day, is_mine))
    stand_in = _stand_in(contacts, command.stand_in, absent, absences, (first, last)) if command.stand_in else None
    stand_in_id = stand_in.id if stand_in else None
    kept = person_before(desk, absent.id)
    add_absence(desk.tx, desk.organisation.id, absent.id, stand_in_id, (first, last), desk.person.person_id, desk.now)
    name = stand_in.name if stand_in else None
    detail = f"{absent.name}: {first.day}/{first.month} - {last.day}/{last.month}/{last.year}"
    record(desk, "absence_noted", None, {"detail": f"{detail}, {name} làm thay" if name else detail, **kept.facts()})
    gaps = gaps_left_by(desk, absent, max(first, desk.today), last)
    noted = AbsenceNoted(absent.name, first, last, name, desk.person.name, "author", gaps)
    _tell(desk, noted, absent, stand_in_id)
    return Reply([noted])


def end_absence(desk: Desk, command: EndAbsence) -> Reply:
    """The person is back from now on; an absence still to come will not be."""
    _ = desk.person
    contacts = load_contacts(desk.tx, desk.organisation.id)
    absent = _meant(desk, contacts, command.name, "back")
    open_ones = [a for a in load_absences(desk.tx, desk.organisation.id, desk.today) if a.person_id == absent.id]
    if not open_ones:
        raise Refused(NotAway(absent.name, absent.id == desk.person.person_id))
    ended = open_ones[0]
    kept = person_before(desk, absent.id)
    end_absences(desk.tx, [ended.id], desk.now)
    stand_in = next((c.name for c in contacts if c.id == ended.stand_in_id), None)
    record(desk, "absence_ended", None, {"detail": absent.name, **kept.facts()})
    saying = AbsenceEnded(absent.name, stand_in, desk.person.name, "author")
    key = f"back:{ended.id}:{desk.inbox_id or desk.now.isoformat()}"
    tell(desk, key, {absent.id}, replace(saying, to="absent"))
    tell(desk, key, {ended.stand_in_id} if ended.stand_in_id else set(), replace(saying, to="stand_in"))
    tell(desk, key, heads_of(contacts, absent) - {absent.id, ended.stand_in_id or 0}, replace(saying, to="above"))
    return Reply([saying])


def _tell(desk: Desk, noted: AbsenceNoted, absent: Contact, stand_in_id: int | None) -> None:
    """Each once: the absent one (when somebody else noted it), the stand-in, heads, and of a gap the coordinators."""
    key = f"absence:{absent.id}:{noted.first_day.isoformat()}:{desk.inbox_id or desk.now.isoformat()}"
    tell(desk, key, {absent.id}, replace(noted, to="absent"))
    if stand_in_id is not None:
        tell(desk, key, {stand_in_id}, replace(noted, to="stand_in"))
    above = heads_of(contacts_today(desk), absent)
    above |= people_in(desk, Role.COORDINATOR) if noted.gaps else frozenset()
    tell(desk, key, above - {absent.id, stand_in_id or 0}, replace(noted, to="above"))


def _meant(desk: Desk, contacts: tuple[Contact, ...], name: str, command: str) -> Contact:
    """The person themselves, or whom they name: heads for their unit, coordinators and administrators for all."""
    if not name:
        return next(c for c in contacts if c.id == desk.person.person_id)
    found = find_person(contacts, name, command)
    if found.id == desk.person.person_id or desk.person.roles & MANAGES_PEOPLE:
        return found
    me = next(c for c in contacts_today(desk) if c.id == desk.person.person_id)
    headed = {unit_id for unit_id, role in me.memberships if role is Role.HEAD}
    if not headed & found.unit_ids:
        raise Refused(NotOfYourUnit(found.name))
    return found


def _days(desk: Desk, text: str) -> tuple[date, date]:
    found = read_stretch(text, desk.said_on)
    if found is None:
        raise Refused(DaysOfAbsenceMissing(text[:LONGEST_ECHO]))
    first, last = found
    if last < desk.today:
        raise Refused(AbsenceIsOver(last))
    if (length := (last - first).days + 1) > MOST_DAYS:
        raise Refused(AbsenceTooLong(length, MOST_DAYS))
    return first, last


def _overlapping(absences: tuple[Absence, ...], person_id: int, first: date, last: date) -> Absence | None:
    return next((a for a in absences if a.person_id == person_id and a.overlaps(first, last)), None)


def _stand_in(
    contacts: tuple[Contact, ...], name: str, absent: Contact, absences: tuple[Absence, ...], days: tuple[date, date]
) -> Contact:
    """Somebody else of a unit or an office of the absent one, who is there on all of these days."""
    found = find_person(contacts, name, "leave")
    if found.id == absent.id:
        raise Refused(StandInNotPossible(found.name, "self"))
    if not (found.unit_ids & absent.unit_ids or (found.roles & absent.roles) - UNIT_ROLES):
        raise Refused(StandInNotPossible(found.name, "unit"))
    if away := _overlapping(absences, found.id, *days):
        raise Refused(StandInNotPossible(found.name, "away", away.first_day, away.last_day))
    return found
