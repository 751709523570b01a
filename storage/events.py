"""The append-only history."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, insert, select

from domain.history import FIRST, Event, chain_hash
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all, write_later
from storage.tables import event, task


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event with its place in the chain."""

    seq: int
    event: Event
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class NumberedEvent:
    """An event and the number of the task it was about, if any."""

    stored: StoredEvent
    number: int | None


_LAST = (
    select(event.c.seq, event.c.hash)
    .where(event.c.organisation_id == bindparam("organisation"))
    .order_by(event.c.seq.desc())
    .limit(1)
)
_ADD = insert(event).inline()


def append_event(tx: Transaction, organisation_id: int, new: Event) -> int:
    """Add an event to the hash chain and return its number. The caller must hold `lock_organisation`."""
    return append_events(tx, organisation_id, [new])


def append_events(tx: Transaction, organisation_id: int, events: Iterable[Event]) -> int:
    """As `append_event` each of these, in their order; returns the number of the last event there is."""
    query = last_event_query(organisation_id)
    seq, previous = next(iter(fetch_all(tx, query)), (0, FIRST))
    for new in events:
        seq += 1
        hash_ = chain_hash(previous, organisation_id, seq, new)
        values = {
            "organisation_id": organisation_id, "seq": seq, "at": new.at, "person_id": new.person_id, "who": new.who,
            "what": str(new.what), "task_id": new.task_id, "occurrence_id": new.occurrence_id,
            "inbox_id": new.inbox_id, "facts": dict(new.facts or {}), "previous_hash": previous, "hash": hash_,
        }  # fmt: skip
        write_later(tx, _ADD, values)
        previous = hash_
    return int(seq)


def last_event_query(organisation_id: int) -> Query:
    """The query of `append_event` for the end of the chain."""
    return Query(_LAST, {"organisation": organisation_id})


def events_of_task(tx: Transaction, task_id: int, limit: int = 5) -> list[StoredEvent]:
    """The newest events of a task, newest first."""
    query = select(event).where(event.c.task_id == task_id).order_by(event.c.seq.desc()).limit(limit)
    return [_to_event(row) for row in tx.execute(query).mappings()]


def count_events(tx: Transaction, organisation_id: int, task_id: int | None = None) -> int:
    """How many events there are, of one task or of all."""
    return int(tx.execute(select(func.count()).select_from(event).where(*_of(organisation_id, task_id))).scalar_one())


def events_of_page(
    tx: Transaction, organisation_id: int, task_id: int | None, offset: int, limit: int
) -> list[NumberedEvent]:
    """At most `limit` events of one task or of all, newest first, after leaving out `offset` of them."""
    query = select(*event.c, task.c.number.label("task_number")).join(task, task.c.id == event.c.task_id, isouter=True)
    wanted = query.where(*_of(organisation_id, task_id)).order_by(event.c.seq.desc()).offset(offset).limit(limit)
    return [NumberedEvent(_to_event(row), row["task_number"]) for row in tx.execute(wanted).mappings()]


def _of(organisation_id: int, task_id: int | None) -> list[ColumnElement[bool]]:
    mine = event.c.organisation_id == organisation_id
    return [mine] if task_id is None else [mine, event.c.task_id == task_id]


def last_deed_of(tx: Transaction, organisation_id: int, person_id: int, no_deeds: Collection[str]) -> list[StoredEvent]:
    """The person's newest events on any channel, in order: all that came from the same message as the newest one.

    Events of the names `no_deeds` are left out.
    """
    mine = select(event).where(
        event.c.organisation_id == organisation_id, event.c.person_id == person_id, event.c.what.not_in(no_deeds)
    )
    newest = tx.execute(mine.order_by(event.c.seq.desc()).limit(1)).mappings().first()
    if newest is None:
        return []
    if newest["inbox_id"] is None:
        return [_to_event(newest)]
    same = mine.where(event.c.inbox_id == newest["inbox_id"]).order_by(event.c.seq)
    return [_to_event(row) for row in tx.execute(same).mappings()]


def has_events_of(tx: Transaction, organisation_id: int, inbox_ids: Collection[int]) -> bool:
    """Whether anything was written into the history by these updates."""
    written = select(event.c.seq).where(event.c.organisation_id == organisation_id, event.c.inbox_id.in_(inbox_ids))
    return tx.execute(written.limit(1)).first() is not None


def last_seq(tx: Transaction, organisation_id: int) -> int:
    """The number of the newest event; 0 when there is none."""
    query = last_event_query(organisation_id)
    return int(next(iter(fetch_all(tx, query)), (0, FIRST))[0])


def events_since(tx: Transaction, organisation_id: int, seq: int) -> list[StoredEvent]:
    """The events behind the one of this number, in order."""
    query = select(event).where(event.c.organisation_id == organisation_id, event.c.seq > seq).order_by(event.c.seq)
    return [_to_event(row) for row in tx.execute(query).mappings()]


def find_event(tx: Transaction, organisation_id: int, seq: int) -> StoredEvent | None:
    """The event of this number; None when there is none."""
    query = select(event).where(event.c.organisation_id == organisation_id, event.c.seq == seq)
    row = tx.execute(query).mappings().first()
    return None if row is None else _to_event(row)


def all_events(tx: Transaction, organisation_id: int, after: int = 0) -> Iterator[StoredEvent]:
    """The whole chain in order, or what is behind the event of a number, read in portions."""
    query = select(event).where(event.c.organisation_id == organisation_id, event.c.seq > after).order_by(event.c.seq)
    for row in tx.execution_options(yield_per=500).execute(query).mappings():
        yield _to_event(row)


def _to_event(row: Mapping[Any, Any]) -> StoredEvent:
    names = ("at", "who", "what", "person_id", "task_id", "occurrence_id", "inbox_id", "facts")
    return StoredEvent(row["seq"], Event(**{name: row[name] for name in names}), row["previous_hash"], row["hash"])
