"""Recent messages of a chat, and the question open in it: asking closes the one before, one answer completes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Select, bindparam, insert, select, update

from domain.deliveries import BUTTONS
from domain.evidence import Handed
from domain.messages import Response
from domain.questions import Closing, Question, QuestionKind
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all
from storage.notice_codec import sayings_from_json
from storage.tables import inbox, outbox, question, receipt

Address = tuple[str, str]


def add_question(tx: Transaction, organisation_id: int, address: Address, new: Question) -> Question:
    """Write a question as the open one of its (channel, chat id), with its new number; close the one before first."""
    values = {
        "organisation_id": organisation_id,
        "person_id": new.person_id,
        "channel": address[0],
        "chat_id": address[1],
        "inbox_id": new.inbox_id,
        "asked_at": new.asked_at,
        "expires_at": new.expires_at,
        "kind": new.kind.value,
        "about": new.about,
        "options": list(new.options),
        "template": new.template,
        "handed": _handed().dump_python(new.handed, mode="json") if new.handed else None,
    }
    row = tx.execute(insert(question).values(**values).returning(*_COLUMNS)).mappings().one()
    return _to_question(row)


def last_question(tx: Transaction, organisation_id: int, address: Address) -> Question | None:
    """The last question asked in this chat, open or closed."""
    query = last_question_query(organisation_id, address)
    rows = fetch_all(tx, query)
    return _to_question(dict(zip(_NAMES, rows[0], strict=True))) if rows else None


def last_question_query(organisation_id: int, address: Address) -> Query:
    """The query of `last_question`."""
    return Query(_LAST, {"organisation": organisation_id, "channel": address[0], "chat_id": address[1]})


def find_question(tx: Transaction, organisation_id: int, address: Address, question_id: int) -> Question | None:
    """A question of this very chat; None for one of another."""
    found = tx.execute(_of_chat(organisation_id, address).where(question.c.id == question_id)).mappings().first()
    return None if found is None else _to_question(found)


# Compare-and-set and not a lock: two presses, or two processes, make one deed (docs/adr/0013).
def close_question(tx: Transaction, question_id: int, why: Closing, now: datetime) -> bool:
    """Close an open question; False when somebody did before: an answer counts once."""
    closed = update(question).where(question.c.id == question_id, question.c.closed_at.is_(None))
    done = closed.values(closed_at=now, closed_by=why.value).returning(question.c.id)
    return tx.execute(done).first() is not None


def close_questions_in(tx: Transaction, organisation_id: int, address: Address, now: datetime) -> None:
    """Close every open question of a chat: as expired when its time is over, else as replaced."""
    still = (*_in_chat(organisation_id, address), question.c.closed_at.is_(None))
    late = update(question).where(*still, question.c.expires_at <= now)
    tx.execute(late.values(closed_at=now, closed_by=Closing.EXPIRED.value))
    tx.execute(update(question).where(*still).values(closed_at=now, closed_by=Closing.REPLACED.value))


@cache
def _handed() -> TypeAdapter[tuple[Handed, ...]]:
    return TypeAdapter(tuple[Handed, ...])


def _in_chat(organisation_id: int, address: Address) -> tuple[ColumnElement[bool], ...]:
    return (
        question.c.organisation_id == organisation_id,
        question.c.channel == address[0],
        question.c.chat_id == address[1],
    )


def _of_chat(organisation_id: int, address: Address) -> Select[Any]:
    return select(*_COLUMNS).where(*_in_chat(organisation_id, address))


def _to_question(row: Mapping[Any, Any]) -> Question:
    return Question(
        id=row["id"],
        person_id=row["person_id"],
        inbox_id=row["inbox_id"],
        asked_at=row["asked_at"],
        expires_at=row["expires_at"],
        kind=QuestionKind(row["kind"]),
        about=row["about"],
        options=tuple(row["options"]),
        template=row["template"],
        handed=_handed().validate_python(row["handed"] or ()),
        closing=None if row["closed_by"] is None else Closing(row["closed_by"]),
    )


_COLUMNS = (
    question.c.id,
    question.c.person_id,
    question.c.inbox_id,
    question.c.asked_at,
    question.c.expires_at,
    question.c.kind,
    question.c.about,
    question.c.options,
    question.c.template,
    question.c.handed,
    question.c.closed_by,
)
_NAMES = [column.name for column in _COLUMNS]
# Made once: every command asks it.
_LAST = (
    select(*_COLUMNS)
    .where(
        question.c.organisation_id == bindparam("organisation"),
        question.c.channel == bindparam("channel"),
        question.c.chat_id == bindparam("chat_id"),
    )
    .order_by(question.c.id.desc())
    .limit(1)
)


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
    return Query(_SAID, _chat_values(organisation_id, address, since))


def is_answered(tx: Transaction, organisation_id: int, address: tuple[str, str]) -> bool:
    """Whether anything was posted to this (channel, chat id) while it was nobody's."""
    theirs = (
        outbox.c.organisation_id == organisation_id,
        outbox.c.channel == address[0],
        outbox.c.chat_id == address[1],
    )
    query = select(outbox.c.id).where(*theirs, outbox.c.person_id.is_(None)).limit(1)
    return tx.execute(query).first() is not None


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
    given = {**_chat_values(organisation_id, address, since), "before": before_id}
    return [row[0] for row in fetch_all(tx, Query(_HEARD, given))]


def _chat_values(organisation_id: int, address: tuple[str, str], since: datetime) -> dict[str, object]:
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
        outbox.c.kind != BUTTONS,
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
