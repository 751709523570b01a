"""The calendar, the settings of the organisation, and each person's own hour and language."""

from dataclasses import dataclass
from datetime import date, datetime, time

from domain.calendars import TypedDay
from domain.history import EventKind
from domain.messages import Command, Notice, Refusal, UndoRule
from domain.people import EVERYBODY, SEES_ALL


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """Days in a row that differ from an ordinary week; `is_own`: the organisation itself said so.

    `is_swapped`: they have no name of their own, and differ because the government swapped days off for workdays.
    `worked_instead`: the weekend day that is worked for one of these days off.
    """

    first: date
    last: date
    name: str
    is_working: bool
    is_own: bool
    is_swapped: bool = False
    worked_instead: date | None = None


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
class SettingSummary:
    """A setting by its name and its value in plain signs: "on", "leader", "07:30", "07:00-20:00", "7 3 1 0"."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class KeepCalendar(Command):
    """The calendar: "" shows it, "off", "work" and "back" change `days`, "file" and "new" are the person's own feed.

    `text` is what was typed after the day or days, or instead of any.
    """

    canonical = "calendar"
    roles = EVERYBODY
    place = 480
    undo = UndoRule((EventKind.CALENDAR_CHANGED,), but=((EventKind.FEED_RENEWED, "feed"),))

    change: str = ""
    days: tuple[TypedDay, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSetting(Command):
    """Change a setting of the organisation; without a `name` show them all. `text` is what was typed."""

    canonical = "settings"
    roles = SEES_ALL
    place = 490
    undo = UndoRule((EventKind.SETTING_CHANGED,))

    name: str = ""
    numbers: tuple[int, ...] = ()
    hours: tuple[time, ...] = ()
    is_on: bool | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChooseHour(Command):
    """When the person's morning message comes; `is_common`: as for everybody. With neither, show it."""

    canonical = "hour"
    roles = EVERYBODY
    place = 510
    undo = UndoRule((EventKind.HOUR_CHOSEN,))

    at: time | None = None
    is_common: bool = False


@dataclass(frozen=True, slots=True)
class ChooseLanguage(Command):
    """The language in which the person is spoken to ("vi", "en"); None shows it, or was not understood (`text`)."""

    canonical = "language"
    roles = EVERYBODY
    place = 520
    undo = UndoRule((EventKind.LANGUAGE_CHOSEN,))

    language: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class CalendarShown(Notice):
    """The days off and the make-up days to come; `may_change`: the reader keeps the calendar."""

    spans: tuple[CalendarSpan, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class CalendarChanged(Notice):
    """The calendar was changed: `change` is "off", "work" or "back"; only `days` are different from before."""

    change: str
    days: tuple[date, ...]
    name: str


@dataclass(frozen=True, slots=True)
class CalendarFile(Notice):
    """A person's deadlines as a file, and the path of the same as a feed; `is_new`: earlier addresses have ended.

    `path` is a secret: it is told once and then "", while the person still `has_feed`.
    """

    is_secret = True

    name: str
    made_at: datetime
    entries: tuple[FeedEntry, ...]
    path: str
    is_new: bool
    has_feed: bool = False


@dataclass(frozen=True, slots=True)
class SettingsShown(Notice):
    """All settings of the organisation; `may_change`: the reader keeps them."""

    settings: tuple[SettingSummary, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class SettingChanged(Notice):
    """A setting was changed; values as in SettingLine."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class HourShown(Notice):
    """When the reader's morning message comes; `is_own`: by their own wish, else as for everybody."""

    at: time
    is_own: bool
    is_changed: bool


@dataclass(frozen=True, slots=True)
class LanguageShown(Notice):
    """The language ("vi", "en") in which the reader is spoken to."""

    language: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class DaysNotUnderstood(Refusal):
    """No days were named, or such as do not exist, are too many or too far away."""

    text: str


@dataclass(frozen=True, slots=True)
class DaysAreSo(Refusal):
    """The days are already what they were to be: `change` is "off", "work" or "back"."""

    change: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class BreakTooLong(Refusal):
    """With these days off nobody would be at work for longer than `most` days."""

    days: int
    most: int


@dataclass(frozen=True, slots=True)
class SettingUnknown(Refusal):
    """There is no setting of that name."""

    text: str


@dataclass(frozen=True, slots=True)
class SettingNotAccepted(Refusal):
    """The value makes no sense for this setting, or none was named; `lowest` and `highest` bound it, if anything."""

    name: str
    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class HoursCollide(Refusal):
    """With this value the hours would end before they begin."""

    name: str


@dataclass(frozen=True, slots=True)
class HourNotAccepted(Refusal):
    """A person's hour must lie between two hours, both included."""

    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class LanguageUnknown(Refusal):
    """dondoc does not speak this language."""

    text: str
