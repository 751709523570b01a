"""Collects the statements that calls really run, and asks the engine how it would run each of them."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event, text

Statement = tuple[str, Any]
FEW = 500  # of a table with fewer rows PostgreSQL's choice says nothing; SQLite judges those by their indexes alone
# They hold only what waits: to read one from end to end is to read what was asked for.
_OF_WHAT_WAITS = ("ix_inbox_waiting", "ix_outbox_queued_person")
# A list that was given is read whole, and rightly.
_SCANNED = re.compile(
    rf"^SCAN (?!(?:\d+ )?CONSTANT ROW)(\w+)(?! VIRTUAL TABLE)\b(?!.* INDEX (?:{'|'.join(_OF_WHAT_WAITS)})$)"
)
_INDEXED_FIRST = re.compile(r"^SEARCH (\w+) USING AUTOMATIC ")  # an index made for this statement alone reads it all

# What PostgreSQL adds for its policies; in a transaction about all organisations it leaves nothing out.
_POLICY = re.compile(r"(organisation_)?id [<>]= CASE current_setting\('dondoc\.organisation'.*? END")
_SUBQUERY = "anon_"  # the library's name for one; what it gave is read whole, and rightly


@contextmanager
def origin(engine: Engine) -> Iterator[list[Statement]]:
    """The statements (as the driver gets them, with their values) that run meanwhile, each kind once."""
    found: dict[str, Statement] = {}

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        if statement.split(maxsplit=1)[0] in {"SELECT", "UPDATE", "DELETE"}:
            found.setdefault(statement, (statement, values[0] if many else values))

    event.listen(engine, "before_cursor_execute", note)
    listed: list[Statement] = []
    try:
        yield listed
    finally:
        event.remove(engine, "before_cursor_execute", note)
        listed.extend(found.values())
        if engine.dialect.name == "postgresql":
            with engine.begin() as tx:
                tx.execute(text("ANALYZE"))  # its choices go by the tables as the calls left them


def scanned_tables(engine: Engine, statement: Statement) -> set[str]:
    """The tables that the engine would read from end to end for this statement."""
    with engine.begin() as tx:
        if engine.dialect.name == "sqlite":
            rows = tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement[0]}", statement[1])
            read = {found[1] for row in rows if (found := _SCANNED.match(row[3]) or _INDEXED_FIRST.match(row[3]))}
            return {name for name in read if not name.startswith(_SUBQUERY)}
        tx.execute(text("SET LOCAL enable_seqscan = off"))  # in a small table an index is no gain: ask whether one fits
        [[answer]] = tx.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement[0]}", statement[1]).all()
        plan = answer if isinstance(answer, list) else json.loads(answer)
        filled = set(tx.execute(text("SELECT relname FROM pg_class WHERE reltuples >= :few"), {"few": FEW}).scalars())
        is_own = "organisation_id = %(" in statement[0]
        return {name for name in _read_whole(plan[0]["Plan"], is_own=is_own) if name in filled}


def _read_whole(node: dict[str, Any], *, is_own: bool) -> Iterator[str]:
    """Tables read row by row, or by an index that only gives the order while most of its rows are thrown away."""
    if node.get("Index Name") in _OF_WHAT_WAITS:
        return
    condition = node.get("Index Cond", node.get("Recheck Cond", ""))
    is_all = not re.search(r"\w", _POLICY.sub("", condition).replace("AND", ""))
    # Of a statement about one organisation the policy leaves its own rows.
    is_walked = is_all and (not is_own if condition else "Index" in node["Node Type"] and "Filter" in node)
    if "Relation Name" in node and (node["Node Type"] == "Seq Scan" or is_walked):
        yield node["Relation Name"]
    for child in node.get("Plans", ()):
        yield from _read_whole(child, is_own=is_own)
