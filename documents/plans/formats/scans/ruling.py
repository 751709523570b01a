"""Finds ruled tables on an upright page by their lines, and the cells that the lines enclose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from documents.plans.formats.scans.pictures import Grey

_SHORTEST_LINE = 80  # pixels; no stroke of a letter is as long
_BRIDGED = 31  # pixels of a line that may be missing
_LEAST_WIDTH, _LEAST_HEIGHT = 40, 36  # pixels of a cell
_LEAST_FILLED = 0.75  # of its box; what is no rectangle is no cell
_FEWEST_CELLS = 4
_SAME_EDGE = 24  # pixels; paper that is not quite flat bends a line that far
PixelBox = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """The cells of a table as boxes (left, top, right, bottom) whose edges agree."""

    cells: tuple[PixelBox, ...]

    @property
    def box(self) -> PixelBox:
        """What the cells cover together."""
        lefts, tops, rights, bottoms = zip(*self.cells, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


def find_ruled(page: Grey) -> tuple[list[RuledTable], Grey]:
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
            tables.append(RuledTable(tuple(cells)))
    return sorted(tables, key=lambda t: t.box[1]), lines


def _lines(page: Grey) -> Grey:
    ink = cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 20)
    level, upright = np.ones((1, _SHORTEST_LINE), np.uint8), np.ones((_SHORTEST_LINE, 1), np.uint8)
    across = cv2.morphologyEx(cv2.dilate(ink, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, level)
    across = cv2.dilate(across, np.ones((3, _BRIDGED), np.uint8))
    down = cv2.morphologyEx(cv2.dilate(ink, np.ones((1, 3), np.uint8)), cv2.MORPH_OPEN, upright)
    down = cv2.dilate(down, np.ones((_BRIDGED, 3), np.uint8))
    return np.asarray(cv2.bitwise_or(across, down), np.uint8)


def _cells(window: np.ndarray[Any, np.dtype[np.bool_]], left: int, top: int) -> list[PixelBox]:
    """What the lines in the window enclose; the space around them touches the rim and is none."""
    open_space = np.pad((~window).astype(np.uint8), 1, constant_values=1)
    count, _, stats, _ = cv2.connectedComponentsWithStats(open_space, connectivity=4)
    boxes: list[PixelBox] = []
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
