"""Loads units and people from a roster; loading the same roster again changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from documents.plans.units import split_units
from documents.rosters import Roster, RosterRow
from domain.history import Event, EventKind
from domain.inbox import MessageContext
from domain.messages.people import RoleChangeSummary
from domain.organisations import Organisation
from domain.people import UNIT_ROLES
from domain.rosters import RosterQuestion
from services.context.command_context import CommandContext
from services.context.role_changes import changes_between, tell_of_roles
from storage.engine.database import Transaction
from storage.events import append_event
from storage.people import load_holders, put_person, put_phones, put_role
from storage.units import (
    Directory,
    absorb_by_name,
    load_directory,
    name_key,
    put_aliases,
    put_member,
    put_unit,
    set_parent,
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many units, groups and people the organisation has after loading, and how many names were merged.

    `changes` are the roles granted, taken (with a unit that was merged) and brought back.
    """

    units: int
    groups: int
    people: int
    merged: int
    changes: tuple[RoleChangeSummary, ...] = ()
    questions: tuple[RosterQuestion, ...] = ()


def load_roster(tx: Transaction, organisation: Organisation, roster: Roster, now: datetime) -> Loaded:
    """Add what is new. A unit that a plan brought in under another name is merged into the one whose alias it is.

    Each role that changes hands is an event, and those concerned are told. To see what would change, let it write and
    roll back.
    """
    before, names = load_holders(tx, organisation.id), _unit_names(tx, organisation.id)
    merged = _write(tx, organisation.id, roster)
    names |= _unit_names(tx, organisation.id)
    changes = changes_between(before, load_holders(tx, organisation.id), names)
    units = load_directory(tx, organisation.id).units.values()
    groups = sum(unit.is_group for unit in units)
    people = {row.person for row in roster.rows if row.person}
    lines = tuple(change.line for change in changes)
    loaded = Loaded(len(units) - groups, groups, len(people), merged, lines, roster.questions)
    facts = {"detail": f"{loaded.units}/{loaded.people}"}
    append_event(tx, organisation.id, Event(now, "", EventKind.ROSTER_LOADED, facts=facts))
    tell_of_roles(CommandContext(tx, organisation, now, MessageContext("", "")), changes)
    return loaded


def _write(tx: Transaction, organisation_id: int, roster: Roster) -> int:
    """Write units, people and roles; returns how many units were merged."""
    ids = {row.unit: put_unit(tx, organisation_id, row.unit, is_group=row.is_group) for row in roster.rows if row.unit}
    rows = _with_names_written_out(roster)
    merged = sum(_name_unit(tx, organisation_id, ids[row.unit], row) for row in rows if row.unit)
    directory = load_directory(tx, organisation_id)
    for row in roster.rows:
        unit_id = ids[row.unit] if row.unit else None
        if unit_id is not None:
            _place(tx, organisation_id, directory, unit_id, row)
        _give_role(tx, organisation_id, unit_id, row)
    return merged


def _unit_names(tx: Transaction, organisation_id: int) -> dict[int, str]:
    return {unit.id: unit.name for unit in load_directory(tx, organisation_id).units.values()}


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
        mentions = split_units(name) if name else ()
        if len(mentions) == 1 and mentions[0].is_group == row.is_group and mentions[0].name != name:
            yield mentions[0].name


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


def _give_role(tx: Transaction, organisation_id: int, unit_id: int | None, row: RosterRow) -> None:
    if row.person is None or row.role is None:
        return
    person_id = put_person(tx, organisation_id, row.person, row.language)
    if row.phones:
        put_phones(tx, person_id, row.phones)
    put_role(tx, organisation_id, person_id, unit_id if row.role in UNIT_ROLES else None, row.role)
