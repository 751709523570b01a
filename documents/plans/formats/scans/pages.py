"""One page that is a picture -> its words and table cells in points, the same as a page with a text layer has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from documents.plans.blocks import Box
from documents.plans.formats.pdf_tables import Word
from documents.plans.formats.scans.crops import kept_page
from documents.plans.formats.scans.pictures import Grey, page_picture, photograph
from documents.plans.formats.scans.ruling import PixelBox, RuledTable, find_ruled
from documents.plans.formats.scans.spelling import corrected, quarter
from documents.plans.formats.scans.straightening import evenly_lit, flat, upright
from documents.plans.formats.scans.strokes import leading_strokes
from documents.plans.formats.scans.tesseract import SeenWord, read_pictures
from domain.names import fold

cv2.setNumThreads(1)
_GRAIN = 0.6  # pixels over which a scanner's grain is smoothed
_WIDTH = 595.0  # points of a page as broad as A4 upright; one lying on its side is 842
_RIM = 24  # white pixels around a piece of the page: tesseract overlooks letters at the edge
_INSET = 4  # pixels of a cell that may still be its line
_AIR = 12  # pixels that are kept around the writing: marks stand above and below letters
_PAPER = 205  # brighter is paper without its grain, which tesseract takes for marks in narrow cells
_DARK, _LEAST_INK = 150, 40  # what is ink, and how many pixels together; fewer are specks
_MOST_STRANGE_CONFIDENCE = 30.0  # a sign without letter or figure that is less certain is a speck
_HAS_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What stands on a page: words outside of tables and inside, cells of each table, height and width; in points.

    `picture` is the page as it is kept for showing.
    """

    words: tuple[Word, ...]
    tables: tuple[tuple[Box, ...], ...]
    height: float
    width: float
    picture: bytes


def page_of_pdf(page: Any) -> SeenPage:
    """A page of pypdfium2. Raises PlanUnreadable."""
    return _seen(upright(evenly_lit(flat(page_picture(page)))))


def page_of_photograph(content: bytes) -> SeenPage:
    """A .jpg or .png of one page. Raises PlanUnreadable."""
    return _seen(upright(evenly_lit(flat(photograph(content)))))


def _seen(page: Grey) -> SeenPage:
    height, width = page.shape
    picture = kept_page(page)
    tables, pieces = _cut(page)
    del page  # tesseract needs the memory
    read = read_pictures([piece for _, piece in pieces])
    scale = (_WIDTH if height >= width else _WIDTH * 2**0.5) / width
    words = [
        _placed(word, text, box, scale)
        for (box, piece), seen in zip(pieces, read, strict=True)
        for word, text in _spelled([w for w in seen if _is_word(w)], piece)
    ]
    cells = tuple(tuple(_scaled(cell, scale) for cell in table.cells) for table in tables)
    return SeenPage(tuple(words), cells, height * scale, width * scale, picture)


def _cut(page: Grey) -> tuple[list[RuledTable], list[tuple[PixelBox, Grey]]]:
    """The page's tables, and the pieces with writing: cells, and what stands between the tables."""
    tables, lines = find_ruled(page)
    smooth = cv2.GaussianBlur(page, (0, 0), _GRAIN)
    smooth[(lines > 0) | (smooth > _PAPER)] = 255
    clean = np.asarray(smooth, np.uint8)
    boxes = [cell for table in tables for cell in table.cells] + _bands(clean, tables)
    return tables, [piece for box in boxes if (piece := _piece(clean, box)) is not None]


def _bands(page: Grey, tables: Sequence[RuledTable]) -> list[PixelBox]:
    """The page above, between and below its tables, in its whole width."""
    height, width = page.shape
    edges = [0, *(edge for table in tables for edge in (table.box[1], table.box[3])), height]
    return [(0, top, width, bottom) for top, bottom in zip(edges[::2], edges[1::2], strict=True) if bottom > top]


def _piece(page: Grey, box: PixelBox) -> tuple[PixelBox, Grey] | None:
    """The part of the box where there is writing and its place, with a white rim; None where there is none."""
    left, top, right, bottom = (box[0] + _INSET, box[1] + _INSET, box[2] - _INSET, box[3] - _INSET)
    if right <= left or bottom <= top:
        return None
    dark = (page[top:bottom, left:right] < _DARK).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    strokes = stats[1:][stats[1:, cv2.CC_STAT_AREA] >= _LEAST_INK]
    if not len(strokes):
        return None
    x0, y0 = (int(n) for n in strokes[:, :2].min(axis=0))
    x1, y1 = (int(n) for n in (strokes[:, :2] + strokes[:, 2:4]).max(axis=0))
    inner = (
        left + max(x0 - _AIR, 0),
        top + max(y0 - _AIR, 0),
        min(left + x1 + _AIR, right),
        min(top + y1 + _AIR, bottom),
    )
    part = page[inner[1] : inner[3], inner[0] : inner[2]]
    rim = cv2.copyMakeBorder(part, _RIM, _RIM, _RIM, _RIM, cv2.BORDER_CONSTANT, value=255.0)
    return inner, np.asarray(rim, np.uint8)


def _spelled(seen: Sequence[SeenWord], piece: Grey) -> list[tuple[SeenWord, str]]:
    """Words with how they are spelled, by their neighbours and, of a quarter, by its strokes."""
    texts = corrected([w.text for w in seen])
    for i, word in enumerate(seen[1:], 1):
        if fold(texts[i - 1]) == "quy":
            strokes = leading_strokes(piece[word.top : word.bottom, max(word.left - 3, 0) : word.right + 3])
            texts[i] = quarter(texts[i], strokes)
    return list(zip(seen, texts, strict=True))


def _placed(word: SeenWord, text: str, box: PixelBox, scale: float) -> Word:
    x, y = box[0] - _RIM, box[1] - _RIM
    left, right, top, bottom = word.left + x, word.right + x, word.top + y, word.bottom + y
    return Word(text, left * scale, right * scale, top * scale, bottom * scale)


def _scaled(cell: PixelBox, scale: float) -> Box:
    return cell[0] * scale, cell[1] * scale, cell[2] * scale, cell[3] * scale


def _is_word(word: SeenWord) -> bool:
    return bool(_HAS_WORD.search(word.text)) or word.confidence >= _MOST_STRANGE_CONFIDENCE
