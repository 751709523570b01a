"""Brings the schema up to date; the program does this by itself at every start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

_LOCK = 7_203_114  # any fixed number: programs that migrate one PostgreSQL database wait for each other


class SchemaTooNew(Exception):
    """The database was written by a newer dondoc; this one must not touch it."""


def migrate(engine: Engine) -> str | None:
    """Apply all missing steps in one transaction and give the revision reached.

    Raises SchemaTooNew when the database knows a revision this program does not.
    """
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config = _config(connection)
        _refuse_newer(config, connection)
        command.upgrade(config, "head")
        return _current(connection)


def pending(engine: Engine) -> bool:
    """True when the database is not at the newest revision this program knows."""
    with engine.connect() as connection:
        return _current(connection) != ScriptDirectory.from_config(_config(connection)).get_current_head()


def refuse_newer(engine: Engine) -> None:
    """Raises SchemaTooNew when the database knows a revision this program does not."""
    with engine.connect() as connection:
        _refuse_newer(_config(connection), connection)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(config: Config, connection: Connection) -> None:
    current = _current(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise SchemaTooNew(f"cơ sở dữ liệu ở phiên bản {current}, mới hơn chương trình này; hãy cập nhật dondoc")
