"""Takes over a list of units and people; taking over the same list again changes nothing.

Three states are compared: what the last list says of a person, what this one says, and what holds by now. So a role
given by hand stays, a move made by hand is not undone, and only what the list itself changed is changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from documents.plans.units import split_units
from documents.rosters import Roster, RosterRow
from domain.history import EventKind
from domain.messages.people import PersonRemoved, RoleChangeSummary
from domain.messages.requests import RequestsLeft
from domain.people import UNIT_ROLES, Role
from domain.plans import UnitMention
from domain.rosters import RosterQuestion
from services.context.command_context import CommandContext
from services.context.notify import people_in, tell
from services.context.record_change import record
from services.context.remove_person import remove
from services.context.role_changes import changes_between, tell_of_roles
from services.context.vacancies import heads_of
from services.rosters.match_list import match_list
from services.rosters.withhold_offices import withhold_offices
from storage.engine.database import Transaction
from storage.listed_people import KnownPerson, ListedRoles, load_known_people, rename_unit, set_listed
from storage.people import load_contacts, load_holders, person_key, put_people, put_phones, put_roles, take_role
from storage.units import (
    Directory,
    absorb_by_name,
    load_directory,
    name_key,
    put_aliases,
    put_member,
    put_units,
    set_parent,
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many units, groups and people the organisation has after loading, and how many names were merged.

    `changes` are the roles granted, taken and brought back; `added` and `left` are people, `moved` are people with the
    units before and after, `renamed` units with the old and the new name. `is_addition`: the list names fewer than half
    of the people whom the last one named, so nobody leaves and nothing is taken. `withheld` are changes that whoever
    loads the list may not make; `listed_units` counts the units of the list. `requests_left` are open requests
    of people who leave, where they are the actor's from now on.
    """

    units: int
    groups: int
    people: int
    merged: int
    changes: tuple[RoleChangeSummary, ...] = ()
    questions: tuple[RosterQuestion, ...] = ()
    added: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    moved: tuple[tuple[str, str, str], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    is_addition: bool = False
    withheld: tuple[RoleChangeSummary, ...] = ()
    listed_units: int = 0
    requests_left: tuple[RequestsLeft, ...] = ()

    @property
    def is_change(self) -> bool:
        """Whether anything would change that must be agreed to."""
        return bool(self.changes or self.left or self.renamed)

    @property
    def has_difference(self) -> bool:
        """Whether there is anything to show to whoever sent the list."""
        return self.is_change or bool(self.added)


def take_over(context: CommandContext, roster: Roster) -> Loaded:
    """Write what the list changes. A unit that a plan brought in under another name is merged into the one whose alias
    it is. Each role that changes hands is an event, and those concerned are told. To see what would change, let it
    write and roll back.
    """
    tx, organisation_id = context.tx, context.organisation.id
    known, directory = load_known_people(tx, organisation_id), load_directory(tx, organisation_id)
    matched = match_list(roster, directory, known)
    names = _unit_names(directory)
    roster, withheld = withhold_offices(context, matched.roster, known)
    for unit_id, name in matched.renamed.items():
        rename_unit(tx, organisation_id, unit_id, name)
    merged = _write(tx, organisation_id, roster, known)
    wanted = _wanted(tx, organisation_id, roster)
    is_whole = _is_whole(known, wanted)
    for person_id, roles in wanted.items():
        _settle(tx, known.get(person_id), person_id, roles, is_whole=is_whole)
    left, requests_left = _leave(context, known, wanted) if is_whole else ((), ())
    after = load_holders(tx, organisation_id)
    now_directory = load_directory(tx, organisation_id)
    names |= _unit_names(now_directory)
    changes = changes_between(
        {one.id: one.holder for one in known.values()},
        {person_id: holder for person_id, holder in after.items() if holder.name not in left},
        names,
    )
    units = now_directory.units.values()
    groups = sum(unit.is_group for unit in units)
    lines = tuple(change.line for change in changes)
    loaded = Loaded(
        len(units) - groups,
        groups,
        len({row.person for row in roster.rows if row.person}),
        merged,
        lines,
        roster.questions,
        tuple(after[person_id].name for person_id in wanted if person_id not in known),
        left,
        _moved(lines),
        tuple((directory.units[unit_id].name, name) for unit_id, name in matched.renamed.items()),
        not is_whole,
        withheld,
        len({row.unit for row in roster.rows if row.unit}),
        requests_left,
    )
    record(context, EventKind.ROSTER_LOADED, None, {"detail": f"{loaded.units}/{loaded.people}"})
    tell_of_roles(context, changes)
    return loaded


def _wanted(tx: Transaction, organisation_id: int, roster: Roster) -> dict[int, ListedRoles]:
    """The roles that the list gives, by person, in its order."""
    directory = load_directory(tx, organisation_id)
    ids = {person_key(one.name): person_id for person_id, one in load_holders(tx, organisation_id).items()}
    found: dict[int, set[tuple[Role, int | None]]] = {}
    for row in roster.rows:
        if row.person is None or row.role is None:
            continue
        unit = directory.find(row.unit) if row.unit and row.role in UNIT_ROLES else None
        found.setdefault(ids[person_key(row.person)], set()).add((row.role, unit.id if unit else None))
    return {person_id: frozenset(roles) for person_id, roles in found.items()}


def _is_whole(known: Mapping[int, KnownPerson], wanted: Mapping[int, ListedRoles]) -> bool:
    """Whether the list is a new version of the last one, and not a few people more: it names half of them or more."""
    listed = [one.id for one in known.values() if one.listed is not None and not one.holder.is_removed]
    return 2 * sum(person_id in wanted for person_id in listed) >= len(listed)


def _settle(tx: Transaction, before: KnownPerson | None, person_id: int, roles: ListedRoles, *, is_whole: bool) -> None:
    """Take what the last list gave and this one gives no more, and keep what this one says."""
    listed = (before.listed if before else None) or frozenset()
    for role, unit_id in sorted(listed - roles, key=lambda one: (one[0].value, one[1] or 0)) if is_whole else ():
        take_role(tx, person_id, unit_id, role)
    set_listed(tx, person_id, roles if is_whole else roles | listed)


def _leave(
    context: CommandContext, known: Mapping[int, KnownPerson], wanted: Mapping[int, ListedRoles]
) -> tuple[tuple[str, ...], tuple[RequestsLeft, ...]]:
    """End the part of those whom the list names no more; never of who loads it, nor of an administrator."""
    contacts = load_contacts(context.tx, context.organisation.id)
    by_id = {contact.id: contact for contact in contacts}
    actor_id = context.actor.person_id if context.actor else None
    left = [
        by_id[one.id]
        for one in known.values()
        if one.listed is not None and one.id in by_id and one.id not in wanted and one.id != actor_id
    ]
    gone = [person for person in left if Role.ADMINISTRATOR not in person.roles]
    ids, requests = frozenset(one.id for one in gone), []
    for person in gone:
        departure = remove(context, person, ids)
        requests += [departure.requests] if departure.requests else []
        set_listed(context.tx, person.id, None)
        above = people_in(context, Role.COORDINATOR) | heads_of(contacts, person)
        notice = PersonRemoved(person.name, context.actor.name if context.actor else "", "above", departure.gaps)
        key = f"removed:{person.id}:{context.inbox_id or context.now.isoformat()}"
        tell(context, key, above - ids if departure.gaps else (), notice)
    return tuple(person.name for person in gone), tuple(requests)


def _moved(lines: tuple[RoleChangeSummary, ...]) -> tuple[tuple[str, str, str], ...]:
    """People who stand in another unit than before."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for line in (line for line in lines if line.unit_name):
        before, after = found.setdefault(line.person, ([], []))
        (before if line.what == "taken" else after).append(line.unit_name)
    return tuple(
        (person, ", ".join(dict.fromkeys(before)), ", ".join(dict.fromkeys(after)))
        for person, (before, after) in found.items()
        if before and after and set(before) != set(after)
    )


def _write(tx: Transaction, organisation_id: int, roster: Roster, known: Mapping[int, KnownPerson]) -> int:
    """Write units, people and roles; returns how many units were merged."""
    ids = put_units(tx, organisation_id, [(row.unit, row.is_group) for row in roster.rows if row.unit])
    rows = _with_names_written_out(roster)
    merged = sum(_name_unit(tx, organisation_id, ids[row.unit], row) for row in rows if row.unit)
    directory = load_directory(tx, organisation_id)
    for row in roster.rows:
        if row.unit:
            _place(tx, organisation_id, directory, ids[row.unit], row)
    _give_roles(tx, organisation_id, ids, roster, known)
    return merged


def _unit_names(directory: Directory) -> dict[int, str]:
    return {unit.id: unit.name for unit in directory.units.values()}


def _with_names_written_out(roster: Roster) -> list[RosterRow]:
    """The rows with names as plans are read: "Phòng VH-XH" is also "Phòng Văn hóa - Xã hội".

    Only where a name means exactly one unit, and no other unit of the roster is called so.
    """
    owners: dict[str, set[str]] = {}
    for row in roster.rows:
        for name in (row.unit, *row.aliases, *_written_out(row)):
            owners.setdefault(name_key(name or ""), set()).add(name_key(row.unit or ""))
    clear = {key for key, units in owners.items() if len(units) == 1}
    return [
        replace(row, aliases=(*row.aliases, *(name for name in _written_out(row) if name_key(name) in clear)))
        for row in roster.rows
    ]


def _written_out(row: RosterRow) -> Iterator[str]:
    for name in (row.unit, *row.aliases):
        mentions = _mentions_of(name) if name else ()
        if len(mentions) == 1 and mentions[0].is_group == row.is_group and mentions[0].name != name:
            yield mentions[0].name


@lru_cache(maxsize=2048)  # the units of hundreds of wards have the same names
def _mentions_of(name: str) -> tuple[UnitMention, ...]:
    return split_units(name)


def _name_unit(tx: Transaction, organisation_id: int, unit_id: int, row: RosterRow) -> int:
    merged = sum(absorb_by_name(tx, organisation_id, unit_id, alias) for alias in row.aliases)
    put_aliases(tx, organisation_id, unit_id, row.aliases)
    return merged


def _place(tx: Transaction, organisation_id: int, directory: Directory, unit_id: int, row: RosterRow) -> None:
    for name in row.parents:
        parent = directory.find(name)
        if parent is None or parent.id == unit_id:
            continue
        if parent.is_group:
            put_member(tx, organisation_id, parent.id, unit_id)
        else:
            set_parent(tx, unit_id, parent.id)


def _give_roles(
    tx: Transaction, organisation_id: int, unit_ids: Mapping[str, int], roster: Roster, known: Mapping[int, KnownPerson]
) -> None:
    rows = [(row, row.person, row.role) for row in roster.rows if row.person and row.role]
    languages: dict[str, str] = {}
    for row, person, _ in rows:
        languages.setdefault(person, row.language)
    ids = put_people(tx, organisation_id, languages)
    new = []
    for row, person, role in rows:
        if row.phones:
            put_phones(tx, ids[person], row.phones)
        place = unit_ids[row.unit] if row.unit and role in UNIT_ROLES else None
        if not _is_listed(known.get(ids[person]), role, place):
            new.append((ids[person], place, role))
    put_roles(tx, organisation_id, new)


def _is_listed(before: KnownPerson | None, role: Role, unit_id: int | None) -> bool:
    """Whether the last list gave this role: if somebody took it by hand since, it stays taken."""
    return before is not None and not before.holder.is_removed and (role, unit_id) in (before.listed or ())
