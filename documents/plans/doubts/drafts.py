"""A draft that falls due after the paper it is the draft of."""

import re
from collections.abc import Iterator

from documents.plans.doubts.evidence import Evidence, Source, shown
from domain.names import fold
from domain.plans import PlanWarning, WarningCode

_DRAFT = re.compile(
    r"^(?:xay dung |chuan bi |hoan thien |tham muu |soan |trinh )*(?:du thao|soan thao)\s+(?P<paper>.+)"
)
# "Ban văn bản ..." is the same opening with a word left out; the typing doubt tells about that.
_FINAL = re.compile(
    r"^(?:hoan thien |hoan thanh |trinh |tham muu |xem xet |nghien cuu |sua doi |bo sung |va |, ?)*(?:ban hanh|ban"
    r"|ky ban hanh|thong qua)\s+(?P<paper>.+)"
)
_MOST_COMPARED = 300  # each with each
_ALIKE = 90  # of 100; both titles are a few words longer than the paper's name at most


def drafts_after_finals(evidence: Evidence) -> Iterator[PlanWarning]:
    """Pairs "dự thảo X" and "ban hành X" (X nearly the same words) where the draft is due later than the paper."""
    from rapidfuzz import fuzz  # noqa: PLC0415 -- 4 MB that only a plan needs

    drafts = [(s, p) for s in evidence.sources if (p := _paper(_DRAFT, s))]
    finals = [(s, p) for s in evidence.sources if (p := _paper(_FINAL, s))]
    for final, paper in finals[:_MOST_COMPARED]:
        for draft, its_paper in drafts[:_MOST_COMPARED]:
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
