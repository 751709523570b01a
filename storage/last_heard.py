"""When each person was last heard from, on any channel."""

from datetime import datetime

from sqlalchemy import bindparam, func, select

from storage.engine.database import Transaction
from storage.tables import chat_account, inbox


def last_heard(tx: Transaction, organisation_id: int) -> dict[int, datetime]:
    """The instant of each person's newest message that is still kept; who never wrote is left out."""
    return {row[0]: row[1] for row in tx.execute(_LAST, {"organisation": organisation_id})}


_LAST = (
    select(chat_account.c.person_id, func.max(inbox.c.received_at))
    .join(
        inbox,
        (inbox.c.organisation_id == chat_account.c.organisation_id)
        & (inbox.c.channel == chat_account.c.channel)
        & (inbox.c.chat_id == chat_account.c.chat_id),
    )
    .where(chat_account.c.organisation_id == bindparam("organisation"))
    .group_by(chat_account.c.person_id)
)
