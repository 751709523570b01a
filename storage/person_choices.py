"""What people have chosen for themselves: the hour of the morning message, the language, the address of their feed."""

from dataclasses import dataclass
from datetime import time

from sqlalchemy import func, select, update

from domain.people import Role
from storage.engine.database import Transaction
from storage.tables import membership, office_role, person


@dataclass(frozen=True, slots=True)
class FeedOwner:
    """Whose deadlines a feed shows; `key_hash` is of the secret in its address, None while there is none."""

    name: str
    language: str
    key_hash: str | None
    unit_ids: frozenset[int]
    roles: frozenset[Role]


def morning_of_person(tx: Transaction, person_id: int) -> time | None:
    """The hour this person has chosen; None: as for everybody."""
    at: time | None = tx.execute(select(person.c.morning_at).where(person.c.id == person_id)).scalar_one()
    return at


def set_morning(tx: Transaction, person_id: int, at: time | None) -> None:
    """From now on this person's morning message comes at that hour; None: as for everybody."""
    tx.execute(update(person).where(person.c.id == person_id).values(morning_at=at))


def chosen_mornings(tx: Transaction, organisation_id: int) -> dict[int, time]:
    """The hours that people have chosen, by person id."""
    query = select(person.c.id, person.c.morning_at).where(
        person.c.organisation_id == organisation_id, person.c.morning_at.is_not(None), person.c.removed_at.is_(None)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def earliest_and_latest(tx: Transaction, organisation_id: int) -> tuple[time | None, time | None]:
    """The earliest and the latest hour that anybody has chosen; None: nobody has."""
    query = select(func.min(person.c.morning_at), func.max(person.c.morning_at)).where(
        person.c.organisation_id == organisation_id, person.c.removed_at.is_(None)
    )
    row = tx.execute(query).one()
    return row[0], row[1]


def set_language(tx: Transaction, person_id: int, language: str) -> None:
    """From now on this person is spoken to in that language."""
    tx.execute(update(person).where(person.c.id == person_id).values(language=language))


def set_feed_key_hash(tx: Transaction, person_id: int, key_hash: str) -> None:
    """The hash of the new secret in the address of this person's feed; the old one opens nothing any more."""
    tx.execute(update(person).where(person.c.id == person_id).values(feed_key_hash=key_hash))


def feed_owner(tx: Transaction, organisation_id: int, person_id: int) -> FeedOwner | None:
    """The person with what decides which deadlines are theirs; None for who is not there or was removed."""
    who = select(person.c.name, person.c.language, person.c.feed_key_hash).where(
        person.c.id == person_id, person.c.organisation_id == organisation_id, person.c.removed_at.is_(None)
    )
    row = tx.execute(who).first()
    if row is None:
        return None
    units = tx.execute(select(membership.c.unit_id, membership.c.role).where(membership.c.person_id == person_id)).all()
    offices = tx.execute(select(office_role.c.role).where(office_role.c.person_id == person_id)).scalars()
    roles = frozenset(Role(role) for role in (*(row[1] for row in units), *offices))
    return FeedOwner(row[0], row[1], row[2], frozenset(unit[0] for unit in units), roles)
