"""The questions put to people, as rows: asking closes the one before, and each is answered by one only."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Select, bindparam, insert, select, update

from domain.evidence import Handed
from domain.questions import Closing, Question, QuestionKind
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all
from storage.tables import question

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


def close_question(tx: Transaction, question_id: int, why: Closing, now: datetime) -> bool:
    """Close an open question; False when somebody did before: an answer counts once."""
    closed = update(question).where(question.c.id == question_id, question.c.closed_at.is_(None))
    done = closed.values(closed_at=now, closed_by=why.value).returning(question.c.id)
    return tx.execute(done).first() is not None


def close_questions_in(tx: Transaction, organisation_id: int, address: Address, now: datetime) -> None:
    """Nothing is asked in this chat any more: something else is, or the old question ran out."""
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
