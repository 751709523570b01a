"""Reads which period and which file a report is asked for: "tháng", "quý 2/2026", "1/4-30/6 docx". Pure and total."""

import re
from dataclasses import dataclass

from domain.names import fold
from domain.reports import PeriodWish, ReportKind

_LONGEST = 80
_FILES = {"docx": "docx", "word": "docx", "xlsx": "xlsx", "excel": "xlsx", "pdf": "pdf"}
_KINDS = {
    "tuan": ReportKind.WEEK, "week": ReportKind.WEEK, "thang": ReportKind.MONTH, "month": ReportKind.MONTH,
    "quy": ReportKind.QUARTER, "quarter": ReportKind.QUARTER, "nam": ReportKind.YEAR, "year": ReportKind.YEAR,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_FILE = re.compile(rf"\b(?P<file>{'|'.join(_FILES)})\b")
_DAY = (
    r"(?:(?P<{0}y>\d{{4}})-(?P<{0}m>\d\d)-(?P<{0}d>\d\d)"
    r"|(?P<{0}d2>\d\d?)[/.](?P<{0}m2>\d\d?)(?:[/.](?P<{0}y2>\d{{4}}))?)"
)
_BETWEEN = r"\s*(?:-|–|—|\.\.|den|to)\s*(?:het\s*)?(?:ngay\s*)?"
_SPAN = re.compile(rf"(?:(?:tu|from)\s*)?(?:ngay\s*)?{_DAY.format('a')}{_BETWEEN}{_DAY.format('b')}")
_CALENDAR = re.compile(
    rf"(?:(?P<early>last|previous|this)\s+)?(?P<kind>{'|'.join(_KINDS)})"
    r"(?:\s*(?P<number>\d{1,4}|iv|i{1,3})\b)?(?:\s*[/-]\s*(?P<year>\d{4})|\s*(?:nam|year)\s*(?P<named>\d{4}))?"
    r"(?:\s*(?P<late>truoc|qua|nay))?"
)
_BACK = frozenset({"last", "previous", "truoc", "qua"})


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """What was asked for: the period, None when the words name none that is known; "docx", "xlsx", "pdf" or ""."""

    wish: PeriodWish | None
    file: str = ""


def read_report_asked(text: str) -> ReportAsked:
    """Read the words after "báo cáo", in either language, with or without diacritics; no words mean this month."""
    typed = fold(text[: _LONGEST + 1]).strip(" .,;:!?")
    if len(text) > _LONGEST:
        return ReportAsked(None)
    file = _FILE.search(typed)
    rest = _FILE.sub(" ", typed, count=1).strip(" .,;:") if file else typed
    return ReportAsked(_wish(rest), _FILES[file["file"]] if file else "")


def _wish(typed: str) -> PeriodWish | None:
    if not typed:
        return PeriodWish()
    if span := _SPAN.fullmatch(typed):
        return PeriodWish(ReportKind.SPAN, first=_day(span, "a"), last=_day(span, "b"))
    if calendar := _CALENDAR.fullmatch(typed):
        return _calendar(calendar)
    return None


def _day(found: re.Match[str], which: str) -> tuple[int, int, int | None]:
    day, month = found[f"{which}d"] or found[f"{which}d2"], found[f"{which}m"] or found[f"{which}m2"]
    year = found[f"{which}y"] or found[f"{which}y2"]
    return int(day), int(month), int(year) if year else None


def _calendar(found: re.Match[str]) -> PeriodWish:
    typed, year = found["number"], found["year"] or found["named"]
    number = None if typed is None else _ROMAN.get(typed) or int(typed)
    is_back = _BACK & {found["early"], found["late"]}
    return PeriodWish(_KINDS[found["kind"]], number, int(year) if year else None, 1 if is_back else 0)
