"""Reads "nhắc lại" with a time and nothing else behind it; whatever else stands there is a nudge or a sentence."""

import re
from datetime import time

from bot.grammar.parsed_input import ParsedInput, Reader, is_courtesy, read_numbers
from domain.interpretations import ClarifyReason, about
from domain.messages import Command
from domain.messages.questions import Clarify
from domain.messages.snooze import Snooze
from domain.names import fold, tidy

LONGEST = 80
AFTERNOON, LAST_HOUR = time(14), time(16)
_FOR_ME = re.compile(r"(?:(?:cho|giúp|giup)\s+)?(?:tôi|toi|em|mình|minh|me)\s+", re.IGNORECASE)
_BEHIND = re.compile(
    r"^(?P<when>.+?)\s+(?:về |ve )?(?:việc|viec|nhiệm vụ|nhiem vu|task)\s+(?P<numbers>[\d ,]+)$", re.IGNORECASE
)
_ENDS = re.compile(r"(?:[\s,.!]+(?:nhé|nhe|nha|ạ|giúp em|giúp tôi|giúp|với|please|cảm ơn))+[\s.!]*$", re.IGNORECASE)
_ASKS = re.compile(r"\s*(?:(?:có\s+)?được\s+|duoc\s+)?(?:không|khong|ko|k|chứ|chu)?\s*[?？]+\s*$", re.IGNORECASE)
_COUNT = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nua": 0}
_IN = re.compile(
    r"(?:(?P<before>sau|trong|in) )?(?P<count>\d{1,3}|mot|hai|ba|bon|nua|half an|an|a) ?"
    r"(?P<unit>gio|tieng|h|phut|p|hours?|minutes?|min)(?: dong ho)?(?P<behind> nua)?"
)
_AT = re.compile(
    r"(?:luc |vao |vao luc |at )?(?P<hour>\d{1,2}) ?(?:h|:|g|gio) ?(?P<minute>\d{2})?(?: (?P<part>sang|chieu))?"
    r"(?: (?:hom nay|nay|sang nay|chieu nay|today))?"
)
_PARTS = {
    "chieu nay": AFTERNOON, "dau gio chieu": AFTERNOON, "dau gio chieu nay": AFTERNOON, "this afternoon": AFTERNOON,
    "cuoi gio": LAST_HOUR, "cuoi gio chieu": LAST_HOUR, "cuoi gio chieu nay": LAST_HOUR, "cuoi ngay": LAST_HOUR,
}  # fmt: skip
_MONDAY = re.compile(r"(?:dau )?tuan (?:sau|toi)|next week")
_DAY = re.compile(
    r"(?:vao )?(?:(?:sang|trua|chieu|dau gio) )?(?P<day>(?:ngay )?mai|ngay kia|thu (?:hai|ba|tu|nam|sau|bay|[2-7])"
    r"(?: tuan (?:nay|sau|toi))?|t[2-7](?: tuan (?:nay|sau|toi))?|chu nhat|(?:sau )?\d{1,2} (?:ngay|hom)(?: nua)?"
    r"|(?:ngay )?\d{1,2}/\d{1,2}(?:/\d{4})?|tomorrow|(?:on )?(?:mon|tues|wednes|thurs|fri|satur)day)"
)
LEAST_HOUR = 7  # "2 giờ" alone is two hours ahead or two in the afternoon: not an hour of the morning


def _snooze(parsed: ParsedInput) -> Command | None:
    """ "nhắc lại 3 sau 2 giờ", "nhắc lại việc 3, 5 thứ Hai", "nhắc lại ngày mai việc 3", "nhắc lại chiều nay"."""
    rest = _ENDS.sub("", tidy(parsed.rest)[:LONGEST])
    rest = _FOR_ME.sub("", rest, count=1) if _FOR_ME.match(rest) else rest
    if len(parsed.rest) > LONGEST or is_courtesy(rest):
        return _without_time(parsed)
    asked = _ASKS.search(rest)
    numbers, when = _numbers(rest[: asked.start()] if asked else rest)
    minutes, hour, day = _when(fold(when))
    if asked and (minutes or hour or day):
        return Clarify(about(parsed.text), ClarifyReason.QUESTION.value, (parsed.text[: -len(asked.group())].strip(),))
    if minutes or hour or day:
        return Snooze(numbers, minutes, hour, day)
    return Snooze(numbers, text=when) if parsed.is_slashed else None


def _without_time(parsed: ParsedInput) -> Command | None:
    """Without a time and without a person it is asked about: "nhắc lại" alone may mean either."""
    if parsed.is_slashed:
        return Snooze(text=parsed.rest[:LONGEST])
    return Snooze() if is_courtesy(parsed.rest) else None


def _numbers(rest: str) -> tuple[tuple[int, ...], str]:
    """The tasks named before or behind the time, and the words of the time."""
    if behind := _BEHIND.match(rest):
        return read_numbers(behind["numbers"]).found, behind["when"]
    read = read_numbers(rest, is_first_sure=False)
    return read.found, read.rest.strip(" ,:;-.")


def _when(said: str) -> tuple[int, time | None, str]:
    """Minutes from now, an hour of today, or a day in words: one of them, or none."""
    if found := _IN.fullmatch(said):
        count = found["count"]
        is_hours = found["unit"][0] in "gth"
        if found["before"] or found["behind"] or not is_hours or count == "nua":
            return _minutes(count, is_hours=is_hours), None, ""
    if hour := _PARTS.get(said) or _hour(said):
        return 0, hour, ""
    if _MONDAY.fullmatch(said):
        return 0, None, "thứ hai tuần sau"
    day = _DAY.fullmatch(said)
    return 0, None, day["day"].removeprefix("on ") if day else ""


def _minutes(count: str, *, is_hours: bool) -> int:
    if count in {"nua", "half an"}:
        return 30
    number = int(count) if count.isdecimal() else _COUNT.get(count, 1)
    return number * 60 if is_hours else number


def _hour(said: str) -> time | None:
    found = _AT.fullmatch(said)
    if not found:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    hour += 12 if found["part"] == "chieu" and hour < 12 else 0
    return time(hour, minute) if LEAST_HOUR <= hour < 24 and minute < 60 else None


SNOOZE_READERS: dict[str, Reader] = {Snooze.canonical: _snooze}
