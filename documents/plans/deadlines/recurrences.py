"""Time limits that come back: "hằng quý", "định kỳ 6 tháng", "02 tuần một lần", "01 lần/tuần"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.plans.deadlines.tokens import Token, figures_of, found
from domain.deadlines import DeadlineKind as Kind

_UNIT = "(DAY|WEEK|MONTH|QUARTER|YEAR)"
# "Gửi báo cáo quý trước ngày 20/5/2026" is one report, not one each quarter.
_BY_A_DAY = "(COMMA|LPAR|BEFORE|LATEST|TO|IN|CLOCK|DAY)+ (FULLDATE|DAYMONTH|NUM MONTH NUM)"
_NOT_DATED = "(?!NUM(?!TIMES)|YEARNO|MONTHYEAR)"
_RULES = (
    f"(BYTHE|REGULAR)* EACH WHOLE? (?P<n>NUM)? (?P<unit>{_UNIT})",
    f"(BYTHE|REGULAR)* REGULAR WHOLE? (?P<n>NUM)? (?P<unit>{_UNIT}) {_NOT_DATED}",
    f"EACH (?P<unit>{_UNIT}) OTHER{{1,3}} (?P<times>NUM) TIMES",
    "HALF (?P<unit>(YEAR|MONTH)) SLASH? (?P<half>NUM|TIMES) TIMES?",
    "(EACH|REGULAR) (?P<half>HALF) (?P<unit>(YEAR|MONTH))",
    f"BYTHE (?P<unit>(WEEK|MONTH|QUARTER|YEAR)) {_NOT_DATED}",
    f"(?P<n>NUM)? (?P<unit>{_UNIT}) SLASH (?P<times>NUM)? TIMES",
    f"(?P<n>NUM) (?P<unit>{_UNIT}) (?P<times>NUM)? TIMES",
    f"(?P<times>NUM) TIMES (SLASH|EACH|REGULAR|IN)? (?P<n>NUM)? (?P<unit>{_UNIT}) {_NOT_DATED}(?!EARLY|MID|LATE)",
    "MONTH (LATE|EARLY) LINK? (?P<unit>QUARTER)(?!NUM)",
    f"(WEEKDAY|WEEK) (LATE|EARLY) LINK (?P<unit>(MONTH|QUARTER|YEAR)) {_NOT_DATED}(?!THIS|NOW)",
    "(?<!NUM)(?P<unit>(MONTH|QUARTER|YEAR)) (?P<times>NUM) TIMES (?!NUM)",
    f"(?P<unit>WEEK) (COMMA|AND)+ (MONTH|QUARTER) {_NOT_DATED}",
    f"(?<!NUM)(?P<unit>MONTH) (COMMA|AND)+ (QUARTER|NUM MONTH (COMMA|AND)) {_NOT_DATED}",
    "(?P<n>NUM) (?P<unit>MONTH) (COMMA|AND|SLASH)+ WHOLE? NUM? YEAR (?!NUM|YEARNO)",
    "(?P<unit>QUARTER) (COMMA|AND|SLASH)+ (NUM MONTH (COMMA|AND|SLASH)+)? WHOLE? NUM? YEAR (?!NUM|YEARNO)",
    "WEEKDAY EACH (?P<unit>WEEK)",
    # The month or year behind the one that is reported on: "ngày 05 của tháng liền kề", "31/01 năm sau".
    f"DAY LINK? NUM LINK* (?P<unit>MONTH) (NEXT|AFTER(?!{_UNIT}|NUM|OTHER))",
    "(BEFORE|LATEST|TO) NUM LINK* (?P<unit>MONTH) NEXT",
    f"(FULLDATE|DAYMONTH|MONTH NUM|MONTHNO) COMMA? LINK* (?P<unit>YEAR) BEFORE? (NEXT|AFTER(?!{_UNIT}|NUM|OTHER))",
    f"(DAY|BEFORE|LATEST|TO) LINK? NUM LINK* (?P<unit>QUARTER) (NEXT|AFTER(?!{_UNIT}|NUM|OTHER))",
    f"REPORT (?P<unit>(WEEK|MONTH|QUARTER)) {_NOT_DATED}(?!EARLY|LATE|NOW|THIS|{_BY_A_DAY})",
)
_LISTED_MONTHS = "NUM LINK? PLURAL MONTH (?P<months>NUM ((COMMA|AND) NUM)+)(?!YEAR|SLASH|YEARNO)"
_MONTHS_LONG = {"MONTH": 1, "QUARTER": 3, "YEAR": 12}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often, and the token places of the words that say so."""

    kind: Kind
    start: int
    end: int


def recurrences_of(tokens: Sequence[Token]) -> list[Recurrence]:
    """All recurrences; "hàng quý, hàng năm" gives two, and the shorter period is the one followed."""
    found_here = [_recurrence(m, tokens) for pattern in _RULES for m in found(pattern, tokens)]
    found_here += [_in_listed_months(m) for m in found(_LISTED_MONTHS, tokens)]
    return sorted(found_here, key=lambda r: _ORDER.index(r.kind))


def _in_listed_months(match: re.Match[str]) -> Recurrence:
    """ "Ngày 25 các tháng 3, 6, 9, 12": the number of times a year."""
    months = len(match["months"]) // 2 + 1
    return Recurrence(_kind("YEAR", 1, months), match.start(), match.end())


def _recurrence(match: re.Match[str], tokens: Sequence[Token]) -> Recurrence:
    figures = figures_of(match, tokens)
    unit = tokens[match.start("unit")].sort
    many, times = figures.get("n") or 1, figures.get("times") or 1
    times *= 2 if match.groupdict().get("half") else 1
    return Recurrence(_kind(unit, many, times), match.start(), match.end())


def _kind(unit: str, many: int, times: int) -> Kind:
    if unit == "DAY":
        return Kind.CONTINUOUS if many == 1 else _by_days(many)
    if unit == "WEEK":
        return _by_days(7 * many)
    months = _MONTHS_LONG[unit] * many / times
    if months >= 12:
        return Kind.RECURRING_YEARLY
    if months >= 6:
        return Kind.RECURRING_HALFYEAR
    return Kind.RECURRING_QUARTERLY if months >= 3 else Kind.RECURRING_MONTHLY if months >= 1 else Kind.RECURRING_WEEKLY


def _by_days(days: int) -> Kind:
    return Kind.RECURRING_WEEKLY if days < 28 else Kind.RECURRING_MONTHLY


_ORDER = (
    Kind.CONTINUOUS,
    Kind.RECURRING_WEEKLY,
    Kind.RECURRING_MONTHLY,
    Kind.RECURRING_QUARTERLY,
    Kind.RECURRING_HALFYEAR,
    Kind.RECURRING_YEARLY,
)
