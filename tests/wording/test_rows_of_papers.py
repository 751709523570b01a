"""The paper's own row beside the task's number: shown where it says more, and never at the cost of a longer list."""

from dataclasses import replace
from datetime import date

import pytest

from bot.platforms.zalo.outbound import ZaloChannel
from domain.followed_plans import PaperRow
from domain.messages import Notice, Response
from domain.messages.history import ChangeUndone
from domain.messages.plans import PlansShown, PlanSummary
from domain.messages.reports import DigestItem, MorningDigest
from domain.messages.summaries import FourCells, PlanFigures
from domain.messages.tasks import (
    ProgressSet,
    ReportReturned,
    TaskAcknowledged,
    TaskConfirmed,
    TaskListShown,
    TaskReported,
    TaskShown,
)
from tests.samples import everything as s
from wording import parts
from wording.emphasis import plain
from wording.languages import CATALOGUES
from wording.render import render

ROW = PaperRow("3", "45-KH/ĐU", s.TODAY, "45")
TWENTY_ONE = replace(s.REVIEW, number=21, paper=ROW)
VI = CATALOGUES["vi"]


def text(said: Response, language: str = "vi") -> str:
    return render([said], language, ZaloChannel.capabilities).text


@pytest.mark.parametrize(
    ("paper", "vi", "en"),
    [
        (PaperRow("3"), "21 (mục 3)", "21 (row 3)"),
        (ROW, "21 (mục 3, KH 45)", "21 (row 3, KH 45)"),
        (PaperRow("3", "045-KH/ĐU", None, "45"), "21 (mục 3, KH 45)", "21 (row 3, KH 45)"),
        (PaperRow("3", "45-KH/ĐU", None, "45/2026"), "21 (mục 3, KH 45/2026)", "21 (row 3, KH 45/2026)"),
        (PaperRow("3", "45-KH/ĐU", None, "#2"), "21 (mục 3, 45-KH/ĐU)", "21 (row 3, 45-KH/ĐU)"),
        (PaperRow("3", None, date(2026, 4, 8), "#2"), "21 (mục 3, KH ngày 8/4)", "21 (row 3, plan of 8 Apr)"),
        (PaperRow("3", None, None, "#2"), "21 (mục 3, KH #2)", "21 (row 3, plan #2)"),
        (PaperRow("IV.3a", "45-KH/ĐU", None, "45"), "21 (mục IV.3a, KH 45)", "21 (row IV.3a, KH 45)"),
        (PaperRow("", "45-KH/ĐU", None, "45"), "21 (KH 45)", "21 (KH 45)"),
        (None, "21", "21"),
    ],
)  # fmt: skip
def test_a_row_is_named_with_as_much_of_its_plan_as_tells_it_from_others(
    paper: PaperRow | None, vi: str, en: str
) -> None:
    assert parts.number_on_paper(21, paper, VI) == vi
    assert parts.number_on_paper(21, paper, CATALOGUES["en"]) == en


@pytest.mark.parametrize(
    ("said", "first"),
    [
        (TaskReported(TWENTY_ONE, True, True, None), "✅ Đã ghi nhận: việc 21 (mục 3, KH 45) đã hoàn thành, đúng hạn"),
        (TaskAcknowledged(TWENTY_ONE), "✅ Đã ghi nhận: đồng chí nhận việc 21 (mục 3, KH 45)"),
        (ProgressSet(replace(TWENTY_ONE, progress=60), None), "✅ Đã ghi nhận: việc 21 (mục 3, KH 45) đạt 60%"),
        (TaskConfirmed(TWENTY_ONE, True, s.LAN), "✅ Đã xác nhận: việc 21 (mục 3, KH 45) hoàn thành, đúng hạn"),
        (
            ReportReturned(TWENTY_ONE, "thiếu", s.HA),
            "⚠️ Việc 21 (mục 3, KH 45) được trả lại, đề nghị đơn vị tiếp tục thực hiện",
        ),
        (ChangeUndone(TWENTY_ONE, "task_reported"), "↩ Đã hoàn tác: báo hoàn thành việc 21 (mục 3, KH 45)"),
    ],
)
def test_answers_to_reports_name_the_row(said: Notice, first: str) -> None:
    assert text(said).splitlines()[0] == first


def test_what_is_typed_stays_the_tasks_own_number() -> None:
    said = text(TaskAcknowledged(TWENTY_ONE))
    assert "xong 21" in said
    assert said.count("mục 3") == 1


def test_lists_and_digests_name_the_row_before_the_title() -> None:
    listed = text(TaskListShown((s.XDD,), (TWENTY_ONE,), 1, 1, 1, is_everything=False))
    morning = text(MorningDigest(s.TODAY, s.LAN, (DigestItem(TWENTY_ONE, "before:3", "lead"),)))
    for said in (listed, morning):
        assert "21 (mục 3, KH 45). Rà soát, đánh giá" in said


@pytest.mark.parametrize("limit", [parts.SHORT_TITLE, parts.TITLE, 45])
def test_an_entry_with_its_row_is_no_longer_than_one_without(limit: int) -> None:
    long = replace(TWENTY_ONE, title=s.REVIEW.title * 3)
    assert len(plain(parts.entry(long, VI, limit))) <= limit + len("21. ")
    widest = replace(long, paper=PaperRow("IV.3a", None, date(2026, 12, 28), "#2"))
    assert len(parts.short_title(widest, VI, limit)) > limit // 3, "the beginning of the title is always there"


def test_what_was_stored_before_lines_had_their_row_still_names_it() -> None:
    kept = TaskShown(
        replace(TWENTY_ONE, paper=None), (), "3", None, None, None, None, None, (), False, False, paper=ROW
    )
    assert text(kept).startswith("Việc 21 (mục 3, KH 45): Rà soát")


def test_a_list_of_tasks_says_of_how_many_plans_it_is() -> None:
    of_two = TaskListShown((s.XDD,), (TWENTY_ONE,), 1, 1, 1, is_everything=False, plans=2)
    assert text(of_two).startswith("1 việc chưa hoàn thành – Ban Xây dựng Đảng (2 kế hoạch)")
    assert text(replace(of_two, is_everything=True)).startswith("Tất cả còn 1 việc chưa hoàn thành (2 kế hoạch)")
    assert "kế hoạch)" not in text(replace(of_two, plans=0))


def test_the_list_of_plans_shows_how_to_name_one_that_runs() -> None:
    cells = FourCells(3, 1, 0, 2, 0)
    over = PlanSummary(PlanFigures("#2", "46-KH/ĐU", "Kế hoạch chuyển đổi số", s.TODAY, cells), "withdrawn", s.NOW)
    runs = PlanSummary(PlanFigures("45", "45-KH/ĐU", "Kế hoạch rà soát", s.TODAY, cells))
    assert "việc kế hoạch 45" in text(PlansShown((over, runs), s.NOW))
    assert "việc kế hoạch #2" in text(PlansShown((over,), s.NOW))
