"""Messages to send: rows wait, are leased to a sender (`leases`), and end as sent (`receipts`), dropped or parked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import String, and_, bindparam, cast, func, or_, select, update

from domain.deliveries import BUTTONS, Priority
from domain.messages import Response
from domain.messages.accounts import Stranger
from storage.engine.bulk import insert_ignoring, insert_new_rows
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all, write_later
from storage.notice_codec import saying_as_json, sayings_from_json
from storage.reminders import forget_planned
from storage.tables import outbox
from storage.type_tags import TAGS


class OutboxState(StrEnum):
    """Where a row stands. Parked rows wait for a person: nothing is dropped without a reason written down."""

    WAITING = "waiting"
    LEASED = "leased"
    SENT = "sent"
    DROPPED = "dropped"
    PARKED = "parked"


class ParkedFor(StrEnum):
    """Why a row was put aside."""

    UNREACHABLE = "unreachable"  # its person has no living account: told to coordinators, no alarm
    REJECTED = "rejected"  # the platform will never accept this message
    UNCONFIRMED = "unconfirmed"  # it may have arrived, as often as it may be tried
    UNREADABLE = "unreadable"  # another version of the program wrote it


@dataclass(frozen=True, slots=True)
class Post:
    """A row to add. `key` is unique in the organisation, so posting it twice adds one row.

    `inbox_id` is the update whose deed the row reports, so that an undo can withdraw it.
    """

    key: str
    kind: str
    priority: Priority
    responses: Sequence[Response]
    not_before: datetime
    person_id: int | None = None
    channel: str | None = None
    chat_id: str | None = None
    edit_message_id: str | None = None
    inbox_id: int | None = None


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A row as the sender reads it; `unreadable` is the reason why it has no responses: another version wrote them.

    `inbox_id`: the update that it answers or whose deed it tells of.
    """

    id: int
    key: str
    kind: str
    priority: Priority
    person_id: int | None
    channel: str | None
    chat_id: str | None
    edit_message_id: str | None
    responses: tuple[Response, ...]
    attempts: int
    unknowns: int
    repeats: int
    created_at: datetime
    unreadable: str | None = None
    error: str | None = None
    inbox_id: int | None = None


@dataclass(frozen=True, slots=True)
class Unsent:
    """A row for a person that waits or is leased."""

    id: int
    person_id: int
    state: OutboxState


def post(tx: Transaction, organisation_id: int, new: Post, now: datetime) -> int | None:
    """Add a row and return its id; None when the key exists."""
    return post_all(tx, organisation_id, [new], now).get(new.key)


def post_all(tx: Transaction, organisation_id: int, many: Iterable[Post], now: datetime) -> dict[str, int]:
    """Add rows and return their ids by key, without those whose key exists."""
    return post_each(tx, [(organisation_id, new) for new in many], now)


def post_late(tx: Transaction, organisation_id: int, new: Post, now: datetime) -> None:
    """As `post`, deferred until COMMIT on PostgreSQL, when nobody needs the row id."""
    write_later(tx, _post(tx.dialect.name), _values(organisation_id, new, now))


def post_each(tx: Transaction, many: Iterable[tuple[int, Post]], now: datetime) -> dict[str, int]:
    """As `post_all`, for (organisation id, row) pairs of several organisations whose keys differ."""
    rows = [_values(organisation_id, new, now) for organisation_id, new in many]
    if not rows:
        return {}
    return {row[0]: row[1] for row in insert_new_rows(tx, outbox, rows, ("key", "id"))}


def _values(organisation_id: int, new: Post, now: datetime) -> dict[str, Any]:
    return {
        "organisation_id": organisation_id, "key": new.key, "kind": new.kind, "priority": int(new.priority),
        "person_id": new.person_id, "channel": new.channel, "chat_id": new.chat_id,
        "edit_message_id": new.edit_message_id, "sayings": [saying_as_json(s) for s in new.responses],
        "created_at": now, "not_before": new.not_before, "state": OutboxState.WAITING.value, "attempts": 0,
        "unknowns": 0, "inbox_id": new.inbox_id,
    }  # fmt: skip


@cache
def _post(dialect: str) -> Any:
    return insert_ignoring(dialect, outbox).inline()


def find_row(tx: Transaction, outbox_id: int, organisation_id: int | None = None) -> OutboxRow | None:
    """One row; with an organisation, only when it is theirs."""
    query = select(outbox).where(outbox.c.id == outbox_id)
    if organisation_id is not None:
        query = query.where(outbox.c.organisation_id == organisation_id)
    row = tx.execute(query).mappings().first()
    return None if row is None else to_row(row)


