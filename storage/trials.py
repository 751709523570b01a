"""A database on one connection: the services' transactions are savepoints within one that is kept or undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from storage.engine.database import Database, RawCursor, Transaction


class TrialDatabase(Database):
    """As `Database`, on a private copy. Services run inside `kept()` or `undone()`, one at a time."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection.engine)
        self._connection = connection

    @contextmanager
    def kept(self) -> Iterator[None]:
        """What is written within stays in the copy."""
        with self._connection.begin():
            yield

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What is written within is rolled back, however it ends."""
        with self._connection.begin() as whole:
            try:
                yield
            finally:
                whole.rollback()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A savepoint: released on leaving, rolled back on any exception."""
        with self._connection.begin_nested():
            yield self._connection

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """The same connection, so that what was written before is seen."""
        yield self._connection

    @contextmanager
    def snapshot(self) -> Iterator[Transaction]:
        """As `reading`: nobody else writes to the copy."""
        yield self._connection

    @contextmanager
    def raw_cursor(self) -> Iterator[RawCursor]:
        """The driver's own cursor on the same connection."""
        yield self._connection.dialect.name, self._connection.connection.cursor()
