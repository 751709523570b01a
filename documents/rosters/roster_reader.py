"""Reads the list of units and people, and checks what must hold for the list as a whole."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import PurePath
from typing import NoReturn

from documents.rosters.roster_rows import FileRow, Grid, RosterUnreadable, find_header, is_own_form
from documents.sheets import (
    MOST_ROWS,
    CsvBroken,
    Sheet,
    SheetFault,
    SheetUnreadable,
    csv_rows,
    decoded,
    sheets_of,
    shown_cells,
)
from domain.names import fold, modern_tone, tidy
from domain.rosters import Roster, RosterRow

_FEWEST = 3  # people in a list; a plan may name two in a signature
MOST_BYTES = 5_000_000  # a list of 5,000 people has a tenth of it
_FAULTS = {
    SheetFault.BROKEN: "Không mở được tệp {}: tệp .xlsx hỏng hoặc đặt mật khẩu.",
    SheetFault.TOO_LARGE: "Tệp {} quá lớn khi mở ra; hãy chia nhỏ.",
    SheetFault.TOO_MANY_ROWS: f"Tệp {{}} có hơn {MOST_ROWS} dòng; hãy chia nhỏ.",
    SheetFault.FAR_CELL: "Tệp {} có ô nằm quá xa trong bảng tính; hãy xóa dòng, cột thừa.",
}


def read_roster(content: bytes, filename: str) -> Roster:
    """Reads a list in the program's own form, or as the office keeps it (documents.rosters.office_reader).

    The own form is a .csv, or the first visible sheet of an .xlsx, with the columns unit, aliases, parent, person,
    role. The columns group, language and phone may be added; others are ignored. Headers and roles may be English or
    Vietnamese, with or without diacritics. Lists in a cell are separated by ";". A person without a role is an
    officer. A unit is a group when the column `group` says so or its name begins with "các". Nothing is calculated: a
    cell that looks like a formula is text. Raises RosterUnreadable.
    """
    filename = tidy(filename)  # it is repeated to the person, and may hold what steers a terminal
    _check_size(content, filename)
    kind = PurePath(filename).suffix.lower()
    if kind in {".csv", ".xlsx"} and (grid := _own_form(content, kind, filename)):
        return _read_own_form(grid, filename)
    return _read_office_list(content, filename)


def list_in(content: bytes, filename: str) -> Roster | None:
    """The list of people that a file is; None for any other file, such as a plan.

    Raises RosterUnreadable for a list that cannot be taken over.
    """
    from documents.rosters.office_reader import people_of_list, read_office_list  # noqa: PLC0415 -- as below
    from documents.rosters.office_tables import read_file  # noqa: PLC0415

    filename = tidy(filename)
    kind = PurePath(filename).suffix.lower()
    try:
        grid = _own_form(content, kind, filename) if kind in {".csv", ".xlsx"} else None
        file = None if grid else read_file(content, filename)
    except RosterUnreadable:
        return None
    if file is not None:
        return read_office_list(file, filename) if people_of_list(file) >= _FEWEST else None
    return _read_own_form(grid, filename) if grid and _names_people(grid, filename) else None


def list_sent_as_plan(roster: Roster) -> str:
    """What is said where only plans are taken."""
    people = len({row.person for row in roster.rows if row.person})
    return (
        f"Đây là danh sách cán bộ ({people} người), không phải kế hoạch, nên chưa ghi gì; đề nghị người quản trị "
        "nạp danh sách ở máy chủ: dondoc load."
    )


def _names_people(grid: Grid, filename: str) -> bool:
    _, columns = find_header(grid, filename)
    return "person" in columns


def _check_size(content: bytes, filename: str) -> None:
    if not content.strip():
        raise RosterUnreadable(f"Tệp {filename} trống.")
    if len(content) > MOST_BYTES:
        raise RosterUnreadable(f"Tệp {filename} lớn hơn {MOST_BYTES // 1_000_000} MB; hãy chia nhỏ.")


def _own_form(content: bytes, kind: str, filename: str) -> Grid | None:
    """The cells of a file in the program's own form; None for a list of an office.

    A .csv in an old code page, or torn where no quotation mark of ours would stand, is an office's.
    """
    if kind == ".csv" and not _is_utf(content):
        return None
    grid = _from_csv(content, filename) if kind == ".csv" else _from_xlsx(content, filename)
    if len(grid) > MOST_ROWS:
        raise RosterUnreadable(_FAULTS[SheetFault.TOO_MANY_ROWS].format(filename))
    return grid if is_own_form(grid) else None


def _is_utf(content: bytes) -> bool:
    try:
        decoded(content)
    except UnicodeDecodeError:
        return False
    return True


def _read_office_list(content: bytes, filename: str) -> Roster:
    # Imported here: readers of Word and PDF are slow to import, and most lists are in the own form in tests and demo.
    from documents.rosters.office_reader import read_office_list  # noqa: PLC0415
    from documents.rosters.office_tables import read_file  # noqa: PLC0415

    return read_office_list(read_file(content, filename), filename)


def _read_own_form(grid: Grid, filename: str) -> Roster:
    start, columns = find_header(grid, filename)
    rows = [row for n, cells in enumerate(grid[start:], start + 1) for row in FileRow(n, cells, columns).rows()]
    if not rows:
        raise RosterUnreadable(f"Tệp {filename} chưa có dòng nào dưới dòng tiêu đề.")
    roster = _with_groups(rows)
    _check_together(roster)
    return roster


def _from_csv(content: bytes, filename: str) -> Grid:
    try:
        text = decoded(content)
    except UnicodeDecodeError as error:
        raise RosterUnreadable(
            f"Tệp {filename} không ở dạng UTF-8; hãy lưu lại dạng “CSV UTF-8” hoặc .xlsx."
        ) from error
    if "\0" in text or not text.strip():
        raise RosterUnreadable(f"Tệp {filename} không phải là bảng .csv.")
    try:
        return csv_rows(text, next(line for line in text.splitlines() if line.strip()), is_strict=True)
    except CsvBroken as error:
        raise RosterUnreadable(f"Tệp {filename} hỏng ở gần dòng {error.line}: dấu ngoặc kép không khớp.") from error


def _from_xlsx(content: bytes, filename: str) -> Grid:
    try:
        sheet = next(sheets_of(content, ".xlsx"), Sheet(()))
    except SheetUnreadable as error:
        raise RosterUnreadable(_FAULTS[error.fault].format(filename)) from error
    if sheet.has_far_cell:
        raise RosterUnreadable(_FAULTS[SheetFault.FAR_CELL].format(filename))
    return shown_cells(sheet)


def _with_groups(rows: list[RosterRow]) -> Roster:
    """What one line says about a unit holds for all its lines."""
    groups: dict[str, str] = {}
    for row in rows:
        if row.unit and row.is_group:
            groups.setdefault(key(row.unit), row.unit)
    whole = (replace(row, is_group=row.unit is not None and key(row.unit) in groups) for row in rows)
    return Roster(tuple(whole), tuple(groups.values()))


def key(name: str) -> str:
    """What two spellings of one name have in common."""
    return fold(modern_tone(name))


def _check_together(roster: Roster) -> None:
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