def find_sent_by_key(tx: Transaction, organisation_id: int, key: str) -> OutboxRow | None:
    """The row of this key, if it has gone out."""
    is_it = (outbox.c.organisation_id == organisation_id, outbox.c.key == key)
    query = select(outbox).where(*is_it, outbox.c.state == OutboxState.SENT)
    row = tx.execute(query).mappings().first()
    return None if row is None else to_row(row)


def posted_for(tx: Transaction, organisation_id: int, inbox_id: int) -> list[OutboxRow]:
    """What was said in answer to an update, in the order it was posted; of progress only what was said last."""
    keys = (f"before:{inbox_id}", f"answer:{inbox_id}")
    of_update = or_(outbox.c.key.in_(keys), outbox.c.key.like(f"meanwhile:{inbox_id}:%"))
    query = select(outbox).where(outbox.c.organisation_id == organisation_id, of_update).order_by(outbox.c.id)
    rows = [to_row(row) for row in tx.execute(query).mappings()]
    final = [row for row in rows if row.key in keys]
    return final or rows[-1:]


def forget_secrets(tx: Transaction, outbox_ids: Collection[int]) -> None:
    """Forget what these rows said, once it was told: a code, the address of a calendar."""
    tx.execute(update(outbox).where(outbox.c.id.in_(outbox_ids)).values(sayings=[]))


def forget_old_secrets(tx: Transaction, organisation_id: int, channel: str, before: datetime) -> int:
    """Forget the secrets a channel was told before an instant, fetched or not; returns how many rows."""
    quoted = [cast(outbox.c.sayings, String).contains(f'"{tag}"', autoescape=True) for tag in _SECRET_TAGS]
    of_channel = (outbox.c.organisation_id == organisation_id, outbox.c.channel == channel)
    old = select(outbox.c.id).where(*of_channel, outbox.c.created_at < before, or_(*quoted))
    ids = list(tx.execute(old).scalars())
    forget_secrets(tx, ids)
    return len(ids)


_SECRET_TAGS = sorted(tag for kind, tag in TAGS.items() if issubclass(kind, Response) and kind.is_secret)


def newest_edit_of(
    tx: Transaction, organisation_id: int, address: tuple[str, str], message_id: str, since: datetime
) -> OutboxRow | None:
    """The row posted last, since an instant, to change the buttons of this message of a (channel, chat id)."""
    query = select(outbox).where(
        outbox.c.organisation_id == organisation_id,
        outbox.c.kind == BUTTONS,
        outbox.c.channel == address[0],
        outbox.c.chat_id == address[1],
        outbox.c.edit_message_id == message_id,
        outbox.c.created_at >= since,
    )
    row = tx.execute(query.order_by(outbox.c.id.desc()).limit(1)).mappings().first()
    return None if row is None else to_row(row)


def unsent_rows(tx: Transaction, organisation_id: int, kind: str) -> list[Unsent]:
    """Rows of a kind for people that have not been sent; takes no lock."""
    rows = tx.execute(_UNSENT, {"organisation": organisation_id, "kind_": kind})
    return [Unsent(row[0], row[1], OutboxState(row[2])) for row in rows]


_UNSENT = (
    select(outbox.c.id, outbox.c.person_id, outbox.c.state)
    .where(
        outbox.c.organisation_id == bindparam("organisation"),
        outbox.c.state.in_((OutboxState.WAITING, OutboxState.LEASED)),
        outbox.c.kind == bindparam("kind_"),
        outbox.c.person_id.is_not(None),
    )
    .order_by(outbox.c.id)
)


def rename(tx: Transaction, organisation_id: int, row: OutboxRow, key: str) -> bool:
    """Change the key of a row; False when that key exists."""
    if row.key == key:
        return True
    taken = select(outbox.c.id).where(outbox.c.organisation_id == organisation_id, outbox.c.key == key)
    if tx.execute(taken).first() is not None:
        return False
    tx.execute(update(outbox).where(outbox.c.id == row.id).values(key=key))
    return True


def settle(
    tx: Transaction,
    outbox_id: int,
    state: OutboxState,
    error: str | None = None,
    parked_for: ParkedFor | None = None,
) -> None:
    """End a row: sent, dropped (no longer wanted) or parked (a person must look, for this reason)."""
    values = {
        "state": state.value,
        "error": None if error is None else error[:500],
        "lease_owner": None,
        "held_by": None,
        "parked_for": None if parked_for is None else parked_for.value,
    }
    tx.execute(update(outbox).where(outbox.c.id == outbox_id).values(**values))


def drop_waiting(tx: Transaction, outbox_id: int, error: str) -> OutboxRow | None:
    """Drop a readable row that still waits and return it; None when a sender has it, or its end was written already."""
    row = find_row(tx, outbox_id)
    if row is None or row.unreadable is not None:
        return None
    query = update(outbox).where(outbox.c.id == outbox_id, outbox.c.state == OutboxState.WAITING.value)
    values = {"state": OutboxState.DROPPED.value, "error": error, "held_by": None}
    return row if tx.execute(query.values(**values)).rowcount else None


