"""Doubts about the plan's number, gaps in the numbers of its rows, and tasks that stand in it twice."""

from collections.abc import Iterator
from itertools import pairwise

from documents.plans.doubts.evidence import Evidence, Source
from documents.plans.doubts.likeness import comparable, is_same_duty
from domain.plans import PlanWarning, WarningCode

_LETTERS, _KEYBOARD = "abcdđeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz"
_MOST_COMPARED = 500  # tasks; comparing each with each grows with the square


def _differ(one: Source, other: Source) -> bool:
    days = (one.task.deadline.last_day, other.task.deadline.last_day)
    return None not in days and days[0] != days[1]


def doubts_about_numbering(evidence: Evidence) -> Iterator[PlanWarning]:
    """Pages that could not be read and a blank number first, then gaps, then doubles."""
    if evidence.pictures:
        pages = ", ".join(map(str, evidence.pictures[:10])) + (", ..." if len(evidence.pictures) > 10 else "")
        why = (
            f"Trang {pages} của tệp là bản quét (ảnh chụp) hoặc bản vẽ nên chưa đọc được; đề nghị kiểm tra các trang "
            f"đó có nhiệm vụ không, nếu có thì gửi bản gốc dạng Word."
        )
        yield PlanWarning(WarningCode.PAGE_NOT_READ, None, why)
    if evidence.number is None:
        why = "Kế hoạch chưa ghi số văn bản; đề nghị bổ sung số hoặc xác nhận nhập kế hoạch chưa có số."
        yield PlanWarning(WarningCode.BLANK_PLAN_NUMBER, None, why)
    tabled = [s for s in evidence.sources if not s.is_prose]
    yield from _gaps(tabled)
    yield from _letter_gaps(tabled)
    yield from _doubles(evidence.sources[:_MOST_COMPARED])


def _gaps(sources: list[Source]) -> Iterator[PlanWarning]:
    plain = [s for s in sources if s.task.code.isascii() and s.task.code.isdigit() and len(s.task.code) < 6]
    for before, after in pairwise(plain):
        expected, found = int(before.task.code) + 1, int(after.task.code)
        if found == expected - 1:
            why = f"Số {found} đứng ở hai dòng của bảng; đề nghị chọn số đúng cho từng dòng."
            yield PlanWarning(WarningCode.NUMBER_GAP, after.task.code, why)
        if found > expected:
            missing = str(expected) if found == expected + 1 else f"{expected} đến {found - 1}"
            why = (
                f"Sau nhiệm vụ {before.task.code} là nhiệm vụ {found}, thiếu số {missing}; đề nghị kiểm tra "
                f"bảng có sót dòng không."
            )
            yield PlanWarning(WarningCode.NUMBER_GAP, after.task.code, why)


def _letter_gaps(sources: list[Source]) -> Iterator[PlanWarning]:
    """ "a, b, d" under one number; both orders are in use, with đ and without f as at school, and that of keyboards."""
    for before, after in pairwise(sources):
        (one, _, a), (other, _, b) = before.task.code.rpartition("."), after.task.code.rpartition(".")
        if not (one and one == other and a in _LETTERS and b in _LETTERS):
            continue
        nexts = {order[order.index(a) + 1 : order.index(a) + 2] for order in (_LETTERS, _KEYBOARD) if a in order}
        if b not in nexts and _LETTERS.index(b) > _LETTERS.index(a):
            why = f"Sau mục {before.task.code} là mục {after.task.code}; đề nghị kiểm tra bảng có sót dòng không."
            yield PlanWarning(WarningCode.NUMBER_GAP, after.task.code, why)


def _doubles(sources: tuple[Source, ...]) -> Iterator[PlanWarning]:
    folded = [comparable(s.task.title) for s in sources]
    for i, later in enumerate(sources):
        for j in range(i):
            if not is_same_duty(folded[i], folded[j]):
                continue
            if _differ(sources[j], later):
                break  # the same duty with two deadlines is told as such
            if sources[j].task.lead == later.task.lead:
                first = sources[j].label[0].lower() + sources[j].label[1:]
                why = (
                    f"{later.label} có nội dung trùng với {first}; đề nghị chọn giữ một hoặc xác nhận là hai "
                    f"việc khác nhau."
                )
                yield PlanWarning(WarningCode.DUPLICATE_TASK, later.task.code, why)
                break
