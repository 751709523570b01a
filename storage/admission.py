"""What admission asks the database: which chats are linked, and which codes are open."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, select

from storage.engine.database import Transaction
from storage.tables import chat_account, invite

_LINKED = select(chat_account.c.chat_id).where(
    chat_account.c.organisation_id == bindparam("organisation"),
    chat_account.c.channel == bindparam("channel"),
    chat_account.c.chat_id.in_(bindparam("chats", expanding=True)),
)
_OPEN = select(invite.c.code_hash).where(
    invite.c.organisation_id == bindparam("organisation"),
    invite.c.code_hash.in_(bindparam("hashes", expanding=True)),
    invite.c.used_at.is_(None),
    invite.c.expires_at > bindparam("now"),
)


def linked_chats(tx: Transaction, organisation_id: int, channel: str, chats: Collection[str]) -> frozenset[str]:
    """Those of the chats that are linked to a person, reachable or not: who writes can be reached again."""
    if not chats:
        return frozenset()
    given = {"organisation": organisation_id, "channel": channel, "chats": sorted(chats)}
    return frozenset(tx.execute(_LINKED, given).scalars())


def open_codes(tx: Transaction, organisation_id: int, hashes: Collection[str], now: datetime) -> frozenset[str]:
    """Those of the hashes that are of invitation codes neither used nor expired."""
    if not hashes:
        return frozenset()
    given = {"organisation": organisation_id, "hashes": sorted(hashes), "now": now}
    return frozenset(tx.execute(_OPEN, given).scalars())
