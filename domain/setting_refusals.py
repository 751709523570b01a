"""Why the calendar or a setting was not changed. Ordinary outcomes, like all refusals."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DaysNotUnderstood:
    """No days were named, or such as do not exist, are too many or too far away."""

    text: str


@dataclass(frozen=True, slots=True)
class DaysAreSo:
    """The days are already what they were to be: `change` is "off", "work" or "back"."""

    change: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class BreakTooLong:
    """With these days off nobody would be at work for longer than `most` days."""

    days: int
    most: int


@dataclass(frozen=True, slots=True)
class SettingUnknown:
    """There is no setting of that name."""

    text: str


@dataclass(frozen=True, slots=True)
class SettingNotAccepted:
    """The value makes no sense for this setting, or none was named; `lowest` and `highest` bound it, if anything."""

    name: str
    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class HoursCollide:
    """With this value the hours would end before they begin."""

    name: str


@dataclass(frozen=True, slots=True)
class HourNotAccepted:
    """A person's hour must lie between two hours, both included."""

    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class LanguageUnknown:
    """dondoc does not speak this language."""

    text: str
