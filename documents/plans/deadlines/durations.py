"""Time limits counted from an event: "100 ngày kể từ ngày ban hành Kế hoạch", "24 giờ kể từ khi nhận được văn bản"."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from documents.plans.deadlines.tokens import Token, found

_DOCUMENT = (
    r"(?:ke hoach|van ban|quyet dinh|chi thi|nghi quyet|cong van|thong bao|chuong trinh|de an|huong dan|ket luan)"
)
_ACT = r"(?:ban hanh|ky|phat hanh|cong bo|co hieu luc(?: thi hanh)?)"
# The event is this very document: "ngày ban hành Kế hoạch", "ngày Kế hoạch này được ban hành", "ngày ký".
_ISSUE = re.compile(
    rf"(?:ngay |khi )*(?:{_DOCUMENT} )?(?:nay )?(?:duoc )?{_ACT}(?: {_ACT})?(?: {_DOCUMENT})?(?: nay)?\W*$"
)
_FROM_ISSUE = re.compile(rf"\b(?:ke |tinh )?tu {_ISSUE.pattern}")
_RULE = (
    "(LATEST|IN|WITHIN|TO|LINK|END|AFTER)* (?P<n>NUM) "
    "(?P<unit>(DAY|WEEK)(?!(EARLY|LATE) LINK? (MONTH|MONTHNO|QUARTER|QUARTERNO|YEAR))"
    "|(MONTH|YEAR)(?!NUM|MONTHYEAR|YEARNO|LUNAR|EARLY|LATE|YEAR)) (?P<working>WORKING)?"
    " COMMA? (?P<event>SINCE|AFTER|BEFORE|(FROM|WITHIN) DAY|WITHIN)?"
    "|(IN|WITHIN|LATEST|LINK)* (?P<hours>CLOCK) (?P<since>SINCE)"
    "|(IN|WITHIN) (?P<span>CLOCK)(?!COMMA? (DAY|FULLDATE|DAYMONTH|WEEKDAY|NUM))"
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of time. `event` is what it counts from: None for the document itself, "" when the text does not tell.

    Places are token places. `unit` is DAY, WEEK, MONTH, YEAR or CLOCK (hours).
    """

    start: int
    end: int
    many: int
    unit: str
    in_working_days: bool
    event: str | None

    @property
    def counts_from_issue(self) -> bool:
        """True for "100 ngày" alone and for "... kể từ ngày ban hành Kế hoạch"."""
        return self.event is None or _ISSUE.match(self.event) is not None

    def last_day_from(self, day: date | None) -> date | None:
        """The last day when the span counts from `day`, which is not itself counted."""
        if day is None or self.unit == "CLOCK":
            return None
        return _working_days(day, self.many) if self.in_working_days else _later(day, self.many, self.unit)


def starts_with_issue(folded: str) -> bool:
    """True for "kể từ ngày ký" at the end of a text: from the document's own day on."""
    return _FROM_ISSUE.search(folded) is not None


def durations_of(tokens: Sequence[Token], folded: str) -> list[Duration]:
    """All durations of the text."""
    return [d for m in found(_RULE, tokens) if (d := _duration(m, tokens, folded))]


def _duration(match: re.Match[str], tokens: Sequence[Token], folded: str) -> Duration | None:
    if match["hours"] or match["span"]:
        return Duration(match.start(), match.end(), 0, "CLOCK", in_working_days=False, event="")
    many, unit = tokens[match.start("n")].figures["v"], tokens[match.start("unit")].sort
    event = _event(match, tokens, folded)
    if event is None and (words := _words_since_an_event(tokens[: match.start()])) is not None:
        if words and match.start("n") == match.start():
            return None  # "trước Hội nghị 05 ngày": part of the condition
        event = ""
    sorts = {t.sort for t in tokens[match.start() : match.end()]}
    is_period = unit in {"MONTH", "YEAR"} and (event is None or tokens[match.end() - 1].sort == "BEFORE")
    if is_period and not sorts & {"WITHIN", "IN", "AFTER"}:
        return None  # "6 tháng" alone, and in "báo cáo 6 tháng trước ngày 15/6", is a period and no limit
    return Duration(match.start(), match.end(), many, unit, in_working_days=bool(match["working"]), event=event)


def _words_since_an_event(before: Sequence[Token]) -> int | None:
    """How many tokens stand between "trước", "sau khi" and a count of days in one clause; None where neither stands."""
    for words, token in enumerate(reversed(before)):
        if token.sort in {"SEMI", "LPAR", "RPAR"}:
            return None
        if token.sort in {"BEFORE", "AFTER", "SINCE"}:
            return words
    return None


def _event(match: re.Match[str], tokens: Sequence[Token], folded: str) -> str | None:
    if not match["event"]:
        return None
    return re.split(r"[;.(]", folded[tokens[match.end("event") - 1].end :])[0].strip()


def _later(day: date, many: int, unit: str) -> date | None:
    """The calendar day `many` units later; the same day of the month where it exists."""
    try:
        if unit in {"DAY", "WEEK"}:
            return day + timedelta(days=many * (7 if unit == "WEEK" else 1))
        months = day.year * 12 + day.month - 1 + many * (12 if unit == "YEAR" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def _working_days(day: date, many: int) -> date | None:
    """Monday to Friday; public holidays are the organisation's own table and not known to a reader of documents."""
    while many:
        day += timedelta(days=1)
        many -= day.weekday() < 5
    return day
