"""How much memory reading may take: watched from outside, forbidden inside, and nothing it started outlives it."""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from documents.plans.plan_reader import PlanUnreadable
from domain.drafts import PlanReading
from dondoc.run.plan_process import (
    MOST_RESIDENT,
    READING_LIMITS,
    ReadingLimits,
    read_in_process,
    read_plan_in_process,
    resident_bytes,
)
from tests.documents import crafted

MEGABYTE = 1024**2
HAS_PROC = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system has no /proc")


def many_cells() -> bytes:
    """Twenty megabytes of a table, each cell an object of its own."""
    return b"ab," * 6_900_000


def _children() -> set[int]:
    lists = Path("/proc/self/task").glob("*/children")
    return {int(child) for listed in lists for child in listed.read_text().split()}


def _most_memory(pid: int) -> int:
    """The most the process has held so far, in bytes, as the kernel counts it; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)


async def _read_and_measure(
    content: bytes, name: str, bounds: ReadingLimits = READING_LIMITS
) -> tuple[PlanReading, int]:
    """What came of it, and the most memory any process of it held; none of them is left."""
    before, most, seen = _children(), 0, set[int]()
    reading = asyncio.create_task(read_in_process(content, name, bounds=bounds))
    while not reading.done():
        await asyncio.sleep(0.005)
        seen |= _children() - before
        most = max(most, *(_most_memory(pid) for pid in seen), 0)
    assert all(resident_bytes(pid) is None for pid in seen)
    return reading.result(), most


@HAS_PROC
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.pdf", lambda: crafted.pdf_of_streams([crafted.grid(600, 14_400)])),
        ("a.csv", many_cells),
    ],
    ids=["grid", "cells"],
)
async def test_a_file_that_swells_is_ended_below_the_promised_memory_and_time(
    name: str, make: Callable[[], bytes]
) -> None:
    content = make()
    started = time.monotonic()
    reading, most = await _read_and_measure(content, name)
    assert reading.plan is None
    assert reading.trouble
    assert 0 < most <= MOST_RESIDENT
    assert time.monotonic() - started < 23  # 20 seconds, and what it takes to start and to end


@HAS_PROC
async def test_a_process_that_grows_is_ended_from_outside() -> None:
    bounds = ReadingLimits(seconds=60, memory=150 * MEGABYTE)  # far below what the process forbids itself
    reading, most = await _read_and_measure(many_cells(), "a.csv", bounds)
    assert reading.trouble == "too_much_memory"
    assert most < 300 * MEGABYTE


@HAS_PROC
async def test_a_single_huge_request_fails_in_the_process_itself() -> None:
    """Its own limit, where nobody watches: it would be granted between two looks from outside."""
    reading, most = await _read_and_measure(crafted.blanks(300), "a.pdf", ReadingLimits(seconds=60, memory=sys.maxsize))
    assert reading.trouble == "too_much_memory"
    assert most <= MOST_RESIDENT


@pytest.fixture
def slow_soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A LibreOffice that writes its process number to the path given back and then does nothing for a minute."""
    told = tmp_path / "pid"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\necho $$ > {told}\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return told


@HAS_PROC
def test_a_converter_that_hangs_is_ended_with_the_reader(slow_soffice: Path) -> None:
    old_word = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    with pytest.raises(PlanUnreadable, match="quá lâu"):
        read_plan_in_process(old_word, "a.doc", bounds=ReadingLimits(seconds=8))
    pid = int(slow_soffice.read_text())
    deadline = time.monotonic() + 10
    while (memory := resident_bytes(pid)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not memory  # gone, or dead and waiting to be noticed


def test_memory_is_counted_with_what_a_process_started() -> None:
    own = resident_bytes(os.getpid())
    assert own is None or own > 10_000_000
    assert resident_bytes(2**30) is None
