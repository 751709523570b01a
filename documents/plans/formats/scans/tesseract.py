"""Reads many small pictures in one run of tesseract, so that its language data is loaded once a page."""

import csv
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2

from documents.plans.blocks import PlanUnreadable
from documents.plans.formats.scans import LANGUAGE
from documents.plans.formats.scans.page_pictures import DPI, Grey

_LONGEST_RUN = 20.0  # seconds for one page
_LINE, _WORD = "4", "5"  # levels of its table of results
_FAILED = "Chương trình nhận dạng chữ (tesseract) bị dừng giữa chừng; đề nghị gửi bản gốc dạng Word."
_TOO_SLOW = "Nhận dạng chữ của một trang quá lâu nên đã dừng; đề nghị gửi ảnh rõ hơn hoặc bản gốc dạng Word."


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word on a picture, in pixels; `top` and `bottom` are those of its line, `confidence` is 0 to 100."""

    text: str
    left: int
    right: int
    top: int
    bottom: int
    confidence: float


def read_pictures(pictures: Sequence[Grey]) -> list[list[SeenWord]]:
    """The words of each picture, each taken as one block of lines. Raises PlanUnreadable."""
    if not pictures:
        return []
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, picture in enumerate(pictures):
            names.append(str(Path(folder) / f"{number}.pgm"))
            cv2.imwrite(names[-1], picture)
        listed = Path(folder) / "list.txt"
        listed.write_text("\n".join(names) + "\n", encoding="utf-8")
        return _words(_told(str(listed)), len(pictures))


def _told(listed: str) -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise PlanUnreadable(_FAILED)
    command = [program, listed, "stdout", "-l", LANGUAGE, "--psm", "6", "--oem", "1", "--dpi", str(DPI), "tsv"]
    one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # more threads are slower on pictures this small
    try:
        done = subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST_RUN, env=one_thread)  # noqa: S603 - no shell, own arguments
    except subprocess.TimeoutExpired as error:
        raise PlanUnreadable(_TOO_SLOW) from error
    except (subprocess.SubprocessError, OSError) as error:
        raise PlanUnreadable(_FAILED) from error
    return done.stdout.decode(errors="replace")


def _words(told: str, count: int) -> list[list[SeenWord]]:
    found: list[list[SeenWord]] = [[] for _ in range(count)]
    top = bottom = 0
    for row in csv.DictReader(told.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == _LINE:
            top, bottom = int(row["top"]), int(row["top"]) + int(row["height"])
        if row["level"] != _WORD or not row["text"].strip():
            continue
        left, picture = int(row["left"]), int(row["page_num"]) - 1
        word = SeenWord(row["text"], left, left + int(row["width"]), top, bottom, float(row["conf"]))
        if picture < count:
            found[picture].append(word)
    return found
