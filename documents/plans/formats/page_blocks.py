"""One page of words and ruled cells laid out as blocks; what goes on over page ends is kept from page to page."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from documents.plans.blocks import Block, Box, Paragraph
from documents.plans.formats.pdf_aligned import find_aligned
from documents.plans.formats.pdf_tables import TableWriter, Word, lines_of

_NEW_PARAGRAPH = re.compile(
    r"^(?:[-+•*–]\s|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[IVX]{1,5}[.)]\s|\d{1,2}\.\d|Nơi nhận|KẾ HOẠCH\b"
    r"|Số\s*:|Điều \d)"
)
_PAGE_NUMBER = re.compile(r"(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
_OTHER_COLUMN = 100.0  # points; no first line is set in that far: the right column of a letterhead ended
_WIDE_GAP = 40.0  # points; justified words never stand that far apart


class PageWriter:
    """Keeps what goes over page ends: the count of paragraphs and the columns of a table that goes on."""

    def __init__(self) -> None:
        self._tables = TableWriter()
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
            for line in lines_of([w for w in words if top < w.middle < bottom])
            if not (_is_margin(line[0], height) and _PAGE_NUMBER.fullmatch(_text(line)))
        ]
        while table := find_aligned(lines, self._aligned):
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
        parts = [part for line in lines for part in _columns(line)]
        right = max((x[-1].x1 for x in parts), default=0.0)
        for text, box in _paragraphs(parts, right):
            self._paragraphs += 1
            yield Paragraph(text, self._paragraphs, number, box=box)


def _is_margin(word: Word, height: float) -> bool:
    return word.middle < height * 0.09 or word.middle > height * 0.91


def _text(line: Sequence[Word]) -> str:
    return " ".join(w.text for w in line)


def _columns(line: Sequence[Word]) -> list[list[Word]]:
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
