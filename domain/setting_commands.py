"""What a person can ask for about the calendar, the organisation's settings and their own wishes."""

from dataclasses import dataclass
from datetime import time

from domain.calendars import TypedDay


@dataclass(frozen=True, slots=True)
class KeepCalendar:
    """The calendar: "" shows it, "off", "work" and "back" change `days`, "file" and "new" are the person's own feed.

    `text` is what was typed after the day or days, or instead of any.
    """

    change: str = ""
    days: tuple[TypedDay, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSetting:
    """Change a setting of the organisation; without a `name` show them all. `text` is what was typed."""

    name: str = ""
    numbers: tuple[int, ...] = ()
    hours: tuple[time, ...] = ()
    is_on: bool | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChooseHour:
    """When the person's morning message comes; `is_common`: as for everybody. With neither, show it."""

    at: time | None = None
    is_common: bool = False


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """The language in which the person is spoken to ("vi", "en"); None shows it, or was not understood (`text`)."""

    language: str | None = None
    text: str = ""
