"""Finds the units and people of a list among those that are known, so that a list loaded again changes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from documents.rosters import Roster, RosterRow
from documents.rosters.office_units import unit_key
from domain.names import modern_tone
from domain.rosters import RosterDoubt, RosterQuestion
from storage.listed_people import KnownPerson, listed_in_units
from storage.people import person_key
from storage.units import Directory


@dataclass(frozen=True, slots=True)
class MatchedList:
    """The list with the names that are known; `renamed` are the new names of units by their ids."""

    roster: Roster
    renamed: Mapping[int, str]


def match_list(roster: Roster, directory: Directory, known: Mapping[int, KnownPerson]) -> MatchedList:
    """The list as the organisation calls its units and people; a list in the program's own form stays as it is."""
    if not roster.is_office_list:
        return MatchedList(roster, {})
    people, questions = _people(roster, directory, known)
    named = _with_people(roster, people)
    units = _units(named, directory)
    renamed = _renamed(named, units, directory, known)
    ids = {name: unit_id for unit_id, name in renamed.items()}
    rows = tuple(
        replace(row, unit=units.get(row.unit, row.unit) if row.unit and row.unit not in ids else row.unit)
        for row in named.rows
    )
    asked = tuple(_question(unit_id, name, named, directory) for unit_id, name in renamed.items())
    return MatchedList(replace(named, rows=rows, questions=(*named.questions, *questions, *asked)), renamed)


def _question(unit_id: int, name: str, roster: Roster, directory: Directory) -> RosterQuestion:
    people = tuple(dict.fromkeys(row.person for row in roster.rows if row.unit == name and row.person))
    return RosterQuestion(RosterDoubt.UNIT_RENAMED, people, name, directory.units[unit_id].name)


def _units(roster: Roster, directory: Directory) -> dict[str, str]:
    """The names of the list, and what the organisation calls these units."""
    by_key = {unit_key(n): unit.name for unit in directory.units.values() for n in (*unit.aliases, unit.name)}
    found: dict[str, str] = {}
    for name in dict.fromkeys(row.unit for row in roster.rows if row.unit):
        unit = directory.find(name)
        stored = unit.name if unit and not unit.is_group else by_key.get(unit_key(name))
        if stored:
            found[name] = stored
    return found


def _renamed(
    roster: Roster, units: Mapping[str, str], directory: Directory, known: Mapping[int, KnownPerson]
) -> dict[int, str]:
    """Units that the list does not name any more, most of whose people stand in one that is new."""
    new: dict[str, set[int]] = {}
    by_name = {person_key(one.holder.name): one.id for one in known.values()}
    for row in roster.rows:
        person_id = by_name.get(person_key(row.person or ""))
        if row.unit and row.unit not in units and person_id is not None:
            new.setdefault(row.unit, set()).add(person_id)
    named = set(units.values())
    found: dict[int, str] = {}
    for unit_id, people in listed_in_units(known.values()).items():
        unit = directory.units.get(unit_id)
        if unit is None or unit.name in named:
            continue
        best = max(new, key=lambda name: len(new[name] & people), default=None)
        if best and 2 * len(new[best] & people) >= len(people) and best not in found.values():
            found[unit_id] = best
    return found


def _people(
    roster: Roster, directory: Directory, known: Mapping[int, KnownPerson]
) -> tuple[dict[str, str], list[RosterQuestion]]:
    """What the organisation calls the people of the list; new ones whose name is taken bear their unit or number."""
    rows = _rows_by_person(roster)
    found = _pairs(rows, directory, known)
    taken = {person_key(one.holder.name): one.holder.name for one in known.values()}
    names, questions = {}, []
    for shown, own in rows.items():
        if shown in found:
            names[shown] = known[found[shown]].holder.name
        elif person_key(shown) in taken:
            names[shown] = f"{_bare(shown)} ({own[0].unit or (own[0].phones or (str(own[0].line),))[0]})"
            if person_key(names[shown]) in taken:
                names[shown] = f"{_bare(shown)} ({(own[0].phones or (str(own[0].line),))[0]})"
            known_name = taken[person_key(shown)]
            questions.append(RosterQuestion(RosterDoubt.NAMESAKES, (known_name, names[shown])))
    return names, questions


def _rows_by_person(roster: Roster) -> dict[str, list[RosterRow]]:
    rows: dict[str, list[RosterRow]] = {}
    for row in roster.rows:
        if row.person:
            rows.setdefault(row.person, []).append(row)
    return rows


def _pairs(
    rows: Mapping[str, list[RosterRow]], directory: Directory, known: Mapping[int, KnownPerson]
) -> dict[str, int]:
    """The known person that each one of the list is: of the same name, the surest pair first."""
    by_name: dict[str, list[KnownPerson]] = {}
    for one in known.values():
        by_name.setdefault(person_key(_bare(one.holder.name)), []).append(one)
    scored = [
        (score, shown, one.id)
        for shown, own in rows.items()
        for one in by_name.get(person_key(_bare(shown)), ())
        if (score := _likeness(shown, own, one, directory)) > 0
    ]
    found: dict[str, int] = {}
    for _, shown, person_id in sorted(scored, key=lambda one: -one[0]):
        if shown not in found and person_id not in found.values():
            found[shown] = person_id
    return found


def _likeness(shown: str, own: list[RosterRow], one: KnownPerson, directory: Directory) -> int:
    """How sure it is that this is the person; 0: somebody else of the same name."""
    phones = {phone for row in own for phone in row.phones}
    has_number = bool(phones & set(one.phones))
    here = {unit_key(row.unit) for row in own if row.unit}
    before = _unit_keys([u for _, u in (*one.holder.roles, *(one.listed or ())) if u is not None], directory)
    has_unit = bool(here & before)
    is_other = bool(phones and one.phones) and not has_number
    if is_other and not has_unit:
        return 0
    is_same_name = modern_tone(one.holder.name).casefold() == modern_tone(shown).casefold()
    return 1 + 4 * has_number + 2 * has_unit + is_same_name - is_other


def _unit_keys(unit_ids: Iterable[int], directory: Directory) -> set[str]:
    units = [directory.units[unit_id] for unit_id in unit_ids if unit_id in directory.units]
    return {unit_key(name) for unit in units for name in (unit.name, *unit.aliases)}


def _bare(name: str) -> str:
    """The name without the unit or number by which namesakes are told apart."""
    return name.partition(" (")[0]


def _with_people(roster: Roster, names: Mapping[str, str]) -> Roster:
    rows = tuple(replace(row, person=names.get(row.person, row.person) if row.person else None) for row in roster.rows)
    questions = tuple(
        replace(question, people=tuple(names.get(name, name) for name in question.people))
        for question in roster.questions
    )
    return replace(roster, rows=rows, questions=questions)
