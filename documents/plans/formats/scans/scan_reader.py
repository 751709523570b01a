"""Reads scanned pages and photographs into blocks, page by page."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pypdfium2

from documents.plans.blocks import Block, Box, PlanUnreadable, Row
from documents.plans.formats.pdf_tables import PageWriter
from documents.plans.formats.scans.album import photographs_in
from documents.plans.formats.scans.page_crops import PageCrop
from documents.plans.formats.scans.scanned_pages import SeenPage, page_of_pdf, page_of_photograph

MOST_SCANS = 60  # pages; each takes seconds
_TOO_MANY = f"Tệp có hơn {MOST_SCANS} trang là bản quét (ảnh chụp); đề nghị chỉ gửi các trang của kế hoạch."
_COUNT = re.compile(r"[0-9]{1,3}")
_LONGEST_COUNT = 3  # signs in a cell that is taken for a number read wrong
_SAME_COLUMN = 0.015  # of the table's width: sheets never lie in the scanner the same way twice


class PdfScans:
    """Pages of a PDF, each read as a picture when it is asked for."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._layout = _Layout()
        self._count = 0

    def blocks(self, number: int, writer: PageWriter) -> list[Block]:
        """The blocks of a page, counted from 1. Raises PlanUnreadable."""
        self._count += 1
        if self._count > MOST_SCANS:
            raise PlanUnreadable(_TOO_MANY)
        document = pypdfium2.PdfDocument(self._content)  # for each page: an open one keeps all pictures it unpacked
        try:
            seen = page_of_pdf(document[number - 1])
        finally:
            document.close()
        return self._layout.blocks(seen, number, writer)


def blocks_of_photograph(
    content: bytes, on_page: Callable[[int, int], None] = lambda _page, _pages: None
) -> list[Block]:
    """The blocks of a .jpg or .png of one page; `on_page` is called with 0 and then 1. Raises PlanUnreadable."""
    return _blocks_of_photographs([content], on_page)


def blocks_of_album(content: bytes, on_page: Callable[[int, int], None] = lambda _page, _pages: None) -> list[Block]:
    """The blocks of photographs packed together, a page each; `on_page` as of a PDF. Raises PlanUnreadable."""
    pages = photographs_in(content)
    if len(pages) > MOST_SCANS:
        raise PlanUnreadable(_TOO_MANY)
    return _blocks_of_photographs(pages, on_page)


def _blocks_of_photographs(pages: Sequence[bytes], on_page: Callable[[int, int], None]) -> list[Block]:
    on_page(0, len(pages))
    layout, writer, blocks = _Layout(), PageWriter(), list[Block]()
    for number, page in enumerate(pages, 1):
        blocks += layout.blocks(page_of_photograph(page), number, writer)
        on_page(number, len(pages))
    return blocks


def counted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the number of a row put right that stands between its neighbours' ("10", "I1", "12")."""
    fixed = list(blocks)
    for i, (before, row, after) in enumerate(zip(blocks, blocks[1:], blocks[2:], strict=False), 1):
        if not (isinstance(before, Row) and isinstance(row, Row) and isinstance(after, Row)):
            continue
        first, number, last = before.words[0], row.words[0], after.words[0]
        is_gap = _COUNT.fullmatch(first) and _COUNT.fullmatch(last) and int(last) == int(first) + 2
        if is_gap and number and len(number) <= _LONGEST_COUNT and not _COUNT.fullmatch(number):
            fixed[i] = replace(row, cells=(str(int(first) + 1), *row.cells[1:]))
    return fixed


def _crop(page: SeenPage, box: Box | None) -> PageCrop | None:
    if box is None:
        return None
    left, top, right, bottom = box
    return PageCrop(page.picture, (left / page.width, top / page.height, right / page.width, bottom / page.height))


class _Layout:
    """Lays out seen pages; a table whose columns are nearly those of the one before gets the very same."""

    def __init__(self) -> None:
        self._columns: list[float] = []

    def blocks(self, page: SeenPage, number: int, writer: PageWriter) -> list[Block]:
        tables = [self._matched(table) for table in page.tables]
        blocks = writer.blocks(page.words, tables, page.height, number)
        return counted([replace(block, is_scan=True, crop=_crop(page, block.box)) for block in blocks])

    def _matched(self, table: tuple[Box, ...]) -> tuple[Box, ...]:
        columns = sorted({edge for cell in table for edge in (cell[0], cell[2])})
        known, self._columns = self._columns, columns
        if len(known) != len(columns):
            return table
        width, known_width = columns[-1] - columns[0], known[-1] - known[0]
        places = {c: known[0] + (c - columns[0]) / width * known_width for c in columns}
        if any(abs(places[c] - k) > _SAME_COLUMN * known_width for c, k in zip(columns, known, strict=True)):
            return table
        self._columns = known
        same = dict(zip(columns, known, strict=True))
        return tuple((same[left], top, same[right], bottom) for left, top, right, bottom in table)
