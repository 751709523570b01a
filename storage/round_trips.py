"""Fewer ways to a database server: what is going to be asked goes together, what is only written goes with the commit.

SQLite is no way off: there every statement runs at once.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, Table, event

from storage.spelled import Given, Row, Spelled, failure, told

Question: TypeAlias = tuple[Spelled, Given]
_OPTION = "trip"
# Asked by keys and always alike: planned once. What is asked otherwise is planned for its own values each time.
_PLANNED_ONCE = ("SET LOCAL plan_cache_mode = force_generic_plan", None)
_PLANNED_EACH_TIME = ("SET LOCAL plan_cache_mode = force_custom_plan", None)


class Trip:
    """What one transaction on a server knows beforehand, and what it has still to write."""

    def __init__(self) -> None:
        self._known: dict[Any, tuple[Spelled, list[Row]]] = {}
        self._late: list[Question] = []
        self._has_failed = False

    def ask_ahead(self, tx: Connection, questions: Sequence[Question]) -> None:
        """Ask all of these on one way, in this order; each answer is good once, until something is written that it
        rests on.
        """
        answers = self._go(tx, questions, is_planned_once=True)
        for question, rows in zip(questions, answers, strict=True):
            self._known[_key(question)] = (question[0], rows)

    def ask(self, tx: Connection, question: Question) -> list[Row]:
        """The rows: those asked ahead, else those that are there now."""
        known = self._known.pop(_key(question), None)
        if known is not None:
            return known[1]
        self._forget(question[0].written)
        return self._go(tx, [question])[0]

    def later(self, question: Question) -> None:
        """Write this with the end, or before anything else is asked."""
        self._forget(question[0].written)
        if not self._has_failed:  # what fails is told by the next that is asked, and by the end
            self._late.append(question)

    def passing(self, tx: Connection, written: Table | None) -> None:
        """The library is about to run a statement that changes this table: it has to find what was written before."""
        self._forget(written)
        if self._late:
            self._go(tx, [])

    def end(self, tx: Connection) -> None:
        """Write what is left, and commit on the same way: an error of either is raised here and nothing is kept."""
        if self._late or self._has_failed:
            self._go(tx, [], is_end=True)

    def taken_back(self) -> None:
        """A savepoint was rolled back, and the failure with it."""
        self._has_failed = False

    def _go(
        self, tx: Connection, questions: Sequence[Question], *, is_planned_once: bool = False, is_end: bool = False
    ) -> list[list[Row]]:
        from storage.wire import exchange  # noqa: PLC0415 - who keeps to SQLite needs no driver of PostgreSQL

        if self._has_failed:  # the server would say the same, had it heard of a value that could not even be sent
            raise failure(tx, tx.dialect.loaded_dbapi.errors.InFailedSqlTransaction("an earlier statement failed"))
        late, self._late = self._late, []
        self._has_failed = True  # until it went well: what was to be written late is lost with the failure
        sent = [told(tx, spelled, given) for spelled, given in late]
        asked = [told(tx, spelled, given) for spelled, given in questions]
        if is_planned_once:
            sent.append(_PLANNED_ONCE)
            asked.append(_PLANNED_EACH_TIME)
        driver: Any = tx.connection.driver_connection
        try:
            rows = exchange(driver, [*sent, *asked], is_end=is_end)
        except tx.dialect.loaded_dbapi.Error as error:
            raise failure(tx, error) from error
        self._has_failed = False
        return rows[len(sent) : len(sent) + len(questions)]  # type: ignore[return-value]

    def _forget(self, written: Table | None) -> None:
        if written is _ANYTHING:
            self._known.clear()
        elif written is not None:
            self._known = {key: kept for key, kept in self._known.items() if written not in kept[0].tables}


def on_a_trip(connection: Connection) -> Connection:
    """The connection, whose transaction saves ways."""
    if not event.contains(connection.engine, "before_cursor_execute", _pass):
        _listen(connection.engine)
    return connection.execution_options(**{_OPTION: Trip()})


def _listen(engine: Engine) -> None:
    event.listen(engine, "before_cursor_execute", _pass)
    event.listen(engine, "rollback", _rolled_back)
    event.listen(engine, "rollback_savepoint", _savepoint_rolled_back)
    event.listen(engine, "reset", _reset)


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


def _rolled_back(tx: Connection, *_more: Any) -> None:
    if not tx.invalidated and not tx.closed:
        _reset(tx.connection.driver_connection)


def _savepoint_rolled_back(tx: Connection, *more: Any) -> None:
    if (trip := trip_of(tx)) is not None:
        trip.taken_back()
    _rolled_back(tx, *more)


def _reset(driver: Any, *_more: Any) -> None:
    """A connection that comes back with a transaction open is rolled back by the pool."""
    from storage.wire import forget_prepared, is_idle  # noqa: PLC0415 - as above

    if not is_idle(driver):
        forget_prepared(driver)


_ANYTHING: Any = object()


def _key(question: Question) -> Any:
    return (id(question[0]), *question[1].values())
