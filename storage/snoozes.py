"""Who is to be reminded once more of what, and until when that is held."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, delete, func, insert, select

from domain.snoozes import MOST_DAYS, Snoozed
from storage.engine.database import Transaction
from storage.tables import snooze

COLUMNS = (snooze.c.id, snooze.c.occurrence_id, snooze.c.person_id, snooze.c.day, snooze.c.at_hour)


def put_snooze(tx: Transaction, organisation_id: int, one: Snoozed, until: datetime, now: datetime) -> int:
    """Write a snooze down in the place of one of the same person and occurrence that is still to come; its id."""
    theirs = (snooze.c.occurrence_id == one.occurrence_id, snooze.c.person_id == one.person_id)
    tx.execute(delete(snooze).where(*theirs, snooze.c.until > now))
    values = {
        "occurrence_id": one.occurrence_id, "person_id": one.person_id, "day": one.day, "at_hour": one.at_hour,
        "until": until, "made_at": now,
    }  # fmt: skip
    row = tx.execute(insert(snooze).values(organisation_id=organisation_id, **values).returning(snooze.c.id))
    return int(row.scalar_one())


def snoozes_by_occurrence(tx: Transaction, organisation_id: int, today: date) -> dict[int, list[Snoozed]]:
    """Those that a morning message may still tell of, and those to come."""
    since = today - timedelta(days=MOST_DAYS)
    found: dict[int, list[Snoozed]] = {}
    for row in tx.execute(_SINCE, {"organisation": organisation_id, "since": since}):
        found.setdefault(row[1], []).append(Snoozed(*row))
    return found


_SINCE = select(*COLUMNS).where(
    snooze.c.organisation_id == bindparam("organisation"), snooze.c.day >= bindparam("since")
)


def come_for(tx: Transaction, person_id: int, occurrence_ids: Collection[int], now: datetime) -> frozenset[int]:
    """Of these occurrences those of which the person is to be reminded by now, at an hour."""
    is_due = (snooze.c.person_id == person_id, snooze.c.at_hour.is_(True), snooze.c.until <= now)
    return frozenset(tx.execute(select(snooze.c.occurrence_id).where(
        *is_due, snooze.c.occurrence_id.in_(occurrence_ids))).scalars())  # fmt: skip


def count_held(tx: Transaction, organisation_id: int, now: datetime) -> tuple[int, datetime | None]:
    """How many are still to come, and when the last of them ends."""
    count, until = tx.execute(_TO_COME, {"organisation": organisation_id, "now_": now}).one()
    return int(count), until


_TO_COME = select(func.count(), func.max(snooze.c.until)).where(
    snooze.c.organisation_id == bindparam("organisation"), snooze.c.until > bindparam("now_")
)
