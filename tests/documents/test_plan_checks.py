from datetime import date

import pytest

from documents.plans.plan_reader import read_pasted
from domain.calendars import WEEKDAYS, WorkingCalendar
from domain.plans import PlanDraft

HEAD = "Số 12-KH/ĐU\nThủy Nguyên, ngày 09 tháng 4 năm 2026\n\nKẾ HOẠCH\nnăm 2026\n\n"
HEADER = "TT\tNhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn\n"


def _plan(*rows: str, calendar: WorkingCalendar = WEEKDAYS) -> PlanDraft:
    return read_pasted(HEAD + HEADER + "\n".join(rows), calendar=calendar)


def _told(plan: PlanDraft) -> set[tuple[str, str | None]]:
    return {(w.code.value, w.task) for w in plan.warnings}


def test_a_deadline_on_a_weekend_is_doubted_and_the_end_of_a_month_is_not() -> None:
    plan = _plan("1\tViệc một\tSở A\tSở B\t30/8/2026", "2\tViệc hai\tSở A\tSở B\tTháng 5/2026")
    assert _told(plan) == {("due_on_day_off", "1")}
    assert "Chủ nhật" in plan.warnings[0].message


def test_a_saturday_on_which_people_work_is_not_doubted() -> None:
    """Week 70177 of the simulator: 22/8/2026 is worked for Monday 31/8, and the coordinator was asked about it."""
    row, worked = "1\tViệc một\tSở A\tSở B\t22/8/2026", WorkingCalendar(make_up_days=frozenset({date(2026, 8, 22)}))
    assert _told(_plan(row)) == {("due_on_day_off", "1")}
    assert _told(_plan(row, calendar=worked)) == set()


def test_a_deadline_on_a_holiday_is_doubted_when_the_holidays_are_known() -> None:
    row = "1\tViệc một\tSở A\tSở B\tTrước ngày 01/5/2026"
    assert _told(_plan(row)) == set()
    assert _told(_plan(row, calendar=WorkingCalendar(frozenset({date(2026, 4, 30)})))) == {("due_on_day_off", "1")}


@pytest.mark.parametrize("day", ["15/5/2025", "15/5/2062"])
def test_a_day_in_a_strange_year_is_doubted_as_such(day: str) -> None:
    assert _told(_plan(f"1\tViệc một\tSở A\tSở B\t{day}")) == {("wrong_year", "1")}


def test_a_weekday_that_is_another_day_is_likely_mistyped() -> None:
    assert _told(_plan("1\tHọp\tSở A\tSở B\t14h00 thứ Năm, ngày 24/4/2026")) == {("likely_typing_error", "1")}
    assert _told(_plan("1\tHọp\tSở A\tSở B\t14h00 thứ Sáu, ngày 24/4/2026")) == set()
    assert _told(_plan("1\tHọp\tSở A\tSở B\t14h00 thứ 6, ngày 24/4/2026")) == set()


def test_one_duty_with_two_deadlines_is_told_with_both_days() -> None:
    plan = _plan(
        "1\tRà soát quy hoạch cán bộ phường\tSở A\tSở B\t29/5/2026",
        "2\tRà soát quy hoạch cán bộ phường.\tSở C\tSở B\t30/6/2026",
    )
    assert _told(plan) == {("two_deadlines", "2")}
    assert all(day in plan.warnings[0].message for day in ("29/5/2026", "30/6/2026"))


def test_a_title_with_a_day_of_its_own_is_held_against_the_column() -> None:
    title = "Rà soát hộ nghèo theo Quyết định số 12/QĐ-UBND ngày 01/4/2026, hoàn thành trước ngày 20/5/2026"
    assert _told(_plan(f"1\t{title}\tSở A\tSở B\t30/6/2026")) == {("two_deadlines", "1")}
    assert _told(_plan(f"1\t{title}\tSở A\tSở B\ttrước ngày 20/5/2026")) == set()


def test_a_task_due_before_the_one_it_rests_on_is_told() -> None:
    rows = (
        "1\tTổng rà soát hiện trạng phần mềm\tSở A\tSở B\t30/6/2026",
        "2\tBáo cáo tổng hợp sau khi hoàn thành nhiệm vụ 1\tSở A\tSở B\t29/5/2026",
        "3\tThực hiện theo mục 1 của Kế hoạch 38\tSở A\tSở B\t29/5/2026",
    )
    assert _told(_plan(*rows)) == {("rests_on_later_task", "2")}


def test_gaps_and_doubles_in_letters_and_numbers_are_told() -> None:
    letters = _plan(
        "1\tNhóm\tSở A\tSở B\t30/6/2026", "a\tViệc một\t\t\t", "b\tViệc khác hẳn\t\t\t", "d\tThêm một nội dung\t\t\t"
    )
    assert _told(letters) == {("number_gap", "1.d")}
    school = _plan("1\tNhóm\tSở A\tSở B\t30/6/2026", *(f"{x}\tNội dung mục {x * 9}\t\t\t" for x in "abcdđeghik"))
    assert not {t for t in _told(school) if t[0] == "number_gap"}
    keyboard = _plan("1\tNhóm\tSở A\tSở B\t30/6/2026", *(f"{x}\tNội dung mục {x * 9}\t\t\t" for x in "abcdefgh"))
    assert not {t for t in _told(keyboard) if t[0] == "number_gap"}
    twice = _plan("3\tViệc một\tSở A\tSở B\t30/6/2026", "3\tNội dung khác\tSở A\tSở B\t30/6/2026")
    assert ("number_gap", "3") in _told(twice)


def test_every_doubt_says_where_why_and_what_to_choose() -> None:
    plan = _plan(
        "1\tRà soát quy hoạch cán bộ phường\tSở A\tSở B\t30/8/2026",
        "2\tRà soát quy hoạch cán bộ phường sau nhiệm vụ 1\tSở C\tSở B\t15/5/2062",
        "4\tTriễn khai kế hoạch\tSở A; Sở B\t\t31/4/2026",
    )
    assert len(plan.warnings) >= 5
    for warning in plan.warnings:
        assert warning.message[0].isupper(), warning.message
        assert "đề nghị" in warning.message
        assert warning.message.endswith(".")
