"""Copies of a SQLite database while it is in use, and the mark in a copy that says when it was taken."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import func, inspect, select, text, update

from storage.engine.database import Transaction
from storage.tables import cursor, event, inbox, receipt

MARK = "backup_mark"
PAGES = 256  # copied at a time; a writer waits for none of them: the copy reads one state of the write-ahead log
SECONDS = 60.0


class Fault(Enum):
    """Why a file is no sound SQLite database."""

    UNREADABLE = auto()
    NOT_SQLITE = auto()
    DAMAGED = auto()


class BrokenDatabase(Exception):
    """The file is no sound SQLite database; `detail` is what SQLite reports."""

    def __init__(self, file: Path, fault: Fault, detail: object) -> None:
        super().__init__(f"{file}: {fault.name} ({detail})")
        self.fault, self.detail = fault, detail


def copy_sqlite(source: Path, target: Path, taken_at: datetime) -> None:
    """Copy the database as it is at this instant into a new file, mark it as taken at `taken_at`, leave one file.

    Raises BrokenDatabase when the source cannot be read to its end, and sqlite3.Error or OSError when the copy cannot
    be written.
    """
    with closing(_open(source, "ro")) as old, closing(sqlite3.connect(target, timeout=SECONDS)) as new:
        try:
            old.execute("BEGIN")
            # BEGIN alone reads nothing: SQLite takes its snapshot with the first statement that reads.
            old.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the state that is copied begins here
        except sqlite3.DatabaseError as error:
            raise BrokenDatabase(source, Fault.UNREADABLE, error) from error
        old.backup(new, pages=PAGES)
        old.rollback()
        new.execute("PRAGMA journal_mode=DELETE")
        new.execute(f"CREATE TABLE IF NOT EXISTS {MARK} (taken_at TEXT NOT NULL)")
        new.execute(f"DELETE FROM {MARK}")  # noqa: S608 - a constant
        new.execute(f"INSERT INTO {MARK} VALUES (?)", (taken_at.astimezone(UTC).isoformat(),))  # noqa: S608 - a constant
        new.commit()


def check_sound(file: Path) -> None:
    """Read every page of a file that nobody writes to. Raises BrokenDatabase."""
    try:
        with closing(_open(file, "ro")) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    except sqlite3.Error as error:
        raise BrokenDatabase(file, Fault.NOT_SQLITE, error) from error
    if found != ["ok"]:
        raise BrokenDatabase(file, Fault.DAMAGED, found[0])


def evidence_named_in(file: Path) -> frozenset[str]:
    """The names of the contents in the evidence folder that a database names; none before there was such a folder.

    Raises sqlite3.Error when it cannot be read.
    """
    with closing(_open(file, "ro")) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'evidence_file'").fetchone():
            return frozenset()
        query = "SELECT DISTINCT stored_hash FROM evidence_file WHERE stored_hash IS NOT NULL"
        return frozenset(str(row[0]) for row in connection.execute(query))


def fold_log(file: Path) -> bool:
    """Write the write-ahead log into the file and remove it; False when that cannot be done (the file is broken)."""
    try:
        with closing(_open(file, "rw")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return bool(connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] == "delete")
    except sqlite3.Error:  # a broken file: the caller keeps it as it is and says so
        return False


def _open(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode={mode}", uri=True, timeout=SECONDS)


def set_mark(tx: Transaction, taken_at: datetime) -> None:
    """Say of this database that it is a copy taken at this instant."""
    tx.execute(text(f"CREATE TABLE IF NOT EXISTS {MARK} (taken_at TEXT NOT NULL)"))
    tx.execute(text(f"INSERT INTO {MARK} VALUES (:at)"), {"at": taken_at.astimezone(UTC).isoformat()})  # noqa: S608 - a constant


def read_mark(tx: Transaction) -> datetime | None:
    """When the backup was taken that this database was restored from, if nothing was done about it yet."""
    if not inspect(tx).has_table(MARK):
        return None
    taken_at = tx.execute(text(f"SELECT max(taken_at) FROM {MARK}")).scalar()  # noqa: S608 - a constant
    return None if taken_at is None else datetime.fromisoformat(taken_at)


def take_mark(tx: Transaction) -> datetime | None:
    """The mark, taken away: what has to be done about it is done in this transaction."""
    taken_at = read_mark(tx)
    if taken_at is not None:
        tx.execute(text(f"DROP TABLE {MARK}"))
    return taken_at


def last_trace(tx: Transaction, organisation_id: int) -> datetime | None:
    """The newest instant stored anywhere: the age of a backup without a mark."""
    columns = (event.c.at, inbox.c.received_at, receipt.c.sent_at, cursor.c.last_contact_at)
    found = [
        tx.execute(select(func.max(column)).where(column.table.c.organisation_id == organisation_id)).scalar()
        for column in columns
    ]
    return max((at for at in found if at is not None), default=None)


def first_event_at(tx: Transaction, organisation_id: int) -> datetime | None:
    """When the history begins."""
    return tx.execute(select(func.min(event.c.at)).where(event.c.organisation_id == organisation_id)).scalar()


def last_event_facts(tx: Transaction, organisation_id: int, what: str) -> tuple[datetime, dict[str, Any]] | None:
    """When something of this name happened last, and its facts."""
    query = select(event.c.at, event.c.facts).where(event.c.organisation_id == organisation_id, event.c.what == what)
    row = tx.execute(query.order_by(event.c.seq.desc()).limit(1)).first()
    return None if row is None else (row[0], row[1])


def set_contact(tx: Transaction, organisation_id: int, now: datetime) -> None:
    """Reset the last contact of all platforms to now, because everybody has been told of the gap."""
    tx.execute(update(cursor).where(cursor.c.organisation_id == organisation_id).values(last_contact_at=now))
