"""Fewer ways to a database server: what is going to be asked goes together, what is only written goes with the commit.

SQLite is no way off: there every statement runs at once.
"""

from collections.abc import Iterable
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, event

from storage.spelled import Given, Row, Spelled, failure, send

Question: TypeAlias = tuple[Spelled, Given]
_OPTION = "trip"
# Asked by keys and always alike: planned once. What is asked otherwise is planned for its own values each time.
_PLANNED_ONCE = "SET LOCAL plan_cache_mode = force_generic_plan"
_PLANNED_EACH_TIME = "SET LOCAL plan_cache_mode = force_custom_plan"


class Trip:
    """What one transaction on a server knows beforehand, and what it has still to write."""

    def __init__(self) -> None:
        self._known: dict[Any, tuple[Spelled, list[Row]]] = {}
        self._late: list[Question] = []

    def ask_ahead(self, tx: Connection, questions: Iterable[Question]) -> None:
        """Ask all of these on one way, in this order; each answer is good once, until something is written that it
        rests on.
        """
        self.passing(tx, None)
        driver: Any = tx.connection.driver_connection
        try:
            with driver.pipeline():
                driver.execute(_PLANNED_ONCE)
                asked = [(spelled, given, send(tx, spelled, given)) for spelled, given in questions]
                driver.execute(_PLANNED_EACH_TIME)
                for spelled, given, cursor in asked:
                    self._known[_key(spelled, given)] = (spelled, cursor.fetchall())
        except tx.dialect.loaded_dbapi.Error as error:
            raise failure(tx, error) from error

    def answer(self, spelled: Spelled, given: Given) -> list[Row] | None:
        """What was asked ahead, once; None when it was not."""
        found = self._known.pop(_key(spelled, given), None)
        return None if found is None else found[1]

    def later(self, spelled: Spelled, given: Given) -> None:
        """Write this with the end, or before anything else is asked."""
        self._forget(spelled.written)
        self._late.append((spelled, given))

    def passing(self, tx: Connection, written: Table | None) -> None:
        """Another statement is about to run, which changes this table: it has to find what was written before it."""
        if written is not None:
            self._forget(written)
        if self._late:
            self._write(tx, is_end=False)

    def end(self, tx: Connection) -> None:
        """Write what is left, and commit on the same way: an error of either is raised here and nothing is kept."""
        if self._late:
            self._write(tx, is_end=True)

    def _write(self, tx: Connection, *, is_end: bool) -> None:
        late, self._late = self._late, []
        driver: Any = tx.connection.driver_connection
        try:
            with driver.pipeline():
                for spelled, given in late:
                    send(tx, spelled, given)
                if is_end:
                    driver.commit()
        except tx.dialect.loaded_dbapi.Error as error:
            raise failure(tx, error) from error

    def _forget(self, written: Table | None) -> None:
        if written is _ANYTHING:
            self._known.clear()
        self._known = {key: kept for key, kept in self._known.items() if written not in kept[0].tables}


def on_a_trip(connection: Connection) -> Connection:
    """The connection, whose transaction saves ways."""
    if not event.contains(connection.engine, "before_cursor_execute", _pass):
        event.listen(connection.engine, "before_cursor_execute", _pass)
    return connection.execution_options(**{_OPTION: Trip()})


def trip_of(tx: Connection) -> Trip | None:
    """The trip of a transaction on a server; None on SQLite, and for one that saves no ways."""
    found: Trip | None = tx.get_execution_options().get(_OPTION)
    return found


def _pass(tx: Connection, _cursor: Any, _text: str, _values: Any, context: Any, _many: bool) -> None:  # noqa: FBT001
    """What the library runs has to find what was written before it, and spoils what was asked ahead."""
    trip = None if context is None else trip_of(tx)
    if trip is None:
        return
    statement = context.compiled.statement if context.compiled is not None else None
    is_reading = statement is not None and statement.is_select
    trip.passing(tx, None if is_reading else getattr(statement, "table", _ANYTHING))


_ANYTHING: Any = object()


def _key(spelled: Spelled, given: Given) -> Any:
    return (id(spelled), *given.values())
