"""Transactions on either engine, and the type of instants: aware UTC inside, whatever the engine keeps."""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self, TypeAlias

from sqlalchemy import Connection, DateTime, Dialect, Engine, text
from sqlalchemy.types import TypeDecorator

from storage.engine.pipeline import begin_with, flush_and_commit, pipelined, send_with_begin
from storage.engine.worker_epoch import commit_in_epoch

Transaction: TypeAlias = Connection
RawCursor: TypeAlias = tuple[str, Any]

# The setting of a transaction that the policies of PostgreSQL's tables compare rows with (migration 0031).
ORGANISATION, ALL = "dondoc.organisation", "all"

# SQLite: BEGIN without taking the lock. PostgreSQL itself refuses to write.
_LOOKING: dict[str, dict[str, Any]] = {"sqlite": {"is_reading": True}, "postgresql": {"postgresql_readonly": True}}


@dataclass(slots=True)
class _Process:
    """What all stores of one process over one engine share."""

    # Called after each commit of this process, in the thread that committed: open pages of the board are told at once.
    on_commit: Callable[[], None] | None = None
    # Of the running program on PostgreSQL: its transactions commit in this epoch of the sender's lease only.
    epoch: int | None = None


class Database:
    """Opens write transactions (SQLite: BEGIN IMMEDIATE) and read-only ones. The office commits.

    PostgreSQL shows a transaction the rows of the organisation that it was begun for, and no others; one of a store
    that is nobody's in particular is shown all (docs/adr/0023).
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._process = _Process()
        self._whose = f"SET LOCAL {ORGANISATION} = '{ALL}'"
        self._of_all = self

    def of(self, organisation_id: int) -> Self:
        """The same store, for transactions about this organisation."""
        whose = f"{organisation_id:d}"
        if self._whose.endswith(f" = '{whose}'"):
            return self  # a program that serves thousands would hold a dozen for each of them
        same = copy.copy(self)
        vars(same)["_whose"] = f"SET LOCAL {ORGANISATION} = '{whose}'"
        return same

    def of_all(self) -> "Database":
        """The same store, for transactions about any organisation: only storage/across_organisations.py asks for it."""
        return self._of_all

    def on_commit(self, call: Callable[[], None] | None) -> None:
        """Call this after each commit of this process, in the thread that committed; None stops it."""
        self._process.on_commit = call

    def commit_in(self, epoch: int) -> None:
        """Commit in this epoch of the sender's lease only, from now on."""
        self._process.epoch = epoch

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A write transaction: committed at the end, rolled back on any exception.

        Raises LeaseLost when another program has become the sender.
        """
        with self._engine.connect() as tx:
            pipelined(tx, self._whose)
            with tx.begin():
                yield tx
                if self._process.epoch is None:
                    flush_and_commit(tx)
                else:
                    commit_in_epoch(tx, self._process.epoch)
        if self._process.on_commit is not None:
            self._process.on_commit()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A read-only transaction: never waits for a writer; whatever it writes is rolled back."""
        with self._engine.connect().execution_options(**_LOOKING[self._engine.dialect.name]) as tx:
            begin_with(tx, self._whose)
            yield tx
            if tx.dialect.name == "postgresql":
                tx.commit()  # nothing was written; on ROLLBACK the driver forgets every statement it has prepared

    @contextmanager
    def snapshot(self) -> Iterator[Transaction]:
        """As `reading`, with one snapshot for all statements, for comparing their results."""
        with self.reading() as tx:
            if tx.dialect.name == "postgresql":  # SQLite's transactions see one instant anyway
                tx.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            yield tx

    @contextmanager
    def raw_cursor(self) -> Iterator[RawCursor]:
        """The dialect's name and the driver's cursor, for the empty tick: a third of the cost of a statement of
        SQLAlchemy.

        Only for reading: on SQLite the transaction is rolled back.
        """
        connection = self._engine.raw_connection()
        try:
            if self._engine.dialect.name == "postgresql":
                send_with_begin(connection.driver_connection, self._whose)
            yield self._engine.dialect.name, connection.cursor()
            if self._engine.dialect.name == "postgresql":
                connection.commit()  # as in `reading`
        finally:
            connection.close()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime. SQLite stores no zone, so it is removed on the way in and added on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Raises ValueError for a naive datetime, which would silently mean another instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r} where an instant is needed")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """The aware UTC datetime."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
