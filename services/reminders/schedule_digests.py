"""Plans the morning messages of several organisations: loads their data together, decides each apart, writes together.

One message a person and day, never outside sending times.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from domain.calendars import WorkingCalendar
from domain.channel_holds_and_quotas import Room, month_of, room
from domain.deliveries import Priority
from domain.due_checks import next_check, period_opens_at
from domain.inbox import MessageContext
from domain.organisations import Organisation
from domain.people import Role
from domain.reminders import is_sending_time, next_sending_time
from domain.requests import Request
from domain.requests import turning_days as turning_days_of
from services.context.command_context import CommandContext
from services.context.recipients import DigestPlan
from services.context.situation import situation_from
from services.context.stand_in import with_stand_ins
from services.context.working_calendar import calendar_with
from services.reminders.schedule_reminders import DIGEST, digest_key, mornings_of, open_periods, sending_time_for
from services.reminders.schedule_reports import Readers, reports_among
from storage.due_checks import (
    DueCheck,
    due_counts,
    is_anything_due,
    load_due_checks,
    load_planned_of_due,
    set_next_checks,
)
from storage.engine.database import Database, Transaction
from storage.outbox import Post, post_each
from storage.people import Contact
from storage.planning_data import PlanningData, load_planning_data
from storage.reminders import Planned, add_carried

MOST_WARDS, MOST_LOOKS = 50, 300  # of one transaction: a person's answer waits for it a tenth of a second


def due_together(database: Database, now: datetime) -> list[list[int]]:
    """Organisations with due checks, in groups for one transaction each.

    On nearly every tick there is none, which costs one step into one index.
    """
    with database.raw_cursor() as raw_cursor:
        # One step into an index: asked over all open tasks it cost the same with every tick, for a million and a half
        # of them in three thousand wards (docs/adr/0007).
        if not is_anything_due(raw_cursor, now):
            return []
    with database.reading() as tx:
        return planned_together(due_counts(tx, now))


def planned_together(due: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Organisations, each with how many occurrences are to be looked at, in groups for one transaction each."""
    groups: list[list[int]] = []
    room = 0
    for organisation_id, looks in due:
        if not groups or looks > room or len(groups[-1]) == MOST_WARDS:
            groups.append([])
            room = MOST_LOOKS
        groups[-1].append(organisation_id)
        room -= looks
    return groups


@dataclass(slots=True)
class OrganisationPlan:
    """The plan of one organisation's morning: its due checks, its messages, and the occurrences left for later.

    `busy` wait for a message that is being sent: the next tick checks them again. `tomorrow` are those of people
    who had their message of the day, or who are spared while messages run out.
    """

    context: CommandContext
    contacts: Sequence[Contact]
    calendar: WorkingCalendar
    rooms: dict[str, Room]
    looks: Sequence[DueCheck]
    may_send: bool
    mornings: list[DigestPlan] = field(default_factory=list)
    carried: list[tuple[int, Planned, int | None]] = field(default_factory=list)
    busy: set[int] = field(default_factory=set)
    tomorrow: set[int] = field(default_factory=set)

    def posts(self, persons: Iterable[Contact]) -> Iterable[tuple[int, Post]]:
        """A message for each of these people, at that person's hour."""
        context = self.context
        at: dict[time | None, datetime] = {}
        for contact in persons:
            own = contact.morning_at
            at[own] = at.get(own) or sending_time_for(own, context.now, context.organisation, self.calendar)
            key = digest_key(contact.id, context.today)
            yield context.organisation.id, Post(key, DIGEST, Priority.DIGEST, (), at[own], contact.id)


def plan_mornings(tx: Transaction, organisations: Sequence[Organisation], now: datetime) -> int:
    """Post what is due for everybody who can be reached, and the reports; returns the number of messages.

    Processes only occurrences whose check is due and stores when to check next. After an outage of any length the same
    call catches up with one message each. People without a living chat account are skipped: linking has their tasks
    checked again, so they are told the state of that time.
    """
    contexts = [CommandContext(tx, organisation, now, MessageContext("", "")) for organisation in organisations]
    ids = [organisation.id for organisation in organisations]
    looks = _looks(contexts, ids)
    since = min(month_of(now, organisation.zone) for organisation in organisations)
    units = {part.unit_id for its in looks.values() for look in its for part in look.found.task.responsibilities}
    ground = load_planning_data(tx, ids, units, DIGEST, min(context.today for context in contexts), since)
    wards = [_ward(context, looks.get(context.organisation.id, ()), ground) for context in contexts]
    _decide(wards, ground, load_planned_of_due(tx, ids, now) if looks else {})
    posted = _post(tx, wards, ground, now)
    reports = reports_among(tx, [_readers(ward) for ward in wards], {*ground.unsent, *_people(wards)})
    return len(posted) + len(post_each(tx, reports, now))


def _looks(contexts: Sequence[CommandContext], ids: Sequence[int]) -> dict[int, list[DueCheck]]:
    tx, now = contexts[0].tx, contexts[0].now
    looks = load_due_checks(tx, ids, now)
    opened = [open_periods(context, looks.get(context.organisation.id, ())) for context in contexts]
    return load_due_checks(tx, ids, now) if any(opened) else looks


