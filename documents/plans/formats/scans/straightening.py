"""Makes a page flat, evenly lit and upright: perspective of photographs, shadows, and pages that lie askew."""

from typing import Any

import cv2
import numpy as np

from documents.plans.formats.scans.pictures import LONGEST_SIDE, Grey

_LEAST_SHEET = 0.3  # of a photograph's area; a smaller bright patch is no sheet of paper
_MOST_SHEET = 0.97  # a patch that fills the picture is a page without a desk around it
_LEVELS = (1.0, 0.85, 0.7, 0.6, 0.5)  # shares of the brightness that tells light from dark best
_SMALL = 800  # pixels of the longest side where a rough look is enough
_LIGHT = 16  # the light on a page is looked at in a picture this many times smaller
_MOST_TURNED, _FINEST = 6.0, 0.02  # degrees
Corners = np.ndarray[Any, np.dtype[np.float32]]


def flat(picture: Grey) -> Grey:
    """The sheet of paper on a photograph as if seen from above; the picture itself where no sheet stands out."""
    corners = _sheet(picture)
    if corners is None:
        return _grown(picture)
    upper, lower = np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[3])
    left, right = np.linalg.norm(corners[3] - corners[0]), np.linalg.norm(corners[2] - corners[1])
    width, height = float(max(upper, lower)), float(max(left, right))
    scale = LONGEST_SIDE / max(width, height)
    size = (round(width * scale), round(height * scale))
    goal = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    return _grey(cv2.warpPerspective(picture, cv2.getPerspectiveTransform(corners, goal), size, flags=cv2.INTER_CUBIC))


def evenly_lit(picture: Grey) -> Grey:
    """Paper white everywhere: shadows and grey backgrounds are divided out."""
    size = (picture.shape[1] // _LIGHT + 1, picture.shape[0] // _LIGHT + 1)
    light = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    light = cv2.medianBlur(cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)), 5)
    light = cv2.resize(light, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
    return _grey(cv2.divide(picture, light, scale=250))


def upright(picture: Grey) -> Grey:
    """The page turned so that its lines are level, as far as it lies askew by less than six degrees."""
    angle = _angle(picture)
    if abs(angle) < _FINEST:
        return picture
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return _grey(cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255.0))


def _sheet(picture: Grey) -> Corners | None:
    """Corners of the largest bright quadrangle, from the upper left clockwise.

    A shadow makes part of the sheet as dark as a desk in the light, so that several levels of brightness are tried.
    """
    scale = _SMALL / max(picture.shape)
    small = cv2.GaussianBlur(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), (0, 0), 3)
    level, _ = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    found = [corners for share in _LEVELS if (corners := _quadrangle(small > level * share)) is not None]
    if not found:
        return None
    points = max(found, key=cv2.contourArea) / np.float32(scale)
    total, difference = points.sum(axis=1), np.diff(points, axis=1)[:, 0]
    order = [total.argmin(), difference.argmin(), total.argmax(), difference.argmax()]
    return points[order] if len(set(map(int, order))) == 4 else None


def _quadrangle(bright: np.ndarray[Any, np.dtype[np.bool_]]) -> Corners | None:
    """Four corners of the largest patch; None where it has another shape, is small, or is the whole picture."""
    patch = cv2.morphologyEx(bright.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    contours, _ = cv2.findContours(patch, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    corners = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, closed=True), closed=True)
    share = cv2.contourArea(corners) / bright.size
    is_whole = share > _MOST_SHEET or cv2.contourArea(hull) > cv2.contourArea(corners) * 1.03
    return None if len(corners) != 4 or share < _LEAST_SHEET or is_whole else corners.reshape(4, 2).astype(np.float32)


def _grown(picture: Grey) -> Grey:
    """A small picture enlarged, since tesseract reads letters of about thirty pixels best."""
    scale = LONGEST_SIDE / max(picture.shape)
    return (
        picture if scale <= 1 else _grey(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC))
    )


def _angle(picture: Grey) -> float:
    """Degrees by which the page must be turned: where ink and paper of its pixel rows differ most."""
    scale = _SMALL / max(picture.shape)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (255 - small).astype(np.float32)
    best, step, reach = 0.0, 0.5, _MOST_TURNED
    while step > _FINEST:
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda a: _contrast(ink, float(a))))
        reach, step = step, step / 5
    return best


def _contrast(ink: np.ndarray[Any, np.dtype[np.float32]], angle: float) -> float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1)
    return float((np.diff(rows) ** 2).sum())


def _grey(picture: Any) -> Grey:
    return np.asarray(picture, np.uint8)