def count_waiting(tx: Transaction, organisation_id: int) -> int:
    """How many messages of the organisation wait, are being sent, or were put aside."""
    query = select(func.count()).where(outbox.c.organisation_id == organisation_id, outbox.c.state.in_(_NOT_OVER))
    return int(tx.execute(query).scalar_one())


_NOT_OVER = (OutboxState.WAITING.value, OutboxState.LEASED.value, OutboxState.PARKED.value)


def drop_all_waiting(tx: Transaction, organisation_id: int, reason: str) -> int:
    """Drop every message that waits or was put aside; returns how many. What is being sent may arrive."""
    waits = (OutboxState.WAITING.value, OutboxState.PARKED.value)
    its = update(outbox).where(outbox.c.organisation_id == organisation_id, outbox.c.state.in_(waits))
    values = {"state": OutboxState.DROPPED.value, "error": reason, "held_by": None, "parked_for": None}
    return int(tx.execute(its.values(**values)).rowcount)


def postpone(
    tx: Transaction, outbox_id: int, not_before: datetime, error: str | None = None, *, repeats: int | None = None
) -> None:
    """Postpone a row to another attempt; `repeats`, when given: how often today it may have arrived."""
    values: dict[str, Any] = {"state": OutboxState.WAITING.value, "not_before": not_before, "lease_owner": None}
    if error is not None:
        values["error"] = error[:500]
    if repeats is not None:
        values |= {"unknowns": outbox.c.unknowns + 1, "repeats": repeats}
    tx.execute(update(outbox).where(outbox.c.id == outbox_id).values(**values))


SECOND_PROGRAM = "second_program"  # reason code: the row waits, or waited, because another program may have sent it


def hold_for_second_program(tx: Transaction, outbox_id: int, channel: str, until: datetime) -> None:
    """Postpone a routine message once, at most until then, because another program may have sent it."""
    values = {"state": OutboxState.WAITING.value, "lease_owner": None, "held_by": channel, "not_before": until}
    tx.execute(update(outbox).where(outbox.c.id == outbox_id).values(**values, error=SECOND_PROGRAM))


def release_from_second_program(tx: Transaction, organisation_id: int, channel: str, now: datetime) -> None:
    """Release the rows that waited for the second program, because it is gone."""
    waits = (
        outbox.c.organisation_id == organisation_id,
        outbox.c.state == OutboxState.WAITING.value,
        outbox.c.held_by == channel,
        outbox.c.error == SECOND_PROGRAM,
        outbox.c.not_before > now,
    )
    tx.execute(update(outbox).where(*waits).values(not_before=now))


def hold(tx: Transaction, outbox_ids: Collection[int], mark: str, error: str | None = None) -> None:
    """Mark rows as waiting for a held channel; their own time stays, so that the release needs no write."""
    values: dict[str, Any] = {"state": OutboxState.WAITING.value, "lease_owner": None, "held_by": mark}
    if error is not None:
        values["error"] = error[:500]
    tx.execute(update(outbox).where(outbox.c.id.in_(outbox_ids)).values(**values))


def give_back(tx: Transaction, outbox_id: int, mark: str) -> None:
    """Return a leased row that was not tried: it waits for its channel, and the attempt does not count."""
    values = {"state": OutboxState.WAITING.value, "lease_owner": None, "held_by": mark}
    tx.execute(update(outbox).where(outbox.c.id == outbox_id).values(**values, attempts=outbox.c.attempts - 1))


def hold_chat(tx: Transaction, organisation_id: int, address: tuple[str, str], until: datetime) -> None:
    """Postpone every waiting row of a chat to an instant, because the platform asked to wait."""
    channel, chat_id = address
    tx.execute(
        update(outbox)
        .where(
            outbox.c.organisation_id == organisation_id,
            outbox.c.state == OutboxState.WAITING,
            outbox.c.channel == channel,
            outbox.c.chat_id == chat_id,
            outbox.c.not_before < until,
        )
        .values(not_before=until)
    )


def redirect(tx: Transaction, organisation_id: int, channel: str, chat_id: str, new_chat_id: str) -> None:
    """Send the rows of a chat to its new id."""
    is_it = and_(outbox.c.organisation_id == organisation_id, outbox.c.channel == channel, outbox.c.chat_id == chat_id)
    tx.execute(update(outbox).where(is_it).values(chat_id=new_chat_id))


def to_row(row: Mapping[Any, Any]) -> OutboxRow:
    """A row of the table as the sender's side sees it."""
    responses, unreadable = sayings_from_json(row["sayings"])
    return OutboxRow(
        id=row["id"], key=row["key"], kind=row["kind"], priority=Priority(row["priority"]),
        person_id=row["person_id"], channel=row["channel"], chat_id=row["chat_id"],
        edit_message_id=row["edit_message_id"],
        responses=responses, unreadable=unreadable,
        attempts=row["attempts"], unknowns=row["unknowns"], repeats=row["repeats"],
        created_at=row["created_at"], error=row["error"], inbox_id=row["inbox_id"] or _answered(row["key"]),
    )  # fmt: skip


