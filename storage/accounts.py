"""Chat accounts, the one-time codes that link them, and people who cannot be reached on any account."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, case, delete, func, insert, select, update

from domain.board_sessions import ChatWithBoard
from domain.history import EventKind
from storage.engine.database import Transaction
from storage.tables import chat_account, code_try, event, invite, person


def link(tx: Transaction, organisation_id: int, person_id: int, channel: str, chat_id: str, now: datetime) -> None:
    """Link a chat to a person, also when it was linked to somebody else; a dead account becomes alive."""
    found = tx.execute(
        select(chat_account.c.id).where(
            chat_account.c.organisation_id == organisation_id,
            chat_account.c.channel == channel,
            chat_account.c.chat_id == chat_id,
        )
    ).scalar()
    values = {"person_id": person_id, "is_alive": True, "linked_at": now, "dead_at": None, "dead_reason": None}
    if found is not None:
        tx.execute(update(chat_account).where(chat_account.c.id == found).values(**values))
        return
    tx.execute(insert(chat_account).values(organisation_id=organisation_id, channel=channel, chat_id=chat_id, **values))


def set_alive(
    tx: Transaction, organisation_id: int, channel: str, chat_id: str, now: datetime, *, dead_reason: str | None
) -> int | None:
    """Mark a chat as reachable (no reason) or dead. Returns the id of its person when this changed something."""
    is_alive = dead_reason is None
    return tx.execute(
        update(chat_account)
        .where(
            chat_account.c.organisation_id == organisation_id,
            chat_account.c.channel == channel,
            chat_account.c.chat_id == chat_id,
            chat_account.c.is_alive != is_alive,
        )
        .values(is_alive=is_alive, dead_at=None if is_alive else now, dead_reason=dead_reason)
        .returning(chat_account.c.person_id)
    ).scalar()


def end_all_accounts(tx: Transaction, organisation_id: int, now: datetime, reason: str) -> int:
    """Mark every chat of the organisation as dead; returns how many were alive. Who writes is reachable again."""
    its = update(chat_account).where(chat_account.c.organisation_id == organisation_id, chat_account.c.is_alive)
    return int(tx.execute(its.values(is_alive=False, dead_at=now, dead_reason=reason)).rowcount)


def end_accounts_on(tx: Transaction, organisation_id: int, channel: str, now: datetime, reason: str) -> None:
    """Mark the organisation's chats on a channel as dead."""
    its = (chat_account.c.organisation_id == organisation_id, chat_account.c.channel == channel)
    tx.execute(
        update(chat_account)
        .where(*its, chat_account.c.is_alive)
        .values(is_alive=False, dead_at=now, dead_reason=reason)
    )


def people_by_channel(tx: Transaction, organisation_id: int) -> dict[str, int]:
    """How many chats of people the organisation reaches on each channel."""
    its = (chat_account.c.organisation_id == organisation_id, chat_account.c.is_alive)
    query = select(chat_account.c.channel, func.count()).where(*its).group_by(chat_account.c.channel)
    return {row[0]: row[1] for row in tx.execute(query.order_by(chat_account.c.channel))}


def chats_with_board(tx: Transaction, organisation_id: int, channel: str) -> dict[str, ChatWithBoard]:
    """Each living account on a channel, by chat id."""
    given = {"organisation": organisation_id, "channel_": channel}
    return {row.chat_id: ChatWithBoard(row.language) for row in tx.execute(_LINKED, given)}


_LINKED = (
    select(chat_account.c.chat_id, person.c.language)
    .join(person, person.c.id == chat_account.c.person_id)
    .where(chat_account.c.organisation_id == bindparam("organisation"), chat_account.c.channel == bindparam("channel_"))
    .where(chat_account.c.is_alive, person.c.removed_at.is_(None))
)


def move_chat(tx: Transaction, organisation_id: int, channel: str, chat_id: str, new_chat_id: str) -> None:
    """Store the new id that the platform gave a chat; a chat already linked under the new id keeps its person."""
    here = (chat_account.c.organisation_id == organisation_id, chat_account.c.channel == channel)
    known = select(chat_account.c.id).where(*here, chat_account.c.chat_id == new_chat_id)
    is_old = and_(*here, chat_account.c.chat_id == chat_id)
    if tx.execute(known).first() is None:
        tx.execute(update(chat_account).where(is_old).values(chat_id=new_chat_id))
    else:
        # Giving both rows one address raised an IntegrityError that kept a whole window of outcomes unwritten for 15
        # seconds, after which all of them were sent again.
        tx.execute(delete(chat_account).where(is_old))


def living_accounts(
    tx: Transaction, organisation_id: int, person_ids: Sequence[int] | None = None
) -> list[tuple[int, str, str, str]]:
    """(person id, channel, chat id, language) of reachable accounts: of these people, or of all.

    A person's preferred channel comes first, then the oldest link.
    """
    given: dict[str, object] = {"organisation": organisation_id}
    if person_ids is not None:
        given["people"] = list(person_ids)
    rows = tx.execute(_LIVING if person_ids is None else _LIVING_OF, given)
    return [(row[0], row[1], row[2], row[3]) for row in rows]


