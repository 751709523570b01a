"""All rows of one organisation as plain values, and the same rows written into another database with new numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Date, Table, Time, insert, select, update

from domain.checkpoints import Checkpoint, signed
from domain.history import FIRST, Event, chain_hash
from storage.checkpoints import add_checkpoint
from storage.engine.database import Instant, Transaction
from storage.tables import checkpoint, event, metadata, organisation, person, unit

# Of these nothing leaves the database, and why.
LEFT: Mapping[str, str] = {
    "cursor": "how far a bot has read belongs to the bot",
    "channel_hold": "holds are of the bots of an installation",
    "channel_month": "messages of the month are counted for a bot",
    "code_try": "wrong codes are counted where they were typed",
    "invite": "a secret that opens something is made again",
    "board_link": "as codes",
    "board_session": "as codes",
    "wall": "as codes",
    "served": "its bots are the installation's",
    "question": "its buttons stand in a chat of the old bot",
    "waiting_roster": "a list that waits is sent again",
    "draft": "a plan that waits is sent again",
    "draft_row": "of a draft",
    "draft_block": "of a draft",
    "draft_doubt": "of a draft",
    "draft_reader": "of a draft",
}
# Written into the archive to be read, and not taken over: what was sent or typed once must not be sent or obeyed again.
MESSAGES = ("inbox", "outbox", "receipt")
# References without a foreign key; None: to what is not taken over.
_LOOSE: Mapping[tuple[str, str], str | None] = {
    ("plan", "withdrawal_asked_by"): "person",
    ("evidence", "inbox_id"): None,
    ("event", "inbox_id"): None,
}
# What only holds in the database it was made in: the database sets the one, the other is the hash of a secret.
_NOT_KEPT = {"occurrence": ("next_look_at",), "person": ("feed_key_hash",)}
_OF_UNDO = frozenset({"before", "version", "rows", "shares", "settled"})
_FACTS = {"request": "request", "plan_id": "plan"}  # facts of events that are the number of a row

Rows = Sequence[Mapping[str, Any]]


class ArchiveBroken(Exception):
    """The rows of an archive do not fit each other; the text is for logs."""


def carried_tables() -> list[Table]:
    """The tables of an organisation that another database takes over, those that others refer to first."""
    mine = [table for table in metadata.sorted_tables if "organisation_id" in table.c]
    return [table for table in mine if table.name not in LEFT and table.name not in MESSAGES]


def exported_tables() -> list[Table]:
    """All whose rows stand in an archive."""
    return [organisation, *carried_tables(), *(metadata.tables[name] for name in MESSAGES)]


def rows_of(tx: Transaction, table: Table, organisation_id: int) -> Iterator[dict[str, Any]]:
    """The organisation's rows of a table as plain JSON values, in the order of their numbers."""
    owner = table.c.id if table is organisation else table.c.organisation_id
    columns = [column for column in table.c if column.name not in _NOT_KEPT.get(table.name, ())]
    query = select(*columns).where(owner == organisation_id).order_by(table.c.id)
    for row in tx.execution_options(yield_per=500).execute(query).mappings():
        yield {name: _plain(value) for name, value in row.items()}


def insert_organisation(tx: Transaction, row: Mapping[str, Any], code: str) -> int:
    """The organisation itself, under a code that is free; returns its new number."""
    values = {**_typed(organisation, row), "short_code": code}
    values.pop("id")
    return int(tx.execute(insert(organisation).returning(organisation.c.id), values).scalar_one())


def insert_rows(tx: Transaction, tables: Mapping[str, Rows], organisation_id: int) -> dict[str, dict[int, int]]:
    """Write the rows of all tables but the history and its checkpoints; returns, by table, the new number of each old.

    Raises ArchiveBroken when a row refers to one that is not there.
    """
    ids: dict[str, dict[int, int]] = {}
    for table in carried_tables():
        known = ids.setdefault(table.name, {})
        if table in (event, checkpoint):
            continue
        add = insert(table).returning(table.c.id)
        for row in tables.get(table.name, ()):
            values = _typed(table, row)
            old = values.pop("id")
            values.update(_references(table, values, ids), organisation_id=organisation_id)
            known[old] = int(tx.execute(add, values).scalar_one())
    _complete(tx, tables, ids)
    return ids


