"""Who works at which draft of a plan, what they have been shown of it, and what others changed since."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from domain.drafts import OpenDraft
from storage.drafts import OPEN
from storage.engine.database import Transaction
from storage.tables import draft, draft_doubt, draft_reader, draft_row, person


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A draft in a list: `made_by` is a name, "" for the command line."""

    id: int
    title: str
    made_by: str
    file_hash: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """The last change of a row; `parts` as in `TaskDraft`, or "left_out"; none for a row that is new."""

    number: int
    parts: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DoubtSettled:
    """Who settled a doubt, when and how."""

    choice: str
    by: str
    at: datetime


def waiting_drafts(tx: Transaction, organisation_id: int, not_before: datetime) -> list[WaitingDraft]:
    """The organisation's open drafts touched since an instant, the oldest first."""
    query = (
        select(draft.c.id, draft.c.heading, person.c.name, draft.c.file_hash)
        .outerjoin(person, person.c.id == draft.c.made_by)
        .where(draft.c.organisation_id == organisation_id, draft.c.state == OPEN, draft.c.touched_at >= not_before)
        .order_by(draft.c.id)
    )
    return [WaitingDraft(row[0], row[1]["title"], row[2] or "", row[3]) for row in tx.execute(query)]


def drafts_as_kept(tx: Transaction, organisation_id: int) -> tuple[tuple[int, int, str], ...]:
    """Every draft with its version and state, to compare two instants."""
    query = select(draft.c.id, draft.c.version, draft.c.state).where(draft.c.organisation_id == organisation_id)
    return tuple((row[0], row[1], row[2]) for row in tx.execute(query.order_by(draft.c.id)))


def draft_of_reader(tx: Transaction, organisation_id: int, person_id: int) -> tuple[int, int] | None:
    """The draft that a person works at, and the version of it that they have been shown."""
    query = select(draft_reader.c.draft_id, draft_reader.c.seen_version).where(
        draft_reader.c.organisation_id == organisation_id, draft_reader.c.person_id == person_id
    )
    found = tx.execute(query).first()
    return None if found is None else (found[0], found[1])


def set_reader(tx: Transaction, organisation_id: int, person_id: int, draft_id: int, seen_version: int) -> None:
    """The person works at this draft from now on, and has been shown this version."""
    values = {"draft_id": draft_id, "seen_version": seen_version}
    is_theirs = draft_reader.c.person_id == person_id
    if tx.execute(update(draft_reader).where(is_theirs).values(**values)).rowcount == 0:
        tx.execute(insert(draft_reader).values(organisation_id=organisation_id, person_id=person_id, **values))


def leave_draft(tx: Transaction, person_id: int) -> None:
    """The person works at no draft."""
    tx.execute(delete(draft_reader).where(draft_reader.c.person_id == person_id))


def rows_changed_by_others(tx: Transaction, one: OpenDraft, person_id: int, seen_version: int) -> list[RowChange]:
    """Rows that somebody else changed after a version."""
    query = (
        select(draft_row.c.number, draft_row.c.changed_parts, person.c.name, draft_row.c.changed_at)
        .join(person, person.c.id == draft_row.c.changed_by)
        .where(
            draft_row.c.draft_id == one.id,
            draft_row.c.version > seen_version,
            draft_row.c.changed_by != person_id,
        )
        .order_by(draft_row.c.number)
    )
    return [
        RowChange(number, tuple(part for part in parts.split(",") if part), name, at)
        for number, parts, name, at in tx.execute(query)
    ]


def doubt_settled_by_other(
    tx: Transaction, one: OpenDraft, mark: str, person_id: int, seen_version: int
) -> DoubtSettled | None:
    """Who else settled a doubt after a version; None when nobody did."""
    query = (
        select(draft_doubt.c.choice, person.c.name, draft_doubt.c.settled_at)
        .join(person, person.c.id == draft_doubt.c.settled_by)
        .where(
            draft_doubt.c.draft_id == one.id,
            draft_doubt.c.mark == mark,
            draft_doubt.c.version > seen_version,
            draft_doubt.c.settled_by != person_id,
        )
    )
    found = tx.execute(query).first()
    return None if found is None else DoubtSettled(found[0] or "", found[1], found[2])
