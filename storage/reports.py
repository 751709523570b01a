"""Data of the periodic reports besides the tasks: recipients, first day, check-ins and events of a period."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, select

from domain.history import EventKind
from domain.messages.summaries import EventSummary
from domain.people import Role
from domain.reports import Happened
from domain.requests import Request, RequestState
from domain.tasks import Occurrence
from storage.engine.database import Transaction
from storage.outbox import OutboxState
from storage.requests import COLUMNS, to_request
from storage.tables import chat_account, event, occurrence, office_role, outbox, person, request, task
from storage.tasks import to_occurrence


def leaders_reached(tx: Transaction, organisation_id: int) -> dict[int, list[str]]:
    """The leaders with a living chat account, by id, and the channels these are on."""
    query = (
        select(office_role.c.person_id, chat_account.c.channel)
        .join(chat_account, chat_account.c.person_id == office_role.c.person_id)
        .where(
            office_role.c.organisation_id == organisation_id,
            office_role.c.role == Role.LEADER.value,
            chat_account.c.is_alive,
        )
        .order_by(office_role.c.person_id, chat_account.c.id)
    )
    found: dict[int, list[str]] = {}
    for person_id, channel in tx.execute(query):
        found.setdefault(person_id, []).append(channel)
    return found


def first_task_day(tx: Transaction, organisation_id: int) -> date | None:
    """The day the first task was taken over; None while there is none."""
    return tx.execute(select(func.min(task.c.created_on)).where(task.c.organisation_id == organisation_id)).scalar()


def sent_among(tx: Transaction, organisation_id: int, keys: Collection[str]) -> frozenset[str]:
    """Which of these outbox keys have been sent."""
    if not keys:
        return frozenset()
    query = select(outbox.c.key).where(
        outbox.c.organisation_id == organisation_id,
        outbox.c.key.in_(tuple(keys)),
        outbox.c.state == OutboxState.SENT.value,
    )
    return frozenset(tx.execute(query).scalars())


def check_ins_ended(tx: Transaction, organisation_id: int, first: date, last: date) -> list[Occurrence]:
    """Periods of repeating tasks whose last day lies from `first` to `last`."""
    query = select(occurrence).where(
        occurrence.c.organisation_id == organisation_id,
        occurrence.c.period != "",
        occurrence.c.last_day >= first,
        occurrence.c.last_day <= last,
    )
    return [to_occurrence(row) for row in tx.execute(query.order_by(occurrence.c.id)).mappings()]


def events_within(
    tx: Transaction, organisation_id: int, names: Collection[str], since: datetime, until: datetime
) -> list[Happened]:
    """The events of these names from `since` until before `until` (aware), in order."""
    query = select(event.c.what, event.c.at, event.c.task_id).where(
        event.c.organisation_id == organisation_id,
        event.c.what.in_(tuple(names)),
        event.c.at >= since,
        event.c.at < until,
    )
    return [Happened(*row) for row in tx.execute(query.order_by(event.c.seq))]


def named_within(
    tx: Transaction, organisation_id: int, names: Collection[str], since: datetime | None, until: datetime
) -> list[tuple[int | None, EventSummary]]:
    """The events of these names, each with its task, in order and without those undone by then.

    From `since` (aware; None: from the beginning) until before `until`.
    """
    columns = (event.c.at, event.c.who, event.c.what, event.c.facts, event.c.person_id, event.c.task_id)
    query = select(*columns).where(
        event.c.organisation_id == organisation_id,
        event.c.what.in_((*names, EventKind.CHANGE_UNDONE.value)),
        event.c.at < until,
    )
    if since is not None:
        query = query.where(event.c.at >= since)
    found: list[tuple[int | None, int | None, EventSummary]] = []
    for at, who, what, facts, person_id, task_id in tx.execute(query.order_by(event.c.seq)):
        detail = str((facts or {}).get("detail") or "")
        if what != EventKind.CHANGE_UNDONE:
            found.append((person_id, task_id, EventSummary(at, who, what, detail)))
            continue
        # An undo takes back the last deed of its person.
        mine = [at for at, (by, _, one) in enumerate(found) if by == person_id and one.what == detail]
        if mine:
            del found[mine[-1]]
    return [(task_id, one) for _, task_id, one in found]


def requests_settled(
    tx: Transaction, organisation_id: int, state: RequestState, since: datetime, until: datetime
) -> list[tuple[Request, str]]:
    """The requests that came to this state from `since` until before `until` (aware), and who decided, in order."""
    query = (
        select(*COLUMNS, person.c.name.label("decided_name"))
        .outerjoin(person, person.c.id == request.c.decided_by)
        .where(
            request.c.organisation_id == organisation_id,
            request.c.state == state.value,
            request.c.decided_at >= since,
            request.c.decided_at < until,
        )
        .order_by(request.c.decided_at, request.c.id)
    )
    return [(to_request(row), row["decided_name"] or "") for row in tx.execute(query).mappings()]
