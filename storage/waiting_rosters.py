"""Lists of people that were sent and wait for a yes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select

from domain.rosters import Roster
from storage.engine.database import Transaction
from storage.tables import waiting_roster


@dataclass(frozen=True, slots=True)
class WaitingRoster:
    """A list as it was read, and the file that it came in."""

    id: int
    file_name: str
    roster: Roster


def put_waiting(
    tx: Transaction, organisation_id: int, person_id: int, file_name: str, roster: Roster, now: datetime
) -> WaitingRoster:
    """Keep the list; another one that the same person sent before is not kept any more."""
    tx.execute(delete(waiting_roster).where(waiting_roster.c.made_by == person_id))
    values = {
        "organisation_id": organisation_id, "made_by": person_id, "file_name": file_name[:300], "made_at": now,
        "roster": _roster().dump_python(roster, mode="json"),
    }  # fmt: skip
    row = tx.execute(insert(waiting_roster).values(**values).returning(waiting_roster.c.id))
    return WaitingRoster(int(row.scalar_one()), file_name[:300], roster)


def find_waiting(
    tx: Transaction, organisation_id: int, person_id: int, number: int | None, not_before: datetime
) -> WaitingRoster | None:
    """The list of this number, or without one the only one, that the person sent since an instant."""
    query = select(waiting_roster.c.id, waiting_roster.c.file_name, waiting_roster.c.roster).where(
        waiting_roster.c.organisation_id == organisation_id,
        waiting_roster.c.made_by == person_id,
        waiting_roster.c.made_at >= not_before,
    )
    if number is not None:
        query = query.where(waiting_roster.c.id == number)
    row = tx.execute(query).first()
    return None if row is None else WaitingRoster(row[0], row[1], _roster().validate_python(row[2]))


def forget_waiting(tx: Transaction, number: int) -> None:
    """The list was taken over."""
    tx.execute(delete(waiting_roster).where(waiting_roster.c.id == number))


def forget_old_waiting(tx: Transaction, organisation_ids: Collection[int], before: datetime) -> int:
    """Delete lists of these organisations that were sent before an instant. Returns how many."""
    old = waiting_roster.c.organisation_id.in_(organisation_ids) & (waiting_roster.c.made_at < before)
    return tx.execute(delete(waiting_roster).where(old)).rowcount


@cache  # made when there is a first list, and not at every start
def _roster() -> TypeAdapter[Roster]:
    return TypeAdapter(Roster)
