"""Who is told regular reports, since when there is anything to tell, and which morning messages have gone out."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from domain.people import Role
from storage.engine.database import Transaction
from storage.outbox import OutboxState
from storage.tables import chat_account, office_role, outbox, task


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
    """Those of the outbox keys whose message has gone out."""
    if not keys:
        return frozenset()
    query = select(outbox.c.key).where(
        outbox.c.organisation_id == organisation_id,
        outbox.c.key.in_(tuple(keys)),
        outbox.c.state == OutboxState.SENT.value,
    )
    return frozenset(tx.execute(query).scalars())
