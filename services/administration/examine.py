"""Examines an organisation for whatever would keep reminders from reaching somebody."""

from dataclasses import dataclass
from datetime import datetime

from domain.figures import is_undated
from domain.organisations import Organisation
from domain.tasks import Part, State
from storage import inbox
from storage.accounts import unreachable_names
from storage.auditing import outbox_queue
from storage.engine.database import Transaction
from storage.people import load_contacts
from storage.tasks import load_tasks
from storage.units import load_directory


@dataclass(frozen=True, slots=True)
class Examined:
    """Counts, and names of what needs somebody's hand; `undated` and `leaderless` are numbers of open tasks."""

    tasks: int
    people: int
    unlinked: tuple[str, ...]
    unreachable: tuple[str, ...]
    orphan_units: tuple[str, ...]
    parked_inbox: int
    parked_outbox: int
    late_outbox: int
    undated: tuple[int, ...] = ()
    leaderless: tuple[int, ...] = ()


def examine(tx: Transaction, organisation: Organisation, now: datetime) -> Examined:
    """The state of things at `now`."""
    tasks, contacts = load_tasks(tx, organisation.id), load_contacts(tx, organisation.id)
    directory = load_directory(tx, organisation.id)
    staffed = {unit_id for contact in contacts for unit_id, _ in contact.memberships}
    leads = {r.unit_id: r.unit_name for found in tasks for r in found.task.units(Part.LEAD)}
    unreachable = unreachable_names(tx, organisation.id)
    is_open = [found for found in tasks if found.occurrence.state in {State.OPEN, State.REPORTED}]
    queue = outbox_queue(tx, organisation.id, now)
    return Examined(
        tasks=len(tasks),
        people=len(contacts),
        unlinked=tuple(c.name for c in contacts if not c.channels and c.name not in unreachable),
        unreachable=unreachable,
        orphan_units=tuple(name for i, name in leads.items() if not directory.with_members([i]) & staffed),
        parked_inbox=inbox.count_by_state(tx, organisation.id).get(inbox.PARKED, 0),
        parked_outbox=queue.parked,
        late_outbox=queue.late,
        undated=tuple(found.task.number for found in is_open if is_undated(found.occurrence)),
        leaderless=tuple(found.task.number for found in is_open if not found.task.units(Part.LEAD)),
    )
