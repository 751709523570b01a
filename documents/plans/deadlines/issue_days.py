"""Reads a time limit with what is known of the plan's issue day: the day, only the month, or only the year."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from documents.plans.deadlines import DeadlineReading, read_deadline
from domain.deadlines import DeadlineKind
from domain.names import fold
from domain.plans import IssueMonth

# "Trước ngày 31/01 năm liền kề" is a day of the year after, whichever that is.
_ANOTHER_MONTH = 5
_FULL_DATE = re.compile(r"(?<!\d)(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>20\d\d)(?!\d)")
_FEWEST_DATES = 3
_NEXT_YEAR = re.compile(r"\bnam (?:lien ke|ke tiep|sau|toi|tiep theo)\b")
_THIS_MONTH = re.compile(r"\b(?:trong|cuoi|het|giua|dau) thang\b(?! \d| nay nam)(?!.*\d)")
_MONTH_OF = re.compile(r"\bthang (\d{1,2})(?:\s*/\s*| nam )(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class IssueDay:
    """The day of issue as far as the letterhead tells it; `title_year` is the year the plan is made for.

    `title_month` is the first day of the month that a programme is made for.
    `limits_from` is the first day among limits that all name one year, for papers that name none elsewhere.
    """

    day: date | None = None
    month: IssueMonth | None = None
    title_year: int | None = None
    title_month: date | None = None
    limits_from: date | None = None

    @property
    def anchor(self) -> date | None:
        """A day in the year that dates without one belong to; it stands for no day of issue."""
        known = self.day.year if self.day else self.month.year if self.month else None
        if self.title_year is not None and (known is None or self.title_year == known + 1):
            return date(self.title_year, 1, 1)
        if self.day:
            return self.day
        if self.month:
            return date(self.month.year, self.month.month or 1, 1)
        return self.limits_from

    @property
    def knows_month(self) -> bool:
        """The anchor lies in the month of issue, so that a day without a month belongs to it or the next."""
        known = self.day or (self.month and self.month.month and date(self.month.year, self.month.month, 1))
        return bool(known) and self.anchor == known


def first_of_one_year(limits: Iterable[str]) -> date | None:
    """The first of the full dates in these limits when there are several and all are of one year."""
    days = [day for words in limits for m in _FULL_DATE.finditer(words) if (day := _day_of(m))]
    return min(days) if len(days) >= _FEWEST_DATES and len({day.year for day in days}) == 1 else None


def _day_of(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None


def read_limit(text: str, issue: IssueDay) -> DeadlineReading:
    """Read a limit; only a full day of issue is ever counted from, a year completes dates that have none."""
    return read_with(lambda day: read_deadline(text, day), issue)


def read_with(read: Callable[[date | None], DeadlineReading], issue: IssueDay) -> DeadlineReading:
    """As `read_limit`, for words that are read in another way: `read` is given a day of issue."""
    by_day = read(issue.day)
    if issue.title_month and by_day.deadline.kind is DeadlineKind.IN_MONTH and _THIS_MONTH.search(_words(by_day)):
        return read(issue.title_month)
    anchor = issue.anchor
    if anchor is None or anchor == issue.day:
        return by_day
    by_year = read(anchor)
    if by_year.deadline.kind in {DeadlineKind.RELATIVE, DeadlineKind.UNKNOWN, DeadlineKind.CONDITIONAL}:
        return by_day
    if not issue.knows_month and _is_of_that_month(by_year, read(date(anchor.year, (anchor.month + 3) % 12 + 1, 1))):
        return by_day  # "trước ngày 10" of nobody knows which month
    if by_year.deadline.last_day is None or _NEXT_YEAR.search(fold(by_year.deadline.wording)):
        return by_day
    first = by_year.deadline.first_day
    if first == anchor:  # "từ nay": nobody knows from when
        first = by_day.deadline.first_day
    return replace(by_year, deadline=replace(by_year.deadline, first_day=first))


def month_of(title: str) -> date | None:
    """The first day of the one month that a title names ("Chương trình công tác tháng 4 năm 2026"); None otherwise."""
    months = {(int(m[2]), int(m[1])) for m in _MONTH_OF.finditer(fold(title)) if 1 <= int(m[1]) <= 12}
    return date(*months.pop(), 1) if len(months) == 1 else None


def _words(reading: DeadlineReading) -> str:
    return fold(" ".join(p.words for p in reading.parts))


def _is_of_that_month(reading: DeadlineReading, later: DeadlineReading) -> bool:
    """Read from another month of the same year the limit is another day, and not only in the next year."""
    day, other = reading.deadline.last_day, later.deadline.last_day
    return day is not None and other is not None and (day.month, day.day) != (other.month, other.day)
