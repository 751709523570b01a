"""One-time codes as rows: finding one, using it up, and the question that a code on somebody else's account asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, insert, select, update

from storage.engine.database import Transaction
from storage.tables import inbox, invite, person


@dataclass(frozen=True, slots=True)
class Invite:
    """A code that holds: whose it is, and who made it in a chat (None: made at the machine)."""

    id: int
    person_id: int
    name: str
    expires_at: datetime
    made_by_id: int | None


@dataclass(frozen=True, slots=True)
class MoveQuestion:
    """The question whether an account is to become that of the code's person; `inbox_id` is the message that asked."""

    invite: Invite
    inbox_id: int
    asked_at: datetime
    is_used: bool

    def is_open(self, now: datetime, patience: timedelta) -> bool:
        """Whether a yes still counts: the code holds, and was typed less than `patience` ago."""
        return not self.is_used and now < min(self.invite.expires_at, self.asked_at + patience)


_COLUMNS = (invite.c.id, invite.c.person_id, person.c.name, invite.c.expires_at, invite.c.made_by_id)
_WITH_PERSON = invite.join(person, person.c.id == invite.c.person_id)
_NOT_ASKED = {"asked_channel": None, "asked_chat_id": None, "asked_inbox_id": None, "asked_at": None}


def find_invite(tx: Transaction, organisation_id: int, code_hash: str, now: datetime) -> Invite | None:
    """The valid code with this hash; None when it is wrong, used or expired."""
    query = select(*_COLUMNS).select_from(_WITH_PERSON)
    holds = (invite.c.used_at.is_(None), invite.c.expires_at > now)
    row = tx.execute(
        query.where(invite.c.organisation_id == organisation_id, invite.c.code_hash == code_hash, *holds)
    ).first()
    return None if row is None else Invite(*row)


def replace_invites(
    tx: Transaction,
    organisation_id: int,
    hashes: Mapping[int, str],
    now: datetime,
    expires_at: datetime,
    made_by_id: int | None,
) -> int:
    """Keep a new code for each person (by id, hashed); returns how many codes that still held end by it."""
    theirs = (invite.c.organisation_id == organisation_id, invite.c.person_id.in_(hashes), invite.c.used_at.is_(None))
    held = tx.execute(delete(invite).where(*theirs).returning(invite.c.expires_at)).scalars().all()
    same = {"organisation_id": organisation_id, "created_at": now, "expires_at": expires_at, "made_by_id": made_by_id}
    tx.execute(insert(invite).values([{**same, "person_id": id_, "code_hash": code} for id_, code in hashes.items()]))
    return sum(end > now for end in held)


def end_all_invites(tx: Transaction, organisation_id: int, now: datetime) -> int:
    """End every code of the organisation; returns how many held."""
    theirs = (invite.c.organisation_id == organisation_id, invite.c.used_at.is_(None))
    held = tx.execute(delete(invite).where(*theirs).returning(invite.c.expires_at)).scalars().all()
    return sum(end > now for end in held)


def use_invite(tx: Transaction, invite_id: int, now: datetime) -> bool:
    """Take a valid code out of use; False when somebody used it before, or it has expired."""
    holds = (invite.c.id == invite_id, invite.c.used_at.is_(None), invite.c.expires_at > now)
    used = update(invite).where(*holds).values(used_at=now).returning(invite.c.id)
    return tx.execute(used).first() is not None


def ask_in_chat(
    tx: Transaction, organisation_id: int, invite_id: int, address: tuple[str, str], inbox_id: int, now: datetime
) -> None:
    """Keep that this (channel, chat id) has been asked about the code; an earlier question of the chat ends."""
    end_questions(tx, organisation_id, address)
    values = {"asked_channel": address[0], "asked_chat_id": address[1], "asked_inbox_id": inbox_id, "asked_at": now}
    tx.execute(update(invite).where(invite.c.id == invite_id).values(**values))


def end_questions(tx: Transaction, organisation_id: int, address: tuple[str, str]) -> None:
    """Nothing is asked in this chat any more."""
    tx.execute(update(invite).where(*_asked_in(organisation_id, address)).values(**_NOT_ASKED))


def question_in(tx: Transaction, organisation_id: int, address: tuple[str, str]) -> MoveQuestion | None:
    """What this (channel, chat id) was asked last, open or over."""
    query = select(*_COLUMNS, invite.c.asked_inbox_id, invite.c.asked_at, invite.c.used_at).select_from(_WITH_PERSON)
    asked = query.where(*_asked_in(organisation_id, address)).order_by(invite.c.asked_at.desc()).limit(1)
    row = tx.execute(asked).first()
    return None if row is None else MoveQuestion(Invite(*row[:5]), row[5], row[6], is_used=row[7] is not None)


def is_heard_between(
    tx: Transaction, organisation_id: int, address: tuple[str, str], after_id: int, before_id: int
) -> bool:
    """Whether anything came from this chat between two updates of it."""
    query = select(inbox.c.id).where(
        inbox.c.organisation_id == organisation_id,
        inbox.c.channel == address[0],
        inbox.c.chat_id == address[1],
        inbox.c.id > after_id,
        inbox.c.id < before_id,
    )
    return tx.execute(query.limit(1)).first() is not None


def _asked_in(organisation_id: int, address: tuple[str, str]) -> tuple[ColumnElement[bool], ...]:
    return (
        invite.c.organisation_id == organisation_id,
        invite.c.asked_channel == address[0],
        invite.c.asked_chat_id == address[1],
    )
