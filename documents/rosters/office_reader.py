"""Reads a list as offices keep it into the same rows as the program's own form: units, people, guessed roles."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from documents.rosters.office_headers import header_at
from documents.rosters.office_lines import ListedPerson, organisation_in, people_in
from documents.rosters.office_tables import OfficeFile
from documents.rosters.office_titles import Guess, guess
from documents.rosters.office_units import UnitNames
from documents.rosters.roster_rows import MAX_NAME, RosterUnreadable, refuse_strange, role_called
from domain.names import fold, modern_tone
from domain.people import UNIT_ROLES, Role
from domain.rosters import Roster, RosterDoubt, RosterQuestion, RosterRow

_OF_PLANS = (
    "noi dung",
    "thoi gian",
    "thoi han",
    "han hoan thanh",
    "don vi chu tri",
    "san pham",
    "tien do",
    "co quan chu tri",
)
_SIDE_POST = "kiem nhiem"


@dataclass
class _Person:
    """Everything that the rows of one person say: the posts by the key of the unit they stand in."""

    name: str
    line: int
    phones: tuple[str, ...]
    posts: dict[str, list[ListedPerson]] = field(default_factory=dict)
    shown: str = ""


def read_office_list(file: OfficeFile, filename: str) -> Roster:
    """The people of a list with their units, the roles guessed from their posts, and what must be asked.

    Raises RosterUnreadable when the file names nobody.
    """
    listed = [person for person in people_in(file) if _fits(person)]
    if not listed:
        raise RosterUnreadable(
            f"Tệp {filename} thiếu dòng tiêu đề; cần các cột: họ và tên, chức vụ, đơn vị, số điện thoại."
        )
    for person in listed:
        for text in (person.name, *person.units):
            refuse_strange(person.line, text)
    unclear = {person.line for person in listed if not person.units}
    default = organisation_in(file)
    listed = [person if person.units or not default else replace(person, units=(default,)) for person in listed]
    units = UnitNames()
    keys = [tuple(units.add(name) for name in person.units) for person in listed]
    merged = units.merge_initials()
    people = _people(listed, [tuple(dict.fromkeys(merged.get(key, key) for key in found)) for found in keys])
    _told_apart(people, units)
    return _roster(people, units, unclear)


def people_of_list(file: OfficeFile) -> int:
    """How many people a file names that is a list of people and no plan; 0 for any other file.

    A list has a header with names and with posts or numbers, and no column that only plans have.
    """
    headers = [
        found for table in file.tables for at in range(min(len(table.rows), 20)) if (found := header_at(table, at))
    ]
    is_list = any(found.columns.of(kind) for found in headers for kind in ("title", "phone"))
    words = {fold(text) for table in file.tables for row in table.rows[:20] for text in row.cells}
    return len(people_in(file)) if is_list and not any(word.startswith(_OF_PLANS) for word in words) else 0


def _fits(person: ListedPerson) -> bool:
    """Whether what was taken for names can be names: longer texts are none."""
    return len(person.name) <= MAX_NAME and all(len(unit) <= MAX_NAME for unit in person.units)


def _people(listed: list[ListedPerson], keys: list[tuple[str, ...]]) -> list[_Person]:
    """Rows of one person together: of one name, where phone, unit or remark do not tell two people."""
    people: list[_Person] = []
    by_name: dict[str, list[_Person]] = {}
    for row, found in zip(listed, keys, strict=True):
        same = by_name.setdefault(_name_key(row.name), [])
        person = next((one for one in same if _is_one(one, row, found)), None)
        if person is None:
            person = _Person(row.name, row.line, row.phones)
            same.append(person)
            people.append(person)
        person.phones = tuple(dict.fromkeys((*person.phones, *row.phones)))
        for key in found or ("",):
            person.posts.setdefault(key, []).append(row)
    return people


def _name_key(name: str) -> str:
    return modern_tone(name).casefold()


def _is_one(person: _Person, row: ListedPerson, keys: Iterable[str]) -> bool:
    if person.phones and row.phones:
        return bool(set(person.phones) & set(row.phones))
    texts = [row, *(one for rows in person.posts.values() for one in rows)]
    if any(_SIDE_POST in fold(f"{one.title} {one.extra}") for one in texts):
        return True
    return bool(set(keys) & set(person.posts)) or not list(keys)


def _told_apart(people: list[_Person], units: UnitNames) -> None:
    """Names of the organisation are unique: namesakes bear their unit, or else their number, in brackets.

    So do names that differ by marks alone, because they are typed without.
    """
    by_name: dict[str, list[_Person]] = {}
    for person in people:
        by_name.setdefault(fold(modern_tone(person.name)), []).append(person)
    for same in by_name.values():
        for person in same:
            person.shown = person.name if len(same) == 1 else f"{person.name} ({_mark(person, same, units)})"


def _mark(person: _Person, same: list[_Person], units: UnitNames) -> str:
    first = next(iter(person.posts))
    is_own = bool(first) and not any(first in other.posts for other in same if other is not person)
    if is_own:
        return units.name(first)
    return person.phones[0] if person.phones else str(person.line)


def _roster(people: list[_Person], units: UnitNames, unclear: Collection[int]) -> Roster:
    rows: list[RosterRow] = []
    questions: list[RosterQuestion] = []
    for person in people:
        guesses = {key: _guess(posts, key) for key, posts in person.posts.items()}
        rows += _rows(person, guesses, units)
        questions += _questions(person, guesses, units, unclear)
    heads = {row.unit for row in rows if row.role is Role.HEAD}
    kept = [q for q in questions if not (q.doubt is RosterDoubt.ACTING_HEAD and q.unit in heads)]
    return Roster(tuple(rows), (), (*_of_whole(rows), *_together(people, kept)), is_office_list=True)


def _guess(posts: list[ListedPerson], key: str) -> Guess:
    said = frozenset(role for row in posts for role in _roles_said(row.role))
    if said:
        return Guess(said)
    return guess(", ".join(row.title for row in posts), "\n".join(row.extra for row in posts), key)


def _roles_said(text: str) -> Iterator[Role]:
    """The roles in a column of roles; what is no role there leaves the post to tell."""
    for word in [text] if role_called(text) else re.split(r"[;,]", text):
        if role := role_called(word):
            yield role


def _rows(person: _Person, guesses: dict[str, Guess], units: UnitNames) -> Iterator[RosterRow]:
    for key, found in guesses.items():
        unit = units.name(key) if key else None
        roles = found.roles
        if unit and not roles & UNIT_ROLES:
            roles |= {Role.OFFICER}
        for role in sorted(roles, key=list(Role).index):
            if unit or role not in UNIT_ROLES:
                aliases = units.aliases(key) if key else ()
                title = ", ".join(dict.fromkeys(row.title for row in person.posts[key] if row.title))
                yield RosterRow(person.line, unit, aliases, (), person.shown, role, phones=person.phones, title=title)
        if not unit and not roles - UNIT_ROLES:
            yield RosterRow(person.line, None, (), (), person.shown, None, phones=person.phones)


def _questions(
    person: _Person, guesses: dict[str, Guess], units: UnitNames, unclear: Collection[int]
) -> Iterator[RosterQuestion]:
    for key, found in guesses.items():
        unit = units.name(key) if key else ""
        words = ", ".join(dict.fromkeys(row.title or row.extra for row in person.posts[key]))
        if found.is_acting:
            yield RosterQuestion(RosterDoubt.ACTING_HEAD, (person.shown,), unit, words)
        if found.is_deputy_chair:
            yield RosterQuestion(RosterDoubt.DEPUTY_CHAIR, (person.shown,), unit, words)
        if found.may_follow:
            yield RosterQuestion(RosterDoubt.FOLLOWS, (person.shown,), unit, words)
        if person.line in unclear and not found.roles - UNIT_ROLES:
            yield RosterQuestion(RosterDoubt.NO_UNIT, (person.shown,), unit, words)


def _together(people: list[_Person], questions: list[RosterQuestion]) -> Iterator[RosterQuestion]:
    """Namesakes in one question each, those without a unit and the deputies of chairmen in one for all."""
    by_name: dict[str, list[str]] = {}
    for person in people:
        by_name.setdefault(_name_key(person.name), []).append(person.shown)
    for shown in by_name.values():
        if len(shown) > 1:
            yield RosterQuestion(RosterDoubt.NAMESAKES, tuple(shown))
    for doubt in RosterDoubt:
        found = [question for question in questions if question.doubt is doubt]
        if doubt in {RosterDoubt.DEPUTY_CHAIR, RosterDoubt.NO_UNIT} and found:
            names = tuple(name for question in found for name in question.people)
            yield RosterQuestion(doubt, names, found[0].unit if doubt is RosterDoubt.NO_UNIT else "")
        else:
            yield from found


def _of_whole(rows: list[RosterRow]) -> Iterator[RosterQuestion]:
    """Offices that nobody of the list holds."""
    held = {row.role for row in rows}
    for role, doubt in (
        (Role.COORDINATOR, RosterDoubt.NO_COORDINATOR),
        (Role.LEADER, RosterDoubt.NO_LEADER),
        (Role.HEAD, RosterDoubt.NO_HEAD),
    ):
        if role not in held:
            yield RosterQuestion(doubt)
