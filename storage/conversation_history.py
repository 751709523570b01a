"""Recent messages of one chat in both directions: the context of a short answer such as "yes"."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from domain.messages import Response
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all
from storage.notice_codec import sayings_from_json
from storage.tables import inbox, outbox, receipt

MOST = 50


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message of ours that the platform accepted at an instant (aware UTC)."""

    at: datetime
    responses: tuple[Response, ...]


def said_since(tx: Transaction, organisation_id: int, address: tuple[str, str], since: datetime) -> list[SentMessage]:
    """What went out to a (channel, chat id) since an instant, newest first, at most 50; what cannot be read is left."""
    query = said_query(organisation_id, address, since)
    return [SentMessage(at, tuple(sayings_from_json(kept)[0])) for at, kept in fetch_all(tx, query)]


def said_query(organisation_id: int, address: tuple[str, str], since: datetime) -> Query:
    """The query of `said_since`."""
    return Query(_SAID, _in_chat(organisation_id, address, since))


def is_sent(tx: Transaction, organisation_id: int, key: str) -> bool:
    """Whether the message of this outbox key has gone out."""
    query = (
        select(receipt.c.id)
        .join(outbox, outbox.c.id == receipt.c.outbox_id)
        .where(outbox.c.organisation_id == organisation_id, outbox.c.key == key)
    )
    return tx.execute(query).first() is not None


def heard_since(
    tx: Transaction, organisation_id: int, address: tuple[str, str], since: datetime, before_id: int
) -> list[datetime]:
    """When the person wrote or pressed here, before the update of this id and since an instant, newest first."""
    given = {**_in_chat(organisation_id, address, since), "before": before_id}
    return [row[0] for row in fetch_all(tx, Query(_HEARD, given))]


def _in_chat(organisation_id: int, address: tuple[str, str], since: datetime) -> dict[str, object]:
    return {"organisation": organisation_id, "channel": address[0], "chat_id": address[1], "since": since}


# Made once: nearly every command asks these.
_SAID = (
    select(receipt.c.sent_at, outbox.c.sayings)
    .join(outbox, outbox.c.id == receipt.c.outbox_id)
    .where(
        receipt.c.organisation_id == bindparam("organisation"),
        receipt.c.channel == bindparam("channel"),
        receipt.c.chat_id == bindparam("chat_id"),
        receipt.c.sent_at >= bindparam("since"),
    )
    .order_by(receipt.c.id.desc())
    .limit(MOST)
)
_HEARD = (
    select(inbox.c.received_at)
    .where(
        inbox.c.organisation_id == bindparam("organisation"),
        inbox.c.channel == bindparam("channel"),
        inbox.c.chat_id == bindparam("chat_id"),
        inbox.c.received_at >= bindparam("since"),
        inbox.c.id < bindparam("before"),
    )
    .order_by(inbox.c.id.desc())
    .limit(MOST)
)
