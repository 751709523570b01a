"""Resident memory of a process and its descendants, as Linux tells it in /proc."""

import mmap
from pathlib import Path

_PROC = Path("/proc")


def resident_bytes(pid: int) -> int | None:
    """Bytes that the process and everything it started hold in memory; shared pages count in each.

    None where nothing tells: the process has ended, or the system has no /proc (macOS, Windows).
    """
    own = _resident(pid)
    if own is None:
        return None
    return own + sum(resident_bytes(child) or 0 for child in _children(pid))


def _resident(pid: int) -> int | None:
    try:
        fields = (_PROC / str(pid) / "statm").read_text(encoding="ascii").split()
    except OSError:
        return None
    return int(fields[1]) * mmap.PAGESIZE


def _children(pid: int) -> list[int]:
    try:
        lists = [path.read_text(encoding="ascii") for path in (_PROC / str(pid) / "task").glob("*/children")]
    except OSError:  # a thread ended while its list was being read; the next look is a moment away
        return []
    return [int(child) for listed in lists for child in listed.split()]
