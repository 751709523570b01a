"""Pages of a PDF and photographs as grey pictures of one size: black ink only, about 300 dots an inch."""

from io import BytesIO
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageOps

from documents.plans.blocks import PlanUnreadable

Grey = np.ndarray[Any, np.dtype[np.uint8]]

DPI = 300
LONGEST_SIDE = 3508  # pixels, A4 at 300 dots an inch; larger paper is read coarser
_MOST_POINTS = 120_000_000  # pixels of a photograph; phones take up to 108 million
_MOST_POINTS_PNG = 40_000_000
_BROKEN = "Tệp ảnh bị hỏng, không mở được; đề nghị chụp lại hoặc gửi bản gốc dạng Word."
_TOO_LARGE = "Ảnh quá lớn (quá nhiều điểm ảnh); đề nghị gửi ảnh nhỏ hơn hoặc bản gốc dạng Word."


def page_picture(page: Any) -> Grey:
    """A page of pypdfium2 as a picture."""
    width, height = page.get_size()
    scale = min(DPI / 72, LONGEST_SIDE / max(width, height, 1.0))
    bitmap = page.render(scale=scale)
    try:
        return black_ink(bitmap.to_numpy())
    finally:
        bitmap.close()


def photograph(content: bytes) -> Grey:
    """A .jpg or .png the way it is meant to be seen, at most LONGEST_SIDE a side. Raises PlanUnreadable."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as opened:
            _check_size(opened)
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is unpacked at half its size or less
            opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
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
