"""Checks of deadlines: unknown, impossible, before the issue day, in a strange year, on a day off, or contradicting."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from documents.plans.checks.evidence import Evidence, Source, comparable, is_same_duty, shown
from documents.plans.deadlines import read_deadline
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

_DRAFT = re.compile(
    r"^(?:xay dung |chuan bi |hoan thien |tham muu |soan |trinh )*(?:du thao|soan thao)\s+(?P<paper>.+)"
)
# "Ban văn bản ..." is the same opening with a word left out; the typing doubt tells about that.
_FINAL = re.compile(
    r"^(?:hoan thien |hoan thanh |trinh |tham muu |xem xet |nghien cuu |sua doi |bo sung |va |, ?)*(?:ban hanh|ban"
    r"|ky ban hanh|thong qua)\s+(?P<paper>.+)"
)
_MOST_DRAFTS_COMPARED = 300  # each with each
_ALIKE = 90  # of 100; both titles are a few words longer than the paper's name at most

_MOST_COMPARED = 500  # tasks; comparing each with each grows with the square
_BINDING = re.compile(r"(?:hoan thanh|xong|truoc|cham nhat|han)\b")
_RESTS_ON = re.compile(
    r"\b(?:sau khi|sau|tren co so|can cu|dua tren|tu)\b[^.;]{0,50}?\b(?:nhiem vu|muc|viec|noi dung)\s+(?:so\s+|thu\s+)?"
    r"(?P<code>\d{1,3}(?:\.[a-z\d]{1,2})?)\b(?!\s*(?:/|-|cua|tai|ke hoach|nghi quyet|quyet dinh|thong bao))"
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
    if evidence.calendar.is_working_day(last):
        return None
    what = "ngày lễ" if last in evidence.calendar.days_off else _SHOWN[last.weekday()]
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


def drafts_after_finals(evidence: Evidence) -> Iterator[PlanWarning]:
    """Pairs "dự thảo X" and "ban hành X" (X nearly the same words) where the draft is due later than the paper."""
    from rapidfuzz import fuzz  # noqa: PLC0415 -- 4 MB that only a plan needs

    drafts = [(s, p) for s in evidence.sources if (p := _paper(_DRAFT, s))]
    finals = [(s, p) for s in evidence.sources if (p := _paper(_FINAL, s))]
    for final, paper in finals[:_MOST_DRAFTS_COMPARED]:
        for draft, its_paper in drafts[:_MOST_DRAFTS_COMPARED]:
            if _is_later(draft, final) and fuzz.token_sort_ratio(paper, its_paper) >= _ALIKE:
                yield PlanWarning(WarningCode.DRAFT_AFTER_FINAL, final.task.code, _message(final, draft))


def _paper(opening: re.Pattern[str], source: Source) -> str | None:
    match = opening.match(fold(source.task.title))
    return match["paper"].strip(" .;") if match else None


def _is_later(draft: Source, final: Source) -> bool:
    due, final_due = draft.task.deadline.last_day, final.task.deadline.last_day
    return draft is not final and due is not None and final_due is not None and due > final_due


def _message(final: Source, draft: Source) -> str:
    due, final_due = draft.task.deadline.last_day, final.task.deadline.last_day
    days = f"({shown(final_due)})" if final_due else "", f"({shown(due)})" if due else ""
    inside = draft.label[0].lower() + draft.label[1:]
    return (
        f"{final.label} phải ban hành văn bản {days[0]} trước khi {inside} hoàn thành dự thảo chính văn bản đó "
        f"{days[1]}; "
        "đề nghị chọn lại thời hạn của một trong hai việc."
    )


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
    is_limit = any(p.kind == "limit" and _BINDING.match(fold(p.words)) for p in reading.parts)
    if reading.deadline.kind is DeadlineKind.BY_DATE and is_limit and own and own != last:
        yield _two(source, shown(last), "phần nội dung", shown(own))


def _before_what_they_rest_on(evidence: Evidence) -> Iterator[PlanWarning]:
    by_code = {s.task.code: s for s in evidence.sources}
    for source in evidence.sources:
        match = _RESTS_ON.search(fold(f"{source.task.title}; {source.task.deadline.wording}"))
        first = by_code.get(match["code"]) if match else None
        if first and first is not source and _ends_later(first, source):
            why = (
                f"{source.label} có hạn {_days(source)}, trước hạn {_days(first)} của {_named(first)} mà việc này dựa "
                "vào; đề nghị chọn lại thời hạn của một trong hai việc."
            )
            yield PlanWarning(WarningCode.RESTS_ON_LATER_TASK, source.task.code, why)


def _ends_later(first: Source, then: Source) -> bool:
    one, other = first.task.deadline.last_day, then.task.deadline.last_day
    return one is not None and other is not None and one > other
