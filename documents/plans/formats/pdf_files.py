"""PDF files: pages with text are laid out within limits, pages that are pictures are read as scans."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any, Protocol

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.table import TableFinder
from pdfplumber.utils.exceptions import PdfminerException
from propcache.api import cached_property

from documents.plans.blocks import Block, PlanUnreadable
from documents.plans.formats.pdf_tables import PageWriter, Word
from documents.plans.formats.scans import missing_parts
from documents.plans.legibility import Illegible, check_legible

# A full page of small print holds 6,000 letters, a ruled one up to 15,000 strokes; each costs 3 to 10 kB of memory.
MOST_LETTERS = 30_000
MOST_STROKES = 40_000
# Finding cells takes the square of the crossings: 6,000 (60 columns by 100 rows) take a second, 90,000 minutes.
MOST_CROSSINGS = 6_000

MOST_PAGES = 300
_FEWEST_LETTERS = 20  # on a page that is no picture
_LOST_LETTER = "(cid:"
_SCANNED = "Tệp PDF là bản quét (ảnh chụp), không có chữ để đọc; đề nghị gửi bản gốc dạng Word hoặc PDF xuất từ Word."
_TOO_DENSE = (
    "Tệp PDF có quá nhiều nét vẽ hoặc chữ trên một trang nên không đọc được; đề nghị gửi tệp Word hoặc chỉ gửi phần "
    "bảng nhiệm vụ."
)
_NO_LETTERS = "Tệp PDF dùng phông chữ không đọc được (mất bảng mã); đề nghị gửi tệp Word hoặc xuất lại PDF từ Word."
_BROKEN = "Tệp PDF bị hỏng, không mở được; đề nghị xuất lại PDF từ Word hoặc gửi tệp Word."

OnPage = Callable[[int, int], None]


class TooDense(Exception):
    """The page holds more letters, strokes or crossing lines than any page of a plan."""


class CountedPage(Page):
    """A page of pdfplumber whose drawing commands are interpreted by a device that counts."""

    def __init__(self, page: Any) -> None:
        super().__init__(page.pdf, page.page_obj, page.page_number, page.initial_doctop)

    @cached_property
    def layout(self) -> Any:
        """The drawn page, from which pdfplumber takes its letters and lines.

        Raises TooDense, and whatever a damaged page provokes in pdfminer.
        """
        device = _CountingDevice(self.pdf.rsrcmgr, pageno=self.page_number, laparams=self.pdf.laparams)
        PDFPageInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
        return device.get_result()

    def close(self) -> None:
        """Free what is kept of the page: a plan of 300 pages would else hold all of them."""
        super().close()
        self.__dict__.pop("layout", None)


def find_tables(page: Any) -> list[Any]:
    """The ruled tables of a page. Raises TooDense when too many lines cross."""
    return list(_CountingFinder(page).tables)


# A file of 12 kB with 1,000 by 1,000 ruled lines kept the table finder busy for over a minute; one of 4 kB with a
# million letters took 2 GB. Both are refused while they are drawn, before they cost that.
class _CountingDevice(PDFPageAggregatorWithMarkedContent):
    """Counts while pdfminer draws, since a few kilobytes may repeat one form a million times."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._letters = self._strokes = 0

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        """Draw a letter, unless there are too many."""
        self._letters += 1
        if self._letters > MOST_LETTERS:
            raise TooDense
        return float(super().render_char(*args, **kwargs))

    def paint_path(self, gstate: Any, stroke: Any, fill: Any, evenodd: Any, path: Any) -> None:
        """Draw lines and curves, unless there are too many."""
        self._strokes += len(path) + 1
        if self._strokes > MOST_STROKES:
            raise TooDense
        super().paint_path(gstate, stroke, fill, evenodd, path)


class _CountingFinder(TableFinder):
    """Finds tables where few enough lines cross; pdfplumber asks for the edges first and compares them afterwards."""

    def get_edges(self) -> list[Any]:
        """The lines that may bound cells, near ones merged."""
        edges: list[Any] = super().get_edges()
        upright = sum(edge["orientation"] == "v" for edge in edges)
        if upright * (len(edges) - upright) > MOST_CROSSINGS:
            raise TooDense
        return edges


