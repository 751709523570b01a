"""The planning data of one organisation, assembled in one place: what reminders, messages and figures are decided from.

Planning, morning messages, delivery, audit, rehearsal and notices load it here, each with as much as it needs.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.calendars import WorkingCalendar
from domain.organisations import Organisation
from domain.people import Role
from domain.requests import Request
from domain.snoozes import Snoozed
from services.context.command_context import CommandContext
from services.context.stand_in import contacts_today, contacts_today_among
from services.context.working_calendar import load_calendar
from storage.lead_shares import shares_of_open
from storage.people import Contact
from storage.planning_data import PlanningData
from storage.reminders import Planned, load_planned
from storage.requests import requests_by_occurrence
from storage.snoozes import snoozes_by_occurrence
from storage.tasks import TaskNow, load_assignments, load_tasks
from storage.units import Directory, load_directory, load_members


@dataclass(frozen=True, slots=True)
class Situation:
    """Tasks and contacts of an organisation as of now, with the data that decides who gets which message.

    `planned` are reminders that were planned before. By (task, unit) id: the people a task was handed to. By occurrence
    id: the units that have reported their share, the open requests, and who asked to be reminded once more.
    """

    organisation: Organisation
    calendar: WorkingCalendar
    tasks: Sequence[TaskNow]
    contacts: Sequence[Contact]
    directory: Directory
    planned: Sequence[Planned] = ()
    assignments: Mapping[tuple[int, int], frozenset[int]] = field(default_factory=dict)
    shares: Mapping[int, frozenset[int]] = field(default_factory=dict)
    requests: Mapping[int, Sequence[Request]] = field(default_factory=dict)
    snoozes: Mapping[int, Sequence[Snoozed]] = field(default_factory=dict)

    @property
    def leader_decides(self) -> bool:
        """True when leaders decide on more time; without any, or by its setting, the coordinator does."""
        return not self.organisation.policy.coordinator_decides and any(Role.LEADER in c.roles for c in self.contacts)


@dataclass(frozen=True, slots=True)
class Readers:
    """The people that morning messages are composed for, by id, and the outbox rows of these messages."""

    person_ids: Collection[int]
    outbox_ids: Collection[int] = ()


def load_situation(
    context: CommandContext, *, only_open: bool = False, with_planned: bool = True, readers: Readers | None = None
) -> Situation:
    """The situation as of now.

    `only_open` leaves out closed tasks. `with_planned` is for callers that plan: earlier reminders are many rows.
    `readers` loads only the open tasks that concern these people, because loading the whole ward for
    each message would be quadratic; a coordinator's message covers every task and needs them all.
    """
    if readers is not None:
        contacts = contacts_today_among(context, readers.person_ids)
        if not any(Role.COORDINATOR in contact.roles for contact in contacts):
            return _of_readers(context, readers, contacts)
        only_open, with_planned = True, False
    tx, organisation_id = context.tx, context.organisation.id
    # Nobody is reminded of the tasks of an organisation that is closed, and none of them is missed.
    tasks = () if context.organisation.closed_at else load_tasks(tx, organisation_id, only_open=only_open)
    first = min((found.task.created_on for found in tasks), default=context.today)
    return Situation(
        context.organisation,
        load_calendar(tx, organisation_id, min(first, context.today), context.today),
        tasks,
        contacts_today(context),
        load_directory(tx, organisation_id),
        load_planned(tx, organisation_id) if with_planned else (),
        load_assignments(tx, organisation_id),
        shares_of_open(tx, organisation_id),
        requests_by_occurrence(tx, organisation_id),
        snoozes_by_occurrence(tx, organisation_id, context.today) if with_planned else {},
    )


def _of_readers(context: CommandContext, readers: Readers, contacts: Sequence[Contact]) -> Situation:
    tx, organisation_id = context.tx, context.organisation.id
    directory = Directory({}, load_members(tx, organisation_id))
    units = directory.with_groups(unit for contact in contacts for unit in contact.unit_ids)
    return Situation(
        context.organisation,
        load_calendar(tx, organisation_id, context.today, context.today),
        load_tasks(tx, organisation_id, only_open=True, told_in=readers.outbox_ids, led_by=units),
        contacts,
        directory,
        requests=requests_by_occurrence(tx, organisation_id),
    )


def situation_of_task(context: CommandContext, found: TaskNow) -> Situation:
    """One task with everybody who may have to do with it, for notices about a single change."""
    contacts, handed = contacts_today(context), load_assignments(context.tx, context.organisation.id)
    return Situation(context.organisation, context.calendar, (found,), contacts, context.directory, assignments=handed)


def situation_from(
    data: PlanningData,
    organisation: Organisation,
    calendar: WorkingCalendar,
    tasks: Sequence[TaskNow],
    contacts: Sequence[Contact],
    planned: Iterable[Planned],
) -> Situation:
    """The situation of one of several organisations whose `data` was loaded together, without another query."""
    return Situation(
        organisation, calendar, tasks, contacts, Directory({}, data.members), tuple(planned), data.assignments,
        data.shares, data.requests, data.snoozes,
    )  # fmt: skip
