"""Writes a person's deadlines as an iCalendar document (RFC 5545); the library escapes and folds the lines."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from domain.messages.settings import CalendarFile, FeedEntry
from domain.names import tidy

FILE_NAME = "lich-thoi-han.ics"
MEDIA_TYPE = "text/calendar; charset=utf-8"
_REFRESHED_EVERY = timedelta(hours=4)
LONGEST_SUMMARY, LONGEST_WORDING = 200, 300

_VIETNAMESE: Mapping[str, str] = {
    "title": "Đôn đốc: thời hạn của {name}",
    "open": "Hạn việc {number}: {title}",
    "done": "✅ Việc {number} đã xong: {title}",
    "cancelled": "Việc {number} đã hủy: {title}",
    "wording": "Thời hạn trong kế hoạch: {wording}",
}
_ENGLISH: Mapping[str, str] = {
    "title": "dondoc: deadlines of {name}",
    "open": "Task {number} due: {title}",
    "done": "✅ Task {number} done: {title}",
    "cancelled": "Task {number} cancelled: {title}",
    "wording": "Deadline in the plan: {wording}",
}


def write_calendar(file: CalendarFile, language: str) -> bytes:
    """The document, in Vietnamese or ("en") in English.

    The same deadline keeps its UID for ever; each change of it, and its cancellation, has a higher SEQUENCE, so that
    calendars move what they have. A deadline takes its whole last day, or the hour the plan names (RFC 5545, 3.6.1).
    """
    words = _ENGLISH if language.startswith("en") else _VIETNAMESE
    calendar = Calendar()
    calendar.add("prodid", "-//dondoc//deadlines//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words["title"].format(name=tidy(file.name)))
    calendar.add("refresh-interval", _REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    for entry in file.entries:
        calendar.add_component(_event(entry, file.made_at, words))
    return bytes(calendar.to_ical())


def _event(entry: FeedEntry, made_at: datetime, words: Mapping[str, str]) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", made_at)
    event.add("dtstart", entry.at or entry.day)
    if entry.at is None:
        event.add("dtend", entry.day + timedelta(days=1))
    summary = words["open"] if entry.state not in words else words[entry.state]
    event.add("summary", summary.format(number=entry.number, title=tidy(entry.title))[:LONGEST_SUMMARY])
    if entry.wording:
        event.add("description", words["wording"].format(wording=tidy(entry.wording))[:LONGEST_WORDING])
    event.add("status", "CANCELLED" if entry.state == "cancelled" else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a deadline takes nobody's time
    return event
