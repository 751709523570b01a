"""What is told of the calendar, of an organisation's settings, and of what each person has chosen."""

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """Days in a row that differ from an ordinary week; `is_own`: the organisation itself said so."""

    first: date
    last: date
    name: str
    is_working: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class CalendarShown:
    """The days off and the make-up days to come; `may_change`: the reader keeps the calendar."""

    spans: tuple[CalendarSpan, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """The calendar was changed: `change` is "off", "work" or "back"; only `days` are different from before."""

    change: str
    days: tuple[date, ...]
    name: str


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One deadline for a calendar program: `uid` stays, `sequence` grows; `state` is that of the occurrence."""

    uid: str
    sequence: int
    number: int
    title: str
    wording: str
    day: date
    at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A person's deadlines as a file, and the path of the same as a feed; `is_new`: earlier addresses have ended.

    `path` is a secret: it is told once and then "", while the person still `has_feed`.
    """

    name: str
    made_at: datetime
    entries: tuple[FeedEntry, ...]
    path: str
    is_new: bool
    has_feed: bool = False


@dataclass(frozen=True, slots=True)
class SettingSummary:
    """A setting by its name and its value in plain signs: "on", "leader", "07:30", "07:00-20:00", "7 3 1 0"."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SettingsShown:
    """All settings of the organisation; `may_change`: the reader keeps them."""

    settings: tuple[SettingSummary, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """A setting was changed; values as in SettingLine."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class HourShown:
    """When the reader's morning message comes; `is_own`: by their own wish, else as for everybody."""

    at: time
    is_own: bool
    is_changed: bool


@dataclass(frozen=True, slots=True)
class LanguageShown:
    """The language ("vi", "en") in which the reader is spoken to."""

    language: str
    is_changed: bool
