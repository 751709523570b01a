"""Leases outbox rows to a sender until an instant, releases leases of dead senders, keeps receipts of what was sent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, Update, bindparam, cast, insert, or_, select, update

from domain.deliveries import AT_ONCE, Outcome, Priority
from domain.messages import Response
from storage.engine.database import Transaction
from storage.notice_codec import saying_as_json
from storage.outbox import OutboxRow, OutboxState, forget_secrets, to_row
from storage.tables import chat_account, outbox, receipt

NO_BOTS: Mapping[str, str] = {}  # where it does not matter by which bot each channel is sent on
REPEATED_SOON = timedelta(minutes=10)  # what may have arrived and is repeated later than that holds up no answer
FOR_GOOD = ":out"  # behind a channel's name: also once it is out, because this row can go nowhere else


def due_rows(
    tx: Transaction,
    organisation_id: int,
    now: datetime,
    limit: int,
    held: Collection[str] = (),
    out: Collection[str] = (),
) -> list[OutboxRow]:
    """Rows to send now, answers first, oldest first; never two of one chat, never one before an older of its chat.

    What is for a person never goes before an older answer or message to them that is surely still unsent: news does
    not overtake the answer it follows from. What waits for one of the channels that are `out`, and can go nowhere else,
    holds up nothing. Rows marked as waiting for one of the `held` marks are left out.
    """
    given = _given(organisation_id, now, limit, out)
    if not held:
        return [to_row(row) for row in tx.execute(_DUE, given).mappings()]
    return [to_row(row) for row in tx.execute(_DUE_BUT_HELD, {**given, "held_": sorted(held)}).mappings()]


def morning_rows(tx: Transaction, organisation_id: int, now: datetime, address: tuple[str, str]) -> list[OutboxRow]:
    """The morning messages that may be sent now, for the first time, to the people of an address (channel, chat id)."""
    channel, chat_id = address
    given = {**_given(organisation_id, now, 1, ()), "channel_": channel, "chat_": chat_id}
    return [to_row(row) for row in tx.execute(_DUE_MORNING, given).mappings()]


def trial_row(
    tx: Transaction, organisation_id: int, now: datetime, held: Collection[str], out: Collection[str] = ()
) -> OutboxRow | None:
    """The row to test a held channel with: among its waiting rows the one risked least often so far; `out` as above."""
    given = _given(organisation_id, now, 1, out) | {"held_": sorted(held)}
    row = tx.execute(_TRIAL, given).mappings().first()
    return None if row is None else to_row(row)


def _given(organisation_id: int, now: datetime, limit: int, out: Collection[str]) -> dict[str, Any]:
    instants = {"now_": now, "soon_": now + REPEATED_SOON}
    return {"organisation": organisation_id, "most": limit, "out_": _marks(out), **instants}


# Rows keep the mark when the channel is back: answers of the night went out behind the morning message (week 81074).
_OUT: BindParameter[Any] = bindparam("out_", expanding=True)


def _marks(out: Collection[str]) -> list[str]:
    return ["", *sorted(name + FOR_GOOD for name in out)]  # never empty: NOT IN () is a sub-select on SQLite


def _due_query() -> Select[Any]:
    earlier, to_them = outbox.alias("earlier"), outbox.alias("to_them")
    is_behind = (
        select(earlier.c.id)
        .where(
            earlier.c.organisation_id == bindparam("organisation"),
            earlier.c.state.in_((OutboxState.WAITING, OutboxState.LEASED)),
            earlier.c.priority == outbox.c.priority,
            earlier.c.channel == outbox.c.channel,
            earlier.c.chat_id == outbox.c.chat_id,
            earlier.c.id < outbox.c.id,
            # After a restore whoever asked at night was answered behind an old answer, which may have arrived and waits
            # for the morning (week 110057). Edits are still made in their order.
            or_(
                earlier.c.unknowns == 0,
                earlier.c.edit_message_id.is_not(None),
                earlier.c.not_before <= bindparam("soon_"),
            ),
        )
        .exists()
    )
    is_overtaking = (
        select(to_them.c.id)
        .where(
            to_them.c.person_id == outbox.c.person_id,
            to_them.c.id < outbox.c.id,
            to_them.c.state.in_((OutboxState.WAITING, OutboxState.LEASED)),
            to_them.c.priority <= outbox.c.priority,
            to_them.c.unknowns == 0,  # what may have arrived already is repeated in its own time
            or_(to_them.c.held_by.is_(None), to_them.c.held_by.not_in(_OUT)),  # they are reached elsewhere
            or_(to_them.c.not_before <= bindparam("now_"), to_them.c.priority == Priority.ANSWER.value),
        )
        .exists()
    )
    return (
        select(outbox)
        .where(
            outbox.c.organisation_id == bindparam("organisation"),
            outbox.c.state == OutboxState.WAITING,
            outbox.c.not_before <= bindparam("now_"),
            ~is_behind,
            or_(outbox.c.kind == "answer", ~is_overtaking),
        )
        .order_by(outbox.c.priority, outbox.c.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )


_DUE = _due_query()
_HELD: BindParameter[Any] = bindparam("held_", expanding=True)
_DUE_BUT_HELD = _DUE.where(or_(outbox.c.held_by.is_(None), outbox.c.held_by.not_in(_HELD)))
_DUE_MORNING = _DUE.where(
    outbox.c.kind == "digest",
    outbox.c.unknowns == 0,
    outbox.c.person_id.in_(
        select(chat_account.c.person_id).where(
            chat_account.c.organisation_id == bindparam("organisation"),
            chat_account.c.channel == bindparam("channel_"),
            chat_account.c.chat_id == bindparam("chat_"),
            chat_account.c.is_alive,
        )
    ),
)
_TRIAL = (
    _DUE.where(outbox.c.held_by.in_(_HELD)).order_by(None).order_by(outbox.c.unknowns, outbox.c.priority, outbox.c.id)
)
_LEASE = (
    update(outbox)
    .where(outbox.c.id == bindparam("id_"))
    .values(
        state=OutboxState.LEASED.value,
        attempts=outbox.c.attempts + 1,
        channel=bindparam("new_channel"),
        bot=bindparam("new_bot"),
        chat_id=bindparam("new_chat_id"),
        lease_owner=bindparam("new_owner"),
        leased_until=bindparam("new_until"),
        held_by=None,
    )
)
_LEASE_SAYING_NOW = _LEASE.values(sayings=bindparam("said", type_=outbox.c.sayings.type))


@dataclass(frozen=True, slots=True)
class Leased:
    """A row, the (channel, chat id) it goes to, and what will really be said, as of now."""

    row: OutboxRow
    address: tuple[str, str]
    responses: tuple[Response, ...]


def lease(
    tx: Transaction, given: Sequence[Leased], owner: str, until: datetime, bots: Mapping[str, str] = NO_BOTS
) -> None:
    """Lease rows to one sender until an instant, and count the attempt; responses that differ from those posted are
    stored. `bots`: by which bot each channel is sent on.
    """
    as_posted = [one for one in given if one.responses == tuple(one.row.responses)]
    changed = [one for one in given if one.responses != tuple(one.row.responses)]
    if as_posted:
        tx.execute(_LEASE, [_lease_values(one, owner, until, bots) for one in as_posted])
    if changed:
        tx.execute(_LEASE_SAYING_NOW, [_lease_values(one, owner, until, bots) | _saying(one) for one in changed])


def _lease_values(one: Leased, owner: str, until: datetime, bots: Mapping[str, str]) -> dict[str, Any]:
    channel, chat_id = one.address
    to = {"new_channel": channel, "new_chat_id": chat_id, "new_bot": bots.get(channel)}
    new = {**to, "new_owner": owner, "new_until": until}
    return {"id_": one.row.id, **new}


def _saying(one: Leased) -> dict[str, Any]:
    return {"said": [saying_as_json(response) for response in one.responses]}


def release_abandoned(
    tx: Transaction, organisation_id: int, now: datetime, owner: str, in_flight: Collection[int] = ()
) -> int:
    """Release rows of a dead sender: leased by another process, or past their time. They may have been sent.

    What is `in_flight` stays: after a jump of the clock a lease only seems to have ended. One that reaches further
    ahead than leases do was given before the clock was set back.
    """
    given = {"organisation": organisation_id, **release_values(now, owner, in_flight)}
    return int(tx.execute(_RELEASE, given).rowcount)


def release_values(now: datetime, owner: str, in_flight: Collection[int]) -> dict[str, Any]:
    """What a statement of `release` is given."""
    return {"owner": owner, "now_": now, "longest": lease_time(now), "in_flight": tuple(in_flight)}


def release(which: ColumnElement[bool]) -> Update:
    """The statement that releases abandoned leases among these rows."""
    return (
        update(outbox)
        .where(
            which,
            outbox.c.state == OutboxState.LEASED,
            or_(outbox.c.lease_owner != bindparam("owner"), _IS_OVER),
            outbox.c.id.not_in(bindparam("in_flight", expanding=True)),
        )
        # Counted as unknown: the dead sender may have handed the message over, and no platform has an idempotency key,
        # so it goes again with its mark.
        .values(state=OutboxState.WAITING.value, unknowns=outbox.c.unknowns + 1, not_before=AT_ONCE)
    )


_IS_OVER = or_(outbox.c.leased_until < bindparam("now_"), outbox.c.leased_until > bindparam("longest"))
_RELEASE = release(outbox.c.organisation_id == bindparam("organisation"))


def lease_time(now: datetime, seconds: int = 300) -> datetime:
    """Until when a lease given now holds: longer than any send may take."""
    return now + timedelta(seconds=seconds)


def settle_sent(tx: Transaction, sent: Sequence[tuple[int, str, str]], now: datetime) -> None:
    """Store receipts and end the rows: (row, the platform's id, the text), all in two statements."""
    rows = [
        {"id_": outbox_id, "message": message_id, "said": text, "now_": now} for outbox_id, message_id, text in sent
    ]
    if rows:
        tx.execute(_ADD_RECEIPT, rows)
        tx.execute(_SETTLE_SENT, {"ids": [row["id_"] for row in rows]})


def settle_delivered(tx: Transaction, sent: Sequence[Outcome], now: datetime) -> None:
    """Store the receipts of these attempts; of a secret (a one-time code) neither text nor responses are kept."""
    settle_sent(tx, [(o.outbox_id, o.message_id or "", "" if o.is_secret else o.text or "") for o in sent], now)
    # Readers of the database, a backup or a receipt once had everybody's calendar by the address in it.
    if secret := [outcome.outbox_id for outcome in sent if outcome.is_secret]:
        forget_secrets(tx, secret)


# A receipt takes its address from the row; a row has one receipt, whatever is recorded twice.
_RECEIVED = select(receipt.c.id).where(receipt.c.outbox_id == outbox.c.id).exists()
_ADD_RECEIPT = insert(receipt).from_select(
    ["organisation_id", "outbox_id", "channel", "bot", "chat_id", "message_id", "sent_at", "text"],
    select(
        outbox.c.organisation_id,
        outbox.c.id,
        outbox.c.channel,
        outbox.c.bot,
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


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a chat shows it: where, its number there, and the row that was sent as it or edited into it last."""

    channel: str
    chat_id: str
    message_id: str
    row: OutboxRow


def shown_lately(
    tx: Transaction, organisation_id: int, person_ids: Collection[int], kind: str, limit: int
) -> list[Shown]:
    """The last messages of a kind that these people were sent, on any channel, the newest first."""
    query = (
        select(outbox, receipt.c.channel.label("to"), receipt.c.chat_id.label("at"), receipt.c.message_id)
        .join(receipt, receipt.c.outbox_id == outbox.c.id)
        .where(
            outbox.c.organisation_id == organisation_id,
            outbox.c.person_id.in_(sorted(person_ids)),
            outbox.c.kind == kind,
        )
        .order_by(receipt.c.id.desc())
        .limit(limit)
    )
    return [Shown(row["to"], row["at"], row["message_id"], to_row(row)) for row in tx.execute(query).mappings()]


def find_sent(
    tx: Transaction, organisation_id: int, address: tuple[str, str], message_id: str, bot: str = ""
) -> OutboxRow | None:
    """The newest row that was sent as, or last edited into, this message of a chat; by this bot, where one is given."""
    channel, chat_id = address
    by_it = [or_(receipt.c.bot.is_(None), receipt.c.bot == bot)] if bot else []
    query = (
        select(outbox)
        .join(receipt, receipt.c.outbox_id == outbox.c.id)
        .where(
            receipt.c.organisation_id == organisation_id,
            receipt.c.channel == channel,
            receipt.c.chat_id == chat_id,
            receipt.c.message_id == message_id,
            *by_it,
        )
        .order_by(receipt.c.id.desc())
        .limit(1)
    )
    row = tx.execute(query).mappings().first()
    return None if row is None else to_row(row)