class Scans(Protocol):
    """Reads the pages of one PDF as pictures."""

    def blocks(self, number: int, writer: PageWriter) -> list[Block]:
        """The blocks of a page, counted from 1. Raises PlanUnreadable."""


class _LettersLost(PlanUnreadable):
    """The file does not tell which letters its signs are."""


def blocks_of_pdf(content: bytes, on_page: OnPage = lambda _page, _pages: None) -> list[Block]:
    """Paragraphs and rows in reading order; `on_page` is called with each page that was read and the number of pages.

    Pages without text, and all pages where the text is useless, are read as pictures where this machine can: `on_page`
    is called with 0 before the first of them, since they take longer. Raises PlanUnreadable for broken, encrypted,
    overfull or endless files, and for scanned ones that cannot be read.
    """
    try:
        return _blocks(content, on_page)
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


def _blocks(content: bytes, on_page: OnPage) -> list[Block]:
    scans = None if missing_parts() else _scans_of(content)
    # pdfplumber: 75 of 75 cells exact. PyMuPDF breaks Vietnamese words and is AGPL; docling brings torch.
    with pdfplumber.open(BytesIO(content)) as document:
        pages = document.pages
        if len(pages) > MOST_PAGES:
            raise PlanUnreadable(f"Tệp PDF có hơn {MOST_PAGES} trang; đề nghị chỉ gửi phần kế hoạch.")
        try:
            blocks = _Reader(scans, on_page).read(pages)
            if scans is None:
                return blocks
            check_legible(blocks)
        except PlanUnreadable as trouble:
            if scans is None or not isinstance(trouble, Illegible | _LettersLost):
                raise
            return _Reader(scans, on_page).read_pictures(len(pages))
        return blocks


def _scans_of(content: bytes) -> Scans:
    from documents.plans.formats.scans.scan_reader import PdfScans  # noqa: PLC0415 -- heavy, and not everywhere

    return PdfScans(content)


class _Reader:
    """Reads page after page; `scans` reads those that are pictures, None where this machine cannot."""

    def __init__(self, scans: Scans | None, on_page: OnPage) -> None:
        self._writer = PageWriter()
        self._scans, self._on_page = scans, on_page
        self._pictures = self._dense = 0
        self._is_slow = False

    def read(self, pages: Sequence[Any]) -> list[Block]:
        """All pages, by their text where they have one."""
        blocks: list[Block] = []
        for number, page in enumerate(pages, 1):
            counted = CountedPage(page)
            blocks += self._blocks(counted, number, len(pages))
            counted.close()
            page.close()
            self._on_page(number, len(pages))
        if (self._pictures + self._dense) * 2 > len(pages):
            raise PlanUnreadable(_SCANNED if self._pictures >= self._dense else _TOO_DENSE)
        return blocks

    def read_pictures(self, count: int) -> list[Block]:
        """All pages read as pictures, their text layer ignored."""
        blocks: list[Block] = []
        for number in range(1, count + 1):
            blocks += self._picture(number, count)
            self._on_page(number, count)
        return blocks

    def _blocks(self, page: Any, number: int, count: int) -> list[Block]:
        """The blocks of a page; of one that cannot be read a mark that says so."""
        try:
            if _is_picture(page):
                return self._picture(number, count)
            words = [Word(w["text"], w["x0"], w["x1"], w["top"], w["bottom"]) for w in page.extract_words()]
            if sum(_LOST_LETTER in w.text for w in words) * 20 > len(words):
                raise _LettersLost(_NO_LETTERS)
            tables = [table.cells for table in find_tables(page)]
            return list(self._writer.blocks(words, tables, float(page.height), number))
        except TooDense:
            self._dense += 1
        return [self._writer.unread(number)]

    def _picture(self, number: int, count: int) -> list[Block]:
        if self._scans is None:
            self._pictures += 1
            return [self._writer.unread(number)]
        if not self._is_slow:
            self._is_slow = True
            self._on_page(0, count)
        return self._scans.blocks(number, self._writer)


def _is_picture(page: Any) -> bool:
    if len(page.chars) >= _FEWEST_LETTERS:
        return False
    area = float(page.width) * float(page.height)
    return any((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) > area / 2 for i in page.images)
