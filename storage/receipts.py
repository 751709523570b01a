"""What was really sent, as which message and with which text: the end of a row of the outbox that went well."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, cast, insert, select, update

from domain.deliveries import Outcome
from storage.engine.database import Transaction
from storage.outbox import OutboxRow, OutboxState, to_row
from storage.tables import outbox, receipt


def settle_sent(tx: Transaction, sent: Sequence[tuple[int, str, str]], now: datetime) -> None:
    """Keep what was really sent: (row, the platform's id, the text), all in two statements."""
    rows = [
        {"id_": outbox_id, "message": message_id, "said": text, "now_": now} for outbox_id, message_id, text in sent
    ]
    if rows:
        tx.execute(_ADD_RECEIPT, rows)
        tx.execute(_SETTLE_SENT, {"ids": [row["id_"] for row in rows]})


def settle_delivered(tx: Transaction, sent: Sequence[Outcome], now: datetime) -> None:
    """Keep what these attempts sent; of a secret (a one-time code) neither the words nor the facts stay."""
    settle_sent(tx, [(o.outbox_id, o.message_id or "", "" if o.is_secret else o.text or "") for o in sent], now)
    if secret := [outcome.outbox_id for outcome in sent if outcome.is_secret]:
        tx.execute(update(outbox).where(outbox.c.id.in_(secret)).values(sayings=[]))


# A receipt takes its address from the row; a row has one receipt, whatever is recorded twice.
_RECEIVED = select(receipt.c.id).where(receipt.c.outbox_id == outbox.c.id).exists()
_ADD_RECEIPT = insert(receipt).from_select(
    ["organisation_id", "outbox_id", "channel", "chat_id", "message_id", "sent_at", "text"],
    select(
        outbox.c.organisation_id,
        outbox.c.id,
        outbox.c.channel,
        outbox.c.chat_id,
        cast(bindparam("message"), receipt.c.message_id.type),
        bindparam("now_", type_=receipt.c.sent_at.type),  # no CAST: SQLite would make the year of it
        cast(bindparam("said"), receipt.c.text.type),
    ).where(outbox.c.id == bindparam("id_"), outbox.c.channel.is_not(None), outbox.c.chat_id.is_not(None), ~_RECEIVED),
)
_SETTLE_SENT = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(state=OutboxState.SENT.value, error=None, lease_owner=None)
)


def message_sent(tx: Transaction, organisation_id: int, key: str) -> str | None:
    """The message that the row of this key was sent as; None until it has gone out."""
    is_it = (outbox.c.organisation_id == organisation_id, outbox.c.key == key)
    query = select(receipt.c.message_id).join(outbox, receipt.c.outbox_id == outbox.c.id).where(*is_it)
    return tx.execute(query).scalar()


def find_sent(tx: Transaction, organisation_id: int, address: tuple[str, str], message_id: str) -> OutboxRow | None:
    """The newest row that was sent as, or last edited into, this message of a chat."""
    channel, chat_id = address
    query = (
        select(outbox)
        .join(receipt, receipt.c.outbox_id == outbox.c.id)
        .where(
            receipt.c.organisation_id == organisation_id,
            receipt.c.channel == channel,
            receipt.c.chat_id == chat_id,
            receipt.c.message_id == message_id,
        )
        .order_by(receipt.c.id.desc())
        .limit(1)
    )
    row = tx.execute(query).mappings().first()
    return None if row is None else to_row(row)
