"""PDF files that hold text: ruled tables become rows, what stands between them paragraphs, page by page."""

import re
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from documents.plans.blocks import Block, Paragraph, PlanUnreadable
from documents.plans.formats.pdf_aligned import find_aligned
from documents.plans.formats.pdf_layout import TooDense, find_tables, lay_out
from documents.plans.formats.pdf_tables import TableWriter, Word, lines_of

MOST_PAGES = 300
_FEWEST_LETTERS = 20  # on a page that is no picture
_NEW_PARAGRAPH = re.compile(
    r"^(?:[-+•*–]\s|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[IVX]{1,5}[.)]\s|\d{1,2}\.\d|Nơi nhận|KẾ HOẠCH\b"
    r"|Số\s*:|Điều \d)"
)
_PAGE_NUMBER = re.compile(r"(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
_WIDE_GAP = 40.0  # points; justified words never stand that far apart
_LOST_LETTER = "(cid:"
_SCANNED = "Tệp PDF là bản quét (ảnh chụp), không có chữ để đọc; đề nghị gửi bản gốc dạng Word hoặc PDF xuất từ Word."
_TOO_DENSE = (
    "Tệp PDF có quá nhiều nét vẽ hoặc chữ trên một trang nên không đọc được; đề nghị gửi tệp Word hoặc chỉ gửi phần "
    "bảng nhiệm vụ."
)
_BROKEN = "Tệp PDF bị hỏng, không mở được; đề nghị xuất lại PDF từ Word hoặc gửi tệp Word."


def blocks_of_pdf(content: bytes, on_page: Callable[[int, int], None] = lambda _page, _pages: None) -> list[Block]:
    """Paragraphs and rows in reading order; `on_page` hears the number of each page that was read, and of how many.

    Raises PlanUnreadable for broken, encrypted, scanned, overfull or endless files.
    """
    try:
        with pdfplumber.open(BytesIO(content)) as document:
            return _Reader().read(document.pages, on_page)
    except (PlanUnreadable, MemoryError):
        raise
    except Exception as error:  # the library raises whatever a damaged file provokes: PSException, KeyError, ...
        inside = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(inside, MemoryError):
            raise inside from error
        if isinstance(inside, PDFPasswordIncorrect):
            raise PlanUnreadable(
                "Tệp PDF đang đặt mật khẩu; đề nghị bỏ mật khẩu hoặc gửi tệp Word rồi gửi lại."
            ) from error
        raise PlanUnreadable(_BROKEN) from error


class _Reader:
    """Keeps what goes over page ends: the count of paragraphs and the columns of a table that goes on."""

    def __init__(self) -> None:
        self._tables = TableWriter()
        self._paragraphs = 0
        self._pictures = self._dense = 0
        self._aligned: tuple[tuple[float, float], ...] = ()  # columns of an unruled table that goes on over the page

    def read(self, pages: Sequence[Any], on_page: Callable[[int, int], None]) -> list[Block]:
        if len(pages) > MOST_PAGES:
            raise PlanUnreadable(f"Tệp PDF có hơn {MOST_PAGES} trang; đề nghị chỉ gửi phần kế hoạch.")
        blocks: list[Block] = []
        for number, page in enumerate(pages, 1):
            blocks += self._blocks(page, number)
            page.close()  # frees what the library keeps of the page
            on_page(number, len(pages))
        if (self._pictures + self._dense) * 2 > len(pages):
            raise PlanUnreadable(_SCANNED if self._pictures >= self._dense else _TOO_DENSE)
        return blocks

    def _blocks(self, page: Any, number: int) -> list[Block]:
        """The blocks of a page; of one that cannot be read a mark that says so."""
        try:
            lay_out(page)
            if not _is_picture(page):
                return list(self._page(page, number, find_tables(page)))
            self._pictures += 1
        except TooDense:
            self._dense += 1
        return [Paragraph("", self._paragraphs, number, is_picture=True)]

    def _page(self, page: Any, number: int, tables: Sequence[Any]) -> Iterator[Block]:
        words = [Word(w["text"], w["x0"], w["x1"], w["top"], w["bottom"]) for w in page.extract_words()]
        if sum(_LOST_LETTER in w.text for w in words) * 20 > len(words):
            raise PlanUnreadable(
                "Tệp PDF dùng phông chữ không đọc được (mất bảng mã); đề nghị gửi tệp Word hoặc xuất lại PDF từ Word."
            )
        above = 0.0
        for table in sorted(tables, key=lambda t: t.bbox[1]):
            top, bottom = table.bbox[1], table.bbox[3]
            yield from self._prose(words, above, top, number, page)
            inside = [w for w in words if top <= w.middle <= bottom]
            yield from self._tables.rows(table.cells, inside, number)
            above = max(above, bottom)
        yield from self._prose(words, above, float("inf"), number, page)

    def _prose(self, words: Sequence[Word], top: float, bottom: float, number: int, page: Any) -> Iterator[Block]:
        """What stands between ruled tables: paragraphs, and tables that only their columns show."""
        lines = [
            line
            for line in lines_of([w for w in words if top < w.middle < bottom])
            if not (_is_margin(line[0], page) and _PAGE_NUMBER.fullmatch(_text(line)))
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
        for text in _paragraphs(parts, right):
            self._paragraphs += 1
            yield Paragraph(text, self._paragraphs, number)


def _is_picture(page: Any) -> bool:
    if len(page.chars) >= _FEWEST_LETTERS:
        return False
    area = float(page.width) * float(page.height)
    return any((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) > area / 2 for i in page.images)


def _is_margin(word: Word, page: Any) -> bool:
    return word.middle < float(page.height) * 0.09 or word.middle > float(page.height) * 0.91


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


def _paragraphs(lines: Sequence[Sequence[Word]], right: float) -> list[str]:
    """Lines that fill the width go on in the next, unless that one begins a point of its own or stands far below."""
    paragraphs: list[str] = []
    before: Sequence[Word] | None = None
    for line in lines:
        if before and _goes_on(before, line, right):
            paragraphs[-1] += ("" if re.search(r"\S[-/]$", paragraphs[-1]) else " ") + _text(line)
        else:
            paragraphs.append(_text(line))
        before = line
    return paragraphs


def _goes_on(before: Sequence[Word], line: Sequence[Word], right: float) -> bool:
    height = before[0].bottom - before[0].top
    is_near = line[0].top - before[0].bottom < height * 1.2
    next_word = line[0].x1 - line[0].x0
    is_full = before[-1].x1 > right - max(45, next_word + 4)  # points: a line with room for one more word was ended
    in_the_middle = line[0].x0 > before[0].x0 + 15 and not is_full
    starts_low = _text(line)[:1].islower() and not _NEW_PARAGRAPH.match(_text(line))
    if not is_near or _NEW_PARAGRAPH.match(_text(line)) or in_the_middle:
        return starts_low and is_near
    return is_full or starts_low
