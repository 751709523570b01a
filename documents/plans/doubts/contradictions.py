"""One duty with two deadlines, and a task that must be done before the one it rests on."""

import re
from collections.abc import Iterator

from documents.plans.deadlines import read_deadline
from documents.plans.doubts.evidence import Evidence, Source, shown
from documents.plans.doubts.likeness import comparable, is_same_duty
from domain.deadlines import DeadlineKind
from domain.names import fold
from domain.plans import PlanWarning, WarningCode

_MOST_COMPARED = 500  # tasks; comparing each with each grows with the square
_BINDING = re.compile(r"(?:hoan thanh|xong|truoc|cham nhat|han)\b")
_RESTS_ON = re.compile(
    r"\b(?:sau khi|sau|tren co so|can cu|dua tren|tu)\b[^.;]{0,50}?\b(?:nhiem vu|muc|viec|noi dung)\s+(?:so\s+|thu\s+)?"
    r"(?P<code>\d{1,3}(?:\.[a-z\d]{1,2})?)\b(?!\s*(?:/|-|cua|tai|ke hoach|nghi quyet|quyet dinh|thong bao))"
)


def contradictions(evidence: Evidence) -> Iterator[PlanWarning]:
    """First duties told twice, then titles against their own column, then tasks before what they rest on."""
    yield from _told_twice(evidence)
    for source in evidence.sources:
        yield from _title_against_column(source, evidence)
    yield from _before_what_they_rest_on(evidence)


def _told_twice(evidence: Evidence) -> Iterator[PlanWarning]:
    sources = [s for s in evidence.sources if s.task.deadline.last_day][:_MOST_COMPARED]
    folded = [comparable(s.task.title) for s in sources]
    for i, later in enumerate(sources):
        for j in range(i):
            if _days(sources[j]) != _days(later) and is_same_duty(folded[i], folded[j]):
                yield _two(later, _days(later), _named(sources[j]), _days(sources[j]))
                break


def _days(source: Source) -> str:
    last = source.task.deadline.last_day
    return shown(last) if last else ""


def _named(source: Source) -> str:
    return source.label[0].lower() + source.label[1:]


def _two(source: Source, day: str, where: str, other: str) -> PlanWarning:
    why = f"{source.label} có hạn {day} nhưng cùng việc đó ở {where} ghi {other}; đề nghị chọn một trong hai thời hạn."
    return PlanWarning(WarningCode.TWO_DEADLINES, source.task.code, why)


def _title_against_column(source: Source, evidence: Evidence) -> Iterator[PlanWarning]:
    """A title that names its own day ("..., xong trước 20/5") beside a column that names another."""
    last = source.task.deadline.last_day
    if source.is_prose or last is None or source.task.deadline.kind is not DeadlineKind.BY_DATE:
        return
    reading = read_deadline(source.task.title, evidence.issued_on)
    own = reading.deadline.last_day
    is_limit = any(p.gives == "limit" and _BINDING.match(fold(p.words)) for p in reading.parts)
    if reading.deadline.kind is DeadlineKind.BY_DATE and is_limit and own and own != last:
        yield _two(source, shown(last), "phần nội dung", shown(own))


def _before_what_they_rest_on(evidence: Evidence) -> Iterator[PlanWarning]:
    by_code = {s.task.code: s for s in evidence.sources}
    for source in evidence.sources:
        match = _RESTS_ON.search(fold(f"{source.task.title}; {source.task.deadline.wording}"))
        first = by_code.get(match["code"]) if match else None
        if first and first is not source and _is_later(first, source):
            why = (
                f"{source.label} có hạn {_days(source)}, trước hạn {_days(first)} của {_named(first)} mà việc này dựa "
                "vào; đề nghị chọn lại thời hạn của một trong hai việc."
            )
            yield PlanWarning(WarningCode.RESTS_ON_LATER_TASK, source.task.code, why)


def _is_later(first: Source, then: Source) -> bool:
    one, other = first.task.deadline.last_day, then.task.deadline.last_day
    return one is not None and other is not None and one > other
