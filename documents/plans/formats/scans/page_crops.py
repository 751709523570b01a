"""Cuts the picture of one row or paragraph out of its page, after it is known which of them are tasks."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from documents.plans.blocks import Crop
from documents.plans.formats.scans.page_pictures import Grey

MOST_BYTES = 200_000  # of one picture
_MOST_PIECES = 3  # of a row that goes on over page ends
_HALF = 2  # pages are kept at half their size: about 150 dots an inch can be read on a phone
_PAPER = 205  # brighter is paper without its grain, which would make pictures ten times as large
_LEVEL = 17  # between two of the sixteen greys that are kept
_AIR = 10  # pixels around the writing
_FLATTEST = 12  # times as broad as high; platforms refuse pictures that are twenty times so
_GAP = 8  # white pixels between two pieces
_SMALLER = 0.75


def kept_page(page: Grey) -> bytes:
    """An upright page at half its size, in sixteen greys."""
    size = (max(page.shape[1] // _HALF, 1), max(page.shape[0] // _HALF, 1))
    small = cv2.resize(page, size, interpolation=cv2.INTER_AREA)
    small[small > _PAPER] = 255
    return _png(np.asarray(small // _LEVEL * _LEVEL, np.uint8))


@dataclass(frozen=True, slots=True)
class PageCrop:
    """A part of a kept page, as shares of its width and height: left, top, right, bottom."""

    page: bytes
    box: tuple[float, float, float, float]

    def pixels(self) -> Grey:
        """The part with some air around it, never flatter than platforms take."""
        page = cv2.imdecode(np.frombuffer(self.page, np.uint8), cv2.IMREAD_GRAYSCALE)
        assert page is not None  # noqa: S101 - it was packed here
        height, width = page.shape
        left, right = max(int(self.box[0] * width) - _AIR, 0), min(int(self.box[2] * width) + _AIR, width)
        top, bottom = max(int(self.box[1] * height) - _AIR, 0), min(int(self.box[3] * height) + _AIR, height)
        lacking = max((right - left) // _FLATTEST - (bottom - top), 0)
        return np.asarray(page[max(top - lacking // 2, 0) : bottom + lacking - lacking // 2, left:right], np.uint8)


def stacked(crops: Sequence[Crop]) -> bytes:
    """The pictures of one row, the first few one below the other, as a PNG of at most MOST_BYTES."""
    parts = [crop.pixels() for crop in crops[:_MOST_PIECES] if isinstance(crop, PageCrop)]
    width = max(part.shape[1] for part in parts)
    whole = np.concatenate([_widened(part, width) for part in parts])
    packed = _png(whole)
    while len(packed) > MOST_BYTES:
        size = (max(int(whole.shape[1] * _SMALLER), 1), max(int(whole.shape[0] * _SMALLER), 1))
        whole = np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.uint8)
        packed = _png(whole)
    return packed


def _widened(part: Grey, width: int) -> Grey:
    return np.pad(part, ((0, _GAP), (0, width - part.shape[1])), constant_values=255)


def _png(picture: Grey) -> bytes:
    _, packed = cv2.imencode(".png", picture)
    return packed.tobytes()
