"""What a later version of a plan changes: the plan's own facts, a task's words, its units, its days."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from domain.tasks import Occurrence, Part
from storage.engine.database import Transaction
from storage.tables import occurrence, plan, plan_version, responsibility, task
from storage.tasks import ChangedMeanwhile, TaskNow, add_responsibility, find_occurrence, load_tasks

Days = tuple[date | None, date | None, time | None]


def tasks_of_plan(tx: Transaction, organisation_id: int, plan_id: int) -> list[TaskNow]:
    """The plan's tasks with their current occurrences, by number."""
    query = select(task.c.number).where(task.c.organisation_id == organisation_id, task.c.plan_id == plan_id)
    return load_tasks(tx, organisation_id, tx.execute(query).scalars().all())


def add_version(
    tx: Transaction,
    organisation_id: int,
    plan_id: int,
    values: Mapping[str, Any],
    file: tuple[str, str, str],
    now: datetime,
) -> int:
    """The plan has a later version and reads as `values` now; gives its number.

    `file` is what it was read from: its name, its SHA-256, the hash of what was read.
    """
    query = select(func.max(plan_version.c.version)).where(plan_version.c.plan_id == plan_id)
    version = (tx.execute(query).scalar() or 1) + 1
    name, file_hash, content_hash = file
    hashes = {"file_hash": file_hash, "content_hash": content_hash or None}
    row = {"plan_id": plan_id, "version": version, "file_name": name[:300], "imported_at": now, **hashes}
    tx.execute(insert(plan_version).values(organisation_id=organisation_id, **row))
    tx.execute(update(plan).where(plan.c.id == plan_id).values(**values))
    return version


def rewrite_task(tx: Transaction, task_id: int, values: Mapping[str, Any]) -> None:
    """Other words for a task; its number, its history and its progress stay."""
    tx.execute(update(task).where(task.c.id == task_id).values(**values))


def replace_units(tx: Transaction, organisation_id: int, task_id: int, part: Part, unit_ids: Iterable[int]) -> None:
    """The units that take a part in a task, in place of those before."""
    is_it = (responsibility.c.task_id == task_id) & (responsibility.c.part == part.value)
    tx.execute(delete(responsibility).where(is_it))
    for position, unit_id in enumerate(unit_ids):
        add_responsibility(tx, organisation_id, task_id, unit_id, part, position)


def move_days(tx: Transaction, before: Occurrence, days: Days, *, is_set_late: bool = False) -> Occurrence:
    """Compare-and-set: other days, and with them a new version of the deadline, for which reminders begin anew.

    `is_set_late`: the deadline had passed, or the work was reported; once marked it stays marked.

    Raises ChangedMeanwhile when the occurrence was changed since it was read.
    """
    first_day, last_day, at_time = days
    done = tx.execute(
        update(occurrence)
        .where(occurrence.c.id == before.id, occurrence.c.version == before.version)
        .values(
            first_day=first_day,
            last_day=last_day,
            at_time=at_time,
            deadline_version=before.deadline_version + 1,
            version=before.version + 1,
            is_set_late=before.is_set_late or is_set_late,
        )
    )
    if done.rowcount == 0:
        raise ChangedMeanwhile(f"occurrence {before.id} is no longer at version {before.version}")
    return find_occurrence(tx, before.id)
