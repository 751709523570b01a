"""Who is away, and who stands in for them."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, insert, select, update

from domain.people import Absence
from storage.engine.database import Transaction
from storage.tables import absence


def load_absences(tx: Transaction, organisation_id: int, from_day: date) -> tuple[Absence, ...]:
    """The absences that are not over before a day, those to come too; what was ended early is left out."""
    rows = tx.execute(_ABSENCES, {"organisation": organisation_id, "from_day": from_day})
    return tuple(Absence(*row) for row in rows)


_ABSENCES = (
    select(absence.c.id, absence.c.person_id, absence.c.stand_in_id, absence.c.first_day, absence.c.last_day)
    .where(
        absence.c.organisation_id == bindparam("organisation"),
        absence.c.last_day >= bindparam("from_day"),
        absence.c.ended_at.is_(None),
    )
    .order_by(absence.c.first_day, absence.c.id)
)


def add_absence(
    tx: Transaction,
    organisation_id: int,
    person_id: int,
    stand_in_id: int | None,
    days: tuple[date, date],
    by: int,
    now: datetime,
) -> None:
    """Write an absence down: first and last day, both included."""
    values = {"person_id": person_id, "stand_in_id": stand_in_id, "first_day": days[0], "last_day": days[1]}
    tx.execute(insert(absence).values(organisation_id=organisation_id, noted_by=by, noted_at=now, **values))


def end_absences(tx: Transaction, absence_ids: Sequence[int], now: datetime) -> None:
    """They end at this instant, or will not begin."""
    tx.execute(update(absence).where(absence.c.id.in_(absence_ids)).values(ended_at=now))


def forget_person(tx: Transaction, person_id: int, now: datetime) -> None:
    """Who left is away no more, and stands in for nobody from now on."""
    is_open = absence.c.ended_at.is_(None)
    theirs = absence.c.person_id == person_id
    tx.execute(update(absence).where(theirs, is_open).values(ended_at=now))
    tx.execute(update(absence).where(absence.c.stand_in_id == person_id, is_open).values(stand_in_id=None))