def _references(table: Table, values: Mapping[str, Any], ids: Mapping[str, Mapping[int, int]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in table.c:
        target = next((key.column.table.name for key in column.foreign_keys), _LOOSE.get((table.name, column.name), ""))
        value = values.get(column.name)
        if target == "" or value is None or column.name == "organisation_id":
            continue
        is_left = target is None or target in MESSAGES or target == table.name  # of its own table: in a second step
        found[column.name] = None if is_left else _new(ids, str(target), value)
    return found


def _new(ids: Mapping[str, Mapping[int, int]], table: str, old: int) -> int:
    if old not in ids.get(table, {}):
        raise ArchiveBroken(f"no {table} {old}")
    return ids[table][old]


def _complete(tx: Transaction, tables: Mapping[str, Rows], ids: Mapping[str, Mapping[int, int]]) -> None:
    """What refers to rows that are written later: the unit above a unit, the units of a person's list."""
    for row in tables.get(unit.name, ()):
        if row["parent_id"] is not None:
            its = update(unit).where(unit.c.id == ids["unit"][row["id"]])
            tx.execute(its.values(parent_id=_new(ids, "unit", row["parent_id"])))
    for row in tables.get(person.name, ()):
        if row["listed"]:
            listed = [[role, None if of is None else ids["unit"].get(of)] for role, of in row["listed"]]
            tx.execute(update(person).where(person.c.id == ids["person"][row["id"]]).values(listed=listed))


def insert_history(
    tx: Transaction, rows: Rows, old_organisation: int, organisation_id: int, ids: Mapping[str, Mapping[int, int]]
) -> list[tuple[str, str]]:
    """Write the history as a chain of its own; returns the hash of each event in the old one, which is checked event by
    event, and in the new one.

    Rows that undo would put back are left out: their numbers are others here. Raises ArchiveBroken.
    """
    previous, expected = FIRST, FIRST
    hashes: list[tuple[str, str]] = []
    for seq, row in enumerate(rows, 1):
        old = _typed(event, row)
        told = Event(**{name: old[name] for name in _OF_EVENT})
        if (old["seq"], old["previous_hash"]) != (seq, expected):
            raise ArchiveBroken(f"event {seq} is missing")
        if chain_hash(expected, old_organisation, seq, told) != old["hash"]:
            raise ArchiveBroken(f"event {seq} was changed")
        expected = old["hash"]
        about = {name: None if of is None else _new(ids, name.removesuffix("_id"), of) for name, of in _about(told)}
        new = Event(told.at, told.who, told.what, **about, facts=_facts_here(told.facts or {}, ids))
        values = {name: getattr(new, name) for name in _OF_EVENT} | {"organisation_id": organisation_id, "seq": seq}
        hashed = chain_hash(previous, organisation_id, seq, new)
        tx.execute(insert(event), {**values, "previous_hash": previous, "hash": hashed})
        previous = hashed
        hashes.append((expected, hashed))
    return hashes


def insert_checkpoints(
    tx: Transaction, rows: Rows, hashes: Sequence[tuple[str, str]], organisation_id: int, keys: Sequence[bytes]
) -> None:
    """Write the checkpoints for the new chain, signed here; `hashes` are those of each event in the old one and here.

    The code that people were told comes along under a signature only: without a key anybody could write it. Raises
    ArchiveBroken when one does not fit the old chain.
    """
    for row in rows:
        values = _typed(checkpoint, row)
        values.pop("id")
        old = Checkpoint(**values)
        if not 0 < old.seq <= len(hashes) or hashes[old.seq - 1][0] != old.hash:
            raise ArchiveBroken(f"the checkpoint of {old.month} does not fit")
        here = replace(
            old,
            organisation_id=organisation_id,
            hash=hashes[old.seq - 1][1],
            carried_code=old.told_code if keys else None,
        )
        add_checkpoint(tx, signed(here, keys))


_OF_EVENT = ("at", "who", "what", "person_id", "task_id", "occurrence_id", "inbox_id", "facts")


def _about(told: Event) -> tuple[tuple[str, int | None], ...]:
    return (("person_id", told.person_id), ("task_id", told.task_id), ("occurrence_id", told.occurrence_id))


def _facts_here(facts: Mapping[str, Any], ids: Mapping[str, Mapping[int, int]]) -> dict[str, Any]:
    kept = {name: value for name, value in facts.items() if name not in _OF_UNDO}
    return kept | {name: _new(ids, table, kept[name]) for name, table in _FACTS.items() if kept.get(name) is not None}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the columns take them; raises ArchiveBroken for a column that this program does not know."""
    if unknown := row.keys() - set(table.c.keys()):
        raise ArchiveBroken(f"{table.name}: unknown {', '.join(sorted(unknown))}")
    return {name: _read(table.c[name].type, value) for name, value in row.items()}


def _read(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    readers: Iterable[tuple[type, Any]] = ((Instant, datetime), (Date, date), (Time, time))
    return next((of.fromisoformat(value) for column, of in readers if isinstance(kind, column)), value)
