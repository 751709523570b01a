"""A new day and a reason in one line, as people type them."""

from datetime import date, time

import pytest

from documents.plans.deadlines.extension_text import read_wish

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
        ("25/3 chờ họp", date(2026, 3, 25), "chờ họp"),  # just past: never next year by itself
        ("25/3/2027 chờ họp", date(2027, 3, 25), "chờ họp"),
        ("5/1 chờ họp", date(2027, 1, 5), "chờ họp"),
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


SPOKEN = [
    ("thứ 6 chờ số liệu", date(2026, 4, 17)),
    ("t6 tuần sau chờ số liệu", date(2026, 4, 17)),
    ("T6 tuần tới do chờ chi bộ", date(2026, 4, 17)),
    ("đến thứ năm tuần sau chờ số liệu", date(2026, 4, 16)),
    ("sang tuần sau chờ số liệu", date(2026, 4, 17)),
    ("cuối tháng chờ số liệu", date(2026, 4, 30)),
    ("cuối tháng 5 chờ số liệu", date(2026, 5, 31)),
    ("đến mai vì chờ ký", date(2026, 4, 11)),
    ("ngày kia chờ ký", date(2026, 4, 12)),
    ("3 hôm nữa chờ ký", date(2026, 4, 13)),
    ("2 tuần nữa chờ ký", date(2026, 4, 24)),
    ("ba tuần nữa do bận", date(2026, 5, 1)),
    ("ngày 20 tháng sau chờ ký", date(2026, 5, 20)),
    ("thêm 1 tháng chờ ký", date(2026, 5, 14)),
    ("thêm nửa tháng chờ ký", date(2026, 4, 29)),
    ("8 May waiting for guidance", date(2026, 5, 8)),
    ("to 20 Apr waiting for data", date(2026, 4, 20)),
    ("next Friday waiting for data", date(2026, 4, 17)),
    ("chờ số liệu đến 17/4", date(2026, 4, 17)),
]


@pytest.mark.parametrize(("text", "last_day"), SPOKEN, ids=[text for text, _ in SPOKEN])
def test_a_day_is_read_as_people_say_it(text: str, last_day: date) -> None:
    wish = read_wish(text, TODAY, STANDS)
    assert wish is not None
    assert wish.last_day == last_day
    assert wish.reason


@pytest.mark.parametrize(
    "text",
    ["vì họp 12/5 mới có kết luận", "chờ văn bản 12/5 của Thành ủy", "đến rằm tháng tư âm lịch", "31/4 chờ họp"],
)
def test_a_day_inside_the_reason_or_of_the_moon_is_not_the_new_limit(text: str) -> None:
    assert read_wish(text, TODAY, STANDS) is None
