"""Since when people who were linked once cannot be reached on any channel."""

from datetime import datetime

from sqlalchemy import func, select

from storage.database import Transaction
from storage.tables import chat_account


def lost_since(tx: Transaction, organisation_id: int) -> dict[int, datetime]:
    """By person id, the instant (aware UTC) the last of their accounts died; who has a living one is left out."""
    alive = select(chat_account.c.person_id).where(chat_account.c.is_alive)
    query = (
        select(chat_account.c.person_id, func.max(chat_account.c.dead_at))
        .where(chat_account.c.organisation_id == organisation_id, chat_account.c.person_id.not_in(alive))
        .group_by(chat_account.c.person_id)
    )
    return {row[0]: row[1] for row in tx.execute(query) if row[1] is not None}
