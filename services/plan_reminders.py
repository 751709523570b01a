"""Opens new check-in periods and posts this morning's messages: one per person, never outside sending times."""

from dataclasses import replace
from datetime import date, datetime

from domain.deliveries import Priority
from domain.heard import Heard
from domain.organisations import Organisation
from domain.periods import period_of
from domain.reminders import is_sending_time
from domain.tasks import State
from services.assign_reminders import MorningOf, Situation, assign_reminders
from services.desk import Desk
from services.working_calendar import load_calendar
from storage.database import Transaction
from storage.outbox import OutboxState, Post, Unsent, post, unsent_rows
from storage.people import Contact, load_contacts
from storage.reminders import add_planned, load_planned
from storage.tasks import TaskNow, add_occurrence, load_tasks
from storage.units import load_directory

DIGEST = "digest"


def plan_reminders(tx: Transaction, organisation: Organisation, now: datetime) -> int:
    """Post what has come due for everybody who can be reached; gives the number of messages.

    After an outage of any length the same call catches up with one message each. People without a living chat account
    are left for later: the day they link, they hear what stands then.
    """
    desk = Desk(tx, organisation, now, Heard("", ""))
    open_periods(desk)
    situation = load_situation(desk)
    if not is_sending_time(now, organisation.zone, situation.calendar, organisation.policy):
        return 0
    reachable = [contact for contact in situation.contacts if contact.channels]
    mornings = assign_reminders(_among(situation, reachable), desk.today)
    unsent = {row.person_id: row for row in unsent_rows(tx, organisation.id, DIGEST)} if mornings else {}
    return sum(_post(desk, morning, unsent.get(morning.contact.id)) for morning in mornings)


def load_situation(desk: Desk) -> Situation:
    """Everything reminders are decided from, as of now."""
    tx, organisation_id = desk.tx, desk.organisation.id
    tasks = load_tasks(tx, organisation_id)
    first = min((found.task.created_on for found in tasks), default=desk.today)
    return Situation(
        desk.organisation,
        load_calendar(tx, organisation_id, min(first, desk.today), desk.today),
        tasks,
        load_contacts(tx, organisation_id),
        load_directory(tx, organisation_id),
        load_planned(tx, organisation_id),
    )


def open_periods(desk: Desk) -> int:
    """For each repeating task, open the occurrence of the period we are in; gives how many were opened."""
    repeating = [t for t in load_tasks(desk.tx, desk.organisation.id) if _wants_new_period(t, desk)]
    return sum(_open_period(desk, found) for found in repeating)


def _wants_new_period(found: TaskNow, desk: Desk) -> bool:
    deadline = found.task.deadline
    if not deadline.is_repeating or found.occurrence.state is State.CANCELLED:
        return False
    return period_of(deadline.kind, desk.today).code != found.occurrence.period


def _open_period(desk: Desk, found: TaskNow) -> bool:
    period = period_of(found.task.deadline.kind, desk.today)
    days = (period.first_day, period.last_day, None)
    return add_occurrence(desk.tx, desk.organisation.id, found.task.id, period.code, days)


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
