"""Titles that cannot be the whole duty: empty, one word, a label, or words that lead nowhere."""

from collections.abc import Iterator

from documents.plans.doubts.evidence import Evidence
from documents.plans.titles import looks_wrong
from domain.plans import PlanWarning, WarningCode


def doubts_about_titles(evidence: Evidence) -> Iterator[PlanWarning]:
    """Every task in turn; in a cell of its own one word ("Họp") may be the title, in running text it is a remnant."""
    for source in evidence.sources:
        if looks_wrong(source.task.title, fewest_words=2 if source.is_prose else 1):
            shown = f"“{source.task.title}”" if source.task.title.strip() else "để trống"
            why = f"{source.label} có tên việc {shown} có vẻ chưa đủ; đề nghị ghi lại tên việc hoặc chọn bỏ dòng này."
            yield PlanWarning(WarningCode.TITLE_LOOKS_WRONG, source.task.code, why)
