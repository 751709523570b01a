"""A task row of a table as it stands there, before anything in it is understood."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from documents.plans.columns import Role
from documents.plans.deadlines import DeadlineReading, read_deadline, with_rhythm
from domain.names import fold
from domain.plans import Place

# Stand for a number in rows that have none: a row of its own under the row before, and a further row of one number.
ITEM, FURTHER = "-", "+"
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_BEFORE = re.compile(r"\b(?:truoc ngay|truoc)\)?$|\(truoc ngay\)")
_PERIOD = re.compile(r"(?:thang|quy|tuan|nam)$")
_BARE_NUMBER = re.compile(
    r"(?:\d{1,4}|[IVX]{1,4})(?:\s?/\s?\d{4})?(?:\s?[-,;]\s?(?:\d{1,2}|[IVX]{1,4})(?:\s?/\s?\d{4})?)*"
)
_BARE_DAYS = re.compile(r"\d{1,2}(?:\s?[-–,;]\s?\d{1,2})*")
_DAYS = re.compile(r"(?:thu,? )?ngay(?: thang| thuc hien)?|thoi gian|thoi gian ngay")
_MONTH = re.compile(r"\bthang (\d{1,2})(?:\s*(?:/|-|nam)\s*(\d{4}))?(?!\d)")
_BARE_DAY = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})?")


@dataclass(frozen=True, slots=True)
class LimitColumn:
    """What the deadline column says for all its rows: the year of its header, "trước ngày", dates month first.

    `period` is a header such as "Tháng", whose cells are bare numbers; `month` the month that the lines above name for
    a column of bare days ("Ngày").
    """

    year: int | None = None
    is_before: bool = False
    month_first: bool = False
    period: str = ""
    month: str = ""


@dataclass(frozen=True, slots=True)
class RowDraft:
    """One task row, its cells by role; `code` is what the document calls it, "1.đ" for a child of row 1.

    `notes` are the filled cells of columns without a role: header and words. `place.part` is the heading above.
    `sources` are the indexes of the rows it was read from, `groups` those of rows above that give it something,
    `headings` of all rows above that head it.
    """

    code: str
    place: Place
    cells: Mapping[Role, str] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()
    sources: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    headings: tuple[int, ...] = ()
    limit_column: LimitColumn = LimitColumn()

    def cell(self, role: Role) -> str:
        """The words of a column; "" when the table has no such column."""
        return self.cells.get(role, "")

    def deadline(self, issued_on: date | None) -> DeadlineReading:
        """The deadline cell read with what its column says; a column of rhythms ("Tần suất") makes it periodic."""
        words, column = self.cell(Role.DEADLINE), self.limit_column
        if column.is_before and _BARE_DAY.fullmatch(words.strip()):
            words = f"trước ngày {words.strip()}"
        elif column.period and _BARE_NUMBER.fullmatch(words.strip()):
            words = f"{column.period} {words.strip()}"
        elif column.month and _BARE_DAYS.fullmatch(words.strip()):
            words = f"ngày {words.strip()} {column.month}"
        reading = read_deadline(words, issued_on, year=column.year, month_first=column.month_first)
        return with_rhythm(reading, self.cell(Role.RHYTHM))


def limit_column(header: str, *, month_first: bool = False, above: Sequence[str] = ()) -> LimitColumn:
    """What the header of a deadline column says once for all rows: "Thời gian (Năm 2026)", "Hoàn thành trước ngày".

    `above` are the lines over it, the nearest first: where one names a month, bare days are days of that month.
    """
    years = _YEAR.findall(header)
    year = int(years[0]) if len(years) == 1 else None
    folded = fold(header).strip(" :.")
    period = header.strip(" :.") if _PERIOD.match(folded) else ""
    month = _month_of(above) if _DAYS.fullmatch(folded) else ""
    return LimitColumn(year, bool(_BEFORE.search(folded)), month_first, period, month)


def _month_of(lines: Sequence[str]) -> str:
    """The month of the nearest line that names one, when it names no second."""
    named = next((found for line in lines if (found := _MONTH.findall(fold(line)))), [])
    if len(set(named)) != 1:
        return ""
    month, year = named[0]
    return f"tháng {month}/{year}" if year else f"tháng {month}"
