"""How people ask for a report: a table of what they type."""

import pytest

from bot.grammar.reports import ReportAsked, read_report_asked
from domain.reports import PeriodWish, ReportKind

K = ReportKind


@pytest.mark.parametrize(
    ("typed", "wish", "file"),
    [
        ("", PeriodWish(K.MONTH), ""),
        ("tuần", PeriodWish(K.WEEK), ""),
        ("tuan truoc", PeriodWish(K.WEEK, steps_back=1), ""),
        ("last week", PeriodWish(K.WEEK, steps_back=1), ""),
        ("tháng", PeriodWish(K.MONTH), ""),
        ("thang nay", PeriodWish(K.MONTH), ""),
        ("tháng 4", PeriodWish(K.MONTH, 4), ""),
        ("tháng 12/2025 docx", PeriodWish(K.MONTH, 12, 2025), "docx"),
        ("month pdf", PeriodWish(K.MONTH), "pdf"),
        ("excel quý II", PeriodWish(K.QUARTER, 2), "xlsx"),
        ("quy 1 nam 2026", PeriodWish(K.QUARTER, 1, 2026), ""),
        ("năm", PeriodWish(K.YEAR), ""),
        ("năm 2025 word", PeriodWish(K.YEAR, 2025), "docx"),
        ("năm trước", PeriodWish(K.YEAR, steps_back=1), ""),
        ("1/4-30/6", PeriodWish(K.SPAN, first=(1, 4, None), last=(30, 6, None)), ""),
        ("từ 1/4 đến ngày 30/6/2026", PeriodWish(K.SPAN, first=(1, 4, None), last=(30, 6, 2026)), ""),
        ("2026-04-01..2026-06-30 xlsx", PeriodWish(K.SPAN, first=(1, 4, 2026), last=(30, 6, 2026)), "xlsx"),
        ("PDF", PeriodWish(K.MONTH), "pdf"),
    ],
)
def test_what_people_type_is_understood(typed, wish, file):
    assert read_report_asked(typed) == ReportAsked(wish, file)


@pytest.mark.parametrize("typed", ["hôm kia", "tháng tháng", "1/4", "số 12 đã gửi", "docx pdf", "a" * 5000, "99/99"])
def test_what_names_no_period_is_none_and_never_a_guess(typed):
    assert read_report_asked(typed).wish is None