def _ward(context: CommandContext, looks: Sequence[DueCheck], ground: PlanningData) -> OrganisationPlan:
    organisation, today = context.organisation, context.today
    contacts = ground.contacts.get(organisation.id, ())
    own = ground.hours.get(organisation.id, ())
    organisation = replace(organisation, earliest_own=min(own, default=None), latest_own=max(own, default=None))
    contacts = with_stand_ins(contacts, ground.absences.get(organisation.id, ()), today)
    first = min((look.found.task.created_on for look in looks), default=today)
    calendar = calendar_with(ground.own_days.get(organisation.id, ()), min(first, today), today)
    month = month_of(context.now, organisation.zone)
    months = [of_month for code, of_month in ground.months.get(organisation.id, ()) if code == month]
    may = is_sending_time(context.now, organisation.zone, calendar, organisation.policy, organisation.morning_from)
    rooms = {found.channel: room(found.used, found.limit) for found in months}
    return OrganisationPlan(replace(context, organisation=organisation), contacts, calendar, rooms, looks, may)


def _decide(wards: Iterable[OrganisationPlan], ground: PlanningData, planned: dict[int, list[Planned]]) -> None:
    for ward in wards:
        tasks = [look.found for look in ward.looks if look.is_open]
        if tasks and ward.may_send:
            told = planned.get(ward.context.organisation.id, ())
            organisation = ward.context.organisation
            situation = situation_from(ground, organisation, ward.calendar, tasks, ward.contacts, told)
            ward.mornings, put_off = mornings_of(ward.context, situation, ward.rooms)
            ward.tomorrow.update(put_off)


def _post(tx: Transaction, wards: Sequence[OrganisationPlan], ground: PlanningData, now: datetime) -> dict[str, int]:
    """One message per person and day: what is new joins a message still waiting, or comes with tomorrow's.

    So that after days without network each person gets one message and not one for every day.
    """
    new: list[tuple[int, Post]] = []
    for ward in wards:
        new += ward.posts(m.contact for m in ward.mornings if m.contact.id not in ground.unsent)
    posted = post_each(tx, new, now)
    looks: dict[int, datetime | None] = {}
    for ward in wards:
        _carry(ward, ground, posted)
        looks |= _next_looks(ward, ground, ward.looks) if ward.may_send else _when_sending_begins(ward, ground)
    add_carried(tx, [one for ward in wards for one in ward.carried], now)
    set_next_checks(tx, looks)
    return posted


def _carry(ward: OrganisationPlan, ground: PlanningData, posted: dict[str, int]) -> None:
    organisation_id, today = ward.context.organisation.id, ward.context.today
    for morning in ward.mornings:
        before = ground.unsent.get(morning.contact.id)
        outbox_id = posted.get(digest_key(morning.contact.id, today)) if before is None else before[0]
        if before is not None and not before[1]:
            ward.busy.update(morning.occurrence_ids())
        elif outbox_id is None:
            ward.tomorrow.update(morning.occurrence_ids())
        else:
            ward.carried += [(organisation_id, planned, outbox_id) for planned in morning.rows()]


def _next_looks(ward: OrganisationPlan, ground: PlanningData, looks: Iterable[DueCheck]) -> dict[int, datetime | None]:
    organisation, calendar, today = ward.context.organisation, ward.calendar, ward.context.today
    absences = (*ground.absences.get(organisation.id, ()), *ground.ended.get(organisation.id, ()))
    days = {day for one in absences for day in (one.first_day, one.last_day + timedelta(days=1))}
    turns = frozenset(map(calendar.on_or_after, days))
    tomorrow = calendar.on_or_after(today + timedelta(days=1))
    found: dict[int, datetime | None] = {}
    for look in looks:
        task, occurrence = look.found.task, look.found.occurrence
        if occurrence.id in ward.busy:
            continue
        asked = ground.requests.get(occurrence.id)
        more = turns | _days_of(asked, organisation, calendar) if asked else turns
        more = more | {tomorrow} if occurrence.id in ward.tomorrow else more
        more = more | {one.day for one in ground.snoozes.get(occurrence.id, ())}
        at = next_check(task, occurrence, organisation, calendar, today, more) if look.is_newest else None
        found[occurrence.id] = at
    return found


def _days_of(requests: Iterable[Request], organisation: Organisation, calendar: WorkingCalendar) -> frozenset[date]:
    leader_decides = not organisation.policy.coordinator_decides
    return turning_days_of(requests, calendar, organisation.zone, leader_decides=leader_decides)


def _when_sending_begins(ward: OrganisationPlan, ground: PlanningData) -> dict[int, datetime | None]:
    """The next check of open occurrences outside sending times: when sending begins, or their next period."""
    organisation, context = ward.context.organisation, ward.context
    at = next_sending_time(
        context.now, organisation.zone, ward.calendar, organisation.policy, organisation.morning_from
    )
    found = _next_looks(ward, ground, [look for look in ward.looks if not look.is_open])
    for look in ward.looks:
        if look.is_open:
            deadline = look.found.task.deadline
            repeats = (
                [period_opens_at(deadline.kind, context.today, organisation.zone)] if deadline.is_repeating else []
            )
            found[look.found.occurrence.id] = min([at, *repeats])
    return found


def _readers(ward: OrganisationPlan) -> Readers:
    leaders = {c.id: c.channels for c in ward.contacts if c.channels and Role.LEADER in c.roles}
    hours = {c.id: c.morning_at for c in ward.contacts if c.id in leaders}
    return Readers(ward.context, ward.calendar, leaders, ward.rooms, hours)


def _people(wards: Iterable[OrganisationPlan]) -> Iterable[int]:
    """Who is to have a message this morning, or had one."""
    return (morning.contact.id for ward in wards for morning in ward.mornings)
