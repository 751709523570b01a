"""People, their units, roles and preferences."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal,
    null,
    select,
    union_all,
    update,
)

from domain.board_sessions import PAGE
from domain.people import UNIT_ROLES, Actor, Role
from storage.engine.bulk import insert_new_rows
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all
from storage.tables import absence, assignment, board_session, chat_account, membership, office_role, person, unit
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
    morning_at: time | None = None  # by their own wish
    is_away: bool = False  # today; see services.context.stand_in
    stands_in_for: tuple[tuple[int, str], ...] = ()  # (person id, name)
    phones: tuple[str, ...] = ()  # as domain.phones spells them


def person_key(name: str) -> str:
    """As for units; 200 characters, as the column is wide."""
    return name_key(name)[:200]


_ADD_PEOPLE = insert(person).returning(person.c.id, sort_by_parameter_order=True)
_KNOWN_PEOPLE = select(person.c.id, person.c.key, person.c.removed_at).where(
    person.c.organisation_id == bindparam("organisation")
)
_BACK = update(person).where(person.c.id.in_(bindparam("ids", expanding=True))).values(removed_at=None)


def put_person(tx: Transaction, organisation_id: int, name: str, language: str = "vi") -> int:
    """The person with this name, created or restored as needed. Names are unique in an organisation."""
    return put_people(tx, organisation_id, {name: language})[name]


def put_people(tx: Transaction, organisation_id: int, languages: Mapping[str, str]) -> dict[str, int]:
    """As `put_person` each of these names with its language, in their order; returns the ids by name."""
    keys = {name: person_key(name) for name in languages}
    known = {key: (id_, left) for id_, key, left in tx.execute(_KNOWN_PEOPLE, {"organisation": organisation_id})}
    new: dict[str, dict[str, object]] = {}
    for name, key in keys.items():
        if key not in known and key not in new:
            values = {"name": name, "key": key, "language": languages[name]}
            new[key] = {"organisation_id": organisation_id, **values}
    added = tx.execute(_ADD_PEOPLE, list(new.values())).scalars().all() if new else ()
    if back := [known[key][0] for key in keys.values() if key in known and known[key][1] is not None]:
        tx.execute(_BACK, {"ids": back})
    ids = {**{key: id_ for key, (id_, _) in known.items()}, **dict(zip(new, added, strict=True))}
    return {name: ids[key] for name, key in keys.items()}


def put_role(tx: Transaction, organisation_id: int, person_id: int, unit_id: int | None, role: Role) -> None:
    """Grant a role, in a unit for officer and head; a second time changes nothing."""
    put_roles(tx, organisation_id, [(person_id, unit_id, role)])


def put_roles(tx: Transaction, organisation_id: int, roles: Iterable[tuple[int, int | None, Role]]) -> None:
    """As `put_role` each of these (person, unit, role)."""
    in_units, in_office = [], []
    for person_id, unit_id, role in roles:
        values = {"organisation_id": organisation_id, "person_id": person_id, "role": role.value}
        if role in UNIT_ROLES:
            in_units.append({**values, "unit_id": unit_id})
        else:
            in_office.append(values)
    for table, rows in ((membership, in_units), (office_role, in_office)):
        if rows:
            insert_new_rows(tx, table, rows, ("id",))


def put_phones(tx: Transaction, person_id: int, phones: Sequence[str]) -> None:
    """From now on these are the person's numbers, as domain.phones spells them."""
    tx.execute(update(person).where(person.c.id == person_id).values(phones=" ".join(phones)))


def find_by_phone(tx: Transaction, organisation_id: int, phone: str) -> tuple[Contact, ...]:
    """Everybody, linked or not, who has this number, as domain.phones spells it; nobody for an empty one."""
    if not phone.isdigit():
        return ()
    here = (person.c.organisation_id == organisation_id, person.c.removed_at.is_(None))
    query = select(person.c.id).where(*here, (literal(" ") + person.c.phones + " ").contains(f" {phone} "))
    return load_contacts_among(tx, organisation_id, tx.execute(query).scalars().all())


