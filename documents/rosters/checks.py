"""What must hold for a list as a whole: nothing twice, no name for two units, every parent has a line."""

from collections.abc import Callable, Iterable
from typing import NoReturn

from documents.rosters.rows import Roster, RosterRow, RosterUnreadable
from domain.names import fold, modern_tone


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
