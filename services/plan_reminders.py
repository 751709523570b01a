"""Opens new check-in periods and posts this morning's messages: one per person, never outside sending times."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.deliveries import Priority
from domain.heard import Heard
from domain.organisations import Organisation
from domain.periods import period_of
from domain.quotas import Room, most_room
from domain.reminders import Stage, is_sending_time
from services.assign_reminders import MorningOf, Situation, assign_reminders
from services.desk import Desk
from services.watch_quota import rooms_now
from services.working_calendar import load_calendar
from storage.database import Transaction
from storage.open_tasks import NewestPeriod, load_open_tasks, newest_periods
from storage.outbox import OutboxState, Post, Unsent, post, unsent_rows
from storage.people import Contact, load_contacts
from storage.reminders import add_planned, load_planned
from storage.talks import is_sent
from storage.tasks import add_occurrence, load_tasks
from storage.units import load_directory

DIGEST = "digest"


def plan_reminders(tx: Transaction, organisation: Organisation, now: datetime) -> int:
    """Post what has come due for everybody who can be reached; gives the number of messages.

    After an outage of any length the same call catches up with one message each. People without a living chat account
    are left for later: the day they link, they hear what stands then.
    """
    desk = Desk(tx, organisation, now, Heard("", ""))
    open_periods(desk)
    calendar = load_calendar(tx, organisation.id, desk.today, desk.today)
    if not is_sending_time(now, organisation.zone, calendar, organisation.policy):
        return 0
    situation = load_situation(desk, only_open=True)
    mornings = due_mornings(desk, situation)
    unsent = {row.person_id: row for row in unsent_rows(tx, organisation.id, DIGEST)} if mornings else {}
    return sum(_post(desk, morning, unsent.get(morning.contact.id)) for morning in mornings)


def due_mornings(desk: Desk, situation: Situation) -> list[MorningOf]:
    """What is to be said today, to those who can be reached and for whom the month's messages allow it."""
    rooms = rooms_now(desk.tx, desk.organisation, desk.now)
    reachable = [c for c in situation.contacts if most_room(c.channels, rooms) is not Room.RESERVED]
    mornings = assign_reminders(_among(situation, reachable), desk.today)
    return [morning for morning in mornings if not _may_be_spared(desk, situation, morning, rooms)]


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
        load_contacts(tx, organisation_id),
        load_directory(tx, organisation_id),
        load_planned(tx, organisation_id) if with_planned else (),
    )


def open_periods(desk: Desk) -> int:
    """For each repeating task, open the occurrence of the period we are in; gives how many were opened."""
    return sum(_open_period(desk, newest) for newest in newest_periods(desk.tx, desk.organisation.id))


def _open_period(desk: Desk, newest: NewestPeriod) -> bool:
    period = period_of(newest.kind, desk.today)
    if newest.is_cancelled or period.code == newest.period:
        return False
    days = (period.first_day, period.last_day, None)
    return add_occurrence(desk.tx, desk.organisation.id, newest.task_id, period.code, days)


def _among(situation: Situation, contacts: list[Contact]) -> Situation:
    return replace(situation, contacts=contacts)


def digest_key(person_id: int, day: date) -> str:
    """The outbox key that lets a person have one morning message on a day."""
    return f"{DIGEST}:{person_id}:{day.isoformat()}"


def _post(desk: Desk, morning: MorningOf, unsent: Unsent | None) -> bool:
    """One message per person and day: what is new joins a message still waiting, or comes with tomorrow's.

    So that after days without network each person gets one message and not one for every day.
    """
    if unsent is not None:
        if unsent.state is OutboxState.WAITING:
            add_planned(desk.tx, desk.organisation.id, morning.rows(), unsent.id, desk.now)
        return False
    new = Post(digest_key(morning.contact.id, desk.today), DIGEST, Priority.DIGEST, (), desk.now, morning.contact.id)
    outbox_id = post(desk.tx, desk.organisation.id, new, desk.now)
    if outbox_id is None:
        return False
    add_planned(desk.tx, desk.organisation.id, morning.rows(), outbox_id, desk.now)
    return True
