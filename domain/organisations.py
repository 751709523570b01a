"""The organisation that follows up its plans, and which of its settings can be changed by chat."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from domain.messages.settings import ChangeSetting
from domain.names import fold, modern_tone, tidy
from domain.reminders import ReminderPolicy

PLACEHOLDER_NAME = "Tổ chức của tôi"  # of a first start without settings; it gives way to the first real name
LONGEST_NAME = 300
LONGEST_CODE = 8
LONGEST_SUPERIOR = 200
LEAST_KEPT, MOST_KEPT = 30, 36_500  # days
LARGEST_QUOTA = 10_000_000
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_PLACES = frozenset({"phuong", "xa", "tran", "khu"})  # the name of the place stands behind these words
SWITCH, HOUR, HOURS, NUMBERS, NUMBER, WEEKDAY = "switch", "hour", "hours", "numbers", "number", "weekday"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
MOST_NUMBERS = 6


def is_same_name(one: str, other: str) -> bool:
    """Whether two spellings name one organisation: case, spaces and the place of a tone mark do not count.

    Diacritics do: "Thủy Nguyên" is not "Thụy Nguyên".
    """
    return name_key(one) == name_key(other)


def name_key(name: str) -> str:
    """What two spellings of one name share; see `is_same_name`."""
    return modern_tone(tidy(name)).casefold()


def is_real_name(name: str) -> bool:
    """Whether this names an organisation at all."""
    return bool(tidy(name)) and not is_same_name(name, PLACEHOLDER_NAME)


def read_code(typed: str) -> str | None:
    """The code as it is kept, "hb" as "HB"; None when it can be none: 2 to 8 letters and digits, a letter first."""
    code = tidy(typed).upper()
    return code if _CODE.fullmatch(code) else None


def code_from(name: str, taken: Collection[str]) -> str:
    """A code that is not taken, from the initials of the place: "Đảng ủy phường Hồng Bàng" -> "HB", then "HB2"."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    behind = [place for place, word in enumerate(words) if word in _PLACES]
    place = words[behind[-1] + 1 :] if behind else words
    letters = "".join(word if word.isdigit() else word[0] for word in place or words).upper()
    if len(letters) < 2 and place:
        letters = place[0][:2].upper()
    start = letters if _CODE.match(letters) else f"DV{letters}"
    tries = (start[:5] + (str(number) if number > 1 else "") for number in count(1))
    return next(code for code in tries if code not in taken and _CODE.fullmatch(code))


@dataclass(frozen=True, slots=True)
class Organisation:
    """One ward or office. `zone` is used only at the edges: inside, instants are UTC.

    `earliest_own` and `latest_own` are the hours that people have chosen for their morning message; they are loaded
    for planning (`services/reminders/schedule_digests.py`) and None elsewhere. `code` names it at the command line;
    None while it is the only one of its database.

    `superior` (the Party body above), `keep_days` (for which messages are kept) and `month_quota` (its share of a bot's
    messages a month) are its own; empty or None: as the installation is set. `closed_at`: since when it is closed.
    `restored_at`: when a backup took the place of a database that could not tell what had left since; None: never.
    """

    id: int
    name: str
    zone: ZoneInfo
    needs_confirmation: bool = True
    policy: ReminderPolicy = field(default_factory=ReminderPolicy)
    earliest_own: time | None = None
    latest_own: time | None = None
    code: str | None = None
    superior: str = ""
    keep_days: int | None = None
    month_quota: int | None = None
    closed_at: datetime | None = None
    restored_at: datetime | None = None

    @property
    def morning_from(self) -> time:
        """The local hour at which the first morning message may go out."""
        return min(self.policy.morning_at, self.earliest_own or self.policy.morning_at)

    @property
    def morning_until(self) -> time:
        """The local hour by which every morning message may go out."""
        return max(self.policy.morning_at, self.latest_own or self.policy.morning_at)


@dataclass(frozen=True, slots=True)
class SettingKind:
    """One setting: the form of its value, the bounds (both included), and the fields of the policy it fills."""

    looks: str
    fields: tuple[str, ...]
    lowest: Any = None
    highest: Any = None
    words: tuple[str, str] = ("on", "off")


class OutOfBounds(ValueError):
    """The value does not fit the setting."""