def forget_feed_keys(tx: Transaction, organisation_id: int) -> None:
    """No calendar address of the organisation opens anything any more."""
    theirs = (person.c.organisation_id == organisation_id, person.c.feed_key_hash.is_not(None))
    tx.execute(update(person).where(*theirs).values(feed_key_hash=None))


def name_of(tx: Transaction, person_id: int) -> str:
    """A person's name."""
    return str(tx.execute(select(person.c.name).where(person.c.id == person_id)).scalar_one())


def is_removed(tx: Transaction, person_id: int) -> bool:
    """Whether a person has left."""
    removed = tx.execute(select(person.c.removed_at).where(person.c.id == person_id)).scalar()
    return removed is not None


def load_actor(
    tx: Transaction, organisation_id: int, channel: str, chat_id: str, today: date | None = None
) -> Actor | None:
    """The person behind a chat account; None for a stranger.

    With `today` (local) they also have the units and roles of everybody they stand in for on that day.
    """
    query = actor_query(organisation_id, channel, chat_id, today or date.min)
    rows = fetch_all(tx, query)
    if not rows:
        return None
    person_id, name, language = rows[0][:3]
    in_units = [row[4:] for row in rows if row[4] is not None]
    return Actor(
        person_id,
        name,
        language,
        frozenset(unit_id for unit_id, _ in in_units),
        tuple(dict.fromkeys(unit_name for _, unit_name in in_units)),
        frozenset(Role(row[3]) for row in rows if row[3] is not None),
    )


def actor_query(organisation_id: int, channel: str, chat_id: str, today: date) -> Query:
    """The query of `load_actor`; on `date.min` nobody stands in for anybody.

    A chat of the board is a session: its person is known until the session is ended.
    """
    given: dict[str, object] = {"organisation": organisation_id, "today": today}
    if channel == PAGE:
        return Query(_PAGE_ACTOR, {**given, "session": int(chat_id) if chat_id.isdecimal() else 0})
    return Query(_ACTOR, {**given, "channel_": channel, "chat": chat_id})


def _actor_query(account: Table, *whose: ColumnElement[bool]) -> CompoundSelect[Any]:
    """One row for each role of the person behind a chat and of the people for whom they stand in; the first is there
    for a linked person without any role, too. `account` is where the chat's person is kept.
    """
    whose = (account.c.organisation_id == bindparam("organisation"), *whose)
    who = (person.c.id, person.c.name, person.c.language)
    linked = account.join(person, person.c.id == account.c.person_id)
    of_unit = linked.outerjoin(membership, membership.c.person_id == person.c.id).outerjoin(
        unit, unit.c.id == membership.c.unit_id
    )
    of_office = linked.join(office_role, office_role.c.person_id == person.c.id)
    standing_in = linked.join(absence, absence.c.stand_in_id == person.c.id)
    for_unit = standing_in.join(membership, membership.c.person_id == absence.c.person_id).join(
        unit, unit.c.id == membership.c.unit_id
    )
    for_office = standing_in.join(office_role, office_role.c.person_id == absence.c.person_id)
    on_the_day = (
        absence.c.first_day <= bindparam("today"),
        absence.c.last_day >= bindparam("today"),
        absence.c.ended_at.is_(None),
    )
    in_unit = (*who, membership.c.role.label("role"), membership.c.unit_id, unit.c.name.label("unit_name"))
    in_office = (*who, office_role.c.role, null(), null())
    return union_all(
        select(*in_unit).select_from(of_unit).where(*whose),
        select(*in_office).select_from(of_office).where(*whose),
        select(*in_unit).select_from(for_unit).where(*whose, *on_the_day),
        select(*in_office).select_from(for_office).where(*whose, *on_the_day),
    )


_ACTOR = _actor_query(
    chat_account,
    chat_account.c.channel == bindparam("channel_"),
    chat_account.c.chat_id == bindparam("chat"),
    chat_account.c.is_alive,
)
_PAGE_ACTOR = _actor_query(
    board_session, board_session.c.id == bindparam("session"), board_session.c.ended_at.is_(None)
)


