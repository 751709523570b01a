"""The week begins on the file of an older version: today's program brings its schema up to date, and dies at that."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.simulation.events import Event
from tests.simulation.ward import Ward
from tests.simulation.worlds.themes import Theme

if TYPE_CHECKING:
    from tests.simulation.week import Week

DUMP = Path(__file__).parent.parent.parent / "data" / "fixture_databases" / "0008_sqlite.sql"


def _drawn(random: Random, _ward: Ward) -> list[Event]:
    dies_at = random.choice((0, 1, 1, 2, 3))
    return [Event(0, "old_file", {"dies_at": dies_at, "is_after": random.random() < 0.5})]


def _act_old_file(week: "Week", dies_at: int, is_after: bool) -> None:
    """The ward of this week, as revision 0008 would have written it; the first start dies at a commit."""
    new = week.folder / "dondoc.db"
    old = week.folder / "old.db"
    with closing(sqlite3.connect(old)) as database:
        database.executescript(_schema())
        database.execute("ATTACH DATABASE ? AS today", (str(new),))
        for (table,) in database.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            if table != "alembic_version":
                _copy(database, table)
        database.commit()
    new.unlink()
    old.rename(new)
    week.dies_at_start = (dies_at, is_after) if dies_at else None
    week.tell(f"the file is of revision 0008; the start dies at commit {dies_at}")


def _schema() -> str:
    """The dump's statements without its rows, but for the revision."""
    wanted = [one for one in _statements() if not one.startswith("INSERT") or "alembic_version" in one]
    return "\n".join(wanted)


def _statements() -> list[str]:
    found, part = [], ""
    for line in DUMP.read_text(encoding="utf-8").splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part.strip())
            part = ""
    return found


def _copy(database: sqlite3.Connection, table: str) -> None:
    """The rows of a table, as far as both versions have its columns."""
    columns = [
        {row[1] for row in database.execute(f"PRAGMA {schema}.table_info({table})")} for schema in ("main", "today")
    ]
    both = ", ".join(f'"{name}"' for name in sorted(columns[0] & columns[1]))
    if both:
        database.execute(f"INSERT INTO main.{table} ({both}) SELECT {both} FROM today.{table}")  # noqa: S608 - own names


THEME = Theme("upgrade", _drawn, {"old_file": _act_old_file})
