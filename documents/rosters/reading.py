"""Bytes -> Roster: header, lines, and then the list as a whole."""

from dataclasses import replace

from documents.grids import GridUnreadable, read_grid
from documents.rosters.checks import check_together, key
from documents.rosters.lines import Line, find_header
from documents.rosters.rows import Roster, RosterRow, RosterUnreadable
from domain.names import tidy


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
