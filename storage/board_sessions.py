"""Who may open the board: links good once, codes tried five times at most, sessions that can be ended.

Every `now` here is machine time (aware), also where the program's clock shows another day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from domain.board_sessions import CODE_TRIES, BoardSession, SessionEnd
from storage.engine.database import Transaction
from storage.tables import board_link, board_session, person

FORGOTTEN_AFTER = timedelta(days=30)
_UNUSED = board_link.c.used_at.is_(None)  # what was used stays until it is over, so that it is never used again


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link to keep: hashes only."""

    person_id: int
    token_hash: str
    code_key: str
    code_hash: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link that is neither used nor over, and whose it is."""

    id: int
    person_id: int
    name: str
    language: str


def add_link(tx: Transaction, organisation_id: int, new: NewLink, now: datetime) -> None:
    """Keep a new link; earlier ones of the person open nothing any more, and what is over is forgotten."""
    is_old = (board_link.c.person_id == new.person_id) & _UNUSED | (board_link.c.ends_at <= now)
    tx.execute(delete(board_link).where(board_link.c.organisation_id == organisation_id, is_old))
    values = {
        "person_id": new.person_id, "token_hash": new.token_hash, "code_key": new.code_key,
        "code_hash": new.code_hash, "made_at": now, "ends_at": new.ends_at, "tries": 0,
    }  # fmt: skip
    tx.execute(insert(board_link).values(organisation_id=organisation_id, **values))


def use_once(
    tx: Transaction, organisation_id: int, person_id: int, token_hash: str, now: datetime, kept_until: datetime
) -> bool:
    """Remember that something of this hash was used, as a link that is used up; False when it was used before.

    The caller holds the organisation's lock.
    """
    if tx.execute(select(board_link.c.id).where(board_link.c.token_hash == token_hash)).first() is not None:
        return False
    is_over = (board_link.c.organisation_id == organisation_id, board_link.c.ends_at <= now)
    tx.execute(delete(board_link).where(*is_over))
    values = {
        "person_id": person_id, "token_hash": token_hash, "code_key": "", "code_hash": "",
        "made_at": now, "ends_at": kept_until, "tries": 0, "used_at": now,
    }  # fmt: skip
    tx.execute(insert(board_link).values(organisation_id=organisation_id, **values))
    return True


def find_link(tx: Transaction, organisation_id: int, token_hash: str, now: datetime) -> OpenLink | None:
    """The open link of this token."""
    row = tx.execute(_open(organisation_id, now).where(board_link.c.token_hash == token_hash)).first()
    return None if row is None else OpenLink(*row)


def find_link_by_code(
    tx: Transaction, organisation_id: int, code_key: str, code_hash: str, now: datetime
) -> OpenLink | None:
    """The open link of this code. A wrong code counts as a try of the links it looks like; five end their codes."""
    like_it = (board_link.c.organisation_id == organisation_id, board_link.c.code_key == code_key)
    is_open = board_link.c.tries < CODE_TRIES
    row = tx.execute(_open(organisation_id, now).where(*like_it, is_open, board_link.c.code_hash == code_hash)).first()
    if row is None:
        tx.execute(update(board_link).where(*like_it).values(tries=board_link.c.tries + 1))
    return None if row is None else OpenLink(*row)


def use_link(tx: Transaction, link_id: int, now: datetime) -> bool:
    """Use a link up; False when somebody did before."""
    is_it = (board_link.c.id == link_id, board_link.c.used_at.is_(None))
    return (
        tx.execute(update(board_link).where(*is_it).values(used_at=now).returning(board_link.c.id)).first() is not None
    )


def _open(organisation_id: int, now: datetime) -> Any:
    return (
        select(board_link.c.id, person.c.id, person.c.name, person.c.language)
        .join(person, person.c.id == board_link.c.person_id)
        .where(
            board_link.c.organisation_id == organisation_id,
            board_link.c.used_at.is_(None),
            board_link.c.ends_at > now,
            person.c.removed_at.is_(None),
        )
    )


def add_session(
    tx: Transaction,
    organisation_id: int,
    person_id: int,
    token_hash: str,
    device: str,
    now: datetime,
    ends_at: datetime,
) -> BoardSession:
    """Keep a new session, and forget those that were over long ago."""
    is_old = (board_session.c.organisation_id == organisation_id, board_session.c.ends_at < now - FORGOTTEN_AFTER)
    tx.execute(delete(board_session).where(*is_old))
    values = {
        "organisation_id": organisation_id, "person_id": person_id, "token_hash": token_hash, "device": device,
        "made_at": now, "seen_at": now, "ends_at": ends_at,
    }  # fmt: skip
    row = tx.execute(insert(board_session).values(**values).returning(*_COLUMNS)).mappings().one()
    return _to_session(row)


def find_session(tx: Transaction, organisation_id: int, token_hash: str, now: datetime) -> BoardSession | None:
    """The session of this token; None for one that is unknown, over, ended, or of somebody who left."""
    query = (
        select(*_COLUMNS)
        .join(person, person.c.id == board_session.c.person_id)
        .where(
            board_session.c.organisation_id == organisation_id,
            board_session.c.token_hash == token_hash,
            board_session.c.ended_at.is_(None),
            board_session.c.ends_at > now,
            person.c.removed_at.is_(None),
        )
    )
    row = tx.execute(query).mappings().first()
    return None if row is None else _to_session(row)


def note_seen(tx: Transaction, session_id: int, now: datetime) -> None:
    """Store that the session was used."""
    tx.execute(update(board_session).where(board_session.c.id == session_id).values(seen_at=now))


def end_session(tx: Transaction, session_id: int, now: datetime, why: SessionEnd) -> bool:
    """End one session; False when it was ended before."""
    return bool(_end(tx, now, why, board_session.c.id == session_id))


def end_sessions_of(tx: Transaction, person_id: int, now: datetime, why: SessionEnd) -> int:
    """End every session of a person, and the links that would open another. Returns how many sessions were open."""
    tx.execute(delete(board_link).where(board_link.c.person_id == person_id, _UNUSED))
    return _end(tx, now, why, board_session.c.person_id == person_id)


def end_all_sessions(tx: Transaction, organisation_id: int, now: datetime, why: SessionEnd) -> int:
    """End every session and link of the organisation. Returns how many sessions were open."""
    tx.execute(delete(board_link).where(board_link.c.organisation_id == organisation_id, _UNUSED))
    return _end(tx, now, why, board_session.c.organisation_id == organisation_id)


def count_sessions(tx: Transaction, person_id: int, now: datetime) -> int:
    """How many sessions of a person hold."""
    holds = (board_session.c.ended_at.is_(None), board_session.c.ends_at > now)
    query = select(func.count()).select_from(board_session).where(board_session.c.person_id == person_id, *holds)
    return int(tx.execute(query).scalar_one())


def _end(tx: Transaction, now: datetime, why: SessionEnd, *whose: Any) -> int:
    ended = update(board_session).where(*whose, board_session.c.ended_at.is_(None))
    return int(tx.execute(ended.values(ended_at=now, ended_by=why.value)).rowcount)


_COLUMNS = (
    board_session.c.id,
    board_session.c.person_id,
    board_session.c.made_at,
    board_session.c.seen_at,
    board_session.c.ends_at,
)


def _to_session(row: Mapping[Any, Any]) -> BoardSession:
    return BoardSession(row["id"], row["person_id"], row["made_at"], row["seen_at"], row["ends_at"])
