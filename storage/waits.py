"""Waits of inbox and outbox that reach too far ahead, as they do once the clock was set back."""

from datetime import datetime

from sqlalchemy import update

from storage.database import Transaction
from storage.tables import inbox, outbox

WAITING = "waiting"


def shorten_updates(tx: Transaction, organisation_id: int, latest: datetime) -> int:
    """Let no update wait beyond an instant; gives how many did."""
    done = tx.execute(
        update(inbox)
        .where(inbox.c.organisation_id == organisation_id, inbox.c.state == WAITING, inbox.c.not_before > latest)
        .values(not_before=latest)
    )
    return int(done.rowcount)


def shorten_messages(
    tx: Transaction, organisation_id: int, latest: datetime, *, only: str | None = None, but: str | None = None
) -> int:
    """Let no message of `only` this kind, or of any kind `but` this, wait beyond an instant; gives how many did."""
    done = tx.execute(
        update(outbox)
        .where(
            outbox.c.organisation_id == organisation_id,
            outbox.c.state == WAITING,
            outbox.c.not_before > latest,
            outbox.c.kind == only if only is not None else outbox.c.kind != but,
        )
        .values(not_before=latest)
    )
    return int(done.rowcount)
