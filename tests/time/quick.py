"""A database for long seasons, which wait for no disk."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from dondoc.databases import open_engine
from storage.engine.database import Database


@contextmanager
def quick_database_at(url: str) -> Iterator[Database]:
    """An SQLite database that may lose what the power takes: nothing is proved about the disk here."""
    engine = open_engine(url)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    database = Database(engine)
    yield database
    database.close()
