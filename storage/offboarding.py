"""Ends what belongs to a person who leaves or moves: roles, accounts, codes, sessions, hand-overs, waiting messages."""

from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update

from domain.board_sessions import SessionEnd
from domain.channels import channels_on, platform_of
from domain.people import UNIT_ROLES, Role
from domain.questions import Closing
from storage.board_sessions import end_sessions_of
from storage.drafts import DROPPED as DRAFT_DROPPED
from storage.drafts import OPEN
from storage.engine.database import Transaction
from storage.outbox import OutboxState
from storage.tables import (
    assignment,
    chat_account,
    draft,
    draft_row,
    invite,
    membership,
    office_role,
    outbox,
    person,
    question,
    snooze,
)


def move_person(tx: Transaction, organisation_id: int, person_id: int, unit_id: int, now: datetime) -> None:
    """The person belongs to this unit only, in the roles they had in units (officer when they had none)."""
    roles = frozenset(tx.execute(select(membership.c.role).where(membership.c.person_id == person_id)).scalars())
    tx.execute(delete(membership).where(membership.c.person_id == person_id))
    tx.execute(delete(assignment).where(assignment.c.person_id == person_id, assignment.c.unit_id != unit_id))
    end_sessions_of(tx, person_id, now, SessionEnd.RIGHTS_CHANGED)
    for role in sorted(roles & UNIT_ROLES) or [Role.OFFICER]:
        values = {"person_id": person_id, "unit_id": unit_id, "role": str(role)}
        tx.execute(insert(membership).values(organisation_id=organisation_id, **values))


def remove_person(tx: Transaction, person_id: int, now: datetime) -> None:
    """Remove the person's roles and accounts and drop their waiting messages; the name stays in the history.

    Their questions, snoozes and sessions end with them, and so does a draft on which nobody else has worked.
    """
    for table in (membership, office_role, assignment, chat_account):
        tx.execute(delete(table).where(table.c.person_id == person_id))
    tx.execute(delete(invite).where(invite.c.person_id == person_id, invite.c.used_at.is_(None)))
    values = {"removed_at": now, "feed_key_hash": None, "preferred_channel": None}
    tx.execute(update(person).where(person.c.id == person_id).values(**values))
    waits = (outbox.c.person_id == person_id, outbox.c.state == OutboxState.WAITING.value)
    reason = "recipient_left"
    tx.execute(update(outbox).where(*waits).values(state=OutboxState.DROPPED.value, error=reason))
    end_sessions_of(tx, person_id, now, SessionEnd.PERSON_LEFT)
    tx.execute(delete(snooze).where(snooze.c.person_id == person_id))
    still = (question.c.person_id == person_id, question.c.closed_at.is_(None))
    tx.execute(update(question).where(*still).values(closed_at=now, closed_by=Closing.DROPPED.value))
    others = select(draft_row.c.id).where(draft_row.c.draft_id == draft.c.id, draft_row.c.changed_by != person_id)
    alone = (draft.c.made_by == person_id, draft.c.state == OPEN, ~others.exists())
    tx.execute(update(draft).where(*alone).values(state=DRAFT_DROPPED, touched_at=now))


def close_other_accounts(
    tx: Transaction, person_id: int, channel: str, chat_id: str, now: datetime
) -> list[tuple[str, str]]:
    """Unlink the other accounts of the person on this platform, because a replaced telephone must open nothing.

    Also those with another bot there: a new code names the newest. The sessions that were opened with one of them end
    too. Returns channel and chat id of each.
    """
    is_other = (
        chat_account.c.person_id == person_id,
        chat_account.c.channel.in_(channels_on(platform_of(channel))),
        or_(chat_account.c.channel != channel, chat_account.c.chat_id != chat_id),
    )
    found = delete(chat_account).where(*is_other).returning(chat_account.c.channel, chat_account.c.chat_id)
    closed = [(row[0], row[1]) for row in tx.execute(found)]
    if closed:
        end_sessions_of(tx, person_id, now, SessionEnd.RIGHTS_CHANGED)
    return closed
