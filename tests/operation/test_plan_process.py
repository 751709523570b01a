"""Reading in a process of its own: what goes in comes out, and what costs too much is ended in time."""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from documents.plans.reading import PlanUnreadable, read_plan
from domain.drafts import PlanReading
from dondoc.plan_process import BOUNDS, MOST_RESIDENT, Bounds, Pace, read_in_process, read_plan_in_process
from dondoc.resident_memory import resident_bytes
from services.receive_plan import public_holidays
from tests.documents import crafted
from tests.documents.files import many_rows, pdf_table
from tests.plans_in_chat import plan_text

PLAN = plan_text([("Rà soát hạ tầng số", "Ban Xây dựng Đảng", "UBND phường", "trước 16h ngày 15/4/2026")])
MEGABYTE = 1024**2
HAS_PROC = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system has no /proc")


def many_cells() -> bytes:
    """Twenty megabytes of a table, each cell an object of its own."""
    return b"ab," * 6_900_000


async def test_a_plan_comes_out_as_it_is_read_here() -> None:
    reading = await read_in_process(PLAN, "kế hoạch.txt")
    assert reading.plan == read_plan(PLAN, "kế hoạch.txt", holidays=public_holidays())
    assert reading.trouble == ""


async def test_what_is_no_plan_comes_back_with_the_readers_sentence() -> None:
    reading = await read_in_process(b"PK\x03\x04 broken", "hỏng.docx")
    assert reading.plan is None
    assert reading.trouble.endswith(".")


async def test_a_name_that_looks_like_an_option_is_a_name() -> None:
    assert (await read_in_process(PLAN, "--help.txt")).plan is not None


async def test_what_takes_too_long_is_ended() -> None:
    started = time.monotonic()
    reading = await read_in_process(PLAN, "a.txt", bounds=Bounds(seconds=0.01))
    assert reading.trouble == "too_slow"
    assert time.monotonic() - started < 10


def test_the_command_line_gets_the_plan_or_a_sentence() -> None:
    assert read_plan_in_process(PLAN, "a.txt").title == read_plan(PLAN, "a.txt").title
    with pytest.raises(PlanUnreadable, match="Tệp rỗng"):
        read_plan_in_process(b"", "a.docx")
    with pytest.raises(PlanUnreadable, match=r"0\.01 giây.*đề nghị"):
        read_plan_in_process(PLAN, "a.txt", bounds=Bounds(seconds=0.01))
    with pytest.raises(PlanUnreadable, match=r"bộ nhớ.*đề nghị"):
        read_plan_in_process(PLAN, "a.txt", bounds=Bounds(memory=1))


async def test_every_page_of_a_pdf_is_told_of_as_it_is_read() -> None:
    pages: list[tuple[int, int]] = []
    reading = await read_in_process(pdf_table(many_rows(40)), "a.pdf", lambda page, of: pages.append((page, of)))
    assert reading.plan is not None
    assert len(pages) > 2
    assert pages == [(page, len(pages)) for page in range(1, len(pages) + 1)]


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


async def _read_and_measure(content: bytes, name: str, bounds: Bounds = BOUNDS) -> tuple[PlanReading, int]:
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
        ("a.pdf", lambda: crafted.blanks(300)),
        ("a.pdf", lambda: crafted.pdf_of_streams([crafted.boxes(18_000)])),
        ("a.pdf", lambda: crafted.pdf_of_streams([crafted.grid(600, 14_400)])),
        ("a.csv", many_cells),
    ],
    ids=["inflated commands", "boxes", "grid", "cells"],
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
    bounds = Bounds(seconds=60, memory=150 * MEGABYTE)  # far below what the process forbids itself
    reading, most = await _read_and_measure(many_cells(), "a.csv", bounds)
    assert reading.trouble == "too_much_memory"
    assert most < 300 * MEGABYTE


async def test_a_single_huge_request_fails_in_the_process_itself() -> None:
    """Its own limit, where nobody watches: it would be granted between two looks from outside."""
    reading = await read_in_process(crafted.blanks(300), "a.pdf", bounds=Bounds(seconds=60, memory=sys.maxsize))
    assert reading.trouble == "too_much_memory"


def test_a_page_has_its_time_and_every_page_that_was_read_adds_to_the_whole() -> None:
    pace = Pace(Bounds(seconds=20, seconds_per_page=1), 0.0)
    for page in range(1, 300):
        assert not pace.is_lost(page - 0.01)
        pace.page_was_read(page)
    assert not pace.is_lost(318.9)
    assert pace.is_lost(319.1)  # the three hundredth page does not come


def test_pages_that_all_come_in_time_but_slowly_are_ended_too() -> None:
    pace, now = Pace(Bounds(seconds=20, seconds_per_page=1), 0.0), 0.0
    while not pace.is_lost(now):
        now += 5
        pace.page_was_read(now)
    assert now == 30.0  # six pages have had 26 seconds


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
        read_plan_in_process(old_word, "a.doc", bounds=Bounds(seconds=8))
    pid = int(slow_soffice.read_text())
    deadline = time.monotonic() + 10
    while (memory := resident_bytes(pid)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not memory  # gone, or dead and waiting to be noticed


def test_memory_is_counted_with_what_a_process_started() -> None:
    own = resident_bytes(os.getpid())
    assert own is None or own > 10_000_000
    assert resident_bytes(2**30) is None
