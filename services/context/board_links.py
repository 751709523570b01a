"""Makes the link and the code that open the board once; only their hashes are kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from domain.board_sessions import CODE_KEY, LINK_VALID, code_hash, draw_code, token_hash
from storage.board_sessions import NewLink, add_link
from storage.engine.database import Transaction


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A fresh link: its secret and the code for a desk, both told once; `ends_at` is machine time (aware)."""

    token: str
    code: str
    ends_at: datetime


def make_link(tx: Transaction, organisation_id: int, person_id: int, machine_at: datetime) -> MadeLink:
    """A link of ten minutes for this person; the one before opens nothing any more."""
    token, code = secrets.token_urlsafe(32), draw_code(secrets.choice)
    ends_at = machine_at + LINK_VALID
    new = NewLink(person_id, token_hash(token), code[:CODE_KEY], code_hash(code), ends_at)
    add_link(tx, organisation_id, new, machine_at)
    return MadeLink(token, code, ends_at)
