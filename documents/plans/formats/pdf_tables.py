"""Ruled tables of a PDF page laid out as rows: cells by their boxes, words by where they stand, over page ends too."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.plans.blocks import Box, Row

_NEAR = 3.0  # points; lines drawn twice or a hair apart are one
_LONGEST_HEADER = 3  # rows that are looked for again on the next page


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands, in points from the upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words in lines from the top, each line from the left; raised and lowered signs stay in their line."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.middle, w.x0)):
        last = lines[-1][-1] if lines else None
        if last and abs(word.middle - last.middle) < (last.bottom - last.top) * 0.5:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.x0) for line in lines]


def joined(lines: Sequence[Sequence[Word]]) -> str:
    """Lines as one text; a word broken at a hyphen or slash ("38/KH-" "UBND") is whole again."""
    text = ""
    for line in lines:
        words = " ".join(w.text for w in line)
        text += words if not text or re.search(r"\S[-/]$", text) else f" {words}"
    return text


class TableWriter:
    """Turns the tables of a document into rows; a table with the columns of the one before goes on with it."""

    def __init__(self) -> None:
        self._columns: list[float] = []
        self._table = self._row = 0
        self._opening: list[list[str]] = []
        self._last: list[str] = []
        self._last_merged: frozenset[int] = frozenset()

    def rows(self, cells: Sequence[Box], words: Sequence[Word], page: int) -> Iterator[Row]:
        """The rows of one table of a page; `cells` are boxes (left, top, right, bottom)."""
        columns = _edges([c[0] for c in cells] + [c[2] for c in cells])
        tops = _edges([c[1] for c in cells] + [c[3] for c in cells])
        goes_on = _fits(columns, self._columns)
        if goes_on:
            columns = self._columns
        else:
            self._columns, self._table, self._row = columns, self._table + 1, 0
            self._opening, self._last, self._last_merged = [], [], frozenset()
        if len(columns) < 2 or len(tops) < 2:
            return
        placed = sorted((_Placed(c, columns, tops, _inside(c, words)) for c in cells), key=lambda p: (p.top, p.left))
        left, right = min(c[0] for c in cells), max(c[2] for c in cells)
        header_rows = 0
        for i in range(len(tops) - 1):
            self._row += 1
            is_first = goes_on and i == header_rows
            row = self._laid_out([p for p in placed if p.top <= i < p.bottom], i, page, is_first=is_first)
            row = replace(row, box=(left, tops[i], right, tops[i + 1]))
            if is_first and i < len(self._opening) and list(row.cells) == self._opening[i]:
                header_rows += 1
            else:
                self._last, self._last_merged = list(row.cells), row.repeated
            if len(self._opening) < _LONGEST_HEADER and not goes_on:
                self._opening.append(list(row.cells))
            yield row

    def unruled(self, rows: Sequence[tuple[str, ...]], page: int, *, goes_on: bool) -> Iterator[Row]:
        """Rows that were laid out without lines, counted along with the ruled ones."""
        self._columns = []
        self._table, self._row = (self._table, self._row) if goes_on else (self._table + 1, 0)
        for cells in rows:
            self._row += 1
            yield Row(cells, self._table, self._row, page)

    def _laid_out(self, placed: "Sequence[_Placed]", at: int, page: int, *, is_first: bool) -> Row:
        """One row; below a repeated header, an empty cell may be the rest of one on the page before."""
        texts = [""] * (len(self._columns) - 1)
        repeated: set[int] = set()
        for cell in placed:
            if is_first and cell.top == at and not cell.text and self._goes_on_below(cell, at):
                cell.text = self._last[cell.left]
                repeated.add(cell.left)
            if at > cell.top:
                repeated.add(cell.left)
            if cell.left < len(texts):
                texts[cell.left] = cell.text
        is_banner = len(placed) <= 2 and any(c.right - c.left >= 3 for c in placed)
        return Row(tuple(texts), self._table, self._row, page, frozenset(repeated), is_banner)

    def _goes_on_below(self, cell: "_Placed", at: int) -> bool:
        """It stands over several rows here, or the cell above it did at the end of the page before."""
        return cell.left < len(self._last) and (cell.bottom - at > 1 or cell.left in self._last_merged)


class _Placed:
    """A cell by the numbers of the columns and rows it covers."""

    def __init__(self, box: Box, columns: Sequence[float], tops: Sequence[float], words: Sequence[Word]) -> None:
        self.left, self.right = _nearest(box[0], columns), _nearest(box[2], columns)
        self.top, self.bottom = _nearest(box[1], tops), _nearest(box[3], tops)
        self.text = joined(lines_of(words))


def _inside(box: Box, words: Sequence[Word]) -> list[Word]:
    left, top, right, bottom = box
    return [w for w in words if left - 1 <= (w.x0 + w.x1) / 2 <= right + 1 and top <= w.middle < bottom]


def _edges(places: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges


def _nearest(place: float, edges: Sequence[float]) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - place))


def _fits(columns: Sequence[float], known: Sequence[float]) -> bool:
    """The same table on the next page: the same outer edges, and no line that the first page did not have."""
    if len(columns) < 2 or len(known) < 2:
        return False
    return all(any(abs(c - k) <= _NEAR for k in known) for c in columns) and (
        abs(columns[0] - known[0]) <= _NEAR and abs(columns[-1] - known[-1]) <= _NEAR
    )
