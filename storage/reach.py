"""Since when people who were linked once cannot be reached on any channel, and what offices that leaves empty."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from storage.engine.database import Transaction
from storage.tables import chat_account, event

LEFT_WITHOUT = "left_without"  # in the facts of an event: roles that nobody who could be reached had any more
_ENDING = ("person_removed", "role_taken")


def lost_since(tx: Transaction, organisation_id: int) -> dict[int, datetime]:
    """By person id, the instant (aware UTC) the last of their accounts died; who has a living one is left out."""
    alive = select(chat_account.c.person_id).where(chat_account.c.is_alive)
    query = (
        select(chat_account.c.person_id, func.max(chat_account.c.dead_at))
        .where(chat_account.c.organisation_id == organisation_id, chat_account.c.person_id.not_in(alive))
        .group_by(chat_account.c.person_id)
    )
    return {row[0]: row[1] for row in tx.execute(query) if row[1] is not None}


def first_linked_at(tx: Transaction, organisation_id: int) -> datetime | None:
    """When the oldest account of today was linked (aware UTC); None when there is none."""
    query = select(func.min(chat_account.c.linked_at)).where(chat_account.c.organisation_id == organisation_id)
    return tx.execute(query).scalar()


def is_ever_linked(tx: Transaction, organisation_id: int, person_ids: Collection[int]) -> bool:
    """Whether one of these people has or had an account; the history knows of those that are gone."""
    account = select(chat_account.c.id).where(chat_account.c.person_id.in_(person_ids))
    linked = select(event.c.id).where(
        event.c.organisation_id == organisation_id,
        event.c.what == "account_linked",
        event.c.person_id.in_(person_ids),
    )
    return bool(person_ids) and any(tx.execute(query.limit(1)).first() is not None for query in (account, linked))


def offices_left(tx: Transaction, organisation_id: int) -> frozenset[str]:
    """Roles that, when somebody was removed or lost a role, nobody who could be reached had any more."""
    query = select(event.c.facts).where(event.c.organisation_id == organisation_id, event.c.what.in_(_ENDING))
    return frozenset(role for facts in tx.execute(query).scalars() for role in facts.get(LEFT_WITHOUT, ()))
