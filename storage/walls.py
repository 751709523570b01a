"""Read-only screens of meeting rooms: who has the secret of one sees its figures until it is ended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from storage.engine.database import Transaction
from storage.tables import wall


@dataclass(frozen=True, slots=True)
class Wall:
    """A screen by the number that is typed for it."""

    number: int
    name: str
    shows_names: bool
    made_at: datetime
    ended_at: datetime | None = None


def add_wall(
    tx: Transaction, organisation_id: int, name: str, token_hash: str, now: datetime, *, shows_names: bool
) -> Wall:
    """Keep a new screen. The caller must hold `lock_organisation`: numbers count on."""
    highest = select(func.coalesce(func.max(wall.c.number), 0)).where(wall.c.organisation_id == organisation_id)
    number = int(tx.execute(highest).scalar_one()) + 1
    values = {"number": number, "name": name, "token_hash": token_hash, "shows_names": shows_names, "made_at": now}
    tx.execute(insert(wall).values(organisation_id=organisation_id, **values))
    return Wall(number, name, shows_names, now)


def find_wall(tx: Transaction, organisation_id: int, token_hash: str) -> Wall | None:
    """The screen of this secret; None for one that is unknown or ended."""
    row = tx.execute(
        select(*_COLUMNS).where(
            wall.c.organisation_id == organisation_id, wall.c.token_hash == token_hash, wall.c.ended_at.is_(None)
        )
    ).first()
    return None if row is None else Wall(*row)


def end_wall(tx: Transaction, organisation_id: int, number: int, now: datetime) -> Wall | None:
    """End a screen; None when there is none of this number that is open."""
    ended = (
        update(wall)
        .where(wall.c.organisation_id == organisation_id, wall.c.number == number, wall.c.ended_at.is_(None))
        .values(ended_at=now)
        .returning(*_COLUMNS)
    )
    row = tx.execute(ended).first()
    return None if row is None else Wall(*row)


def end_all_walls(tx: Transaction, organisation_id: int, now: datetime) -> int:
    """End every screen: a backup that was restored must open nothing that was ended since. Returns how many."""
    ended = update(wall).where(wall.c.organisation_id == organisation_id, wall.c.ended_at.is_(None))
    return int(tx.execute(ended.values(ended_at=now)).rowcount)


def list_walls(tx: Transaction, organisation_id: int) -> list[Wall]:
    """The open screens by number."""
    query = select(*_COLUMNS).where(wall.c.organisation_id == organisation_id, wall.c.ended_at.is_(None))
    return [Wall(*row) for row in tx.execute(query.order_by(wall.c.number))]


_COLUMNS = (wall.c.number, wall.c.name, wall.c.shows_names, wall.c.made_at, wall.c.ended_at)
