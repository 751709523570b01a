"""What pages show beside many tasks at once: last words, the people each was handed to, and those of the units."""

from collections.abc import Collection, Iterable

from sqlalchemy import bindparam, func, select

from domain.history import Event
from storage.engine.database import Transaction
from storage.tables import assignment, event, membership, person

# Of each task the newest event that a person wrote: what the program does by itself is no word about the work.
_NEWEST = (
    select(func.max(event.c.seq))
    .where(
        event.c.organisation_id == bindparam("organisation"),
        event.c.task_id.in_(bindparam("tasks", expanding=True)),
        event.c.person_id.is_not(None),
    )
    .group_by(event.c.task_id)
)
_LAST_WORDS = select(event.c.task_id, event.c.at, event.c.who, event.c.what, event.c.facts).where(
    event.c.organisation_id == bindparam("organisation"), event.c.seq.in_(_NEWEST)
)
_HANDED = (
    select(assignment.c.task_id, person.c.name)
    .join(person, person.c.id == assignment.c.person_id)
    .where(assignment.c.task_id.in_(bindparam("tasks", expanding=True)))
    .order_by(assignment.c.task_id, person.c.name)
)
_IN_UNITS = (
    select(person.c.id, person.c.name)
    .join(membership, membership.c.person_id == person.c.id)
    .where(
        membership.c.organisation_id == bindparam("organisation"),
        membership.c.unit_id.in_(bindparam("units", expanding=True)),
        person.c.removed_at.is_(None),
    )
    .distinct()
)


def last_words(tx: Transaction, organisation_id: int, task_ids: Collection[int]) -> dict[int, Event]:
    """The newest event of each task that a person wrote, by task id."""
    rows = tx.execute(_LAST_WORDS, {"organisation": organisation_id, "tasks": sorted(task_ids)}).all()
    return {task_id: Event(at, who, what, task_id=task_id, facts=facts) for task_id, at, who, what, facts in rows}


def handed_to(tx: Transaction, task_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The names of the people each task was handed to, by task id."""
    found: dict[int, tuple[str, ...]] = {}
    for task_id, name in tx.execute(_HANDED, {"tasks": sorted(task_ids)}):
        found[task_id] = (*found.get(task_id, ()), name)
    return found


def names_in_units(tx: Transaction, organisation_id: int, unit_ids: Iterable[int]) -> dict[int, str]:
    """The people of these units, by their ids."""
    rows = tx.execute(_IN_UNITS, {"organisation": organisation_id, "units": sorted(unit_ids)})
    return {row.id: row.name for row in rows}
