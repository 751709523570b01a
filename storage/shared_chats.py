"""What is asked of the organisations that share a bot: who knows a chat, whose message or code something is.

Each function is given the organisations, and a transaction of `storage.across_organisations.everywhere`.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, literal, or_, select, update

from domain.board_sessions import ChatWithBoard
from domain.inbox import InboxRow
from domain.shared_chats import NamedOrganisation, SharedChat
from storage.engine.database import Transaction
from storage.inbox import shared_as_json, to_row
from storage.tables import chat_account, cursor, inbox, invite, organisation, outbox, person, question, receipt

Served = Mapping[int, datetime | None]  # the organisations of a bot, and since when it serves each; None: always


@dataclass(frozen=True, slots=True)
class KnownBy:
    """An organisation that knows a chat; `is_alive`: it reaches the chat, as far as it knows."""

    organisation: NamedOrganisation
    is_alive: bool
    is_closed: bool


_KNOWN = (
    select(
        chat_account.c.chat_id, organisation.c.id, organisation.c.short_code, organisation.c.name,
        chat_account.c.is_alive, organisation.c.closed_at,
    )
    .join(person, person.c.id == chat_account.c.person_id)
    .join(organisation, organisation.c.id == chat_account.c.organisation_id)
    .where(
        chat_account.c.organisation_id.in_(bindparam("organisations", expanding=True)),
        chat_account.c.channel == bindparam("channel_"),
        chat_account.c.chat_id.in_(bindparam("chats", expanding=True)),
        person.c.removed_at.is_(None),
    )
    .order_by(organisation.c.id)
)  # fmt: skip


def known_by(
    tx: Transaction, organisations: Collection[int], channel: str, chats: Collection[str]
) -> dict[str, list[KnownBy]]:
    """Which of the organisations know each chat, in their order; those that are closed only where no other does."""
    if not chats:
        return {}
    given = {"organisations": sorted(organisations), "channel_": channel, "chats": sorted(chats)}
    found: dict[str, list[KnownBy]] = defaultdict(list)
    for chat_id, id_, code, name, is_alive, closed_at in tx.execute(_KNOWN, given):
        named = NamedOrganisation(id_, code or "", name)
        found[chat_id].append(KnownBy(named, is_alive, is_closed=closed_at is not None))
    return {chat: [one for one in known if not one.is_closed] or known for chat, known in found.items()}


def invited_by(
    tx: Transaction, organisations: Collection[int], hashes: Collection[str], now: datetime
) -> dict[str, int]:
    """The organisation of each of these hashes that is of a code neither used nor expired."""
    if not hashes:
        return {}
    query = select(invite.c.code_hash, invite.c.organisation_id).where(
        invite.c.organisation_id.in_(sorted(organisations)),
        invite.c.code_hash.in_(sorted(hashes)),
        invite.c.used_at.is_(None),
        invite.c.expires_at > now,
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def listed_by_phone(tx: Transaction, organisations: Collection[int], phone: str) -> dict[int, bool]:
    """Which of the organisations have this number (as domain.phones spells it) in their lists of people.

    With each: whether a chat can be linked by it there, because one person has it, who has no account yet.
    """
    if not phone.isdigit():
        return {}
    has_account = (
        select(chat_account.c.id).where(chat_account.c.person_id == person.c.id, chat_account.c.is_alive).exists()
    )
    query = select(person.c.organisation_id, has_account).where(
        person.c.organisation_id.in_(sorted(organisations)),
        person.c.removed_at.is_(None),
        (literal(" ") + person.c.phones + " ").contains(f" {phone} "),
    )
    found: dict[int, list[bool]] = defaultdict(list)
    for organisation_id, is_linked in tx.execute(query):
        found[organisation_id].append(is_linked)
    return {organisation_id: linked == [False] for organisation_id, linked in found.items()}


def whose_message(
    tx: Transaction, served: Served, channel: str, bot: str, chat_id: str, message_id: str
) -> dict[int, str]:
    """The organisations that have sent, or edited, this message of a chat on this bot, with the key of their row."""
    query = (
        select(receipt.c.organisation_id, outbox.c.key)
        .join(outbox, _its_row())
        .where(_sent_by(served, bot), *_to(channel, chat_id), receipt.c.message_id == message_id)
        .order_by(receipt.c.id)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def told_since(
    tx: Transaction, served: Served, channel: str, bot: str, chat_id: str, since: datetime, most: int = 20
) -> list[tuple[int, datetime, str]]:
    """The newest messages to a chat on this bot since an instant, the last first: whose, when, the key of its row."""
    query = (
        select(receipt.c.organisation_id, receipt.c.sent_at, outbox.c.key)
        .join(outbox, _its_row())
        .where(_sent_by(served, bot), *_to(channel, chat_id), receipt.c.sent_at >= since)
        .order_by(receipt.c.sent_at.desc(), receipt.c.id.desc())
        .limit(most)
    )
    return [(row[0], row[1], row[2]) for row in tx.execute(query)]


def _its_row() -> ColumnElement[bool]:
    return and_(outbox.c.id == receipt.c.outbox_id, outbox.c.organisation_id == receipt.c.organisation_id)


def _sent_by(served: Served, bot: str) -> ColumnElement[bool]:
    """Two bots may give two messages of a person one number: what another bot sent does not count.

    Of what does not say by which bot it went, what was sent before an organisation came to this one.
    """
    always = [id_ for id_, since in served.items() if since is None]
    later = [
        and_(receipt.c.organisation_id == id_, receipt.c.sent_at >= since)
        for id_, since in served.items()
        if since is not None
    ]
    unsaid = and_(receipt.c.bot.is_(None), or_(receipt.c.organisation_id.in_(always), *later))
    return or_(and_(receipt.c.organisation_id.in_(sorted(served)), receipt.c.bot == bot), unsaid)


def _to(channel: str, chat_id: str) -> tuple[ColumnElement[bool], ...]:
    return receipt.c.channel == channel, receipt.c.chat_id == chat_id


def asking(
    tx: Transaction, organisations: Collection[int], channel: str, chat_id: str, now: datetime
) -> frozenset[int]:
    """The organisations with an open question in a chat."""
    query = select(question.c.organisation_id).where(
        question.c.organisation_id.in_(sorted(organisations)),
        question.c.channel == channel,
        question.c.chat_id == chat_id,
        question.c.closed_at.is_(None),
        question.c.expires_at > now,
    )
    return frozenset(tx.execute(query).scalars())


def shared_updates(
    tx: Transaction, organisations: Collection[int], channel: str, chat_id: str, since: datetime, most: int = 50
) -> list[tuple[InboxRow, int]]:
    """The newest updates of a chat since an instant that carry a `SharedChat`, the last first, and whose each is.

    They are locked: each is answered once.
    """
    query = (
        select(inbox)
        .where(
            inbox.c.organisation_id.in_(sorted(organisations)),
            inbox.c.channel == channel,
            inbox.c.chat_id == chat_id,
            inbox.c.received_at >= since,
            inbox.c.shared.is_not(None),
        )
        .order_by(inbox.c.id.desc())
        .limit(most)
        .with_for_update()
    )
    return [(to_row(row), row["organisation_id"]) for row in tx.execute(query).mappings()]


def note_shared(tx: Transaction, inbox_id: int, shared: SharedChat) -> None:
    """Keep what became of an update of which it was asked whose it is."""
    tx.execute(update(inbox).where(inbox.c.id == inbox_id).values(shared=shared_as_json(shared)))


def chats_of_one(tx: Transaction, organisations: Collection[int], channel: str) -> dict[str, ChatWithBoard]:
    """Each chat on a channel with a living account in exactly one of the organisations, by chat id."""
    query = (
        select(chat_account.c.chat_id, person.c.language, chat_account.c.organisation_id)
        .join(person, person.c.id == chat_account.c.person_id)
        .where(
            chat_account.c.organisation_id.in_(sorted(organisations)),
            chat_account.c.channel == channel,
            chat_account.c.is_alive,
            person.c.removed_at.is_(None),
        )
    )
    found: dict[str, list[ChatWithBoard]] = defaultdict(list)
    for chat_id, language, organisation_id in tx.execute(query):
        found[chat_id].append(ChatWithBoard(language, organisation_id))
    return {chat_id: its[0] for chat_id, its in found.items() if len(its) == 1}


def hand_cursor_over(tx: Transaction, channel: str, bot: str, serving: Collection[int]) -> None:
    """Give the place of a bot in its platform's queue to an organisation that it serves, when that of now is none.

    A row of another organisation is not seen by the one that receives then.
    """
    if serving:
        is_it = and_(cursor.c.channel == channel, cursor.c.bot == bot, cursor.c.organisation_id.not_in(sorted(serving)))
        tx.execute(update(cursor).where(is_it).values(organisation_id=min(serving)))
