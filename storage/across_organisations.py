"""The one way past what keeps organisations apart, and what is asked of all of them at once.

Every other transaction is about one organisation; PostgreSQL shows it no rows of others (docs/adr/0023). Who calls
`everywhere` stands, with the reason, in tests/test_architecture_organisations.py.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, insert, literal_column, or_, select, text, tuple_, union, update

from domain.deliveries import AT_ONCE, BUTTONS
from domain.evidence import FileState
from domain.inbox import BotContact, CursorNow
from domain.tasks import State
from storage.auditing import PATIENCE
from storage.engine.database import Database, Transaction
from storage.inbox import MOVE_CURSOR, cursor_values, move_values
from storage.leases import release, release_values
from storage.tables import (
    board_link,
    board_session,
    cursor,
    evidence_file,
    inbox,
    occurrence,
    organisation,
    outbox,
    person,
    wall,
)

# SQLite uses a partial index only for a condition written exactly as in its definition.
_IS_QUEUED = outbox.c.state.in_([literal_column("'waiting'"), literal_column("'leased'")])
_IS_UNHANDLED = inbox.c.state == literal_column("'waiting'")


def everywhere(database: Database) -> Database:
    """The same store, for transactions about any organisation of it."""
    return database.of_all()


def are_kept_apart(tx: Transaction) -> bool:
    """Whether the database keeps organisations apart from this program; from a superuser PostgreSQL keeps nothing."""
    if tx.dialect.name != "postgresql":
        return True
    return not tx.execute(text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")).scalar()


def are_several(tx: Transaction) -> bool:
    """Whether the database holds more than one organisation."""
    return len(tx.execute(select(organisation.c.id).limit(2)).all()) > 1


def late_elsewhere(tx: Transaction, served: Collection[int], now: datetime) -> list[tuple[str, int]]:
    """Organisations but these whose messages are due for more than five minutes, and how many, the most first."""
    rows = tx.execute(_LATE_ANYWHERE, {"late_before": now - PATIENCE})
    return [(name, count) for organisation_id, name, count in rows if organisation_id not in served]


_LATE = func.count().label("late")
_LATE_ANYWHERE = (
    select(organisation.c.id, organisation.c.name, _LATE)
    .join(outbox, outbox.c.organisation_id == organisation.c.id)
    .where(
        _IS_QUEUED,
        outbox.c.not_before < bindparam("late_before"),
        outbox.c.created_at < bindparam("late_before"),
        outbox.c.kind != BUTTONS,
    )
    .group_by(organisation.c.id, organisation.c.name)
    .order_by(_LATE.desc(), organisation.c.id)
)


def with_updates(tx: Transaction, now: datetime) -> frozenset[int]:
    """Organisations with an update to handle now. Reads only the index of waiting updates."""
    return frozenset(tx.execute(_WITH_UPDATES, {"now_": now}).scalars())


def with_messages(tx: Transaction, now: datetime) -> frozenset[int]:
    """Organisations with a message that is due. Reads only the index of queued messages."""
    return frozenset(tx.execute(_WITH_MESSAGES, {"now_": now}).scalars())


def with_anything_queued(tx: Transaction) -> frozenset[int]:
    """Organisations with a message or an update that waits, due or not."""
    return frozenset(tx.execute(_WITH_ANYTHING).scalars())


_WITH_UPDATES = select(inbox.c.organisation_id).where(_IS_UNHANDLED, inbox.c.not_before <= bindparam("now_")).distinct()
_WITH_MESSAGES = (
    # SQLite would walk an index of all messages there ever were, for the order in which DISTINCT likes the column.
    select(outbox.c.organisation_id + literal_column("0"))
    .where(_IS_QUEUED, outbox.c.state == "waiting", outbox.c.not_before <= bindparam("now_"))
    .distinct()
)
_WITH_ANYTHING = union(
    select(outbox.c.organisation_id).where(_IS_QUEUED), select(inbox.c.organisation_id).where(_IS_UNHANDLED)
)


def with_files_to_fetch(tx: Transaction, now: datetime, beyond: datetime) -> frozenset[int]:
    """Organisations with a content to fetch now, or one that waits until after `beyond`: the clock was set back."""
    return frozenset(tx.execute(_WITH_FILES, {"now_": now, "beyond": beyond}).scalars())


# One step into the index for each organisation: files are kept for years, and asked without one all of them are read.
_WITH_FILES = select(organisation.c.id).where(
    select(evidence_file.c.id)
    .where(
        evidence_file.c.organisation_id == organisation.c.id,
        evidence_file.c.state == FileState.WAITING.value,
        or_(evidence_file.c.next_fetch_at <= bindparam("now_"), evidence_file.c.next_fetch_at > bindparam("beyond")),
    )
    .limit(1)
    .scalar_subquery()
    .is_not(None)
)


def release_abandoned_of(tx: Transaction, organisation_ids: Collection[int], now: datetime, owner: str) -> int:
    """As `leases.release_abandoned`, of these organisations."""
    given = {"organisations": sorted(organisation_ids), **release_values(now, owner, ())}
    return int(tx.execute(_RELEASE, given).rowcount)


def check_everything_at_once(tx: Transaction) -> int:
    """Make the open tasks of all organisations that are not closed due with the next tick; returns how many changed."""
    return int(tx.execute(_CHECK_AT_ONCE).rowcount)


_RELEASE = release(and_(_IS_QUEUED, outbox.c.organisation_id.in_(bindparam("organisations", expanding=True))))
_CHECK_AT_ONCE = (
    update(occurrence)
    .where(
        occurrence.c.state.in_((State.OPEN.value, State.REPORTED.value)),
        or_(occurrence.c.next_look_at.is_(None), occurrence.c.next_look_at > AT_ONCE),
        occurrence.c.organisation_id.in_(select(organisation.c.id).where(organisation.c.closed_at.is_(None))),
    )
    .values(next_look_at=AT_ONCE)
)


def served_before(tx: Transaction, bots: Collection[tuple[str, str]]) -> frozenset[int]:
    """The organisations that received what these bots, by (channel, bot), were sent until now."""
    query = select(cursor.c.organisation_id).where(_IS_ONE_OF)
    return frozenset(tx.execute(query, {"bots": sorted(bots)}).scalars()) if bots else frozenset()


def cursors_of(tx: Transaction, bots: Collection[tuple[str, str]]) -> dict[tuple[str, str], CursorNow]:
    """Where receiving stands, by (channel, bot); without those that were never polled."""
    rows = tx.execute(_CURSORS, {"bots": sorted(bots)}) if bots else ()
    return {(row[0], row[1]): CursorNow(*row[2:]) for row in rows}


_IS_ONE_OF = tuple_(cursor.c.channel, cursor.c.bot).in_(bindparam("bots", expanding=True))
_CURSORS = select(
    cursor.c.channel, cursor.c.bot, cursor.c.epoch, cursor.c.next_offset, cursor.c.last_contact_at,
    cursor.c.caught_up_at,
).where(_IS_ONE_OF)  # fmt: skip


def save_cursors(
    tx: Transaction, contacts: Sequence[tuple[int, BotContact]], known: Collection[tuple[str, str]]
) -> None:
    """Move the cursors of these bots, each of an organisation; those not `known` yet are made."""
    moved = [move_values(one.channel, one.bot, one.cursor) for _, one in contacts if (one.channel, one.bot) in known]
    if moved:
        tx.execute(MOVE_CURSOR, moved)
    new = [
        {"organisation_id": organisation_id, "channel": one.channel, "bot": one.bot, **cursor_values(one.cursor)}
        for organisation_id, one in contacts
        if (one.channel, one.bot) not in known
    ]
    if new:
        tx.execute(insert(cursor), new)


def organisation_of_message(tx: Transaction, outbox_id: int) -> int | None:
    """Whose message this is."""
    return _one(tx, select(outbox.c.organisation_id).where(outbox.c.id == outbox_id))


def organisation_of_person(tx: Transaction, person_id: int) -> int | None:
    """Whose person this is."""
    return _one(tx, select(person.c.organisation_id).where(person.c.id == person_id))


def organisation_of_link(tx: Transaction, token_hash: str) -> int | None:
    """To whose board a link leads."""
    return _one(tx, select(board_link.c.organisation_id).where(board_link.c.token_hash == token_hash))


def organisation_of_code(tx: Transaction, code_key: str, code_hash: str, now: datetime) -> int | None:
    """To whose board a typed code leads; of a wrong one, whose link it looks like: there the try is counted."""
    is_open = (board_link.c.code_key == code_key, board_link.c.used_at.is_(None), board_link.c.ends_at > now)
    like_it = select(board_link.c.organisation_id).where(*is_open)
    right = like_it.where(board_link.c.code_hash == code_hash)
    return _one(tx, right) or _one(tx, like_it.order_by(board_link.c.id))


def organisation_of_session(tx: Transaction, token_hash: str) -> int | None:
    """Whose board a session shows."""
    return _one(tx, select(board_session.c.organisation_id).where(board_session.c.token_hash == token_hash))


def organisation_of_wall(tx: Transaction, token_hash: str) -> int | None:
    """Whose figures a screen shows."""
    return _one(tx, select(wall.c.organisation_id).where(wall.c.token_hash == token_hash))


def _one(tx: Transaction, query: Select[Any]) -> int | None:
    found: int | None = tx.execute(query.limit(1)).scalar()
    return found
