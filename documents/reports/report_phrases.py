"""Words and measures of an official report: fixed phrases from form.toml, days, periods and names."""

import re
import tomllib
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from typing import Any

from domain.messages.summaries import TaskSummary
from domain.names import fold, tidy
from domain.reports import ReportPeriod

HERE = Path(__file__).parent
FONTS = HERE / "fonts"

_PLACE = re.compile(r"(?:phường|xã|đặc khu|thị trấn)\s+(?P<name>\S.*)$", re.IGNORECASE)


@cache
def form() -> dict[str, Any]:
    """All measures (millimetres and points) and words, by the names they have in the file."""
    return tomllib.loads((HERE / "form.toml").read_text(encoding="utf-8"))


def words(group: str, name: str, **facts: object) -> str:
    """One fixed phrase, filled in; what people typed is filled in and never read as a template."""
    phrase: str = form()[group][name]
    return phrase.format(**facts) if facts else phrase


def day_of(day: date | None) -> str:
    """ "20/5/2026"; days below 10 and the first two months carry a nought, as the guidance wants; "" without a day."""
    return "" if day is None else f"{day:%d}/{month_of(day)}/{day.year}"


def month_of(day: date) -> str:
    """ "02" for February, "5" for May."""
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def instant_of(at: datetime, zone: tzinfo) -> str:
    """The hour and day; of a midnight the day that it ends."""
    local = at.astimezone(zone)
    if (local.hour, local.minute) == (0, 0):
        ended = local.date() - timedelta(days=1)
        return words("words", "end_of_day", day=ended.day, month=month_of(ended), year=ended.year)
    facts = {"hour": local.hour, "minute": local.minute, "day": local.day, "month": month_of(local.date())}
    return words("words", "instant", year=local.year, **facts)


def place_and_day(organisation: str, day: date) -> str:
    """ "Thủy Nguyên, ngày 20 tháng 5 năm 2026"."""
    found = _PLACE.search(tidy(organisation))
    place = found["name"] if found else words("words", "place_unknown")
    return words("words", "place_and_day", place=place, day=day.day, month=month_of(day), year=day.year)


def period_of(period: ReportPeriod, *, is_short: bool = False) -> str:
    """ "tháng 5/2026"; short as the heading of a column."""
    name = f"short_{period.kind}" if is_short else str(period.kind)
    first, last = period.first_day, period.last_day
    numbers = {"week": last.isocalendar().week, "month": first.month, "quarter": (first.month + 2) // 3}
    return words(
        "period",
        name,
        number=numbers.get(str(period.kind), ""),
        year=last.year,
        first=day_of(first),
        first_short=day_of(first).removesuffix(f"/{last.year}"),
        last=day_of(last),
    )


def issuer_of(organisation: str) -> tuple[str, ...]:
    """The name in capitals; one too long for a line is broken before the name of the place, as offices do."""
    name, found = tidy(organisation).upper(), _PLACE.search(tidy(organisation))
    if found is None or len(name) <= form()["body"]["issuer_line"]:
        return (name,)
    return name[: found.start("name")].strip(), name[found.start("name") :]


def office_of(organisation: str) -> dict[str, Any]:
    """Symbol, authority and recipients by the kind of organisation: a Party committee or any other."""
    name = fold(organisation)
    is_committee = any(name.startswith(fold(begin)) for begin in form()["committee"]["begins_with"])
    found: dict[str, Any] = form()["committee" if is_committee else "other"]
    return found


def deadline_of(line: TaskSummary) -> str:
    """The last day that is still in time, with the hour if there is one; the plan's wording where there is no day.

    A deadline that was moved after it had passed says so.
    """
    if line.last_day is None:
        return tidy(line.wording)
    hour = "" if line.at_time is None else f"{line.at_time:%H:%M}, "
    day = hour + day_of(line.last_day)
    return words("rows", "set_late", day=day) if line.is_set_late else day


def names_of(names: tuple[str, ...]) -> str:
    """Several names in one cell."""
    return "; ".join(map(tidy, names))
