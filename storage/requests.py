"""Requests about tasks: more time, a question, an explanation."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from domain.requests import Request, RequestKind, RequestState
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all
from storage.tables import request, task
from storage.tasks import ChangedMeanwhile

_FIELDS = tuple(name for name in Request.__dataclass_fields__)
COLUMNS = tuple(request.c[name] for name in _FIELDS)


def add_request(tx: Transaction, organisation_id: int, new: Request) -> Request:
    """Store a new request; ignores `new.id`."""
    values = {**asdict(new), "organisation_id": organisation_id}
    values.pop("id")
    row = tx.execute(insert(request).values(**values).returning(*COLUMNS)).mappings().one()
    return to_request(row)


def change_request(tx: Transaction, before: Request, after: Request) -> Request:
    """Compare-and-set.

    Raises ChangedMeanwhile when somebody else changed the request since `before` was read.
    """
    values = {**asdict(after), "version": before.version + 1}
    values.pop("id")
    query = update(request).where(request.c.id == before.id, request.c.version == before.version)
    row = tx.execute(query.values(**values).returning(*COLUMNS)).mappings().first()
    if row is None:
        raise ChangedMeanwhile(f"request {before.id} is no longer at version {before.version}")
    return to_request(row)


def open_request(tx: Transaction, occurrence_id: int, kinds: Sequence[RequestKind]) -> Request | None:
    """The oldest open request of these kinds about an occurrence."""
    query = select(*COLUMNS).where(request.c.occurrence_id == occurrence_id, *_is_open(kinds))
    row = tx.execute(query.order_by(request.c.id).limit(1)).mappings().first()
    return None if row is None else to_request(row)


def open_requests(tx: Transaction, organisation_id: int) -> list[Request]:
    """Requests that wait for a decision, oldest first."""
    return [to_request(row) for row in tx.execute(_OPEN, {"organisation": organisation_id}).mappings()]


def requests_by_occurrence(tx: Transaction, organisation_id: int) -> dict[int, list[Request]]:
    """Requests that wait for a decision, by occurrence id."""
    found: dict[int, list[Request]] = {}
    for each in open_requests(tx, organisation_id):
        found.setdefault(each.occurrence_id, []).append(each)
    return found


def requests_of_task(tx: Transaction, task_id: int) -> list[Request]:
    """Everything ever asked about a task, oldest first."""
    query = select(*COLUMNS).where(request.c.task_id == task_id).order_by(request.c.id)
    return [to_request(row) for row in tx.execute(query).mappings()]


def requests_of_number(tx: Transaction, organisation_id: int, number: int) -> list[Request]:
    """As `requests_of_task`, by the task's number."""
    query = requests_query(organisation_id, number)
    return [to_request(dict(zip(_FIELDS, row, strict=True))) for row in fetch_all(tx, query)]


def requests_query(organisation_id: int, number: int) -> Query:
    """The query of `requests_of_number`."""
    return Query(_OF_NUMBER, {"organisation": organisation_id, "number_": number})


# Every report of a task asks it.
_OF_NUMBER = (
    select(*COLUMNS)
    .join(task, task.c.id == request.c.task_id)
    .where(task.c.organisation_id == bindparam("organisation"), task.c.number == bindparam("number_"))
    .order_by(request.c.id)
)


def find_request(tx: Transaction, request_id: int) -> Request | None:
    """One request by its row id."""
    row = tx.execute(select(*COLUMNS).where(request.c.id == request_id)).mappings().first()
    return None if row is None else to_request(row)


def _is_open(kinds: Sequence[RequestKind] | type[RequestKind]) -> tuple[Any, Any]:
    return request.c.state == RequestState.OPEN.value, request.c.kind.in_([kind.value for kind in kinds])


_OPEN = (
    select(*COLUMNS)
    .where(request.c.organisation_id == bindparam("organisation"), *_is_open(RequestKind))
    .order_by(request.c.id)
)


def to_request(row: Mapping[Any, Any]) -> Request:
    """A row of COLUMNS as the domain's value."""
    values = {name: row[name] for name in _FIELDS}
    return Request(**{**values, "kind": RequestKind(row["kind"]), "state": RequestState(row["state"])})
