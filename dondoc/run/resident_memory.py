"""Resident memory of a process and its descendants, as Linux tells it in /proc."""

import mmap
from pathlib import Path

_PROC = Path("/proc")


def resident_bytes(pid: int) -> int | None:
    """Bytes that the process and everything it started hold in memory; shared pages count in each.

    A child of the very size of its parent does not count: it was forked this moment, holds its parent's pages and has
    not begun its own program. None where nothing tells: the process has ended, or the system has no /proc (macOS,
    Windows).
    """
    pages = _pages(pid)
    if pages is None:
        return None
    size, resident = pages
    begun = (child for child in _children(pid) if (_pages(child) or pages)[0] != size)
    return resident * mmap.PAGESIZE + sum(resident_bytes(child) or 0 for child in begun)


def _pages(pid: int) -> tuple[int, int] | None:
    """The size of the process and how much of it is in memory, both in pages."""
    try:
        fields = (_PROC / str(pid) / "statm").read_text(encoding="ascii").split()
    except OSError:
        return None
    return int(fields[0]), int(fields[1])


def _children(pid: int) -> list[int]:
    try:
        lists = [path.read_text(encoding="ascii") for path in (_PROC / str(pid) / "task").glob("*/children")]
    except OSError:  # a thread ended while its list was being read; the next look is a moment away
        return []
    return [int(child) for listed in lists for child in listed.split()]
