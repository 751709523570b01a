"""The example ward is loaded by the program once for each engine; the next fresh databases get the same rows.

So is what is done to it first of all in many tests: that its people link their phones.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Table, event, func, select, text, tuple_

from storage.engine.database import Database, Transaction
from storage.tables import metadata, organisation

Rows = list[tuple[Table, list[dict[str, Any]]]]

_kept: dict[tuple[str, str], tuple[int, Rows]] = {}
_done: dict[Hashable, "Change | None"] = {}
_commits: WeakKeyDictionary[Engine, list[int]] = WeakKeyDictionary()


@dataclass
class Change:
    """Rows that a deed has added and changed; those that it would have removed are none: then it is done again."""

    added: Rows = field(default_factory=list)
    changed: Rows = field(default_factory=list)


def loaded_once(database: Database, contents: str | None, load: Callable[[], int]) -> int:
    """Fill a database as `load` does and give the organisation that it gives; `contents` names what it fills it with.

    Without a name, or where a ward is there already, it is really loaded.
    """
    with database.reading() as tx:
        key = (tx.dialect.name, contents or "")
        is_fresh = tx.execute(select(func.count()).select_from(organisation)).scalar_one() == 0
    if not is_fresh or contents is None:
        return load()
    if key not in _kept:
        own = load()
        with database.reading() as tx:
            _kept[key] = own, _rows_of(tx)
        return own
    own, rows = _kept[key]
    with database.transaction() as tx:
        _write(tx, rows)
    return own


def commits_of(database: Database) -> int:
    """How many transactions were committed on its engine since this was first asked."""
    engine = database._engine
    if engine not in _commits:
        counted = _commits[engine] = [0]

        @event.listens_for(engine, "commit")
        def _committed(_connection: Any) -> None:
            counted[0] += 1

    return _commits[engine][0]


def done_once(database: Database, name: Hashable, deed: Callable[[], None]) -> None:
    """Do something to a database, or write what it came to when it was done first; `name` says to what, and how."""
    with database.reading() as tx:
        key = (tx.dialect.name, name)
        before = None if key in _done else _rows_of(tx)
    change = _done.get(key)
    if change is not None:
        with database.transaction() as tx:
            _apply(tx, change)
        return
    deed()
    if before is not None:
        with database.reading() as tx:
            _done[key] = _change(before, _rows_of(tx))


def _change(before: Rows, after: Rows) -> Change | None:
    found, old = Change(), {table: _by_key(table, rows) for table, rows in before}
    for table, rows in after:
        known = old.pop(table, {})
        new = _by_key(table, rows)
        if known.keys() - new.keys():
            return None
        found.added.append((table, [row for key, row in new.items() if key not in known]))
        found.changed.append((table, [row for key, row in new.items() if key in known and row != known[key]]))
    return None if any(old.values()) else found


def _by_key(table: Table, rows: list[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
    return {tuple(row[column.name] for column in table.primary_key): row for row in rows}


def _apply(tx: Transaction, change: Change) -> None:
    _write(tx, [(table, rows) for table, rows in change.added if rows])
    for table, rows in change.changed:
        keys = [column.name for column in table.primary_key]
        for row in rows:
            is_it = tuple_(*(table.c[key] for key in keys)) == tuple_(*(row[key] for key in keys))
            tx.execute(table.update().where(is_it).values({k: v for k, v in row.items() if k not in keys}))


def _rows_of(tx: Transaction) -> Rows:
    found = ((table, [dict(row) for row in tx.execute(select(table)).mappings()]) for table in metadata.sorted_tables)
    return [(table, _parents_first(rows)) for table, rows in found if rows]


def _parents_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row may name another one of its table, and PostgreSQL gives rows in the order in which they lie there."""
    if "parent_id" not in rows[0]:
        return rows
    parents = {row["id"]: row["parent_id"] for row in rows}

    def depth(own: int) -> int:
        parent = parents[own]
        return 0 if parent is None else 1 + depth(parent)

    return sorted(rows, key=lambda row: (depth(row["id"]), row["id"]))


def _write(tx: Transaction, rows: Rows) -> None:
    for table, its in rows:
        tx.execute(table.insert(), its)
        if tx.dialect.name == "postgresql" and "id" in table.c:
            given = {"table": table.name, "newest": max(row["id"] for row in its)}
            tx.execute(text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :newest)"), given)