def load_contacts(tx: Transaction, organisation_id: int) -> tuple[Contact, ...]:
    """All people, with roles, units and linked channels, in the order they were added."""
    return _contacts(tx, (_IN_UNITS, _IN_OFFICE, _LINKED, _PEOPLE), {"organisation": organisation_id})


def load_contacts_among(tx: Transaction, organisation_id: int, person_ids: Collection[int]) -> tuple[Contact, ...]:
    """As `load_contacts`, of these people only."""
    return _contacts(tx, _AMONG, {"organisation": organisation_id, "people": sorted(person_ids)})


def load_contacts_of(
    tx: Transaction, organisation_ids: Collection[int], unit_ids: Collection[int], person_ids: Collection[int]
) -> tuple[dict[int, list[Contact]], dict[int, list[time]]]:
    """As `load_contacts`, by organisation: members of these units, holders of an office, and these people; and all
    preferred hours of each organisation.
    """
    given = {"organisations": sorted(organisation_ids)}
    units, offices, channels = (_by_person(tx, query, given) for query in _OF_SEVERAL[:3])
    of_units = {id_ for id_, rows in units.items() if any(row[2] in unit_ids for row in rows)}
    wanted = of_units.union(offices, person_ids)
    found: dict[int, list[Contact]] = {}
    hours: dict[int, list[time]] = {}
    for row in tx.execute(_OF_SEVERAL[3], given).all():
        if row[3] is not None:
            hours.setdefault(row[-1], []).append(row[3])
        if row[0] in wanted:
            contact = _contact(row, units.get(row[0], []), offices.get(row[0], []), channels.get(row[0], []))
            found.setdefault(row[-1], []).append(contact)
    return found, hours


def _contacts(tx: Transaction, queries: Sequence[Select[Any]], given: dict[str, Any]) -> tuple[Contact, ...]:
    units, offices, channels = (_by_person(tx, query, given) for query in queries[:3])
    return tuple(
        _contact(row, units.get(row[0], []), offices.get(row[0], []), channels.get(row[0], []))
        for row in tx.execute(queries[3], given)
    )


_ALL_PEOPLE = (
    select(
        person.c.id, person.c.name, person.c.language, person.c.morning_at, person.c.phones, person.c.organisation_id
    )
    .where(person.c.removed_at.is_(None))
    .order_by(person.c.id)
)
_ALL_IN_UNITS = (
    select(membership.c.person_id, membership.c.role, unit.c.id, unit.c.name)
    .join(unit, and_(unit.c.organisation_id == membership.c.organisation_id, unit.c.id == membership.c.unit_id))
    .order_by(membership.c.id)
)
_ALL_IN_OFFICE = select(office_role.c.person_id, office_role.c.role)
_ALL_LINKED = (
    select(chat_account.c.person_id, chat_account.c.channel).where(chat_account.c.is_alive).order_by(chat_account.c.id)
)
_WHOSE = (
    (_ALL_IN_UNITS, membership.c.organisation_id),
    (_ALL_IN_OFFICE, office_role.c.organisation_id),
    (_ALL_LINKED, chat_account.c.organisation_id),
    (_ALL_PEOPLE, person.c.organisation_id),
)
_IN_UNITS, _IN_OFFICE, _LINKED, _PEOPLE = (query.where(column == bindparam("organisation")) for query, column in _WHOSE)
_OF_SEVERAL = tuple(query.where(column.in_(bindparam("organisations", expanding=True))) for query, column in _WHOSE)
_AMONG = tuple(
    query.where(column.in_(bindparam("people", expanding=True)))
    for query, column in (
        (_IN_UNITS, membership.c.person_id),
        (_IN_OFFICE, office_role.c.person_id),
        (_LINKED, chat_account.c.person_id),
        (_PEOPLE, person.c.id),
    )
)
_ROLES = {role.value: role for role in Role}


