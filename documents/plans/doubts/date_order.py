"""A doubt about the file as a whole: dates that may be written day first or month first."""

from collections.abc import Iterator

from documents.plans.doubts.evidence import Evidence
from domain.plans import PlanWarning, WarningCode


def doubts_about_date_order(evidence: Evidence) -> Iterator[PlanWarning]:
    """One question for the file when nothing in it tells whether 4/5/2026 is a day in May or in April."""
    if not evidence.unclear_date:
        return
    first, second, year = evidence.unclear_date
    why = (
        f"Tệp ghi ngày như “{first}/{second}/{year}”, chưa rõ ngày đứng trước hay tháng đứng trước; đang hiểu là ngày "
        f"{first} tháng {second}. Đề nghị chọn ngày đứng trước hoặc tháng đứng trước cho cả tệp."
    )
    yield PlanWarning(WarningCode.DATE_ORDER_UNCLEAR, None, why)
