"""Opens and ends screens of meeting rooms, at the machine."""

import secrets
from datetime import datetime

from domain.history import Event, EventKind
from services.board.wall import hash_wall_token
from storage.engine.database import Transaction
from storage.events import append_event
from storage.walls import Wall, add_wall, end_wall

LONGEST_NAME = 80


def open_wall(
    tx: Transaction, organisation_id: int, name: str, now: datetime, *, shows_names: bool
) -> tuple[Wall, str]:
    """A new screen and its secret, which is told once: only its hash is stored. The caller holds the organisation."""
    token = secrets.token_urlsafe(32)
    wall = add_wall(tx, organisation_id, name[:LONGEST_NAME], hash_wall_token(token), now, shows_names=shows_names)
    facts = {"detail": f"{wall.number} {wall.name}", "names": shows_names}
    append_event(tx, organisation_id, Event(now, "", EventKind.WALL_OPENED, facts=facts))
    return wall, token


def close_wall(tx: Transaction, organisation_id: int, number: int, now: datetime) -> Wall | None:
    """End a screen: its address shows nothing any more. None when there is none of this number."""
    wall = end_wall(tx, organisation_id, number, now)
    if wall is not None:
        facts = {"detail": f"{wall.number} {wall.name}"}
        append_event(tx, organisation_id, Event(now, "", EventKind.WALL_ENDED, facts=facts))
    return wall
