"""Tables of a PDF page as rows, ruled or aligned by gaps; a table that continues over page ends stays one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from documents.plans.blocks import Block, Box, Paragraph, Row
from documents.plans.tables.columns import columns_of

_NEAR = 3.0  # points; lines drawn twice or a hair apart are one
_LONGEST_HEADER = 3  # rows that are looked for again on the next page

_GUTTER = 5.0  # points between columns at the least; words of one line stand three or four apart
_HEADER_LINES = 3
_CODE = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)]?")
_WIDE_APART = 1.3  # times the usual step from line to line: a new row

Span = tuple[float, float]

_NEW_PARAGRAPH = re.compile(
    r"^(?:[-+•*–]\s|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[IVX]{1,5}[.)]\s|\d{1,2}\.\d|Nơi nhận|KẾ HOẠCH\b"
    r"|Số\s*:|Điều \d)"
)
_PAGE_NUMBER = re.compile(r"(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
_OTHER_COLUMN = 100.0  # points; no first line is set in that far: the right column of a letterhead ended
_WIDE_GAP = 40.0  # points; justified words never stand that far apart


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


def _lines_of(words: Sequence[Word]) -> list[list[Word]]:
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


class _TableWriter:
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
        self.text = joined(_lines_of(words))


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


Line = Sequence[Word]


@dataclass(frozen=True, slots=True)
class _AlignedTable:
    """The lines `start` to `end` (behind the last) as rows of cells; `columns` are where they stand."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[Span, ...]


def _find_aligned(lines: Sequence[Line], known: Sequence[Span] = ()) -> _AlignedTable | None:
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


def _table(lines: Sequence[Line], start: int, end: int, columns: tuple[Span, ...]) -> _AlignedTable:
    rows = tuple(_cells(row, columns) for row in _rows(lines[start:end], columns))
    return _AlignedTable(start, end, rows, columns)


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


class PageWriter:
    """Keeps what goes over page ends: the count of paragraphs and the columns of a table that goes on."""

    def __init__(self) -> None:
        self._tables = _TableWriter()
        self._paragraphs = 0
        self._aligned: tuple[tuple[float, float], ...] = ()  # columns of an unruled table that goes on over the page

    def unread(self, number: int) -> Paragraph:
        """The mark of a page that cannot be read."""
        return Paragraph("", self._paragraphs, number, is_picture=True)

    def blocks(
        self, words: Sequence[Word], tables: Sequence[Sequence[Box]], height: float, number: int
    ) -> Iterator[Block]:
        """The blocks of a page from the top; `tables` are the cells of its ruled tables, all in points."""
        above = 0.0
        for cells in sorted(tables, key=lambda cells: min(c[1] for c in cells)):
            top, bottom = min(c[1] for c in cells), max(c[3] for c in cells)
            yield from self._prose(words, above, top, number, height)
            inside = [w for w in words if top <= w.middle <= bottom]
            yield from self._tables.rows(cells, inside, number)
            above = max(above, bottom)
        yield from self._prose(words, above, float("inf"), number, height)

    def _prose(self, words: Sequence[Word], top: float, bottom: float, number: int, height: float) -> Iterator[Block]:
        """What stands between ruled tables: paragraphs, and tables that only their columns show."""
        lines = [
            line
            for line in _lines_of([w for w in words if top < w.middle < bottom])
            if not (_is_margin(line[0], height) and _PAGE_NUMBER.fullmatch(_text(line)))
        ]
        while table := _find_aligned(lines, self._aligned):
            yield from self._paragraphs_of(lines[: table.start], number)
            yield from self._tables.unruled(table.rows, number, goes_on=bool(self._aligned) and not table.start)
            lines, self._aligned = lines[table.end :], ()
            if not lines:
                self._aligned = table.columns
                return
        if lines:
            self._aligned = ()
        yield from self._paragraphs_of(lines, number)

    def _paragraphs_of(self, lines: Sequence[Sequence[Word]], number: int) -> Iterator[Paragraph]:
        parts = [part for line in lines for part in _text_columns(line)]
        right = max((x[-1].x1 for x in parts), default=0.0)
        for text, box in _paragraphs(parts, right):
            self._paragraphs += 1
            yield Paragraph(text, self._paragraphs, number, box=box)


def _is_margin(word: Word, height: float) -> bool:
    return word.middle < height * 0.09 or word.middle > height * 0.91


def _text(line: Sequence[Word]) -> str:
    return " ".join(w.text for w in line)


def _text_columns(line: Sequence[Word]) -> list[list[Word]]:
    """A line with a wide gap is two: the body that issues on the left, the motto or the date on the right."""
    parts = [[line[0]]]
    for before, word in pairwise(line):
        if word.x0 - before.x1 > _WIDE_GAP:
            parts.append([])
        parts[-1].append(word)
    return parts


def _paragraphs(lines: Sequence[Sequence[Word]], right: float) -> list[tuple[str, Box]]:
    """Lines that fill the width go on in the next, unless that one begins a point of its own or stands far below."""
    paragraphs: list[tuple[str, Box]] = []
    before: Sequence[Word] | None = None
    for line in lines:
        box = (line[0].x0, min(w.top for w in line), line[-1].x1, max(w.bottom for w in line))
        if before and _goes_on(before, line, right):
            text, above = paragraphs[-1]
            text += ("" if re.search(r"\S[-/]$", text) else " ") + _text(line)
            paragraphs[-1] = (text, (min(above[0], box[0]), above[1], max(above[2], box[2]), box[3]))
        else:
            paragraphs.append((_text(line), box))
        before = line
    return paragraphs


def _goes_on(before: Sequence[Word], line: Sequence[Word], right: float) -> bool:
    height = before[0].bottom - before[0].top
    is_near = line[0].top - before[0].bottom < height * 1.2
    next_word = line[0].x1 - line[0].x0
    is_full = before[-1].x1 > right - max(45, next_word + 4)  # points: a line with room for one more word was ended
    if before[0].x0 - line[0].x0 > _OTHER_COLUMN:
        return False
    in_the_middle = line[0].x0 > before[0].x0 + 15 and not is_full
    starts_low = _text(line)[:1].islower() and not _NEW_PARAGRAPH.match(_text(line))
    if not is_near or _NEW_PARAGRAPH.match(_text(line)) or in_the_middle:
        return starts_low and is_near
    return is_full or starts_low