SETTINGS: Mapping[str, SettingKind] = {
    "confirmation": SettingKind(SWITCH, ()),
    "decider": SettingKind(SWITCH, ("coordinator_decides",), words=("coordinator", "leader")),
    "lead_days": SettingKind(NUMBERS, ("before_lead",), 0, 60),
    "coordinating_days": SettingKind(NUMBERS, ("before_coordinating",), 0, 60),
    "silence": SettingKind(NUMBER, ("silent_working_days",), 1, 30),
    "overdue": SettingKind(NUMBER, ("overdue_every",), 1, 60),
    "overdue_day": SettingKind(WEEKDAY, ("overdue_weekday",)),
    "morning": SettingKind(HOUR, ("morning_at",), time(6, 30), time(11, 0)),
    "quiet": SettingKind(HOUR, ("quiet_from",), time(12, 0), time(22, 0)),
    "waking": SettingKind(HOURS, ("waking_from", "waking_until"), time(5, 0), time(23, 0)),
    "reports": SettingKind(SWITCH, ("tells_reports",)),
}


def value_of(organisation: Organisation, name: str) -> str:
    """The value in plain signs: "on", "leader", "07:30", "07:00-20:00", "7 3 1 0", "monday"."""
    kind = SETTINGS[name]
    values = [getattr(organisation.policy, field) for field in kind.fields] or [organisation.needs_confirmation]
    if kind.looks == SWITCH:
        return kind.words[0] if values[0] else kind.words[1]
    if kind.looks == WEEKDAY:
        return WEEKDAYS[values[0]]
    if kind.looks in {HOUR, HOURS}:
        return "-".join(f"{value:%H:%M}" for value in values)
    return " ".join(map(str, values[0])) if kind.looks == NUMBERS else str(values[0])


def with_setting(organisation: Organisation, wish: ChangeSetting) -> Organisation:
    """The organisation with that setting as wished.

    Raises OutOfBounds when the value does not fit the setting, ValueError when hours would end before they begin.
    """
    kind = SETTINGS[wish.name]
    values = _READ[kind.looks](kind, wish)
    if not kind.fields:
        return replace(organisation, needs_confirmation=values[0])
    return replace(organisation, policy=replace(organisation.policy, **dict(zip(kind.fields, values, strict=True))))


def bounds_of_setting(name: str) -> tuple[str, str]:
    """The lowest and the highest value, as words; empty for a setting without."""
    kind = SETTINGS[name]
    if kind.lowest is None:
        return "", ""
    low, high = kind.lowest, kind.highest
    return (f"{low:%H:%M}", f"{high:%H:%M}") if isinstance(low, time) else (str(low), str(high))


def _switch(_kind: SettingKind, wish: ChangeSetting) -> tuple[Any, ...]:
    if wish.is_on is None:
        raise OutOfBounds
    return (wish.is_on,)


def _hours(kind: SettingKind, wish: ChangeSetting) -> tuple[Any, ...]:
    _within(kind, wish.hours, len(kind.fields), len(kind.fields))
    return wish.hours


def _numbers(kind: SettingKind, wish: ChangeSetting) -> tuple[Any, ...]:
    """Days before the deadline, the farthest first; coordinating units may be left in peace altogether."""
    may_be_none = wish.name == "coordinating_days" and wish.is_on is False
    _within(kind, wish.numbers, 0 if may_be_none else 1, MOST_NUMBERS)
    return (tuple(sorted(set(wish.numbers), reverse=True)),)


def _number(kind: SettingKind, wish: ChangeSetting) -> tuple[Any, ...]:
    _within(kind, wish.numbers, 1, 1)
    return (wish.numbers[0],)


def _weekday(_kind: SettingKind, wish: ChangeSetting) -> tuple[Any, ...]:
    if len(wish.numbers) != 1 or not 1 <= wish.numbers[0] <= len(WEEKDAYS):
        raise OutOfBounds
    return (wish.numbers[0] - 1,)


def _within(kind: SettingKind, values: tuple[Any, ...], least: int, most: int) -> None:
    if not least <= len(values) <= most or any(not kind.lowest <= value <= kind.highest for value in values):
        raise OutOfBounds


_READ: Mapping[str, Callable[[SettingKind, ChangeSetting], tuple[Any, ...]]] = {
    SWITCH: _switch,
    HOUR: _hours,
    HOURS: _hours,
    NUMBERS: _numbers,
    NUMBER: _number,
    WEEKDAY: _weekday,
}
