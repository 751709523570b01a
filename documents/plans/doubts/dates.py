"""Doubts about time limits: unknown, impossible, before the plan was issued, in a strange year or on a day off."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from documents.plans.doubts.evidence import Evidence, Source, shown
from domain.deadlines import DeadlineKind
from domain.names import fold
from domain.plans import PlanWarning, WarningCode

_FARTHEST = 6  # years; a plan for a whole term reaches five years
_NAMED = frozenset({DeadlineKind.BY_DATE, DeadlineKind.IN_MONTH, DeadlineKind.IN_QUARTER, DeadlineKind.IN_HALF})
_SPANS = frozenset({DeadlineKind.IN_YEAR, DeadlineKind.RANGE})
_NAMES = ("thu hai", "thu ba", "thu tu", "thu nam", "thu sau", "thu bay", "chu nhat")
_SHOWN = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY = re.compile(
    r"(?P<name>thu (?:hai|ba|tu|nam|sau|bay)|chu nhat|(?<=thu )[2-7])[\s,(-]*(?:ngay\s*)?"
    r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})"
)


def doubts_about_dates(evidence: Evidence) -> Iterator[PlanWarning]:
    """At most one doubt for each task, the gravest first."""
    for source in evidence.sources:
        doubt = (
            _impossible(source)
            or _unknown(source)
            or _without_year(source)
            or _without_last_day(source)
            or _wrong_weekday(source)
            or _wrong_year(source, evidence)
            or _too_early(source, evidence)
            or _day_off(source, evidence)
        )
        if doubt:
            code, why = doubt
            yield PlanWarning(code, source.task.code, f"{source.label} {why}")


def _impossible(source: Source) -> tuple[WarningCode, str] | None:
    if not source.reading.impossible:
        return None
    days = ", ".join(f"“{d}”" for d in source.reading.impossible)
    return WarningCode.IMPOSSIBLE_DATE, f"ghi {days} là ngày không có trên lịch; đề nghị cho biết ngày đúng."


def _unknown(source: Source) -> tuple[WarningCode, str] | None:
    if source.task.deadline.kind is not DeadlineKind.UNKNOWN:
        return None
    wording = source.task.deadline.wording
    what = f"có thời hạn “{wording}” chưa hiểu được" if wording else "không ghi thời hạn"
    return WarningCode.DEADLINE_UNKNOWN, f"{what}; đề nghị ghi rõ ngày hoặc chọn không đặt hạn."


def _without_year(source: Source) -> tuple[WarningCode, str] | None:
    """A day or month without a year, in a plan that says no year either."""
    deadline = source.task.deadline
    if deadline.last_day is not None or deadline.kind not in _NAMED | _SPANS:
        return None
    why = f"có thời hạn “{deadline.wording}” nhưng không ghi năm; đề nghị cho biết năm hoặc ghi rõ ngày cuối."
    return WarningCode.YEAR_UNKNOWN, why


def _without_last_day(source: Source) -> tuple[WarningCode, str] | None:
    """A limit that is counted from an event, or from a day of issue that is not known."""
    deadline = source.task.deadline
    if deadline.last_day is not None or deadline.kind is not DeadlineKind.RELATIVE:
        return None
    why = f"có thời hạn “{deadline.wording}” chưa tính được ngày cuối; đề nghị ghi rõ ngày hoặc chọn không đặt hạn."
    return WarningCode.NO_LAST_DAY, why


def _wrong_weekday(source: Source) -> tuple[WarningCode, str] | None:
    """ "Thứ Bảy, ngày 24/4/2026" where the 24th is a Friday: one of the two is mistyped."""
    match = _WEEKDAY.search(fold(source.task.deadline.wording))
    if not match:
        return None
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    if match["name"] in {_NAMES[day.weekday()], str(day.weekday() + 2)}:
        return None
    why = f"(“{source.task.deadline.wording}”): ngày {shown(day)} là {_SHOWN[day.weekday()]}"
    return WarningCode.LIKELY_TYPING_ERROR, f"{why}; đề nghị chọn đúng ngày hoặc đúng thứ."


def _wrong_year(source: Source, evidence: Evidence) -> tuple[WarningCode, str] | None:
    """A day long gone that would fit in the year of issue, or one further off than a plan reaches."""
    last, issued = source.task.deadline.last_day, evidence.issued_on
    if last is None or issued is None or source.task.deadline.kind not in _NAMED:
        return None
    is_gone = last < issued and _in_year(last, issued.year) >= issued and last.year < issued.year
    if not (is_gone or last.year > issued.year + _FARTHEST):
        return None
    why = f"(“{source.task.deadline.wording}”) hết hạn ngày {shown(last)}, khác năm ban hành kế hoạch {issued.year}"
    return WarningCode.WRONG_YEAR, f"{why}; đề nghị chọn năm {issued.year} hoặc xác nhận năm {last.year}."


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _day_off(source: Source, evidence: Evidence) -> tuple[WarningCode, str] | None:
    """Only for a day that the plan names; nobody wonders that a month ends on a Sunday."""
    last = source.task.deadline.last_day
    if last is None or source.task.deadline.kind is not DeadlineKind.BY_DATE:
        return None
    if last.weekday() < 5 and last not in evidence.holidays:
        return None
    what = "ngày lễ" if last in evidence.holidays else _SHOWN[last.weekday()]
    why = f"(“{source.task.deadline.wording}”) có ngày cuối còn đúng hạn {shown(last)} là {what}"
    return WarningCode.DUE_ON_DAY_OFF, f"{why}; đề nghị xác nhận hoặc chọn ngày làm việc liền trước."


def _too_early(source: Source, evidence: Evidence) -> tuple[WarningCode, str] | None:
    last, issued = source.task.deadline.last_day, evidence.issued_on
    if last is None or issued is None or last > issued:
        return None
    wording = source.task.deadline.wording
    if last == issued:
        why = f"(“{wording}”) có ngày cuối còn đúng hạn là {shown(last)}, đúng ngày ban hành kế hoạch"
        return WarningCode.DUE_ON_ISSUE_DAY, f"{why}; đề nghị xác nhận thời hạn này hoặc chọn ngày khác."
    why = f"(“{wording}”) hết hạn ngày {shown(last)}, trước ngày ban hành kế hoạch {shown(issued)}"
    return WarningCode.DUE_BEFORE_ISSUE, f"{why}; đề nghị kiểm tra lại ngày, tháng, năm."
