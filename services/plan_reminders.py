"""Opens new check-in periods and posts this morning's messages: one per person, never outside sending times."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from domain.calendars import WorkingCalendar
from domain.deliveries import Priority
from domain.heard import Heard
from domain.looks import next_look, period_opens_at
from domain.organisations import Organisation
from domain.periods import period_of
from domain.quotas import Room, most_room
from domain.reminders import Stage, is_sending_time, next_sending_time
from domain.requests import Request
from domain.requests import turning_days as turning_days_of
from domain.tasks import State
from services.assign_reminders import MorningOf, Situation, assign_reminders
from services.desk import Desk
from services.own_hours import sending_time_for, with_own_hours
from services.stand_in import contacts_today
from services.watch_quota import rooms_now
from services.working_calendar import load_calendar
from storage.assignments import load_assignments
from storage.database import Transaction
from storage.looks import Look, due_looks, planned_of_due, set_looks, turning_days
from storage.open_tasks import load_open_tasks
from storage.outbox import OutboxState, Post, post_all, unsent_rows
from storage.people import Contact
from storage.reminders import Planned, add_carried, load_planned
from storage.requests import requests_by_occurrence
from storage.shares import shares_of_open
from storage.talks import is_sent
from storage.tasks import TaskNow, add_occurrence, load_tasks
from storage.units import Directory, load_directory, load_members

DIGEST = "digest"


@dataclass(slots=True)
class _Round:
    """What came of looking: messages posted, and occurrences of which something is still to be said.

    `busy` wait for a message that is being sent this moment: the next tick looks again. `tomorrow` are those of people
    who had their message of the day, or who are spared while messages run out.
    """

    posted: int = 0
    busy: set[int] = field(default_factory=set)
    tomorrow: set[int] = field(default_factory=set)


def plan_reminders(tx: Transaction, organisation: Organisation, now: datetime) -> int:
    """Post what has come due for everybody who can be reached; gives the number of messages.

    Only what has come due to be looked at is looked at, and the next look at it is written down.
    After an outage of any length the same call catches up with one message each. People without a living chat account
    are left for later: linking has their tasks looked at again, and they hear what stands then.
    """
    organisation = with_own_hours(tx, organisation)
    desk = Desk(tx, organisation, now, Heard("", ""))
    looks = due_looks(tx, organisation.id, now)
    if open_periods(desk, looks):
        looks = due_looks(tx, organisation.id, now)
    if not looks:
        return 0
    first = min(look.found.task.created_on for look in looks)
    calendar = load_calendar(tx, organisation.id, min(first, desk.today), desk.today)
    if not is_sending_time(now, organisation.zone, calendar, organisation.policy, organisation.morning_from):
        set_looks(tx, _when_sending_begins(desk, calendar, looks))
        return 0
    done = _plan(desk, calendar, [look.found for look in looks if look.is_open])
    set_looks(tx, _next_looks(desk, calendar, looks, done))
    return done.posted


def _plan(desk: Desk, calendar: WorkingCalendar, tasks: Sequence[TaskNow]) -> _Round:
    done = _Round()
    if not tasks:
        return done
    tx, organisation_id = desk.tx, desk.organisation.id
    planned = planned_of_due(tx, organisation_id, desk.now)
    contacts, directory = contacts_today(desk), Directory({}, load_members(tx, organisation_id))
    handed = load_assignments(tx, organisation_id)
    shares = shares_of_open(tx, organisation_id)
    asked = requests_by_occurrence(tx, organisation_id)
    situation = Situation(desk.organisation, calendar, tasks, contacts, directory, planned, handed, shares, asked)
    mornings, put_off = _mornings(desk, situation)
    done.tomorrow.update(put_off)
    _post(desk, calendar, mornings, done)
    return done


def _next_looks(
    desk: Desk, calendar: WorkingCalendar, looks: Iterable[Look], done: _Round
) -> dict[int, datetime | None]:
    organisation, today = desk.organisation, desk.today
    absences = turning_days(desk.tx, organisation.id, today)
    turns = {calendar.on_or_after(day) for first, last in absences for day in (first, last + timedelta(days=1))}
    tomorrow = calendar.on_or_after(today + timedelta(days=1))
    asked = requests_by_occurrence(desk.tx, organisation.id)
    found: dict[int, datetime | None] = {}
    for look in looks:
        task, occurrence = look.found.task, look.found.occurrence
        if occurrence.id in done.busy:
            continue
        more = turns | _days_of(asked.get(occurrence.id, ()), organisation, calendar)
        more |= {tomorrow} if occurrence.id in done.tomorrow else set()
        at = next_look(task, occurrence, organisation, calendar, today, more) if look.is_newest else None
        found[occurrence.id] = at
    return found


def _days_of(requests: Iterable[Request], organisation: Organisation, calendar: WorkingCalendar) -> frozenset[date]:
    leader_decides = not organisation.policy.coordinator_decides
    return turning_days_of(requests, calendar, organisation.zone, leader_decides=leader_decides)


def _when_sending_begins(desk: Desk, calendar: WorkingCalendar, looks: Iterable[Look]) -> dict[int, datetime | None]:
    """Nothing may be said now: what is open waits until something may, or until its next period begins."""
    organisation = desk.organisation
    at = next_sending_time(desk.now, organisation.zone, calendar, organisation.policy, organisation.morning_from)
    nothing = _Round()
    found = _next_looks(desk, calendar, [look for look in looks if not look.is_open], nothing)
    for look in looks:
        if look.is_open:
            deadline = look.found.task.deadline
            repeats = [period_opens_at(deadline.kind, desk.today, organisation.zone)] if deadline.is_repeating else []
            found[look.found.occurrence.id] = min([at, *repeats])
    return found


def due_mornings(desk: Desk, situation: Situation) -> list[MorningOf]:
    """What is to be said today, to those who can be reached and for whom the month's messages allow it."""
    return _mornings(desk, situation)[0]


