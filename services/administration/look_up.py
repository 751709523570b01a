"""Read-only views for the command line: figures, report, one task, history. The operator may see everything."""

from dataclasses import dataclass
from datetime import datetime

from domain.checkpoints import Checkpoint
from domain.figures import cell_of
from domain.history import FIRST, chain_hash
from domain.inbox import MessageContext
from domain.messages import Refused
from domain.messages.history import HistoryShown
from domain.messages.people import NoSuchUnit
from domain.messages.reports import StatusShown
from domain.messages.summaries import TaskSummary
from domain.messages.tasks import TaskShown
from domain.organisations import Organisation
from domain.people import SEES_ALL, Actor, Unit
from domain.reports import PeriodReport, ReportPeriod
from domain.tasks import Part
from services.commands.show_history import history_shown
from services.commands.show_status import status_shown
from services.commands.show_task import shown_task
from services.context.command_context import CommandContext
from services.context.find_person_or_unit import close_names, units_called
from services.context.summaries import summary_of
from services.reminders.build_report import build_report
from storage.engine.database import Transaction
from storage.events import all_events
from storage.task_statistics import load_task_snapshots
from storage.tasks import find_task, load_tasks

OPERATOR = Actor(0, "", roles=SEES_ALL)
LONG_HISTORY = 200
LONG_PAGE = 50
MOST_SUGGESTIONS = 3


def look_at_status(tx: Transaction, organisation: Organisation, now: datetime) -> StatusShown:
    """The figures of everything."""
    context = CommandContext(tx, organisation, now, MessageContext("", ""), OPERATOR)
    return status_shown(context, load_task_snapshots(tx, organisation.id))


def look_at_report(
    tx: Transaction, organisation: Organisation, period: ReportPeriod, now: datetime, proposals: str | None = None
) -> PeriodReport:
    """The report of a period that has begun; `proposals` as in `PeriodReport`."""
    context = CommandContext(tx, organisation, now, MessageContext("", ""), OPERATOR)
    return build_report(context, period, proposals=proposals)


@dataclass(frozen=True, slots=True)
class TaskListed:
    """A task as one line, and the figure that counts it: a Cell value, None for a cancelled task."""

    line: TaskSummary
    cell: str | None


def look_at_tasks(
    tx: Transaction, organisation: Organisation, unit_name: str | None, now: datetime
) -> list[TaskListed]:
    """Every task by its number, or those that a unit leads by itself or in a group.

    Raises Refused(NoSuchUnit) with names that look like it.
    """
    context = CommandContext(tx, organisation, now, MessageContext("", ""), OPERATOR)
    units = None if unit_name is None else context.directory.with_groups([_unit_called(context, unit_name).id])
    found = [
        each
        for each in load_tasks(tx, organisation.id)
        if units is None or units & {lead.unit_id for lead in each.task.units(Part.LEAD)}
    ]
    return [
        TaskListed(summary_of(context, each), cell_of(each.occurrence, now, organisation.zone))
        for each in sorted(found, key=lambda each: each.task.number)
    ]


def _unit_called(context: CommandContext, name: str) -> Unit:
    called = units_called(context, name)
    if len(called) != 1:
        near = tuple(unit.name for unit in called[:MOST_SUGGESTIONS])
        raise Refused(
            NoSuchUnit(name, near or close_names(name, [unit.name for unit in context.directory.units.values()]))
        )
    return called[0]


def look_at_task(tx: Transaction, organisation: Organisation, number: int, now: datetime) -> TaskShown | None:
    """One task with its history; None when no task has the number."""
    found = find_task(tx, organisation.id, number)
    context = CommandContext(tx, organisation, now, MessageContext("", ""), OPERATOR)
    return None if found is None else shown_task(context, found, LONG_HISTORY)


def look_at_history(
    tx: Transaction, organisation: Organisation, number: int | None, page: int, now: datetime
) -> HistoryShown | None:
    """A long page of the history of one task or of everything, newest first; None when no task has the number."""
    found = None if number is None else find_task(tx, organisation.id, number)
    if number is not None and found is None:
        return None
    return history_shown(
        CommandContext(tx, organisation, now, MessageContext("", ""), OPERATOR), found, page, LONG_PAGE
    )


@dataclass(frozen=True, slots=True)
class Verified:
    """How many events there are and what does not fit: (sequence number, "changed", "missing" or "inserted")."""

    count: int
    faults: tuple[tuple[int, str], ...]


def verify_history(tx: Transaction, organisation_id: int, start: Checkpoint | None = None) -> Verified:
    """Every event must follow the one before by number and hash, and be what its own hash says.

    What a checkpoint `start` covers is counted and not read again.
    """
    count, expected, previous = (0, 1, FIRST) if start is None else (start.count, start.seq + 1, start.hash)
    faults: list[tuple[int, str]] = []
    for stored in all_events(tx, organisation_id, expected - 1):
        if stored.seq != expected or stored.previous_hash != previous:
            faults.append((expected, "missing" if stored.seq > expected else "inserted"))
        if chain_hash(stored.previous_hash, organisation_id, stored.seq, stored.event) != stored.hash:
            faults.append((stored.seq, "changed"))
        count, previous, expected = count + 1, stored.hash, stored.seq + 1
    return Verified(count, tuple(faults))
