"""Shortens retry times in inbox and outbox that lie too far ahead because the clock was set back."""

from datetime import datetime

from sqlalchemy import update

from storage.engine.database import Transaction
from storage.tables import inbox, outbox

WAITING = "waiting"


def shorten_updates(tx: Transaction, organisation_id: int, latest: datetime) -> int:
    """Let no update wait beyond an instant. Returns how many did."""
    done = tx.execute(
        update(inbox)
        .where(inbox.c.organisation_id == organisation_id, inbox.c.state == WAITING, inbox.c.not_before > latest)
        .values(not_before=latest)
    )
    return int(done.rowcount)


def shorten_messages(
    tx: Transaction, organisation_id: int, latest: datetime, kind: str, *, is_of_kind: bool, is_repeat: bool
) -> int:
    """Let no message wait beyond an instant. Returns how many did.

    `is_of_kind`: those of `kind`, otherwise all others; `is_repeat`: those sent again because they may have arrived.
    """
    done = tx.execute(
        update(outbox)
        .where(
            outbox.c.organisation_id == organisation_id,
            outbox.c.state == WAITING,
            outbox.c.not_before > latest,
            outbox.c.kind == kind if is_of_kind else outbox.c.kind != kind,
            outbox.c.repeats > 0 if is_repeat else outbox.c.repeats == 0,
        )
        .values(not_before=latest)
    )
    return int(done.rowcount)
