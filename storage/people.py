"""People, what they belong to, and what they may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, insert, null, select, union_all

from domain.people import UNIT_ROLES, Actor, Role
from storage.database import Transaction
from storage.tables import chat_account, membership, office_role, person, unit
from storage.units import name_key


@dataclass(frozen=True, slots=True)
class Contact:
    """A person for lists and for planning: roles, units, and whether a living chat account is linked."""

    id: int
    name: str
    language: str
    roles: frozenset[Role]
    unit_ids: frozenset[int]
    unit_names: tuple[str, ...]
    channels: tuple[str, ...]
    memberships: frozenset[tuple[int, Role]]


def put_person(tx: Transaction, organisation_id: int, name: str, language: str = "vi") -> int:
    """The person with this name, made if not there. In one organisation a name means one person."""
    key = name_key(name)
    query = select(person.c.id).where(person.c.organisation_id == organisation_id, person.c.key == key)
    found = tx.execute(query).scalar()
    if found is not None:
        return int(found)
    values = {"organisation_id": organisation_id, "name": name, "key": key, "language": language}
    return int(tx.execute(insert(person).values(**values).returning(person.c.id)).scalar_one())


def put_role(tx: Transaction, organisation_id: int, person_id: int, unit_id: int | None, role: Role) -> None:
    """Give a person a role: in a unit for officer and head, for the organisation otherwise; twice is once."""
    if role in UNIT_ROLES:
        table, values = membership, {"person_id": person_id, "unit_id": unit_id, "role": role.value}
    else:
        table, values = office_role, {"person_id": person_id, "role": role.value}
    found = select(table.c.id).where(*(table.c[name] == value for name, value in values.items()))
    if tx.execute(found).first() is None:
        tx.execute(insert(table).values(organisation_id=organisation_id, **values))


def find_by_name(tx: Transaction, organisation_id: int, name: str) -> int | None:
    """The person's id, by folded name."""
    query = select(person.c.id).where(person.c.organisation_id == organisation_id, person.c.key == name_key(name))
    return tx.execute(query).scalar()


def name_of(tx: Transaction, person_id: int) -> str:
    """A person's name."""
    return str(tx.execute(select(person.c.name).where(person.c.id == person_id)).scalar_one())


def load_actor(tx: Transaction, organisation_id: int, channel: str, chat_id: str) -> Actor | None:
    """The person behind a chat account; None for a stranger."""
    query = (
        select(person.c.id, person.c.name, person.c.language)
        .join(chat_account, chat_account.c.person_id == person.c.id)
        .where(
            chat_account.c.organisation_id == organisation_id,
            chat_account.c.channel == channel,
            chat_account.c.chat_id == chat_id,
            chat_account.c.is_alive,
        )
    )
    row = tx.execute(query).first()
    return None if row is None else _actor(tx, *row)


def _actor(tx: Transaction, person_id: int, name: str, language: str) -> Actor:
    in_units = (
        select(membership.c.role, membership.c.unit_id, unit.c.name)
        .join(unit, unit.c.id == membership.c.unit_id)
        .where(membership.c.person_id == person_id)
    )
    in_office = select(office_role.c.role, null(), null()).where(office_role.c.person_id == person_id)
    rows = tx.execute(union_all(in_units, in_office)).all()
    return Actor(
        person_id,
        name,
        language,
        frozenset(unit_id for _, unit_id, _ in rows if unit_id is not None),
        tuple(dict.fromkeys(unit_name for _, _, unit_name in rows if unit_name is not None)),
        frozenset(Role(role) for role, _, _ in rows),
    )


def load_contacts(tx: Transaction, organisation_id: int) -> tuple[Contact, ...]:
    """Everybody, with roles, units and linked channels, in the order they were added."""
    people = (
        select(person.c.id, person.c.name, person.c.language)
        .where(person.c.organisation_id == organisation_id)
        .order_by(person.c.id)
    )
    in_units = (
        select(membership.c.person_id, membership.c.role, unit.c.id, unit.c.name)
        .join(unit, unit.c.id == membership.c.unit_id)
        .where(membership.c.organisation_id == organisation_id)
        .order_by(membership.c.id)
    )
    in_office = select(office_role.c.person_id, office_role.c.role).where(
        office_role.c.organisation_id == organisation_id
    )
    linked = (
        select(chat_account.c.person_id, chat_account.c.channel)
        .where(chat_account.c.organisation_id == organisation_id, chat_account.c.is_alive)
        .order_by(chat_account.c.id)
    )
    units, offices, channels = (_by_person(tx, query) for query in (in_units, in_office, linked))
    return tuple(
        _contact(row, units.get(row[0], []), offices.get(row[0], []), channels.get(row[0], []))
        for row in tx.execute(people)
    )


def _by_person(tx: Transaction, query: Select[Any]) -> dict[int, list[Sequence[Any]]]:
    found: dict[int, list[Sequence[Any]]] = {}
    for row in tx.execute(query):
        found.setdefault(row[0], []).append(row)
    return found


def _contact(
    who: Sequence[Any], in_units: list[Sequence[Any]], in_office: list[Sequence[Any]], linked: list[Sequence[Any]]
) -> Contact:
    return Contact(
        id=who[0],
        name=who[1],
        language=who[2],
        roles=frozenset(Role(row[1]) for row in (*in_units, *in_office)),
        unit_ids=frozenset(row[2] for row in in_units),
        unit_names=tuple(dict.fromkeys(row[3] for row in in_units)),
        channels=tuple(dict.fromkeys(row[1] for row in linked)),
        memberships=frozenset((row[2], Role(row[1])) for row in in_units),
    )
