"""Screens of meeting rooms: shown to who has the secret of their address, in read-only transactions."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from domain.board.wall import WallShown
from domain.inbox import MessageContext
from services.board.wall import hash_wall_token, read_wall
from services.context.command_context import CommandContext
from storage.engine.database import Database
from storage.organisations import load_organisation
from storage.walls import find_wall

T = TypeVar("T")


class WallService:
    """Reads for the screens of one organisation. Plain calls: run them in a thread."""

    def __init__(self, database: Database, organisation_id: int) -> None:
        self._database = database.of(organisation_id)
        self._organisation_id = organisation_id

    def view(self, token: str, now: datetime, show: Callable[[CommandContext, WallShown], T]) -> T | None:
        """What `show` makes of the screen; None for a secret that opens none."""
        with self._database.reading() as tx:
            wall = find_wall(tx, self._organisation_id, hash_wall_token(token))
            if wall is None:
                return None
            context = CommandContext(tx, load_organisation(tx, self._organisation_id), now, MessageContext("", ""))
            return show(context, read_wall(context, wall))

    def is_open(self, token: str) -> bool:
        """Whether the secret opens a screen."""
        with self._database.reading() as tx:
            return find_wall(tx, self._organisation_id, hash_wall_token(token)) is not None
