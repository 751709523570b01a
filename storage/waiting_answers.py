"""Answers of one chat that have not gone out yet, as long as surely none of them has arrived."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, update

from domain.deliveries import Priority
from domain.messages import Response
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all
from storage.facts import saying_as_json, sayings_from_json
from storage.outbox import OutboxState
from storage.tables import outbox

FOLDED = "đã gộp vào tin"  # kept as the reason of an answer that goes out in another row

_OF_CHAT = (
    outbox.c.organisation_id == bindparam("organisation"),
    outbox.c.state == OutboxState.WAITING.value,
    outbox.c.kind == "answer",
    outbox.c.channel == bindparam("channel_"),
    outbox.c.chat_id == bindparam("chat_"),
    outbox.c.unknowns == 0,  # what may have arrived goes again with its mark, by itself
)
_KNOWN = select(outbox.c.id, outbox.c.key, outbox.c.sayings).where(
    *_OF_CHAT, outbox.c.priority == Priority.ANSWER.value
)
_WAITING = _KNOWN.order_by(outbox.c.id)
_LOCKED = _KNOWN.order_by(outbox.c.id).with_for_update()


@dataclass(frozen=True, slots=True)
class WaitingAnswer:
    """One row; `responses` as the outbox keeps them."""

    id: int
    key: str
    kept: Any

    @property
    def responses(self) -> tuple[Response, ...]:
        """What it says; nothing for what another version of the program wrote."""
        return sayings_from_json(self.kept)[0]


def waiting_answers(tx: Transaction, organisation_id: int, address: tuple[str, str]) -> list[WaitingAnswer]:
    """The waiting answers to a (channel, chat id), oldest first, without a lock."""
    query = waiting_answers_query(organisation_id, address)
    return [WaitingAnswer(*row) for row in fetch_all(tx, query)]


def waiting_answers_query(organisation_id: int, address: tuple[str, str]) -> Query:
    """What `waiting_answers` asks."""
    return Query(_WAITING, _given(organisation_id, address))


def lock_waiting_answers(tx: Transaction, organisation_id: int, address: tuple[str, str]) -> list[WaitingAnswer]:
    """As `waiting_answers`; no sender takes one of them before the transaction ends."""
    return [WaitingAnswer(*row) for row in tx.execute(_LOCKED, _given(organisation_id, address))]


def fold_into_first(tx: Transaction, rows: Sequence[int], response: Response) -> None:
    """Let the first of these rows say this, as a new message, in place of all of them; the others are dropped."""
    first, *others = rows
    values = {"sayings": [saying_as_json(response)], "edit_message_id": None}
    tx.execute(update(outbox).where(outbox.c.id == first).values(**values))
    dropped = {"state": OutboxState.DROPPED.value, "error": f"{FOLDED} {first}"}
    tx.execute(update(outbox).where(outbox.c.id.in_(others)).values(**dropped))


def put_first(tx: Transaction, organisation_id: int, address: tuple[str, str]) -> None:
    """Answers given to this chat while it was unlinked go out before those to the person it belongs to now."""
    is_theirs = (*_OF_CHAT, outbox.c.priority == Priority.UNLINKED.value)
    tx.execute(
        update(outbox).where(*is_theirs).values(priority=Priority.ANSWER.value), _given(organisation_id, address)
    )


def _given(organisation_id: int, address: tuple[str, str]) -> dict[str, object]:
    return {"organisation": organisation_id, "channel_": address[0], "chat_": address[1]}
