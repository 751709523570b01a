"""Rows as they were before a deed: kept in its event so that the deed can be taken back, checked before it is.

A row is put back only if it still stands as the deed left it; its `seal` is a short hash of that state.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.engine.database import Instant, Transaction
from storage.tables import (
    absence,
    assignment,
    day_off,
    evidence,
    membership,
    occurrence,
    office_role,
    organisation,
    person,
    plan,
    request,
    responsibility,
    share,
    snooze,
    task,
)

Key = tuple[str, str]  # the table, and what finds the row in it, as JSON
Images = dict[Key, dict[str, Any]]
# Rows that others refer to are found by their number and changed where they stand.
_NUMBERED = {
    table.name: table for table in (absence, evidence, occurrence, organisation, person, plan, request, snooze, task)
}
# The others are found by what makes them unique, deleted and written again: their numbers may have been given anew.
_FOUND_BY: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "assignment": (assignment, ("task_id", "unit_id", "person_id")),
    "day_off": (day_off, ("organisation_id", "day")),
    "membership": (membership, ("person_id", "unit_id", "role")),
    "office_role": (office_role, ("person_id", "role")),
    "responsibility": (responsibility, ("task_id", "unit_id", "part")),
    "share": (share, ("occurrence_id", "unit_id")),
}
# Rows that only mean something together: who lost a place to somebody new does not get it back beside them.
_LISTS: Mapping[str, tuple[str, ...]] = {"assignment": ("task_id", "unit_id"), "responsibility": ("task_id", "part")}
_TABLES: Mapping[str, Table] = {**_NUMBERED, **{name: table for name, (table, _) in _FOUND_BY.items()}}
_NOT_KEPT = frozenset({"next_look_at", "restored_at"})  # set by the database, and by a restore: no deed sets them
# Added after rows had been kept by versions without them: while they are empty the seal is that of those versions.
_LATER = frozenset({"is_set_late", "short_code", "superior", "keep_days", "month_quota", "closed_at", "roster_hash"})
_COUNTED = frozenset({"version", "deadline_version"})  # only ever grow
_DAYS = ("first_day", "last_day", "at_time")
_SEAL_LENGTH = 16


class RowMoved(Exception):
    """A row no longer stands as the deed left it, or its place is taken."""

    def __init__(self, key: Key) -> None:
        super().__init__(" ".join(key))
        self.key = key


def images_of_task(tx: Transaction, task_id: int) -> Images:
    """A task with everything that hangs on it."""
    occurrences = select(occurrence.c.id).where(occurrence.c.task_id == task_id)
    of_task = [select(table).where(table.c.task_id == task_id)
               for table in (responsibility, occurrence, request, assignment)]  # fmt: skip
    of_occurrences = [
        select(table).where(table.c.occurrence_id.in_(occurrences)) for table in (share, evidence, snooze)
    ]
    return _read(tx, [select(task).where(task.c.id == task_id), *of_task, *of_occurrences])


def images_of_person(tx: Transaction, person_id: int) -> Images:
    """A person with roles, hand-overs and absences."""
    tables = (membership, office_role, assignment, absence)
    theirs = [select(table).where(table.c.person_id == person_id) for table in tables]
    return _read(tx, [select(person).where(person.c.id == person_id), *theirs])


def images_of_plan(tx: Transaction, plan_id: int) -> Images:
    """A plan's own row."""
    return _read(tx, [select(plan).where(plan.c.id == plan_id)])


def images_of_organisation(tx: Transaction, organisation_id: int) -> Images:
    """The organisation's own row, which holds its settings."""
    return _read(tx, [select(organisation).where(organisation.c.id == organisation_id)])


def images_of_calendar(tx: Transaction, organisation_id: int) -> Images:
    """The organisation's own days off and on."""
    return _read(tx, [select(day_off).where(day_off.c.organisation_id == organisation_id)])


def occurrence_key(occurrence_id: int) -> Key:
    """The key of an occurrence's row."""
    return ("occurrence", json.dumps({"id": occurrence_id}))


def key_of(change: Mapping[str, Any]) -> Key:
    """The row that a kept change is about."""
    return (change["table"], json.dumps(change["key"], sort_keys=True))


def changes_between(tx: Transaction, before: Images, after: Images, guards: Iterable[Key] = ()) -> list[dict[str, Any]]:
    """What a deed changed, as plain JSON values: for each row what it was (None: not there) and its seal now.

    `guards` are rows that the deed left as they are, but that must still stand so when it is taken back.
    """
    changed = [key for key in sorted({**before, **after}) if before.get(key) != after.get(key)]
    rows = [_change(key, before.get(key), after.get(key)) for key in changed]
    kept = [_change(key, after[key], after[key]) for key in guards if key not in changed]
    lists = {_list_of(row) for row in rows if row["table"] in _LISTS}
    return rows + kept + [_list_as_left(tx, *one) for one in sorted(lists)]


