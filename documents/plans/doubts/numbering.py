"""Doubts about the plan's number, gaps in the numbers of its rows, and tasks that stand in it twice."""

from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import fuzz

from documents.plans.doubts.evidence import Evidence, Source
from domain.names import fold
from domain.plans import PlanWarning, WarningCode

_SAME = 97  # of 100: the same sentence but for a full stop or a tone mark
_MOST_COMPARED = 500  # tasks; comparing each with each grows with the square


def doubts_about_numbering(evidence: Evidence) -> Iterator[PlanWarning]:
    """Blank number first, then gaps, then doubles."""
    if evidence.number is None:
        why = "Kế hoạch chưa ghi số văn bản; đề nghị bổ sung số hoặc xác nhận nhập kế hoạch chưa có số."
        yield PlanWarning(WarningCode.BLANK_PLAN_NUMBER, None, why)
    tabled = [s for s in evidence.sources if not s.is_prose]
    yield from _gaps(tabled)
    yield from _doubles(evidence.sources[:_MOST_COMPARED])


def _gaps(sources: list[Source]) -> Iterator[PlanWarning]:
    plain = [s for s in sources if s.task.code.isascii() and s.task.code.isdigit()]
    for before, after in pairwise(plain):
        expected, found = int(before.task.code) + 1, int(after.task.code)
        if found > expected:
            missing = str(expected) if found == expected + 1 else f"{expected} đến {found - 1}"
            why = (
                f"Sau nhiệm vụ {before.task.code} là nhiệm vụ {found}, thiếu số {missing}; đề nghị kiểm tra "
                f"bảng có sót dòng không."
            )
            yield PlanWarning(WarningCode.NUMBER_GAP, after.task.code, why)


def _doubles(sources: tuple[Source, ...]) -> Iterator[PlanWarning]:
    folded = [fold(s.task.title).strip(" .;") for s in sources]
    for i, later in enumerate(sources):
        for j in range(i):
            if fuzz.ratio(folded[i], folded[j], score_cutoff=_SAME) and sources[j].task.lead == later.task.lead:
                first = sources[j].label[0].lower() + sources[j].label[1:]
                why = (
                    f"{later.label} có nội dung trùng với {first}; đề nghị chọn giữ một hoặc xác nhận là hai "
                    f"việc khác nhau."
                )
                yield PlanWarning(WarningCode.DUPLICATE_TASK, later.task.code, why)
                break
