"""A doubt about every plan whose words were recognised on pictures: letters and figures may be wrong."""

from collections.abc import Iterator

from documents.plans.doubts.evidence import Evidence
from domain.plans import PlanWarning, WarningCode

_MOST_NAMED = 10  # pages


def doubts_about_scans(evidence: Evidence) -> Iterator[PlanWarning]:
    """One doubt that names the pages, for a plan of which any page was read from a picture."""
    if not evidence.scans:
        return
    named = ", ".join(map(str, evidence.scans[:_MOST_NAMED])) + (", ..." if len(evidence.scans) > _MOST_NAMED else "")
    why = (
        f"Trang {named} đọc từ bản quét, đề nghị soát từng việc với văn bản gốc: tên đơn vị, thời hạn, số và ngày của "
        "kế hoạch có thể bị nhận dạng sai."
    )
    yield PlanWarning(WarningCode.READ_FROM_SCAN, None, why)
