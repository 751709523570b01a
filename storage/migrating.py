"""Brings the schema up to date; the program does this by itself at every start.

A start that finds nothing to do needs no alembic, which is slow to import and large: the steps are known by the names
of their files.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

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
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        _refuse_newer(connection)
        if _current(connection) != max(revisions()):
            _upgrade(connection)
        return _current(connection)


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


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_newer(connection: Connection) -> None:
    current = _current(connection)
    if current is not None and current not in revisions():
        raise SchemaTooNew(current)
