"""The columns of a table whose header is missing, by what its cells hold."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from documents.plans.blocks import Row
from documents.plans.columns import Columns, Role
from documents.plans.deadlines import read_deadline
from documents.plans.units.subjects import subject_of
from domain.deadlines import DeadlineKind

_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 4
_FEWEST_FILLED = 3  # cells of a row; in a spreadsheet titles and signatures stand in the same table
_MOST = 0.7  # of the filled cells of a column have to be of one kind
_LOOKED_AT = 40  # rows; more do not tell more
_LONGEST_NAME, _LONGEST_LIMIT = 120, 80  # characters
_CODE = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)]?")


def headless_tables(rows: Iterable[Row]) -> list[tuple[Columns, list[Row]]]:
    """Tables that count rows, name units and set time limits, each with its columns."""
    found = []
    for _, group in groupby(rows, key=lambda row: row.table):
        table = [row for row in group if sum(map(bool, row.words)) >= _FEWEST_FILLED]
        if columns := _guessed([row.words for row in table[:_LOOKED_AT]]):
            found.append((columns, table))
    return found


def _guessed(rows: Sequence[tuple[str, ...]]) -> Columns | None:
    width = max(map(len, rows), default=0)
    if len(rows) < _FEWEST_ROWS or width < _FEWEST_COLUMNS:
        return None
    columns = [[row[i] for row in rows if i < len(row) and row[i]] for i in range(width)]
    limits, names = _of_kind(columns, _is_limit), _of_kind(columns, _is_name)
    if not _is_mostly(columns[0], _is_code) or not limits or not names:
        return None
    left = [i for i in range(1, width) if i not in {*limits, *names}]
    task = max(left, key=lambda i: sum(map(len, columns[i])), default=None)
    if task is None:
        return None
    roles = {0: Role.NUMBER, task: Role.TASK, limits[0]: Role.DEADLINE, names[0]: Role.LEAD}
    return Columns(roles | dict.fromkeys(names[1:2], Role.COORDINATING), width)


def _of_kind(columns: Sequence[Sequence[str]], test: Callable[[str], bool]) -> list[int]:
    return [i for i, cells in enumerate(columns) if i and _is_mostly(cells, test)]


def _is_mostly(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    return len(cells) >= _FEWEST_ROWS and sum(map(test, cells)) >= _MOST * len(cells)


def _is_code(cell: str) -> bool:
    return bool(_CODE.fullmatch(cell))


def _is_limit(cell: str) -> bool:
    return len(cell) <= _LONGEST_LIMIT and read_deadline(cell, None).deadline.kind is not DeadlineKind.UNKNOWN


def _is_name(cell: str) -> bool:
    return len(cell) <= _LONGEST_NAME and not subject_of(cell) and bool(subject_of(f"{cell} chủ trì"))
