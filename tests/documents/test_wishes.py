"""A new day and a reason in one line, as people type them."""

from datetime import date, time

import pytest

from documents.plans.wishes import read_wish

TODAY, STANDS = date(2026, 4, 10), date(2026, 4, 14)


@pytest.mark.parametrize(
    ("text", "last_day", "reason"),
    [
        ("25/5 chờ ý kiến Thành ủy", date(2026, 5, 25), "chờ ý kiến Thành ủy"),
        ("25/5 vì chờ họp 30/6", date(2026, 5, 25), "chờ họp 30/6"),
        ("ngày 25 tháng 5 năm 2027 lý do: thiếu số liệu", date(2027, 5, 25), "thiếu số liệu"),
        ("đến hết tháng 6/2026 do đợi hướng dẫn", date(2026, 6, 30), "đợi hướng dẫn"),
        ("quý III/2026 chờ kinh phí", date(2026, 9, 30), "chờ kinh phí"),
        ("trước ngày 25/5 chờ họp", date(2026, 5, 24), "chờ họp"),
        ("30.6 chờ họp", date(2026, 6, 30), "chờ họp"),
        ("đến 30-6 chờ họp", date(2026, 6, 30), "chờ họp"),
        ("25/3 sang năm mới có", date(2027, 3, 25), "sang năm mới có"),
        ("thêm 5 ngày vì thiếu người", date(2026, 4, 19), "thiếu người"),
        ("kéo dài thêm 5 ngày thiếu người", date(2026, 4, 19), "thiếu người"),
        ("chờ ý kiến Thành ủy, xin đến 25/5", date(2026, 5, 25), "chờ ý kiến Thành ủy, xin"),
        ("25/5/2026", date(2026, 5, 25), ""),
    ],
)
def test_the_day_is_read_and_the_other_words_are_the_reason(text: str, last_day: date, reason: str) -> None:
    wish = read_wish(text, TODAY, STANDS)
    assert wish is not None
    assert (wish.last_day, wish.reason) == (last_day, reason)


def test_an_hour_is_kept() -> None:
    wish = read_wish("16h ngày 25/5 chờ họp", TODAY, STANDS)
    assert wish is not None
    assert (wish.last_day, wish.at_time) == (date(2026, 5, 25), time(16, 0))


@pytest.mark.parametrize("text", ["", "chờ ý kiến", "31/4 vì chậm", "sớm nhất có thể", "khi có hướng dẫn", "x" * 3000])
def test_without_a_day_that_exists_there_is_no_wish(text: str) -> None:
    assert read_wish(text, TODAY, STANDS) is None
