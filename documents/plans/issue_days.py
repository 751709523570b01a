"""Reading a limit by what is known of a plan's day of issue: the day, the month, or only the year."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from documents.plans.deadlines import DeadlineReading, read_deadline
from domain.deadlines import DeadlineKind
from domain.names import fold
from domain.plans import IssueMonth

# "Trước ngày 31/01 năm liền kề" is a day of the year after, whichever that is.
_NEXT_YEAR = re.compile(r"\bnam (?:lien ke|ke tiep|sau|toi|tiep theo)\b")
_THIS_MONTH = re.compile(r"\b(?:trong|cuoi|het|giua|dau) thang\b(?! \d| nay nam)(?!.*\d)")
_MONTH_OF = re.compile(r"\bthang (\d{1,2})(?:\s*/\s*| nam )(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class IssueDay:
    """The day of issue as far as the letterhead tells it; `title_year` is the year the plan is made for.

    `title_month` is the first day of the month that a programme is made for.
    """

    day: date | None = None
    month: IssueMonth | None = None
    title_year: int | None = None
    title_month: date | None = None

    @property
    def anchor(self) -> date | None:
        """A day in the year that dates without one belong to; it stands for no day of issue."""
        known = self.day.year if self.day else self.month.year if self.month else None
        if self.title_year is not None and (known is None or self.title_year == known + 1):
            return date(self.title_year, 1, 1)
        if self.day:
            return self.day
        return date(self.month.year, self.month.month or 1, 1) if self.month else None


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
