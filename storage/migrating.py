"""Brings the schema up to date; the program does this by itself at every start.

A start that finds nothing to do needs no alembic, which is slow to import and large: the steps are known by the names
of their files.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from storage.engine.database import ALL, ORGANISATION

_LOCK = 7_203_114  # any fixed number: programs that migrate one PostgreSQL database wait for each other
_MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaTooNew(Exception):
    """The database was written by a newer dondoc; this one must not touch it."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"unknown revision {revision}")
        self.revision = revision


def migrate(engine: Engine) -> str | None:
    """Apply all missing migrations in one transaction and return the revision reached.

    Raises SchemaTooNew when the database has a revision that this program does not know.
    """
    with engine.connect() as connection, _tables_may_be_copied(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            connection.execute(text(f"SET LOCAL {ORGANISATION} = '{ALL}'"))
        _refuse_newer(connection)
        if _current(connection) != max(revisions()):
            _upgrade(connection)
        return _current(connection)


@contextmanager
def _tables_may_be_copied(connection: Connection) -> Iterator[None]:
    """SQLite changes a key by copying the table: what refers to it refers to nothing meanwhile.

    `_upgrade` checks all references at its end.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection  # within a transaction SQLite takes no notice of this
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def pending(engine: Engine) -> bool:
    """True when the database is not at the newest revision this program knows."""
    with engine.connect() as connection:
        return _current(connection) != max(revisions())


def refuse_newer(engine: Engine) -> None:
    """Raises SchemaTooNew when the database knows a revision this program does not."""
    with engine.connect() as connection:
        _refuse_newer(connection)


@cache
def revisions() -> frozenset[str]:
    """Every step this program knows: `0002_history_is_append_only.py` is revision 0002, and they follow in order."""
    return frozenset(step.name.partition("_")[0] for step in _MIGRATIONS.glob("versions/[0-9]*_*.py"))


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - loaded only where it migrates
    from alembic.config import Config  # noqa: PLC0415 - only a start that migrates loads it

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite" and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise RuntimeError(f"rows refer to what is not there: {broken[:5]}")


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_newer(connection: Connection) -> None:
    current = _current(connection)
    if current is not None and current not in revisions():
        raise SchemaTooNew(current)