def _mornings(desk: Desk, situation: Situation) -> tuple[list[MorningOf], set[int]]:
    """What is to be said today, and the occurrences of which something is put off because messages run out."""
    rooms = rooms_now(desk.tx, desk.organisation, desk.now)
    room_of = {contact.id: most_room(contact.channels, rooms) for contact in situation.contacts}
    reachable = [contact for contact in situation.contacts if room_of[contact.id] is not Room.RESERVED]
    put_off: set[int] = set()
    if any(contact.channels and room_of[contact.id] is Room.RESERVED for contact in situation.contacts):
        put_off.update(found.occurrence.id for found in situation.tasks)
    mornings = []
    for morning in assign_reminders(_among(situation, reachable), desk.today):
        if _may_be_spared(desk, situation, morning, rooms):
            put_off.update(morning.occurrence_ids())
        else:
            mornings.append(morning)
    return mornings, put_off


def _may_be_spared(desk: Desk, situation: Situation, morning: MorningOf, rooms: Mapping[str, Room]) -> bool:
    """Where messages run out: who had one the working day before gets the next tomorrow, unless it presses."""
    if most_room(morning.contact.channels, rooms) is Room.PLENTY or any(_presses(s) for _, s in morning.items):
        return False
    day_before = situation.calendar.on_or_before(desk.today - timedelta(days=1))
    return is_sent(desk.tx, desk.organisation.id, digest_key(morning.contact.id, day_before))


def _presses(stage: Stage) -> bool:
    return stage.code == "before:0" or stage.code.startswith("overdue")


def load_situation(desk: Desk, *, only_open: bool = False, with_planned: bool = True) -> Situation:
    """Everything reminders are decided from, as of now; of the tasks all, or only those that are not closed.

    What was planned before is much; who only puts a message together does not ask for it.
    """
    tx, organisation_id = desk.tx, desk.organisation.id
    tasks = load_open_tasks(tx, organisation_id) if only_open else load_tasks(tx, organisation_id)
    first = min((found.task.created_on for found in tasks), default=desk.today)
    return Situation(
        desk.organisation,
        load_calendar(tx, organisation_id, min(first, desk.today), desk.today),
        tasks,
        contacts_today(desk),
        load_directory(tx, organisation_id),
        load_planned(tx, organisation_id) if with_planned else (),
        load_assignments(tx, organisation_id),
        shares_of_open(tx, organisation_id),
        requests_by_occurrence(tx, organisation_id),
    )


def open_periods(desk: Desk, looks: Iterable[Look]) -> int:
    """For each repeating task to be looked at, open the occurrence of the period we are in; gives how many."""
    repeating = [look for look in looks if look.is_newest and look.found.task.deadline.is_repeating]
    return sum(_open_period(desk, look.found) for look in repeating)


def _open_period(desk: Desk, newest: TaskNow) -> bool:
    period = period_of(newest.task.deadline.kind, desk.today)
    if newest.occurrence.state is State.CANCELLED or period.code == newest.occurrence.period:
        return False
    days = (period.first_day, period.last_day, None)
    return add_occurrence(desk.tx, desk.organisation.id, newest.task.id, period.code, days)


def _among(situation: Situation, contacts: list[Contact]) -> Situation:
    return replace(situation, contacts=contacts)


def digest_key(person_id: int, day: date) -> str:
    """The outbox key that lets a person have one morning message on a day."""
    return f"{DIGEST}:{person_id}:{day.isoformat()}"


def _post(desk: Desk, calendar: WorkingCalendar, mornings: Sequence[MorningOf], done: _Round) -> None:
    """One message per person and day: what is new joins a message still waiting, or comes with tomorrow's.

    So that after days without network each person gets one message and not one for every day.
    """
    unsent = {row.person_id: row for row in unsent_rows(desk.tx, desk.organisation.id, DIGEST)} if mornings else {}
    new = [morning.contact for morning in mornings if morning.contact.id not in unsent]
    posted = _post_new(desk, calendar, new)
    done.posted = len(posted)
    carried: list[tuple[Planned, int]] = []
    for morning in mornings:
        row = unsent.get(morning.contact.id)
        outbox_id = posted.get(morning.contact.id) if row is None else row.id
        if row is not None and row.state is not OutboxState.WAITING:
            done.busy.update(morning.occurrence_ids())
        elif outbox_id is None:
            done.tomorrow.update(morning.occurrence_ids())
        else:
            carried += [(planned, outbox_id) for planned in morning.rows()]
    add_carried(desk.tx, desk.organisation.id, carried, desk.now)


def _post_new(desk: Desk, calendar: WorkingCalendar, contacts: Iterable[Contact]) -> dict[int, int]:
    """The outbox rows by person, each for that person's hour; who had a message of today already is left out."""
    hours = {contact.id: contact.morning_at for contact in contacts}
    people = {digest_key(person, desk.today): person for person in hours}
    at = {own: sending_time_for(own, desk.now, desk.organisation, calendar) for own in set(hours.values())}
    new = [Post(key, DIGEST, Priority.DIGEST, (), at[hours[person]], person) for key, person in people.items()]
    return {people[key]: row for key, row in post_all(desk.tx, desk.organisation.id, new, desk.now).items()}