def _answered(key: str) -> int | None:
    """The update that an answer of this key belongs to; None for what is no answer."""
    kind, _, rest = key.partition(":")
    number = rest.partition(":")[0]
    return int(number) if kind in _ANSWERS and number.isdecimal() else None


_ANSWERS = frozenset({"before", "answer", "meanwhile"})


FOLDED = "folded_into"  # reason code, with the id of the row in which the answer goes out

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
_TO_STRANGER = select(outbox.c.sayings).where(
    outbox.c.organisation_id == bindparam("organisation"),
    # What is on its way may have arrived, also when the program died over it; it waits until its lease ends.
    outbox.c.state.in_([OutboxState.WAITING.value, OutboxState.LEASED.value]),
    outbox.c.priority == Priority.UNLINKED.value,
    outbox.c.kind == "answer",
    outbox.c.channel == bindparam("channel_"),
    outbox.c.chat_id == bindparam("chat_"),
)


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
    """The query of `waiting_answers`."""
    return Query(_WAITING, _given(organisation_id, address))


def lock_waiting_answers(tx: Transaction, organisation_id: int, address: tuple[str, str]) -> list[WaitingAnswer]:
    """As `waiting_answers`; no sender takes one of them before the transaction ends."""
    return [WaitingAnswer(*row) for row in tx.execute(_LOCKED, _given(organisation_id, address))]


def fold_into_first(tx: Transaction, rows: Sequence[int], response: Response) -> None:
    """Replace these rows by one: the first becomes a new message with this response, the others are dropped."""
    first, *others = rows
    values = {"sayings": [saying_as_json(response)], "edit_message_id": None}
    tx.execute(update(outbox).where(outbox.c.id == first).values(**values))
    dropped = {"state": OutboxState.DROPPED.value, "error": f"{FOLDED} {first}"}
    tx.execute(update(outbox).where(outbox.c.id.in_(others)).values(**dropped))


def waits_for_stranger(tx: Transaction, organisation_id: int, address: tuple[str, str]) -> bool:
    """Whether how to be linked is about to be told to this (channel, chat id), or is on its way."""
    rows = tx.execute(_TO_STRANGER, _given(organisation_id, address)).scalars()
    return any(sayings_from_json(kept)[0] == (Stranger(),) for kept in rows)


def put_first(tx: Transaction, organisation_id: int, address: tuple[str, str]) -> None:
    """Answers given to this chat while it was unlinked go out before those to the person it belongs to now."""
    is_theirs = (*_OF_CHAT, outbox.c.priority == Priority.UNLINKED.value)
    tx.execute(
        update(outbox).where(*is_theirs).values(priority=Priority.ANSWER.value), _given(organisation_id, address)
    )


def _given(organisation_id: int, address: tuple[str, str]) -> dict[str, object]:
    return {"organisation": organisation_id, "channel_": address[0], "chat_": address[1]}


@dataclass(frozen=True, slots=True)
class WentOut:
    """A message that its person has, may have, or is about to get."""

    person_id: int
    responses: tuple[Response, ...]


def withdraw_messages(tx: Transaction, organisation_id: int, inbox_id: int, reason: str) -> list[WentOut]:
    """Drop waiting messages about the deed of this update. Returns those sent or leased.

    Parked messages are dropped too: they must not be sent when somebody can be reached again.
    """
    is_of_deed = (outbox.c.organisation_id == organisation_id, outbox.c.inbox_id == inbox_id)
    is_unreached = and_(outbox.c.state == OutboxState.PARKED.value, outbox.c.parked_for == ParkedFor.UNREACHABLE.value)
    waits = or_(outbox.c.state == OutboxState.WAITING.value, is_unreached)
    dropped = {"state": OutboxState.DROPPED.value, "error": reason, "held_by": None, "parked_for": None}
    ids = tx.execute(update(outbox).where(*is_of_deed, waits).values(**dropped).returning(outbox.c.id)).scalars().all()
    for outbox_id in ids:
        forget_planned(tx, outbox_id)  # the news stood for reminders, which come by themselves again
    # What was tried without an answer may have arrived.
    is_out = or_(outbox.c.id.not_in(ids), outbox.c.unknowns > 0)
    columns = (outbox.c.person_id, outbox.c.sayings)
    rows = tx.execute(
        select(*columns).where(*is_of_deed, is_out, outbox.c.person_id.is_not(None)).order_by(outbox.c.id)
    )
    return [WentOut(row[0], sayings_from_json(row[1])[0]) for row in rows]
