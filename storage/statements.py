"""Statements composed once and given to the driver as they are: the way for what every command asks.

The library's way through a statement costs several times what the engine needs for a row found by its key.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from storage.round_trips import trip_of
from storage.spelled import Given, Row, Spelled, send, spell


class Prepared:
    """A statement whose values are all named, none of them a list of unknown length."""

    def __init__(self, statement: Any, columns: Sequence[str] | None = None) -> None:
        """`columns` are those that an INSERT fills."""
        self._statement = statement
        self._columns = columns
        self._spelled: dict[str, Spelled] = {}

    def rows(self, tx: Connection, given: Given) -> list[Row]:
        """All its rows, their values as the tables' types have them.

        Raises sqlalchemy.exc.DBAPIError.
        """
        spelled, trip = self.spelled(tx), trip_of(tx)
        return spelled.read(send(tx, spelled, given).fetchall() if trip is None else trip.ask(tx, (spelled, given)))

    def run(self, tx: Connection, given: Given) -> None:
        """Run it for what it changes; on a server this may go with the commit, which raises what goes wrong with it.

        What is asked in between sees the change all the same.
        """
        spelled, trip = self.spelled(tx), trip_of(tx)
        if trip is None:
            send(tx, spelled, given)
        else:
            trip.later((spelled, given))

    def spelled(self, tx: Connection) -> Spelled:
        """The statement in the words of the transaction's engine."""
        found = self._spelled.get(tx.dialect.name)
        if found is None:
            found = self._spelled[tx.dialect.name] = spell(self._statement, self._columns, tx.dialect)
        return found


Asked = tuple[Prepared, Mapping[str, Any]]


def ask_ahead(tx: Connection, asked: Iterable[Asked]) -> None:
    """Have these asked on one way, in this order, where there is a way to the server: `rows` gives each answer later.

    Only a hint: what is asked with other values is asked again, and so is what rests on a table written meanwhile.
    """
    trip = trip_of(tx)
    if trip is not None:
        trip.ask_ahead(tx, [(prepared.spelled(tx), given) for prepared, given in asked])