def _by_person(tx: Transaction, query: Select[Any], given: dict[str, Any]) -> dict[int, list[Sequence[Any]]]:
    found: dict[int, list[Sequence[Any]]] = {}
    for row in tx.execute(query, given).all():
        found.setdefault(row[0], []).append(row)
    return found


def _contact(
    who: Sequence[Any], in_units: list[Sequence[Any]], in_office: list[Sequence[Any]], linked: list[Sequence[Any]]
) -> Contact:
    return Contact(
        id=who[0],
        name=who[1],
        language=who[2],
        roles=frozenset([_ROLES[row[1]] for row in (*in_units, *in_office)]),
        unit_ids=frozenset([row[2] for row in in_units]),
        unit_names=tuple(dict.fromkeys([row[3] for row in in_units])),
        channels=tuple(dict.fromkeys([row[1] for row in linked])),
        memberships=frozenset([(row[2], _ROLES[row[1]]) for row in in_units]),
        morning_at=who[3],
        phones=tuple(who[4].split()),
    )


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
    row = tx.execute(_FIRST_AND_LAST, {"organisation": organisation_id}).one()
    return row[0], row[1]


_FIRST_AND_LAST = select(func.min(person.c.morning_at), func.max(person.c.morning_at)).where(
    person.c.organisation_id == bindparam("organisation"), person.c.removed_at.is_(None)
)


def set_language(tx: Transaction, person_id: int, language: str) -> None:
    """From now on this person is spoken to in that language."""
    tx.execute(update(person).where(person.c.id == person_id).values(language=language))


def set_feed_key_hash(tx: Transaction, person_id: int, key_hash: str) -> None:
    """The hash of the new secret in the address of this person's feed; the old one opens nothing any more."""
    tx.execute(update(person).where(person.c.id == person_id).values(feed_key_hash=key_hash))


def feed_owner(tx: Transaction, organisation_id: int, person_id: int) -> FeedOwner | None:
    """The person behind a calendar feed, with what decides which deadlines they see; None when missing or removed."""
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


@dataclass(frozen=True, slots=True)
class Holder:
    """A person, also one removed, with roles: (role, unit id), the unit None for roles of the organisation."""

    name: str
    is_removed: bool
    roles: frozenset[tuple[Role, int | None]]


def load_holders(tx: Transaction, organisation_id: int) -> dict[int, Holder]:
    """Everybody by id, in the order they were added."""
    roles: dict[int, set[tuple[Role, int | None]]] = {}
    in_units = select(membership.c.person_id, membership.c.role, membership.c.unit_id)
    for person_id, role, unit_id in tx.execute(in_units.where(membership.c.organisation_id == organisation_id)):
        roles.setdefault(person_id, set()).add((Role(role), unit_id))
    in_office = select(office_role.c.person_id, office_role.c.role)
    for person_id, role in tx.execute(in_office.where(office_role.c.organisation_id == organisation_id)):
        roles.setdefault(person_id, set()).add((Role(role), None))
    people = select(person.c.id, person.c.name, person.c.removed_at).order_by(person.c.id)
    return {
        row[0]: Holder(row[1], row[2] is not None, frozenset(roles.get(row[0], ())))
        for row in tx.execute(people.where(person.c.organisation_id == organisation_id))
    }


def take_role(tx: Transaction, person_id: int, unit_id: int | None, role: Role) -> bool:
    """Take a role away (in this unit for officer and head); False when the person does not have it.

    Who has no role left in a unit is handed none of its tasks any more.
    """
    if role not in UNIT_ROLES:
        gone = delete(office_role).where(office_role.c.person_id == person_id, office_role.c.role == role.value)
        return tx.execute(gone.returning(office_role.c.id)).first() is not None
    here = (membership.c.person_id == person_id, membership.c.unit_id == unit_id)
    gone = delete(membership).where(*here, membership.c.role == role.value)
    is_taken = tx.execute(gone.returning(membership.c.id)).first() is not None
    if tx.execute(select(membership.c.id).where(*here)).first() is None:
        tx.execute(delete(assignment).where(assignment.c.person_id == person_id, assignment.c.unit_id == unit_id))
    return is_taken
