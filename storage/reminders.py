"""Which stages were planned for whom: the unique key makes each of them happen at most once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.engine.bulk import insert_rows
from storage.engine.database import Transaction
from storage.tables import occurrence, reminder

PLANNED = (
    reminder.c.occurrence_id,
    reminder.c.deadline_version,
    reminder.c.stage,
    reminder.c.audience,
    reminder.c.person_id,
    reminder.c.is_skipped,
)


@dataclass(frozen=True, slots=True)
class Planned:
    """One stage of one occurrence for one person. `is_skipped`: a later stage took its place."""

    occurrence_id: int
    deadline_version: int
    stage: str
    audience: str
    person_id: int
    is_skipped: bool = False


def load_planned(tx: Transaction, organisation_id: int) -> list[Planned]:
    """Everything planned so far for occurrences that are not closed."""
    return [Planned(*row) for row in tx.execute(_PLANNED_OF_OPEN, {"organisation": organisation_id})]


_PLANNED_OF_OPEN = (
    select(*PLANNED)
    .join(occurrence, occurrence.c.id == reminder.c.occurrence_id)
    .where(
        reminder.c.organisation_id == bindparam("organisation"),
        occurrence.c.organisation_id == bindparam("organisation"),
        occurrence.c.state.in_(("open", "reported")),
    )
)


def add_planned(
    tx: Transaction, organisation_id: int, planned: Iterable[Planned], outbox_id: int | None, now: datetime
) -> None:
    """Write stages down as planned, carried by this outbox row.

    Raises an integrity error when one of them was planned before: then the whole planning is rolled back.
    """
    add_carried(tx, [(organisation_id, one, outbox_id) for one in planned], now)


def add_carried(tx: Transaction, carried: Iterable[tuple[int, Planned, int | None]], now: datetime) -> None:
    """As `add_planned`, for (organisation id, stage, outbox row): of several organisations and by different rows."""
    rows = [
        {
            "organisation_id": organisation_id, "occurrence_id": p.occurrence_id,
            "deadline_version": p.deadline_version, "stage": p.stage, "audience": p.audience,
            "person_id": p.person_id, "outbox_id": outbox_id, "is_skipped": p.is_skipped, "planned_at": now,
        }
        for organisation_id, p, outbox_id in carried
    ]  # fmt: skip
    if rows:
        insert_rows(tx, reminder, rows)


def carried_by(tx: Transaction, outbox_ids: Collection[int]) -> dict[int, list[Planned]]:
    """The stages that each of these outbox rows was made for (not the skipped ones), in the order they were planned.

    A row that was made for none is left out.
    """
    found: dict[int, list[Planned]] = {}
    for outbox_id, *row in tx.execute(_CARRIED, {"rows": sorted(outbox_ids)}):
        found.setdefault(outbox_id, []).append(Planned(*row))
    return found


_CARRIED = (
    select(reminder.c.outbox_id, *PLANNED)
    .where(reminder.c.outbox_id.in_(bindparam("rows", expanding=True)), reminder.c.is_skipped.is_(False))
    .order_by(reminder.c.id)
)


def forget_planned(tx: Transaction, outbox_id: int) -> None:
    """Delete the stages planned with an outbox row that reached nobody, those it replaced included.

    A trigger makes their occurrences due for a check.
    """
    tx.execute(delete(reminder).where(reminder.c.outbox_id == outbox_id))
