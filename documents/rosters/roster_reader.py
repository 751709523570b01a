"""Bytes -> Roster: header, lines, and then the list as a whole."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NoReturn

from documents.grids import GridUnreadable, read_grid
from documents.rosters.roster_rows import Line, Roster, RosterRow, RosterUnreadable, find_header
from domain.names import fold, modern_tone, tidy


def key(name: str) -> str:
    """What two spellings of one name have in common."""
    return fold(modern_tone(name))


def check_together(roster: Roster) -> None:
    """Raises RosterUnreadable with the first thing wrong, in the order of the file."""
    checks: tuple[Callable[[tuple[RosterRow, ...]], None], ...] = (
        _people_are_told_apart,
        _nothing_twice,
        _names_are_told_apart,
        _parents_have_a_line,
        _one_parent,
        _no_circle,
    )
    for check in checks:
        check(roster.rows)


def _nothing_twice(rows: Iterable[RosterRow]) -> None:
    seen: dict[tuple[str, str, str], int] = {}
    for row in rows:
        if row.person is None:
            continue
        mark = (key(row.unit or ""), key(row.person), str(row.role))
        if mark in seen:
            _refuse(row, f"{row.person} với cùng đơn vị và vai trò đã có ở dòng {seen[mark]}")
        seen[mark] = row.line


def _people_are_told_apart(rows: Iterable[RosterRow]) -> None:
    """A person is found by name, typed with or without marks; so two people may not differ by marks alone."""
    seen: dict[str, RosterRow] = {}
    for row in rows:
        if row.person is None:
            continue
        other = seen.setdefault(key(row.person), row)
        if modern_tone(other.person or "").casefold() != modern_tone(row.person).casefold():
            _refuse(row, f"“{row.person}” và “{other.person}” (dòng {other.line}) chỉ khác dấu; hãy ghi cho khác nhau")


def _names_are_told_apart(rows: Iterable[RosterRow]) -> None:
    owners: dict[str, RosterRow] = {}
    for row in rows:
        if row.unit:
            owners.setdefault(key(row.unit), row)
    for row in rows:
        for alias in row.aliases:
            owner = owners.setdefault(key(alias), row)
            if row.unit and owner.unit and key(owner.unit) != key(row.unit):
                _refuse(row, f"tên “{alias}” đã là tên của {owner.unit} (dòng {owner.line})")


def _parents_have_a_line(rows: Iterable[RosterRow]) -> None:
    units = {key(row.unit) for row in rows if row.unit}
    for row in rows:
        for parent in row.parents:
            if key(parent) not in units:
                _refuse(row, f"“{parent}” chưa có dòng nào trong cột đơn vị")


def _one_parent(rows: Iterable[RosterRow]) -> None:
    """A unit stands under at most one unit; groups it may belong to as many as it likes."""
    groups = {key(row.unit) for row in rows if row.unit and row.is_group}
    found: dict[str, str] = {}
    for row in rows:
        for parent in (p for p in row.parents if row.unit and key(p) not in groups):
            first = found.setdefault(key(row.unit or ""), parent)
            if key(first) != key(parent):
                _refuse(row, f"{row.unit} không thể vừa thuộc {first} vừa thuộc {parent}")


def _no_circle(rows: Iterable[RosterRow]) -> None:
    above: dict[str, set[str]] = {}
    for row in rows:
        above.setdefault(key(row.unit or ""), set()).update(key(p) for p in row.parents)
    for row in rows:
        reached, waiting = set[str](), [key(p) for p in row.parents]
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting.extend(above.get(name, ()))
        if row.unit and key(row.unit) in reached:
            _refuse(row, f"{row.unit} không thể thuộc chính mình")


def _refuse(row: RosterRow, what: str) -> NoReturn:
    raise RosterUnreadable(f"Dòng {row.line}: {what}.")


def read_roster(content: bytes, filename: str) -> Roster:
    """Read a .csv (UTF-8) or .xlsx with the columns unit, aliases, parent, person, role (group, language).

    Headers and roles may be English or Vietnamese, with or without diacritics; other columns are ignored. Lists in a
    cell are separated by ";". A person without a role is an officer. A unit is a group when the column `group` says
    so or its name begins with "các". Raises RosterUnreadable.
    """
    filename = tidy(filename)  # it is repeated to the person, and may hold what steers a terminal
    try:
        grid = read_grid(content, filename)
    except GridUnreadable as error:
        raise RosterUnreadable(str(error)) from error
    start, columns = find_header(grid, filename)
    rows = [row for n, cells in enumerate(grid[start:], start + 1) for row in Line(n, cells, columns).rows()]
    if not rows:
        raise RosterUnreadable(f"Tệp {filename} chưa có dòng nào dưới dòng tiêu đề.")
    roster = _with_groups(rows)
    check_together(roster)
    return roster


def _with_groups(rows: list[RosterRow]) -> Roster:
    """What one line says about a unit holds for all its lines."""
    groups: dict[str, str] = {}
    for row in rows:
        if row.unit and row.is_group:
            groups.setdefault(key(row.unit), row.unit)
    whole = (replace(row, is_group=row.unit is not None and key(row.unit) in groups) for row in rows)
    return Roster(tuple(whole), tuple(groups.values()))