def put_back(tx: Transaction, changes: Sequence[Mapping[str, Any]], own: set[Key]) -> None:
    """Write the rows as they were; `own` are rows that this undo wrote before, and is added to.

    Raises RowMoved, and then nothing is written.
    """
    for change in changes:
        _refuse_moved(tx, change, own)
    rows = [change for change in changes if "list" not in change]
    for write in (_delete, _change_in_place, _insert):
        for row in rows:
            try:
                with tx.begin_nested():
                    write(tx, row)
            except IntegrityError as error:  # what it refers to is gone
                raise RowMoved(key_of(row)) from error
    own.update(map(key_of, rows))


def _read(tx: Transaction, queries: Iterable[Select[Any]]) -> Images:
    found: Images = {}
    for query in queries:
        table: Any = query.get_final_froms()[0]
        names = [column.name for column in table.c if _is_kept(table, column.name)]
        for row in tx.execute(query).mappings():
            image = {name: _plain(row[name]) for name in names}
            found[_key(table.name, image)] = image
    return found


def _is_kept(table: Table, name: str) -> bool:
    return name not in _NOT_KEPT and not (name == "id" and table.name in _FOUND_BY)


def _key(name: str, image: Mapping[str, Any]) -> Key:
    columns = _FOUND_BY[name][1] if name in _FOUND_BY else ("id",)
    return (name, json.dumps({column: image[column] for column in columns}, sort_keys=True))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _typed(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(table, name, value) for name, value in values.items()}


def _value(table: Table, name: str, value: Any) -> Any:
    if value is None:
        return None
    kind = table.c[name].type
    if isinstance(kind, Instant):
        return datetime.fromisoformat(value)
    return kind.python_type.fromisoformat(value) if kind.python_type in {date, time} else value


def _seal(image: Any) -> str:
    if isinstance(image, dict):
        image = {name: value for name, value in image.items() if value or name not in _LATER}
    return hashlib.sha256(json.dumps(image, sort_keys=True).encode()).hexdigest()[:_SEAL_LENGTH]


def _change(key: Key, before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    kept = before
    if before is not None and after is not None and key[0] in _NUMBERED:
        kept = {name: value for name, value in before.items() if value != after[name] and name not in _COUNTED}
    seal = None if after is None else _seal(after)
    return {"table": key[0], "key": json.loads(key[1]), "before": kept, "seal": seal}


def _list_of(change: Mapping[str, Any]) -> tuple[str, str]:
    values = {**change["key"], **(change["before"] or {})}
    return change["table"], json.dumps({name: values[name] for name in _LISTS[change["table"]]}, sort_keys=True)


def _list_as_left(tx: Transaction, name: str, columns: str) -> dict[str, Any]:
    return {"table": name, "key": json.loads(columns), "list": _list_seal(tx, name, json.loads(columns))}


def _list_seal(tx: Transaction, name: str, columns: Mapping[str, Any]) -> str:
    table = _TABLES[name]
    return _seal(sorted(_read(tx, [select(table).where(_matches(table, columns))]).items()))


def _matches(table: Table, columns: Mapping[str, Any]) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in _typed(table, columns).items()))


def _refuse_moved(tx: Transaction, change: Mapping[str, Any], own: set[Key]) -> None:
    """The rows must stand as the deed left them, and the person they are about must still take part."""
    key, table = key_of(change), _TABLES[change["table"]]
    if "list" in change:
        is_own = any(name == change["table"] for name, _ in own)
        if not is_own and _list_seal(tx, table.name, change["key"]) != change["list"]:
            raise RowMoved(key)
        return
    now = _read(tx, [select(table).where(_matches(table, change["key"]))]).get(key)
    if key not in own and (None if now is None else _seal(now)) != change["seal"]:
        raise RowMoved(key)
    whose = (change["before"] or {}).get("person_id")
    if whose is not None and tx.execute(select(person.c.removed_at).where(person.c.id == whose)).scalar() is not None:
        raise RowMoved(("person", json.dumps({"id": whose})))


def _delete(tx: Transaction, change: Mapping[str, Any]) -> None:
    table, is_added = _TABLES[change["table"]], change["before"] is None
    if change["seal"] is not None and (is_added or table.name in _FOUND_BY):
        tx.execute(delete(table).where(_matches(table, change["key"])))


def _change_in_place(tx: Transaction, change: Mapping[str, Any]) -> None:
    table, before = _TABLES[change["table"]], change["before"]
    if table.name in _FOUND_BY or not before:
        return
    values: dict[str, Any] = _typed(table, before)
    if "version" in table.c:
        values["version"] = table.c.version + 1
    if "deadline_version" in table.c and not before.keys().isdisjoint(_DAYS):  # reminders begin anew
        values["deadline_version"] = table.c.deadline_version + 1
    tx.execute(update(table).where(_matches(table, change["key"])).values(**values))


def _insert(tx: Transaction, change: Mapping[str, Any]) -> None:
    table, before = _TABLES[change["table"]], change["before"]
    if table.name in _FOUND_BY and before is not None:
        tx.execute(insert(table).values(**_typed(table, before)))
