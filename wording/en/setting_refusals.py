"""English refusals about the calendar, settings, hour and language."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from domain.messages.settings import (
    BreakTooLong,
    DaysAreSo,
    DaysNotUnderstood,
    HourNotAccepted,
    HoursCollide,
    LanguageUnknown,
    SettingNotAccepted,
    SettingUnknown,
)
from wording.en.settings import SETTINGS
from wording.words import DayWords

_SO = {"off": "off already", "work": "worked already", "back": "not on your office's own list"}


def _days_not_understood(refusal: DaysNotUnderstood, _: DayWords) -> str:
    what = f"I do not know the day “{refusal.text}”" if refusal.text else "No day was named"
    return (
        f"{what}. Name a day, or at most 31 days in a row, within a year. For example: calendar off 2/1/2026 · "
        "calendar off 2/1-4/1/2026 Tết · calendar work 10/1/2026 · calendar back 2/1/2026"
    )


def _span(first: date, last: date, days: DayWords) -> str:
    return days.day(first) if first == last else f"{days.day(first)} – {days.day(last)}"


def _days_are_so(refusal: DaysAreSo, days: DayWords) -> str:
    so = _SO.get(refusal.change, _SO["off"])
    return f"{_span(refusal.first, refusal.last, days)}: {so}, nothing to change. Type /calendar to see the calendar."


def _break_too_long(refusal: BreakTooLong, _: DayWords) -> str:
    return (
        f"With that, nobody would work for more than {refusal.most} days. Please look at the days again; "
        "nothing was changed."
    )


def _setting_unknown(refusal: SettingUnknown, _: DayWords) -> str:
    return f"There is no setting “{refusal.text}”. Type /settings to see them and how to change them."


def _setting_not_accepted(refusal: SettingNotAccepted, _: DayWords) -> str:
    name = SETTINGS.names.get(refusal.name, refusal.name)
    within = (
        f"from {refusal.lowest} to {refusal.highest} only" if refusal.lowest else "it is not clear what it should be"
    )
    example = f" For example: {SETTINGS.typed[refusal.name]}" if refusal.name in SETTINGS.typed else ""
    return f"{name}: {within}.{example}"


def _hours_collide(refusal: HoursCollide, _: DayWords) -> str:
    name = SETTINGS.names.get(refusal.name, refusal.name)
    return f"{name}: hours must begin before they end. Type /settings to see the hours as they are."


def _hour_not_accepted(refusal: HourNotAccepted, _: DayWords) -> str:
    return f"The morning message comes between {refusal.lowest} and {refusal.highest}. For example: hour 7:00"


def _language_unknown(refusal: LanguageUnknown, _: DayWords) -> str:
    return f"I do not speak “{refusal.text}”. Type: english, or: vietnamese"


SETTING_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    DaysNotUnderstood: _days_not_understood,
    DaysAreSo: _days_are_so,
    BreakTooLong: _break_too_long,
    SettingUnknown: _setting_unknown,
    SettingNotAccepted: _setting_not_accepted,
    HoursCollide: _hours_collide,
    HourNotAccepted: _hour_not_accepted,
    LanguageUnknown: _language_unknown,
}
