"""Counts upright strokes at the beginning of a word on its picture: the I's of a Roman figure."""

import cv2
import numpy as np

from documents.plans.formats.scans.pictures import Grey

_INK = 150
_LEAST_INK = 50  # pixels of a stroke; fewer are grain
_TALL, _THIN, _SLANT = 0.8, 0.5, 0.11  # shares of the height of the tallest: a slash is a stroke that leans


def leading_strokes(word: Grey) -> int:
    """How many separate upright strokes the word begins with; 0 where its letters touch each other."""
    ink = (cv2.GaussianBlur(word, (0, 0), 1.0) < _INK).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    pieces = [n for n in range(1, count) if stats[n, cv2.CC_STAT_AREA] >= _LEAST_INK]
    if not pieces:
        return 0
    tallest = int(max(stats[n, cv2.CC_STAT_HEIGHT] for n in pieces))
    strokes = 0
    for n in sorted(pieces, key=lambda n: int(stats[n, cv2.CC_STAT_LEFT])):
        left, top, width, height = (int(v) for v in stats[n, :4])
        if height < _TALL * tallest or width > _THIN * tallest:
            break
        rows, places = np.nonzero(labels[top : top + height, left : left + width] == n)
        upper, lower = places[rows < height / 3].mean(), places[rows > height * 2 / 3].mean()
        if abs(float(upper - lower)) > _SLANT * tallest:
            break
        strokes += 1
    return strokes
