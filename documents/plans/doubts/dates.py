"""Doubts about time limits: unknown, impossible, or due no later than the plan itself was issued."""

from collections.abc import Iterator

from documents.plans.doubts.evidence import Evidence, Source, shown
from domain.deadlines import DeadlineKind
from domain.plans import PlanWarning, WarningCode


def doubts_about_dates(evidence: Evidence) -> Iterator[PlanWarning]:
    """At most one doubt for each task, the gravest first."""
    for source in evidence.sources:
        doubt = _impossible(source) or _unknown(source) or _too_early(source, evidence)
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
