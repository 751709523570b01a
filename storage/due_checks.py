"""Which occurrences are due for a check, and when each is checked next. One index serves all organisations."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select, update

from domain.deliveries import AT_ONCE
from domain.tasks import State
from storage.engine.bulk import id_in_list, id_list
from storage.engine.database import RawCursor, Transaction
from storage.reminders import PLANNED, Planned
from storage.tables import occurrence, reminder, responsibility, task
from storage.tasks import IS_NEWEST, PARTS, TASK_NOW, TaskNow, collect_parts, to_task_now

AS_KEPT_BY_SQLITE = "%Y-%m-%d %H:%M:%S.%f"
# Raw text for the driver: a statement of SQLAlchemy costs three times as much, and nearly every tick asks only this.
ANY_DUE = {
    "sqlite": "SELECT 1 FROM occurrence WHERE next_look_at <= ? LIMIT 1",
    "postgresql": "SELECT 1 FROM occurrence WHERE next_look_at <= %s LIMIT 1",
}
OPEN = (State.OPEN.value, State.REPORTED.value)


@dataclass(frozen=True, slots=True)
class DueCheck:
    """A task with an occurrence whose check is due; `is_newest`: no later period has begun."""

    found: TaskNow
    is_newest: bool

    @property
    def is_open(self) -> bool:
        """True for what can be reminded of."""
        return self.is_newest and self.found.occurrence.state in (State.OPEN, State.REPORTED)


def due_counts(tx: Transaction, now: datetime) -> list[tuple[int, int]]:
    """Organisations with due checks and how many, longest due first. Reads one index."""
    return [(row[0], row[1]) for row in tx.execute(_ORGANISATIONS, {"now_": now})]


def is_anything_due(raw_cursor: RawCursor, now: datetime) -> bool:
    """Whether any occurrence in the whole database is due for a check. Reads one index entry."""
    dialect, cursor = raw_cursor
    at = now.astimezone(UTC)
    given = at if dialect == "postgresql" else at.strftime(AS_KEPT_BY_SQLITE)
    cursor.execute(ANY_DUE[dialect], (given,))
    return cursor.fetchone() is not None


def is_any_due(tx: Transaction, organisation_id: int, now: datetime) -> bool:
    """Whether an occurrence of this organisation is due for a check. Reads one index entry."""
    return tx.execute(_ANY_OF, {"organisation": organisation_id, "now_": now}).first() is not None


def load_due_checks(tx: Transaction, organisation_ids: Sequence[int], now: datetime) -> dict[int, list[DueCheck]]:
    """Due occurrences, by organisation and task number. Locks them, so a change made meanwhile is checked again."""
    given = {"organisations": organisation_ids, "now_": now}
    rows = tx.execute(DUE_CHECKS, given).all()
    parts = collect_parts(tx.execute(_PARTS, given).all()) if rows else {}
    found: dict[int, list[DueCheck]] = {}
    for row in rows:
        found.setdefault(row[-1], []).append(DueCheck(to_task_now(row[:-2], parts), bool(row[-2])))
    return found


def load_planned_of_due(tx: Transaction, organisation_ids: Sequence[int], now: datetime) -> dict[int, list[Planned]]:
    """Reminders planned before for the due occurrences, by organisation."""
    found: dict[int, list[Planned]] = {}
    for row in tx.execute(_PLANNED, {"organisations": organisation_ids, "now_": now}):
        found.setdefault(row[-1], []).append(Planned(*row[:-1]))
    return found


def set_next_checks(tx: Transaction, looks: Mapping[int, datetime | None]) -> None:
    """Store when each occurrence (by id) is checked next; None: never.

    Groups the occurrences by instant, because a morning has only a handful of different ones.
    """
    by_instant: dict[datetime | None, list[int]] = {}
    for occurrence_id, at in looks.items():
        by_instant.setdefault(at, []).append(occurrence_id)
    for at, ids in by_instant.items():
        tx.execute(_set(tx.dialect.name), {"ids": id_list(tx.dialect.name, ids), "at": at})


def check_at_once(tx: Transaction, organisation_id: int, occurrence_ids: Collection[int] | None = None) -> int:
    """Make open occurrences due with the next tick: these, or all of the organisation. Returns how many changed."""
    which = occurrence.c.id.in_(occurrence_ids) if occurrence_ids is not None else occurrence.c.state.in_(OPEN)
    is_later = or_(occurrence.c.next_look_at.is_(None), occurrence.c.next_look_at > AT_ONCE)
    its = update(occurrence).where(occurrence.c.organisation_id == organisation_id, which, is_later)
    return int(tx.execute(its.values(next_look_at=AT_ONCE)).rowcount)


def check_never(tx: Transaction, organisation_id: int) -> None:
    """Check no occurrence of the organisation any more, until something of it changes."""
    its = update(occurrence).where(
        occurrence.c.organisation_id == organisation_id, occurrence.c.next_look_at.is_not(None)
    )
    tx.execute(its.values(next_look_at=None))


def load_next_checks(tx: Transaction, organisation_id: int) -> dict[int, datetime]:
    """When each occurrence (by id) is checked next, without those that are never checked."""
    return {row[0]: row[1] for row in tx.execute(_ALL, {"organisation": organisation_id})}


_ORGANISATIONS = (
    select(occurrence.c.organisation_id, func.count())
    .where(occurrence.c.next_look_at <= bindparam("now_"))
    .group_by(occurrence.c.organisation_id)
    .order_by(func.min(occurrence.c.next_look_at), occurrence.c.organisation_id)
)
_ANY_OF = (
    select(occurrence.c.id)
    .where(occurrence.c.organisation_id == bindparam("organisation"), occurrence.c.next_look_at <= bindparam("now_"))
    .limit(1)
)
_IS_DUE = (
    occurrence.c.organisation_id.in_(bindparam("organisations", expanding=True)),
    occurrence.c.next_look_at <= bindparam("now_"),
)
DUE_CHECKS = (
    select(*TASK_NOW, IS_NEWEST, occurrence.c.organisation_id)
    .join(task, task.c.id == occurrence.c.task_id)
    .where(*_IS_DUE)
    .order_by(task.c.number, occurrence.c.id)
    # NO KEY, as for the organisation: a stronger lock would wait for foreign keys and end in a deadlock.
    .with_for_update(key_share=True, of=occurrence)
)  # fmt: skip


def _of_due(column: Any) -> Select[Any]:
    return select(column).where(*_IS_DUE, occurrence.c.state.in_(OPEN))


_PARTS = PARTS.where(responsibility.c.task_id.in_(_of_due(occurrence.c.task_id)))
_PLANNED = select(*PLANNED, reminder.c.organisation_id).where(reminder.c.occurrence_id.in_(_of_due(occurrence.c.id)))


@cache  # one for each engine
def _set(dialect: str) -> Any:
    return update(occurrence).where(id_in_list(dialect, occurrence.c.id, "ids")).values(next_look_at=bindparam("at"))


_ALL = select(occurrence.c.id, occurrence.c.next_look_at).where(
    occurrence.c.organisation_id == bindparam("organisation"), occurrence.c.next_look_at.is_not(None)
)
