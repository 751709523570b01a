"""Reading in a process of its own: what goes in comes out, and what takes too long is ended."""

import time

import pytest

from documents.plans.reading import PlanUnreadable, read_plan
from dondoc.plan_process import Bounds, read_in_process, read_plan_in_process
from services.receive_plan import public_holidays
from tests.documents.files import many_rows, pdf_table
from tests.plans_in_chat import plan_text

PLAN = plan_text([("Rà soát hạ tầng số", "Ban Xây dựng Đảng", "UBND phường", "trước 16h ngày 15/4/2026")])
MEGABYTE = 1024**2


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
    with pytest.raises(PlanUnreadable, match=r"bộ nhớ.*đề nghị"):
        read_plan_in_process(PLAN, "a.txt", bounds=Bounds(memory=1))


async def test_every_page_of_a_pdf_is_told_of_as_it_is_read() -> None:
    pages: list[tuple[int, int]] = []
    reading = await read_in_process(pdf_table(many_rows(40)), "a.pdf", lambda page, of: pages.append((page, of)))
    assert reading.plan is not None
    assert len(pages) > 2
    assert pages == [(page, len(pages)) for page in range(1, len(pages) + 1)]
