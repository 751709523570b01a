"""Lays out one PDF page within limits: a page with absurdly much on it is refused before it costs memory or minutes."""

from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.table import TableFinder

# A full page of small print holds 6,000 letters, a ruled one up to 15,000 strokes; each costs 3 to 10 kB of memory.
MOST_LETTERS = 30_000
MOST_STROKES = 40_000
# Finding cells takes the square of the crossings: 6,000 (60 columns by 100 rows) take a second, 90,000 minutes.
MOST_CROSSINGS = 6_000


class TooDense(Exception):
    """The page holds more letters, strokes or crossing lines than any page of a plan."""


def lay_out(page: Any) -> None:
    """Interpret the page's drawing commands and keep the layout where pdfplumber looks for it.

    The same as pdfplumber's own `Page.layout`, with a device that counts. Raises TooDense, and whatever a damaged page
    provokes in pdfminer.
    """
    device = _CountingDevice(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()  # pdfplumber takes no device of ours, but uses a layout that is kept here


def find_tables(page: Any) -> list[Any]:
    """The ruled tables of a page that was laid out. Raises TooDense when too many lines cross."""
    return list(_CountingFinder(page).tables)


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
