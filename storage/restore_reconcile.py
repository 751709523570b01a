"""Reconciles a restored backup with what was sent, received or done after it was taken."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import func, select, update

from domain.deliveries import AT_ONCE
from storage.engine.database import Transaction
from storage.inbox import WAITING
from storage.outbox import OutboxState
from storage.tables import channel_month, inbox, outbox, receipt, reminder

_ENDED = "('sent', 'dropped', 'parked')"
# Morning messages that were sent, or may have been. Without them the program sent a second one, unmarked (week 211104).
_MAY_BE_KNOWN = "(o.state = 'sent' OR o.state = 'leased' OR o.state = 'waiting' AND o.unknowns > 0)"


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """Messages now known to have gone out; messages of people that came after the backup and are not in it."""

    sent: int
    lost_arrivals: int


def carry_over(old: Path, new: Path, taken_at: datetime) -> CarriedOver | None:
    """Bring what went out after `taken_at` into the restored file; None when the old file cannot tell.

    A message that waits in the backup and has gone out since is marked so. Morning messages that were sent since, or
    may have been, are added with what they told of, so that nobody hears the same again unmarked. All of it happens
    or nothing does.
    """
    try:
        with closing(sqlite3.connect(_address(new, "rw"), uri=True, isolation_level=None)) as connection:
            connection.execute("ATTACH ? AS old", (_address(old, "ro"),))
            connection.execute("BEGIN IMMEDIATE")
            found = _carry(connection, taken_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"))
            connection.execute("COMMIT")
    except sqlite3.Error:  # the replaced file may be broken, which is why it was replaced
        return None
    return found


def _address(file: Path, mode: str) -> str:
    return f"file:{quote(str(file.absolute()))}?mode={mode}"


def _carry(connection: sqlite3.Connection, since: str) -> CarriedOver:
    # A morning message that waited for days left under the key of its last day.
    is_key = "(o.key = main.outbox.key OR o.kind = 'digest' AND o.person_id = main.outbox.person_id)"
    same = f"o.id = main.outbox.id AND o.created_at = main.outbox.created_at AND o.kind = main.outbox.kind AND {is_key}"
    connection.execute(
        f"UPDATE main.outbox SET (state, error, key) = (SELECT o.state, o.error, o.key FROM old.outbox o WHERE {same}) "  # noqa: S608 - our own columns
        f"WHERE state IN ('waiting', 'leased') "
        f"AND EXISTS (SELECT 1 FROM old.outbox o WHERE {same} AND o.state IN {_ENDED})"
    )
    _copy_receipts(connection, "o.id = n.id AND o.key = n.key")
    _copy_digests(connection, since)
    _copy_receipts(connection, "o.key = n.key AND o.kind = 'digest'")
    _copy_reminders(connection)
    _copy_months(connection)
    _end_codes(connection)
    sent = connection.execute("SELECT count(*) FROM main.receipt WHERE sent_at > ?", (since,)).fetchone()[0]
    lost = connection.execute(
        "SELECT count(*) FROM old.inbox WHERE received_at > ? AND state IN ('handled', 'parked')", (since,)
    ).fetchone()[0]
    return CarriedOver(sent, lost)


def _copy_receipts(connection: sqlite3.Connection, match: str) -> None:
    names = [c.name for c in receipt.columns if c.name not in {"id", "outbox_id"}]
    connection.execute(
        f"INSERT INTO main.receipt (outbox_id, {', '.join(names)}) "  # noqa: S608 - names of our own columns
        f"SELECT n.id, {', '.join('r.' + name for name in names)} FROM old.receipt r "
        f"JOIN old.outbox o ON o.id = r.outbox_id JOIN main.outbox n ON {match} "
        "WHERE n.state = 'sent' AND n.id NOT IN (SELECT outbox_id FROM main.receipt)"
    )


def _copy_digests(connection: sqlite3.Connection, since: str) -> None:
    names = [c.name for c in outbox.columns if c.name != "id"]
    connection.execute(
        f"INSERT INTO main.outbox ({', '.join(names)}) "  # noqa: S608 - names of our own columns
        f"SELECT {', '.join('o.' + name for name in names)} FROM old.outbox o "
        f"WHERE o.kind = 'digest' AND {_MAY_BE_KNOWN} AND o.created_at > ? "
        "AND o.person_id IN (SELECT id FROM main.person) AND o.key NOT IN (SELECT key FROM main.outbox)",
        (since,),
    )


def _copy_reminders(connection: sqlite3.Connection) -> None:
    names = [c.name for c in reminder.columns if c.name not in {"id", "outbox_id"}]
    connection.execute(
        f"INSERT OR IGNORE INTO main.reminder (outbox_id, {', '.join(names)}) "  # noqa: S608 - our own columns
        f"SELECT n.id, {', '.join('r.' + name for name in names)} FROM old.reminder r "
        "JOIN old.outbox o ON o.id = r.outbox_id "
        f"JOIN main.outbox n ON n.key = o.key AND n.kind = 'digest' AND {_MAY_BE_KNOWN} AND n.state = o.state "
        "JOIN old.occurrence c ON c.id = r.occurrence_id "
        "JOIN main.occurrence m ON m.id = c.id AND m.task_id = c.task_id AND m.period = c.period"
    )


def _copy_months(connection: sqlite3.Connection) -> None:
    """A platform counts on: with the count of the backup reminders were sent out of the reserve (week 110323)."""
    names = ", ".join(c.name for c in channel_month.columns if c.name not in {"id", "used"})
    connection.execute(
        f"INSERT INTO main.channel_month ({names}, used) SELECT {names}, used FROM old.channel_month "  # noqa: S608 - our own columns
        "WHERE organisation_id IN (SELECT id FROM main.organisation) "
        "ON CONFLICT (organisation_id, channel, bot, month) DO UPDATE SET used = max(used, excluded.used)"
    )


def _end_codes(connection: sqlite3.Connection) -> None:
    """A code that was used or replaced since the backup holds no more: a stranger who found it became somebody else
    (week 110790).
    """
    same = "o.organisation_id = main.invite.organisation_id AND o.code_hash = main.invite.code_hash"
    connection.execute(
        f"DELETE FROM main.invite WHERE used_at IS NULL AND NOT EXISTS "  # noqa: S608 - our own columns
        f"(SELECT 1 FROM old.invite o WHERE {same} AND o.used_at IS NULL)"
    )


_QUEUED = (OutboxState.WAITING.value, OutboxState.LEASED.value)


@dataclass(frozen=True, slots=True)
class Queued:
    """A message that waits or is leased."""

    id: int
    kind: str
    created_at: datetime


def queued_rows(tx: Transaction, organisation_id: int) -> list[Queued]:
    """All unsent messages, oldest first."""
    query = select(outbox.c.id, outbox.c.kind, outbox.c.created_at).where(
        outbox.c.organisation_id == organisation_id, outbox.c.state.in_(_QUEUED)
    )
    return [Queued(*row) for row in tx.execute(query.order_by(outbox.c.id))]


def mark_as_perhaps_sent(tx: Transaction, organisation_id: int, not_before: datetime) -> int:
    """Mark every unsent message as possibly sent, and hold it until `not_before` (aware) at least. Returns how many.

    An answer goes out at night because somebody has just asked; here it was asked for before the restore.
    """
    is_queued = (outbox.c.organisation_id == organisation_id, outbox.c.state.in_(_QUEUED))
    tx.execute(update(outbox).where(*is_queued, outbox.c.state == OutboxState.LEASED.value).values(not_before=AT_ONCE))
    values = {"state": OutboxState.WAITING.value, "unknowns": outbox.c.unknowns + 1, "lease_owner": None}
    count = int(tx.execute(update(outbox).where(*is_queued).values(**values)).rowcount)
    tx.execute(update(outbox).where(*is_queued, outbox.c.not_before < not_before).values(not_before=not_before))
    return count


def mark_as_perhaps_obeyed(tx: Transaction, organisation_id: int) -> int:
    """Mark every waiting update as possibly handled before. Returns how many."""
    is_waiting = (inbox.c.organisation_id == organisation_id, inbox.c.state == WAITING)
    return int(tx.execute(update(inbox).where(*is_waiting).values(may_be_again=True)).rowcount)


def newest_row(tx: Transaction, organisation_id: int) -> int:
    """The id of the newest message ever posted; 0 when there is none."""
    return tx.execute(select(func.max(outbox.c.id)).where(outbox.c.organisation_id == organisation_id)).scalar() or 0


def mark_later_as_perhaps_sent(
    tx: Transaction, organisation_id: int, after: int, due_by: datetime | None = None
) -> int:
    """Mark messages posted after this row as possibly sent before the restore; of those that wait for an hour, the ones
    due by then. Returns how many.
    """
    is_later = [outbox.c.organisation_id == organisation_id, outbox.c.id > after]
    if due_by is not None:
        is_later.append(outbox.c.not_before <= due_by)
    return int(tx.execute(update(outbox).where(*is_later).values(unknowns=outbox.c.unknowns + 1)).rowcount)
