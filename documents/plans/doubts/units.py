"""Doubts about who is responsible: nobody leads, several lead, nobody coordinates, or the duty stands only in prose."""

from collections.abc import Iterator

from documents.plans.doubts.evidence import Evidence, Source
from domain.plans import PlanWarning, WarningCode


def doubts_about_units(evidence: Evidence) -> Iterator[PlanWarning]:
    """Every task in turn; a coordinating unit is expected only where the table has that column filled for others."""
    has_partners = any(s.task.coordinating for s in evidence.sources if not s.is_prose)
    has_table = any(not s.is_prose for s in evidence.sources)
    for source in evidence.sources:
        for code, why in _doubts(source, has_partners=has_partners, has_table=has_table):
            yield PlanWarning(code, source.task.code, f"{source.label} {why}")


def _doubts(source: Source, *, has_partners: bool, has_table: bool) -> Iterator[tuple[WarningCode, str]]:
    leads = source.task.lead
    if not leads:
        yield WarningCode.NO_LEAD_UNIT, "không ghi đơn vị chủ trì; đề nghị chọn đơn vị chịu trách nhiệm chính."
    if len(leads) > 1:
        names = "; ".join(u.name for u in leads)
        yield (
            WarningCode.SEVERAL_LEAD_UNITS,
            (
                f"ghi {len(leads)} đơn vị cùng chủ trì ({names}); đề nghị chọn một đơn vị đầu mối hoặc xác nhận cùng "
                f"chủ trì."
            ),
        )
    if not source.task.coordinating and has_partners and not source.is_prose:
        yield (
            WarningCode.NO_COORDINATING_UNIT,
            "không ghi đơn vị phối hợp; đề nghị bổ sung hoặc xác nhận không có đơn vị phối hợp.",
        )
    if source.is_prose and has_table:
        yield (
            WarningCode.DUTY_ONLY_IN_PROSE,
            (
                "có thời hạn nhưng chỉ nằm trong phần lời văn, không có trong bảng; đề nghị xác nhận có theo dõi như "
                "một nhiệm vụ."
            ),
        )
