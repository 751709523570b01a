"""What a periodic report is made from besides the tasks themselves: check-ins that ended, events by name."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select

from domain.reports import Happened
from domain.tasks import Occurrence
from storage.engine.database import Transaction
from storage.tables import event, occurrence
from storage.tasks import to_occurrence


def check_ins_ended(tx: Transaction, organisation_id: int, first: date, last: date) -> list[Occurrence]:
    """The periods of repeating tasks whose last day lies from `first` to `last`."""
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