_LIVING = (
    select(chat_account.c.person_id, chat_account.c.channel, chat_account.c.chat_id, person.c.language)
    .join(person, person.c.id == chat_account.c.person_id)
    .where(chat_account.c.organisation_id == bindparam("organisation"), chat_account.c.is_alive)
    .order_by(case((chat_account.c.channel == person.c.preferred_channel, 0), else_=1), chat_account.c.id)
)
_LIVING_OF = _LIVING.where(chat_account.c.person_id.in_(bindparam("people", expanding=True)))


def prefer_channel(tx: Transaction, person_id: int, channel: str) -> None:
    """Set the preferred channel, which is used as long as it reaches the person."""
    tx.execute(update(person).where(person.c.id == person_id).values(preferred_channel=channel))


def unreachable_names(tx: Transaction, organisation_id: int) -> tuple[str, ...]:
    """Names of people who were linked and cannot be reached now (bot blocked, account deleted)."""
    is_ours = chat_account.c.organisation_id == organisation_id
    alive = select(chat_account.c.person_id).where(is_ours, chat_account.c.is_alive)
    query = (
        select(person.c.name)
        .join(chat_account, chat_account.c.person_id == person.c.id)
        .where(is_ours, person.c.organisation_id == organisation_id, person.c.id.not_in(alive))
        .distinct()
        .order_by(person.c.name)
    )
    return tuple(tx.execute(query).scalars())


def add_invite(
    tx: Transaction,
    organisation_id: int,
    person_id: int,
    code_hash: str,
    now: datetime,
    expires_at: datetime,
    made_by_id: int | None = None,
) -> None:
    """Keep a new code (hashed) and retire the person's earlier unused ones; see `storage.invites`."""
    tx.execute(delete(invite).where(invite.c.person_id == person_id, invite.c.used_at.is_(None)))
    values = {
        "person_id": person_id, "code_hash": code_hash, "created_at": now, "expires_at": expires_at,
        "made_by_id": made_by_id,
    }  # fmt: skip
    tx.execute(insert(invite).values(organisation_id=organisation_id, **values))


def count_tries(tx: Transaction, organisation_id: int, channel: str, chat_id: str, since: datetime) -> int:
    """Number of wrong codes typed by this account since an instant."""
    query = (
        select(func.count())
        .select_from(code_try)
        .where(
            code_try.c.organisation_id == organisation_id,
            code_try.c.channel == channel,
            code_try.c.chat_id == chat_id,
            code_try.c.tried_at > since,
        )
    )
    return int(tx.execute(query).scalar_one())


def add_try(
    tx: Transaction, organisation_id: int, channel: str, chat_id: str, now: datetime, forget_before: datetime
) -> None:
    """Store a wrong try, and delete old ones so that the table stays small."""
    tx.execute(delete(code_try).where(code_try.c.tried_at < forget_before))
    tx.execute(insert(code_try).values(organisation_id=organisation_id, channel=channel, chat_id=chat_id, tried_at=now))


LEFT_WITHOUT = "left_without"  # in the facts of an event: roles that nobody who could be reached had any more
_ENDING = (EventKind.PERSON_REMOVED, EventKind.ROLE_TAKEN)


def lost_since(tx: Transaction, organisation_id: int) -> dict[int, datetime]:
    """For each person without a living account, the instant (aware UTC) the last one died."""
    is_ours = chat_account.c.organisation_id == organisation_id
    # Of this organisation alone: living accounts of all wards were read for each ward, every two minutes.
    alive = select(chat_account.c.person_id).where(is_ours, chat_account.c.is_alive)
    query = (
        select(chat_account.c.person_id, func.max(chat_account.c.dead_at))
        .where(is_ours, chat_account.c.person_id.not_in(alive))
        .group_by(chat_account.c.person_id)
    )
    return {row[0]: row[1] for row in tx.execute(query) if row[1] is not None}


def first_linked_at(tx: Transaction, organisation_id: int) -> datetime | None:
    """When the oldest account of today was linked (aware UTC); None when there is none."""
    query = select(func.min(chat_account.c.linked_at)).where(chat_account.c.organisation_id == organisation_id)
    return tx.execute(query).scalar()


def is_ever_linked(tx: Transaction, organisation_id: int, person_ids: Collection[int]) -> bool:
    """Whether one of these people has or had an account; the history knows of those that are gone."""
    account = select(chat_account.c.id).where(chat_account.c.person_id.in_(person_ids))
    linked = select(event.c.id).where(
        event.c.organisation_id == organisation_id,
        event.c.what == EventKind.ACCOUNT_LINKED,
        event.c.person_id.in_(person_ids),
    )
    return bool(person_ids) and any(tx.execute(query.limit(1)).first() is not None for query in (account, linked))


def offices_left(tx: Transaction, organisation_id: int) -> frozenset[str]:
    """Roles that had no reachable holder left after somebody was removed or lost a role."""
    query = select(event.c.facts).where(event.c.organisation_id == organisation_id, event.c.what.in_(_ENDING))
    return frozenset(role for facts in tx.execute(query).scalars() for role in facts.get(LEFT_WITHOUT, ()))
