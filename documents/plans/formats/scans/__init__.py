"""Pages that are pictures of writing: made straight, cut into table cells and lines, read by tesseract.

An optional part. It needs opencv and numpy (the wheel extra "ocr") and the machine's tesseract with its Vietnamese
data; `missing_parts` names what is not there. This module imports nothing heavy.
"""

import os
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec

# Each further thread of numpy's algebra, which nothing here uses, would lay hands on tens of megabytes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

LANGUAGE = "vie"
_PATIENCE = 10.0  # seconds for tesseract to list its languages


@cache
def missing_parts() -> tuple[str, ...]:
    """Names of what is missing to read scans: "tesseract", "vie", "opencv"; empty where scans can be read."""
    program = shutil.which("tesseract")
    missing = [] if program else ["tesseract"]
    if program and LANGUAGE not in _languages(program):
        missing.append(LANGUAGE)
    if find_spec("cv2") is None or find_spec("numpy") is None:
        missing.append("opencv")
    return tuple(missing)


def _languages(program: str) -> list[str]:
    try:
        told = subprocess.run([program, "--list-langs"], check=False, capture_output=True, timeout=_PATIENCE)  # noqa: S603 - no shell, own arguments
    except (subprocess.SubprocessError, OSError):
        return []
    return told.stdout.decode(errors="replace").split()
