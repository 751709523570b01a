"""Receives updates, one commit each, and says "ack" after each: run under strace by the test of power cuts.

Arguments: the database file, how many updates, and the setting of PRAGMA synchronous to try.
"""

import os
import sqlite3
import sys
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import event

from domain.inbox import Arrival, CursorNow
from dondoc.databases import open_engine
from services.office.office import Office
from storage.engine.database import Database


def main(file: str, number: int, synchronous: str) -> None:
    """Write and acknowledge."""
    engine = open_engine(f"sqlite:///{file}")

    def set_synchronous(connection: sqlite3.Connection, _record: Any) -> None:
        if synchronous != "as it is":
            connection.execute(f"PRAGMA synchronous={synchronous}")

    event.listen(engine, "connect", set_synchronous)
    office = Office(Database(engine), 1, "power")
    now = datetime(2026, 4, 10, tzinfo=UTC)
    for key in range(number):
        office.inbox.receive(
            "telegram", "1", CursorNow(0, key + 1, now), [Arrival(str(key), "x", "y" * (key * 97 % 3000))]
        )
        os.write(1, b"ack\n")
    os._exit(0)  # without closing: a power cut closes nothing


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
