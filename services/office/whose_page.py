"""Finds out whose page somebody asks for: what opens it (a link, a code, a cookie, a number) names an organisation."""

from collections.abc import Callable
from datetime import datetime

from domain.board_sessions import CODE_KEY, code_hash, plain_code, token_hash
from services.board.wall import hash_wall_token
from storage import across_organisations as storage
from storage.across_organisations import everywhere
from storage.engine.database import Database, Transaction


class WhosePage:
    """Looks at the organisations of one database. Plain calls, which only read: run them in a thread.

    None of them lets anybody in: the page that is found checks what it is shown as if it were the only one.
    """

    def __init__(self, database: Database) -> None:
        self._everywhere = everywhere(database)

    def of_message(self, outbox_id: int) -> int | None:
        """Whose message has this number."""
        return self._asked(lambda tx: storage.organisation_of_message(tx, outbox_id))

    def of_person(self, person_id: int) -> int | None:
        """Whose person has this number."""
        return self._asked(lambda tx: storage.organisation_of_person(tx, person_id))

    def of_link(self, token: str) -> int | None:
        """To whose board a link leads."""
        return self._asked(lambda tx: storage.organisation_of_link(tx, token_hash(token)))

    def of_code(self, typed: str, machine_at: datetime) -> int | None:
        """To whose board a typed code leads, or would have led."""
        code = plain_code(typed)
        if not code:
            return None
        return self._asked(lambda tx: storage.organisation_of_code(tx, code[:CODE_KEY], code_hash(code), machine_at))

    def of_session(self, token: str) -> int | None:
        """Whose board a cookie opens."""
        return self._asked(lambda tx: storage.organisation_of_session(tx, token_hash(token)))

    def of_wall(self, token: str) -> int | None:
        """Whose figures a screen shows."""
        return self._asked(lambda tx: storage.organisation_of_wall(tx, hash_wall_token(token)))

    def _asked(self, ask: Callable[[Transaction], int | None]) -> int | None:
        with self._everywhere.reading() as tx:
            return ask(tx)
