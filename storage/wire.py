"""Several statements on one way to PostgreSQL, by the lowest layer of its driver: its own pipeline costs a statement
fifteen times what this does. No transaction is ended here but by a COMMIT that was asked for. All values are turned
into what the server takes before the first word is sent: one that cannot be sent leaves the connection as it was.
"""

import re
import select
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from psycopg import Connection, DataError, OperationalError, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

LONGEST_SECONDS = 60.0  # beyond what the server allows a statement: then the line is dead
_FAILED = (ExecStatus.FATAL_ERROR, ExecStatus.PIPELINE_ABORTED)
_VALUE = re.compile(r"%\((\w+)\)s")

# The words that each connection has prepared; they have the same name on all.
_prepared: WeakKeyDictionary[Connection[Any], set[str]] = WeakKeyDictionary()


def exchange(
    driver: Connection[Any], statements: Sequence[tuple[str, Mapping[str, Any] | None]], *, is_end: bool = False
) -> list[list[tuple[Any, ...]]]:
    """Run these in the connection's transaction, which begins with them if there is none, and give the rows of each;
    `is_end` commits on the same way.

    Words without values are run as they are; those with values stay prepared. Raises psycopg.Error for the first that
    fails: none after it was run, COMMIT neither. DataError for a value that cannot be sent: then nothing was.
    """
    way = _Way(driver)
    orders = [(words, None if values is None else way.dump(words, values)) for words, values in statements]
    driver.pgconn.enter_pipeline_mode()
    try:
        if is_idle(driver):
            way.say("BEGIN")
        wanted = [way.say(words) if given is None else way.ask(words, given) for words, given in orders]
        if is_end:
            way.say("COMMIT")
        results = way.results()
    finally:
        _leave_pipeline(driver)
    return [way.rows(results[number]) for number in wanted]


def _leave_pipeline(driver: Connection[Any]) -> None:
    """Whoever was interrupted half way closes the connection: nobody else could make sense of what comes on it."""
    if driver.pgconn.status != ConnStatus.OK:
        return
    try:
        driver.pgconn.exit_pipeline_mode()
    except OperationalError:
        driver.close()


def is_idle(driver: Connection[Any]) -> bool:
    """Whether no transaction is open: then a rollback does nothing at all."""
    return driver.pgconn.transaction_status == TransactionStatus.IDLE


def forget_prepared(driver: Connection[Any]) -> None:
    """The driver is about to have the server forget every prepared statement: it does so with a ROLLBACK."""
    _prepared.pop(driver, None)


class _Way:
    """One way there and back. Every order that is sent has one result, in the same order."""

    def __init__(self, driver: Connection[Any]) -> None:
        self._driver = driver
        self._line: PGconn = driver.pgconn
        self._turn = Transformer(driver)
        self._known = _prepared.setdefault(driver, set())
        self._when_done: list[Callable[[], None] | None] = []

    def say(self, words: str) -> int:
        """Send an order as it is; gives which result is its."""
        self._line.send_query_params(words.encode(), None)
        return self._sent(None)

    def dump(self, words: str, values: Mapping[str, Any]) -> Sequence[Any]:
        """The values of a statement as the server takes them, by position.

        Raises psycopg.Error: DataError for text with a NUL or half a surrogate, or a number without end.
        """
        given = [values[key] for key in _by_position(words)[1]]
        try:
            return self._turn.dump_sequence(given, [PyFormat.TEXT] * len(given))
        except (ValueError, OverflowError) as error:
            raise DataError(f"a value cannot be sent: {type(error).__name__}") from error

    def ask(self, words: str, given: Sequence[Any]) -> int:
        """Send a statement with its dumped values, prepared with its first time; gives which result is its."""
        spelled, _, name = _by_position(words)
        if words not in self._known:
            self._line.send_close_prepared(name)  # it may have been forgotten here and not there
            self._sent(None)
            self._line.send_prepare(name, spelled)
            self._sent(lambda: self._known.add(words))
        self._line.send_query_prepared(name, given)
        return self._sent(None)

    def _sent(self, when_done: Callable[[], None] | None) -> int:
        self._when_done.append(when_done)
        return len(self._when_done) - 1

    def results(self) -> list[PGresult]:
        """Hear what came of each order; raises psycopg.Error for the first that failed, when all have been heard."""
        self._line.pipeline_sync()
        while self._line.flush():
            self._wait(select.POLLIN | select.POLLOUT)
        found: list[PGresult] = []
        while (result := self._next()).status != ExecStatus.PIPELINE_SYNC:
            found.append(result)
        for result, when_done in zip(found, self._when_done, strict=True):
            self._must_be_good(result)
            if when_done is not None:
                when_done()
        return found

    def _next(self) -> PGresult:
        while True:
            while self._line.is_busy():
                self._wait(select.POLLIN)
            result = self._line.get_result()
            if result is not None:
                return result
            if self._line.status != ConnStatus.OK:
                raise OperationalError("the connection is lost")

    def _wait(self, for_what: int) -> None:
        line = select.poll()
        line.register(self._line.socket, for_what)
        if not line.poll(1000 * LONGEST_SECONDS):
            self._driver.close()
            raise OperationalError(f"no word from the server for {LONGEST_SECONDS:.0f} s")
        self._line.consume_input()

    def _must_be_good(self, result: PGresult) -> None:
        if result.status in _FAILED:
            error = errors.error_from_result(result, encoding="utf-8")
            if isinstance(error, errors.InvalidSqlStatementName):
                forget_prepared(self._driver)  # somebody had the server forget them: prepared anew next time
            raise error

    def rows(self, result: PGresult) -> list[tuple[Any, ...]]:
        """The rows of a result, as the driver would give them."""
        self._turn.set_pgresult(result)
        return self._turn.load_rows(0, result.ntuples, tuple)


@cache  # bounded by the statements that the program is written with
def _by_position(words: str) -> tuple[bytes, tuple[str, ...], bytes]:
    """The words with $1, $2 … for the values, the name of each, and what the statement is called."""
    order = tuple(dict.fromkeys(_VALUE.findall(words)))
    spelled = _VALUE.sub(lambda found: f"${order.index(found[1]) + 1}", words)
    return spelled.replace("%%", "%").encode(), order, f"way_{next(_numbers)}".encode()


_numbers = count()
