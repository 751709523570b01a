"""The one concrete store that is passed around: an engine that gives transactions. Who commits is the office."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, text

from storage.engine.pipeline import flush_and_commit, pipelined

Transaction: TypeAlias = Connection
RawCursor: TypeAlias = tuple[str, Any]

# SQLite: BEGIN without taking the lock. PostgreSQL itself refuses to write.
_LOOKING: dict[str, dict[str, Any]] = {"sqlite": {"is_reading": True}, "postgresql": {"postgresql_readonly": True}}


class Database:
    """Gives write transactions (SQLite: BEGIN IMMEDIATE) and read-only ones."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A write transaction: committed on leaving, rolled back on any exception."""
        with self._engine.connect() as tx:
            pipelined(tx)
            with tx.begin():
                yield tx
                flush_and_commit(tx)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction for looking only: it never waits for a writer, and nothing written in it stays."""
        with self._engine.connect().execution_options(**_LOOKING[self._engine.dialect.name]) as tx:
            yield tx
            if tx.dialect.name == "postgresql":
                tx.commit()  # nothing was written; on ROLLBACK the driver forgets every statement it has prepared

    @contextmanager
    def snapshot(self) -> Iterator[Transaction]:
        """As `reading`, and every statement sees the same instant: for who compares what several of them give."""
        with self.reading() as tx:
            if tx.dialect.name == "postgresql":  # SQLite's transactions see one instant anyway
                tx.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            yield tx

    @contextmanager
    def raw_cursor(self) -> Iterator[RawCursor]:
        """The driver's own cursor, for one look that is made every few seconds of an idle program: a third of the cost.

        Gives (dialect name, cursor). Nothing may be written: on SQLite what was begun is rolled back.
        """
        connection = self._engine.raw_connection()
        try:
            yield self._engine.dialect.name, connection.cursor()
            if self._engine.dialect.name == "postgresql":
                connection.commit()  # as in `reading`
        finally:
            connection.close()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
