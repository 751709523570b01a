"""Shortens retry times in inbox and outbox that lie too far ahead because the clock was set back."""

from datetime import datetime

from sqlalchemy import Update, bindparam, update

from storage.engine.database import Transaction
from storage.tables import inbox, outbox

WAITING = "waiting"


def shorten_updates(tx: Transaction, organisation_id: int, latest: datetime) -> int:
    """Let no update wait beyond an instant. Returns how many did."""
    return int(tx.execute(_SHORTEN_UPDATES, {"organisation": organisation_id, "latest": latest}).rowcount)


def shorten_messages(
    tx: Transaction, organisation_id: int, latest: datetime, kind: str, *, is_of_kind: bool, is_repeat: bool
) -> int:
    """Let no message wait beyond an instant. Returns how many did.

    `is_of_kind`: those of `kind`, otherwise all others; `is_repeat`: those sent again because they may have arrived.
    """
    given = {"organisation": organisation_id, "latest": latest, "kind_": kind}
    return int(tx.execute(_SHORTEN_MESSAGES[is_of_kind, is_repeat], given).rowcount)


def _shorten_messages(*, is_of_kind: bool, is_repeat: bool) -> Update:
    return (
        update(outbox)
        .where(
            outbox.c.organisation_id == bindparam("organisation"),
            outbox.c.state == WAITING,
            outbox.c.not_before > bindparam("latest"),
            outbox.c.kind == bindparam("kind_") if is_of_kind else outbox.c.kind != bindparam("kind_"),
            outbox.c.repeats > 0 if is_repeat else outbox.c.repeats == 0,
        )
        .values(not_before=bindparam("latest"))
    )


_SHORTEN_MESSAGES = {
    (is_of_kind, is_repeat): _shorten_messages(is_of_kind=is_of_kind, is_repeat=is_repeat)
    for is_of_kind in (False, True)
    for is_repeat in (False, True)
}
_SHORTEN_UPDATES = (
    update(inbox)
    .where(
        inbox.c.organisation_id == bindparam("organisation"),
        inbox.c.state == WAITING,
        inbox.c.not_before > bindparam("latest"),
    )
    .values(not_before=bindparam("latest"))
)
