"""Tables of a PDF page without ruling lines: found by the words of their header, laid out by the gaps between columns.

The only place among the formats that looks at what words mean: nothing else tells such a table from prose.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.plans.columns import columns_of
from documents.plans.formats.pdf_tables import Word, joined

_GUTTER = 5.0  # points between columns at the least; words of one line stand three or four apart
_HEADER_LINES = 3
_CODE = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)]?")
_WIDE_APART = 1.3  # times the usual step from line to line: a new row
Line = Sequence[Word]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """The lines `start` to `end` (behind the last) as rows of cells; `columns` are where they stand."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[Span, ...]


def find_aligned(lines: Sequence[Line], known: Sequence[Span] = ()) -> AlignedTable | None:
    """The first table of the page; with the columns `known` from the page before, one that goes on without header."""
    if len(known) > 2 and (going_on := _down(lines, 0, tuple(known))):
        return _table(lines, 0, *going_on)
    for count in range(1, _HEADER_LINES + 1):
        for start in range(len(lines) - count + 1):
            head = lines[start : start + count]
            columns = _columns(head)
            if len(columns) > 2 and len(_columns(head[:1])) > 2 and columns_of(_cells(head, columns)):
                return _table(lines, start, *(_down(lines, start + count, columns) or (start + count, columns)))
    return None


def _columns(lines: Sequence[Line], known: Sequence[Span] = ()) -> tuple[Span, ...]:
    """What the words cover from left to right, nothing closer than a gutter."""
    columns: list[Span] = []
    for left, right in sorted([*known, *((w.x0, w.x1) for line in lines for w in line)]):
        if columns and left - columns[-1][1] < _GUTTER:
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    return tuple(columns)


def _down(lines: Sequence[Line], start: int, columns: tuple[Span, ...]) -> tuple[int, tuple[Span, ...]] | None:
    """As far as lines leave the gutters free; None when not even the first one does."""
    end = start
    for line in lines[start:]:
        wider = _columns([line], columns)
        if len(wider) != len(columns) or (end > start and _is_far(lines[end - 1], line)):
            break
        end, columns = end + 1, wider
    return (end, columns) if end > start else None


def _is_far(before: Line, line: Line) -> bool:
    return line[0].top - before[0].bottom > 3.5 * (line[0].bottom - line[0].top)


def _table(lines: Sequence[Line], start: int, end: int, columns: tuple[Span, ...]) -> AlignedTable:
    rows = tuple(_cells(row, columns) for row in _rows(lines[start:end], columns))
    return AlignedTable(start, end, rows, columns)


def _rows(lines: Sequence[Line], columns: Sequence[Span]) -> Iterator[list[Line]]:
    """Lines of one row: a wide step begins a new one; where no step tells, a number in the first column does."""
    by_step = list(_by_step(lines))
    numbers = [sum(_is_numbered(line, columns) for line in row) for row in by_step]
    yield from by_step if all(n <= 1 for n in numbers) else _by_number(lines, columns)


def _by_step(lines: Sequence[Line]) -> Iterator[list[Line]]:
    steps = sorted(b[0].middle - a[0].middle for a, b in pairwise(lines))
    usual = steps[len(steps) // 4] if steps else 0.0
    row: list[Line] = []
    for line in lines:
        if row and line[0].middle - row[-1][0].middle > usual * _WIDE_APART:
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _by_number(lines: Sequence[Line], columns: Sequence[Span]) -> Iterator[list[Line]]:
    row: list[Line] = []
    for line in lines:
        if row and _is_numbered(line, columns):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _is_numbered(line: Line, columns: Sequence[Span]) -> bool:
    return line[0].x0 <= columns[0][1] and bool(_CODE.fullmatch(line[0].text))


def _cells(lines: Sequence[Line], columns: Sequence[Span]) -> tuple[str, ...]:
    return tuple(
        joined([part for line in lines if (part := [w for w in line if left - 1 <= w.x0 <= right + 1])])
        for left, right in columns
    )
