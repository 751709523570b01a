"""Reading in a process of its own: what goes in comes out, and what takes too long is ended."""

import asyncio
import time
from pathlib import Path

import pytest

from documents.plans.plan_reader import PlanUnreadable, read_plan
from domain.drafts import HAS_PICTURES
from dondoc.run.plan_process import ReadingLimits, read_in_process, read_plan_in_process
from services.plans.receive_plan import national_calendar
from tests.documents import scans
from tests.documents.files import many_rows, pdf_table
from tests.plans_in_chat import plan_text

PLAN = plan_text([("Rà soát hạ tầng số", "Ban Xây dựng Đảng", "UBND phường", "trước 16h ngày 15/4/2026")])
MEGABYTE = 1024**2


async def test_a_plan_comes_out_as_it_is_read_here() -> None:
    reading = await read_in_process(PLAN, "kế hoạch.txt")
    assert reading.plan == read_plan(PLAN, "kế hoạch.txt", calendar=national_calendar())
    assert reading.trouble == ""


async def test_what_is_no_plan_comes_back_with_the_readers_sentence() -> None:
    reading = await read_in_process(b"PK\x03\x04 broken", "hỏng.docx")
    assert reading.plan is None
    assert reading.trouble.endswith(".")


async def test_a_name_that_looks_like_an_option_is_a_name() -> None:
    assert (await read_in_process(PLAN, "--help.txt")).plan is not None


async def test_what_takes_too_long_is_ended() -> None:
    started = time.monotonic()
    reading = await read_in_process(PLAN, "a.txt", bounds=ReadingLimits(seconds=0.01))
    assert reading.trouble == "too_slow"
    assert time.monotonic() - started < 10


def test_the_command_line_gets_the_plan_or_a_sentence() -> None:
    assert read_plan_in_process(PLAN, "a.txt").title == read_plan(PLAN, "a.txt").title
    with pytest.raises(PlanUnreadable, match="Tệp rỗng"):
        read_plan_in_process(b"", "a.docx")
    with pytest.raises(PlanUnreadable, match=r"bộ nhớ.*đề nghị"):
        read_plan_in_process(PLAN, "a.txt", bounds=ReadingLimits(memory=1))


async def test_every_page_of_a_pdf_is_told_of_as_it_is_read() -> None:
    pages: list[tuple[int, int]] = []
    reading = await read_in_process(pdf_table(many_rows(40)), "a.pdf", lambda page, of: pages.append((page, of)))
    assert reading.plan is not None
    assert len(pages) > 2
    assert pages == [(page, len(pages)) for page in range(1, len(pages) + 1)]


async def test_a_reading_that_is_cancelled_ends_its_process_at_once() -> None:
    name, started = "tep-bi-dung.pdf", asyncio.Event()
    content = pdf_table(many_rows(1000))
    reading = asyncio.create_task(read_in_process(content, name, lambda _page, _pages: started.set()))
    async with asyncio.timeout(60):
        await started.wait()
    assert _processes_reading(name)
    asked = time.monotonic()
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    assert reading.cancelled()
    assert time.monotonic() - asked < 2
    assert not _processes_reading(name)


def _processes_reading(name: str) -> list[str]:
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += [str(file)] if name.encode() in file.read_bytes().split(b"\0") else []
        except OSError:  # it has ended meanwhile
            continue
    return found


async def test_a_scan_is_left_to_its_turn_where_only_text_is_read(tesseract: None) -> None:
    pages = scans.Pages()
    pages.paragraph("Một đoạn văn trên trang giấy. " * 5)
    scan = scans.as_pdf([scans.scanned(pages.sheets[0])])
    reading = await read_in_process(scan, "ban-quet.pdf", reads_pictures=False)
    assert (reading.plan, reading.trouble) == (None, HAS_PICTURES)


async def test_a_file_with_text_is_read_where_only_text_is_read() -> None:
    assert (await read_in_process(pdf_table(), "a.pdf", reads_pictures=False)).plan is not None
