"""Pictures of pages made readable: one size, black ink only, flat, evenly lit and upright."""

from io import BytesIO
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageOps

from documents.plans.blocks import PlanUnreadable

Grey = np.ndarray[Any, np.dtype[np.uint8]]

DPI = 300
_LONGEST_SIDE = 3508  # pixels, A4 at 300 dots an inch; larger paper is read coarser
_MOST_POINTS = 120_000_000  # pixels of a photograph; phones take up to 108 million
_MOST_POINTS_PNG = 40_000_000
_BROKEN = "Tệp ảnh bị hỏng, không mở được; đề nghị chụp lại hoặc gửi bản gốc dạng Word."
_TOO_LARGE = "Ảnh quá lớn (quá nhiều điểm ảnh); đề nghị gửi ảnh nhỏ hơn hoặc bản gốc dạng Word."

_LEAST_SHEET = 0.3  # of a photograph's area; a smaller bright patch is no sheet of paper
_MOST_SHEET = 0.97  # a patch that fills the picture is a page without a desk around it
_LEVELS = (1.0, 0.85, 0.7, 0.6, 0.5)  # shares of the brightness that tells light from dark best
_SMALL = 800  # pixels of the longest side where a rough look is enough
_LIGHT = 16  # the light on a page is looked at in a picture this many times smaller
_MOST_TURNED, _FINEST = 6.0, 0.02  # degrees
_Corners = np.ndarray[Any, np.dtype[np.float32]]

_INK = 150
_LEAST_INK = 50  # pixels of a stroke; fewer are grain
_TALL, _THIN, _SLANT = 0.8, 0.5, 0.11  # shares of the height of the tallest: a slash is a stroke that leans


def page_picture(page: Any) -> Grey:
    """A page of pypdfium2 as a picture."""
    width, height = page.get_size()
    scale = min(DPI / 72, _LONGEST_SIDE / max(width, height, 1.0))
    bitmap = page.render(scale=scale)
    try:
        return black_ink(bitmap.to_numpy())
    finally:
        bitmap.close()


def photograph(content: bytes) -> Grey:
    """A .jpg or .png the way it is meant to be seen, at most _LONGEST_SIDE a side. Raises PlanUnreadable."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as opened:
            _check_size(opened)
            opened.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))  # a large JPEG is unpacked at half its size or less
            opened.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), reducing_gap=2.0)
            return black_ink(np.asarray(ImageOps.exif_transpose(opened).convert("RGB")))
    except (PlanUnreadable, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise PlanUnreadable(_TOO_LARGE) from error
    except Exception as error:  # the library raises whatever a damaged file provokes: SyntaxError, OSError, ...
        raise PlanUnreadable(_BROKEN) from error


def _check_size(opened: Image.Image) -> None:
    """A JPEG is unpacked at a fraction of its size, a PNG whole."""
    most = _MOST_POINTS if opened.format == "JPEG" else _MOST_POINTS_PNG
    if opened.width * opened.height > most:
        raise PlanUnreadable(_TOO_LARGE)


def black_ink(picture: np.ndarray[Any, Any]) -> Grey:
    """Grey of a picture in colour: its brightest channel, so that red stamps and blue signatures go."""
    if picture.ndim == 2:
        return picture
    grey = np.ascontiguousarray(picture[:, :, 0])
    for channel in range(1, min(picture.shape[2], 3)):
        cv2.max(grey, np.ascontiguousarray(picture[:, :, channel]), dst=grey)
    return grey


def flat(picture: Grey) -> Grey:
    """The sheet of paper on a photograph as if seen from above; the picture itself where no sheet stands out."""
    corners = _sheet(picture)
    if corners is None:
        return _grown(picture)
    upper, lower = np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[3])
    left, right = np.linalg.norm(corners[3] - corners[0]), np.linalg.norm(corners[2] - corners[1])
    width, height = float(max(upper, lower)), float(max(left, right))
    scale = _LONGEST_SIDE / max(width, height)
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


def _sheet(picture: Grey) -> _Corners | None:
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


def _quadrangle(bright: np.ndarray[Any, np.dtype[np.bool_]]) -> _Corners | None:
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
    scale = _LONGEST_SIDE / max(picture.shape)
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
