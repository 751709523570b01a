"""Reads what follows the names of commands about calendar, settings, hour, language and channel."""

import re
from collections.abc import Mapping
from datetime import time

from bot.grammar.parsed_input import WORDS, ParsedInput, Reader, begins_with, either_spelling, is_courtesy, is_one_of
from bot.grammar.words import CALENDAR_CHANGES, COMMON, LANGUAGES, OFF, ON, SETTING_NAMES, WEEKDAYS
from domain.calendars import TypedDay
from domain.messages import Command
from domain.messages.accounts import ChooseChannel
from domain.messages.organisation import RenameOrganisation
from domain.messages.settings import ChangeSetting, ChooseHour, ChooseLanguage, KeepCalendar

LONGEST, LONGEST_NAME = 200, 400
_SURE = re.compile(r"\s+(?:sure|chắc chắn|chac chan)$", re.IGNORECASE)
_BEFORE_NAME = re.compile(r"^\s*(?:(?:là|thành|to|:)\s+)+", re.IGNORECASE)
_DAY = r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?"
_DAYS = re.compile(
    rf"\s*(?:từ\s+|tu\s+|from\s+)?(?:ngày\s+|ngay\s+)?{_DAY}"
    rf"(?:\s*(?:-|–|—|đến|den|to)\s*(?:hết\s+|het\s+)?(?:ngày\s+|ngay\s+)?{_DAY})?(?![\d/])",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})(?:\s*(?:giờ|gio|[:hg])\s*(?P<minute>\d{2})?)?(?![\d:])(?:\s*phút)?", re.IGNORECASE
)
_HOURS_ONLY = re.compile(r"(?:\s|lúc|luc|at|từ|tu|đến|den|to|-|–|sáng|sang)*", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


def _patterns(words: Mapping[str, tuple[str, ...]]) -> list[tuple[str, re.Pattern[str]]]:
    """(name, pattern) for each way of writing, the longest first: "nhắc quá hạn" is not "nhắc"."""
    ways = sorted(((way, name) for name, found in words.items() for way in found), key=lambda pair: -len(pair[0]))
    patterns = (rf"\s*(?:{either_spelling((way,))})\s*:?" for way, _ in ways)
    return [(name, re.compile(pattern, re.IGNORECASE)) for (_, name), pattern in zip(ways, patterns, strict=True)]


_CHANGES, _SETTINGS, _WEEKDAYS = map(_patterns, (CALENDAR_CHANGES, SETTING_NAMES, WEEKDAYS))


def _begins(text: str, patterns: list[tuple[str, re.Pattern[str]]]) -> tuple[str, str]:
    """The name that the text begins with and what stands after it; "" when it begins with none."""
    found = next(((name, match.end()) for name, pattern in patterns if (match := pattern.match(text))), None)
    return (found[0], text[found[1] :]) if found else ("", text)


def _calendar(parsed: ParsedInput) -> Command | None:
    """ "lịch", "lịch nghỉ 2/1-4/1/2026 Tết", "lịch làm 10/1", "lịch bỏ 2/1", "lịch tệp", "lịch mới"."""
    if is_one_of(parsed.typed, ("lịch ics",)):
        return KeepCalendar("file")
    if is_courtesy(parsed.rest):
        return KeepCalendar()
    change, rest = _begins(parsed.rest, _CHANGES)
    days = _DAYS.match(rest)
    if not change or (not days and not parsed.is_slashed and change not in {"file", "new"}):
        return KeepCalendar("off", text=parsed.rest[:LONGEST].strip()) if parsed.is_slashed else None
    if change in {"file", "new"}:
        return KeepCalendar(change) if parsed.is_slashed or is_courtesy(rest) else None
    return _on_days(change, days, rest)


def _on_days(change: str, days: re.Match[str] | None, rest: str) -> Command:
    if days is None:
        return KeepCalendar(change, text=rest[:LONGEST].strip())
    typed = [TypedDay(int(d), int(m), int(y) if y else None) for d, m, y in (days.groups()[:3], days.groups()[3:]) if d]
    return KeepCalendar(change, tuple(typed), rest[days.end() :][:LONGEST].strip(" \t\n,;:.-–()"))


def _settings(parsed: ParsedInput) -> Command | None:
    """ "cài đặt", "cài đặt nhắc 7 3 1 0", "cài đặt xác nhận tắt", "cài đặt giờ báo tin 7:00-20:00"."""
    if is_courtesy(parsed.rest):
        return ChangeSetting()
    text = parsed.rest[:LONGEST].strip()
    name, rest = _begins(text, _SETTINGS)
    if not name:
        return ChangeSetting(text=text) if parsed.is_slashed else None
    if name in {"overdue", "overdue_day"} and (weekday := _weekday(rest)):
        return ChangeSetting("overdue_day", (weekday,), text=text)
    is_on = True if begins_with(rest, ON) else False if begins_with(rest, OFF) else None
    numbers = tuple(int(number) for number in _NUMBER.findall(rest))[:20]
    wish = ChangeSetting(name, numbers, _hours(rest) or (), is_on, text)
    return wish if parsed.is_slashed or not rest.strip() or wish.hours or numbers or is_on is not None else None


def _weekday(text: str) -> int:
    """The working day that is named, 1: Monday; 0 when it names none. A bare number is days, not a weekday."""
    return int(_begins(text, _WEEKDAYS)[0] or 0)


def _rename(parsed: ParsedInput) -> Command | None:
    """ "cài đặt tên cơ quan Đảng ủy phường A"; behind the name "sure" is the yes to the question about it."""
    text = _BEFORE_NAME.sub("", parsed.rest[:LONGEST_NAME]).strip(" \t\r\n:\"“”'.")
    name, is_sure = _SURE.sub("", text), bool(_SURE.search(text))
    is_written_so = name[:1].isupper() or not name
    return RenameOrganisation(name, is_sure) if parsed.is_slashed or is_sure or is_written_so else None


def _hours(text: str) -> tuple[time, ...] | None:
    """Every hour of the day named in the text; None when anything else stands there."""
    found = list(_HOUR.finditer(text))
    if not found or not _HOURS_ONLY.fullmatch(_HOUR.sub(" ", text)):
        return None
    values = [(int(match["hour"]), int(match["minute"] or 0)) for match in found]
    return tuple(time(*value) for value in values) if all(h < 24 and m < 60 for h, m in values) else None


def _hour(parsed: ParsedInput) -> Command | None:
    rest = parsed.rest.strip(" .!?")
    if is_courtesy(rest):
        return ChooseHour()
    if is_one_of(rest[:30], COMMON):
        return ChooseHour(is_common=True)
    hours = _hours(rest)
    if hours is not None and len(hours) == 1:
        return ChooseHour(hours[0])
    return ChooseHour(time(0)) if parsed.is_slashed else None  # not a permitted hour: the answer says which are


def _language(parsed: ParsedInput) -> Command | None:
    """The language is the command itself ("english") or stands after it ("ngôn ngữ tiếng Anh")."""
    named = _language_of(parsed.typed)
    if named and (parsed.is_slashed or is_courtesy(parsed.rest)):
        return ChooseLanguage(named)
    if named or is_courtesy(parsed.rest):
        return None if named else ChooseLanguage()
    wanted = parsed.rest[:40].strip(" .!?")
    found = _language_of(wanted)
    return ChooseLanguage(found, "" if found else wanted) if found or parsed.is_slashed else None


def _language_of(text: str) -> str | None:
    return next((code for code, words in LANGUAGES.items() if is_one_of(text, words)), None)


def _channel(parsed: ParsedInput) -> Command | None:
    """One word names the channel, or a word and a number; without the slash more words make it a sentence."""
    words = [word for word in WORDS.findall(parsed.rest[:80]) if not is_courtesy(word)]
    if not words:
        return ChooseChannel()
    if len(words) > 1 and words[1].isdecimal():  # "zalo 2"
        words = [words[0] + words[1], *words[2:]]
    return ChooseChannel(words[0]) if parsed.is_slashed or len(words) == 1 else None


SETTING_READERS: dict[str, Reader] = {
    "calendar": _calendar,
    "settings": _settings,
    "rename": _rename,
    "hour": _hour,
    "language": _language,
    "channel": _channel,
}
