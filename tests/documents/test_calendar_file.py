"""A calendar is read back by another reader of the standard: what it says, what it escapes, what stays the same."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from documents.calendars.calendar_file import write_calendar
from domain.messages.settings import CalendarFile, FeedEntry

NOW = datetime(2026, 4, 10, 0, 30, tzinfo=UTC)
ENTRY = FeedEntry(
    "12@1.dondoc", 1, 3, "Rà soát đội ngũ cán bộ", "Hoàn thành trước ngày 15/4/2026", date(2026, 4, 14), None, "open"
)


def written(*entries: FeedEntry, language: str = "vi") -> bytes:
    return write_calendar(CalendarFile("Nguyễn Thị Lan", NOW, entries, "/calendar/x.ics", is_new=False), language)


def read(*entries: FeedEntry, language: str = "vi"):
    calendar = Calendar.from_ical(written(*entries, language=language))
    return list(calendar.walk("VEVENT"))


def test_a_deadline_takes_its_whole_last_day() -> None:
    [event] = read(ENTRY)
    assert event.decoded("dtstart") == date(2026, 4, 14)
    assert event.decoded("dtend") == date(2026, 4, 15)
    assert (str(event["uid"]), event["sequence"], str(event["status"])) == ("12@1.dondoc", 1, "CONFIRMED")
    assert str(event["summary"]) == "Hạn việc 3: Rà soát đội ngũ cán bộ"


def test_a_deadline_with_an_hour_stands_at_that_hour() -> None:
    [event] = read(replace(ENTRY, at=datetime(2026, 4, 14, 9, 0, tzinfo=UTC)))
    assert event.decoded("dtstart") == datetime(2026, 4, 14, 9, 0, tzinfo=UTC)
    assert "dtend" not in event


def test_what_is_cancelled_stays_there_as_cancelled() -> None:
    [event] = read(replace(ENTRY, state="cancelled", sequence=2))
    assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 2)
    assert "đã hủy" in str(event["summary"])


@pytest.mark.parametrize(
    "title",
    [
        "a,b;c\\d",
        "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M",
        "ký tự\u202e ẩn\u0000 và\nxuống dòng",
        "ữ" * 4000,
        "😀" * 300,
        "",
    ],
)
def test_a_title_is_only_ever_a_title(title: str) -> None:
    content = written(replace(ENTRY, title=title, wording=title))
    lines = re.split(rb"\r\n(?! )", content)
    assert [line for line in lines if line.startswith(b"BEGIN:")] == [b"BEGIN:VCALENDAR", b"BEGIN:VEVENT"]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    [event] = read(replace(ENTRY, title=title, wording=title))
    assert str(event["summary"]).startswith("Hạn việc 3:")
    content.decode("utf-8")


def test_the_same_deadlines_give_the_same_file() -> None:
    assert written(ENTRY) == written(ENTRY)
    assert written(ENTRY) != written(ENTRY, language="en")
    assert len(read(ENTRY, replace(ENTRY, uid="13@1.dondoc", number=4), language="en")) == 2
