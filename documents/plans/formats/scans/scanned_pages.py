"""Turns one page that is a picture into words and table cells in points, as a page with a text layer has them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np

from documents.plans.blocks import Box
from documents.plans.formats.pdf_tables import Word
from documents.plans.formats.scans.page_crops import kept_page
from documents.plans.formats.scans.page_pictures import (
    Grey,
    evenly_lit,
    flat,
    leading_strokes,
    page_picture,
    photograph,
    upright,
)
from documents.plans.formats.scans.tesseract import SeenWord, read_pictures
from documents.words import word_lists
from domain.names import fold

_CORE = re.compile(r"^(\W*)(\w+)(\W*)$")
_LONGEST = 4  # syllables of a phrase
_QUARTER = re.compile(r"[IlH1|!T]{1,4}(?P<rest>(?:[/.-](?:19|20|21)\d\d)?[.,;:)]*)")

_SHORTEST_LINE = 80  # pixels; no stroke of a letter is as long
_BRIDGED = 31  # pixels of a line that may be missing
_LEAST_WIDTH, _LEAST_HEIGHT = 40, 36  # pixels of a cell
_LEAST_FILLED = 0.75  # of its box; what is no rectangle is no cell
_FEWEST_CELLS = 4
_SAME_EDGE = 24  # pixels; paper that is not quite flat bends a line that far
_PixelBox = tuple[int, int, int, int]

_GRAIN = 0.6  # pixels over which a scanner's grain is smoothed
_WIDTH = 595.0  # points of a page as broad as A4 upright; one lying on its side is 842
_RIM = 24  # white pixels around a piece of the page: tesseract overlooks letters at the edge
_INSET = 4  # pixels of a cell that may still be its line
_AIR = 12  # pixels that are kept around the writing: marks stand above and below letters
_PAPER = 205  # brighter is paper without its grain, which tesseract takes for marks in narrow cells
_DARK, _LEAST_INK = 150, 40  # what is ink, and how many pixels together; fewer are specks
_MOST_STRANGE_CONFIDENCE = 30.0  # a sign without letter or figure that is less certain is a speck
_HAS_WORD = re.compile(r"\w")


def corrected(texts: Sequence[str]) -> list[str]:
    """The words with the marks of `scan_phrases.toml`; capitals and signs stay as they were read."""
    fixed = list(texts)
    cores = [_CORE.match(text) for text in texts]
    keys = [fold(core[2]) if core else "" for core in cores]
    for at in range(len(texts)):
        for length in range(min(_LONGEST, len(texts) - at), 1, -1):
            phrase = _phrases().get(tuple(keys[at : at + length]))
            if phrase is None:
                continue
            for i, syllable in enumerate(phrase, at):
                core = cores[i]
                if core and fold(core[2]) == fold(syllable):
                    fixed[i] = f"{core[1]}{_as_cased(syllable, core[2])}{core[3]}"
            break
    return fixed


def quarter(text: str, strokes: int) -> str:
    """The word behind "quý" with as many I's as upright strokes were counted at its beginning on the picture.

    "I", "II", "H" and "1" look alike on a coarse scan, and each would be another last day. Without a count from 1 to 3
    the word stays.
    """
    match = _QUARTER.fullmatch(text)
    return "I" * strokes + match["rest"] if match and 1 <= strokes <= 3 else text


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    listed = (tuple(phrase.split()) for phrase in word_lists("scan_phrases").words("phrases"))
    return {tuple(fold(syllable) for syllable in phrase): phrase for phrase in listed}


def _as_cased(syllable: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return syllable.upper()
    return syllable.capitalize() if like[:1].isupper() else syllable.lower()


@dataclass(frozen=True, slots=True)
class _RuledTable:
    """The cells of a table as boxes (left, top, right, bottom) whose edges agree."""

    cells: tuple[_PixelBox, ...]

    @property
    def box(self) -> _PixelBox:
        """What the cells cover together."""
        lefts, tops, rights, bottoms = zip(*self.cells, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


def find_ruled(page: Grey) -> tuple[list[_RuledTable], Grey]:
    """Tables from the top of the page, and a mask of all ruling lines."""
    lines = _lines(page)
    tables = []
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    for label in range(1, count):
        left, top, width, height = (int(n) for n in stats[label][:4])
        if width < _LEAST_WIDTH * 2 or height < _LEAST_HEIGHT * 2:
            continue
        window = labels[top : top + height, left : left + width] == label
        cells = _cells(window, left, top)
        if len(cells) >= _FEWEST_CELLS and len({c[0] for c in cells}) > 1:
            tables.append(_RuledTable(tuple(cells)))
    return sorted(tables, key=lambda t: t.box[1]), lines


def _lines(page: Grey) -> Grey:
    ink = cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 20)
    level, upright = np.ones((1, _SHORTEST_LINE), np.uint8), np.ones((_SHORTEST_LINE, 1), np.uint8)
    across = cv2.morphologyEx(cv2.dilate(ink, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, level)
    across = cv2.dilate(across, np.ones((3, _BRIDGED), np.uint8))
    down = cv2.morphologyEx(cv2.dilate(ink, np.ones((1, 3), np.uint8)), cv2.MORPH_OPEN, upright)
    down = cv2.dilate(down, np.ones((_BRIDGED, 3), np.uint8))
    return np.asarray(cv2.bitwise_or(across, down), np.uint8)


def _cells(window: np.ndarray[Any, np.dtype[np.bool_]], left: int, top: int) -> list[_PixelBox]:
    """What the lines in the window enclose; the space around them touches the rim and is none."""
    open_space = np.pad((~window).astype(np.uint8), 1, constant_values=1)
    count, _, stats, _ = cv2.connectedComponentsWithStats(open_space, connectivity=4)
    boxes: list[_PixelBox] = []
    for label in range(1, count):
        x, y, width, height, area = (int(n) for n in stats[label])
        touches = x == 0 or y == 0 or x + width == open_space.shape[1] or y + height == open_space.shape[0]
        if touches or width < _LEAST_WIDTH or height < _LEAST_HEIGHT or area < _LEAST_FILLED * width * height:
            continue
        boxes.append((left + x - 1, top + y - 1, left + x - 1 + width, top + y - 1 + height))
    across = _agreed([b[0] for b in boxes] + [b[2] for b in boxes])
    down = _agreed([b[1] for b in boxes] + [b[3] for b in boxes])
    return [(across[b[0]], down[b[1]], across[b[2]], down[b[3]]) for b in boxes]


def _agreed(places: Sequence[int]) -> dict[int, int]:
    """Each place and the middle of the group of near ones that it belongs to."""
    groups: list[list[int]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] <= _SAME_EDGE and place - groups[-1][0] <= 2 * _SAME_EDGE:
            groups[-1].append(place)
        else:
            groups.append([place])
    return {place: round(sum(group) / len(group)) for group in groups for place in group}


cv2.setNumThreads(1)


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


def _cut(page: Grey) -> tuple[list[_RuledTable], list[tuple[_PixelBox, Grey]]]:
    """The page's tables, and the pieces with writing: cells, and what stands between the tables."""
    tables, lines = find_ruled(page)
    smooth = cv2.GaussianBlur(page, (0, 0), _GRAIN)
    smooth[(lines > 0) | (smooth > _PAPER)] = 255
    clean = np.asarray(smooth, np.uint8)
    boxes = [cell for table in tables for cell in table.cells] + _bands(clean, tables)
    return tables, [piece for box in boxes if (piece := _piece(clean, box)) is not None]


def _bands(page: Grey, tables: Sequence[_RuledTable]) -> list[_PixelBox]:
    """The page above, between and below its tables, in its whole width."""
    height, width = page.shape
    edges = [0, *(edge for table in tables for edge in (table.box[1], table.box[3])), height]
    return [(0, top, width, bottom) for top, bottom in zip(edges[::2], edges[1::2], strict=True) if bottom > top]


def _piece(page: Grey, box: _PixelBox) -> tuple[_PixelBox, Grey] | None:
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


def _placed(word: SeenWord, text: str, box: _PixelBox, scale: float) -> Word:
    x, y = box[0] - _RIM, box[1] - _RIM
    left, right, top, bottom = word.left + x, word.right + x, word.top + y, word.bottom + y
    return Word(text, left * scale, right * scale, top * scale, bottom * scale)


def _scaled(cell: _PixelBox, scale: float) -> Box:
    return cell[0] * scale, cell[1] * scale, cell[2] * scale, cell[3] * scale


def _is_word(word: SeenWord) -> bool:
    return bool(_HAS_WORD.search(word.text)) or word.confidence >= _MOST_STRANGE_CONFIDENCE
