"""A time limit that stands in the text of the task because the table has no column for it."""

import re
from collections.abc import Iterable

from documents.plans.columns import is_named_otherwise
from documents.plans.deadlines import read_deadline
from documents.plans.guessing import is_limit
from domain.deadlines import DeadlineKind
from domain.names import fold

_REST = r"(?:[^.;()]|\.(?=\d))"  # of a clause; the full stops of dates do not end it
_LABELLED = re.compile(
    rf"(?:^|[.;,(]\s*)(?:-\s*)?(?:thoi gian|thoi han|han|tien do|han chot)"
    rf"(?: (?:hoan thanh|thuc hien|bao cao|xong))?\s*:\s*(?P<limit>{_REST}{{2,80}})[.;)]?"
)
_BOUND = r"(?:(?:hoan thanh|xong|thuc hien)\b.{0,12}?)?\b(?:truoc|cham nhat|trong|den het|han)\b"
_BRACKETED = re.compile(rf"\(\s*(?P<limit>{_BOUND}[^()]{{2,80}})\)")
_DONE = re.compile(r"\(\s*(?P<limit>(?:hoan thanh|xong|han)\b(?: (?:ngay|vao))*\s*:? \d[^()]{2,40})\)")
_RANGE = re.compile(r"\(\s*(?P<limit>(?:thuc hien |to chuc )?tu (?:ngay |thang )?\d[^()]{0,30} den [^()]{3,40})\)")
_ENDING = re.compile(
    rf"[,;.]?\s*\b(?P<limit>(?:(?:hoan thanh|xong)\b.{{0,12}}?)?\b(?:truoc|cham nhat)\b{_REST}{{3,60}})[.;]?\s*$"
)
_DAYS = re.compile(r"(?:ngay|thoi (?:gian|diem|han)|han|tien do)\b")
_NOTES = re.compile(r"^(?:ghi chu|luu y|chu thich|yeu cau)\b")
# A day of another matter: that of a cited paper, or one that is counted back from ("trước khai giảng 3 ngày").
_OTHER_DAY = re.compile(
    r"\btruoc [a-z][^\d]*\d{1,2} (?:ngay|tuan)\b"
    r"|\b(?:so \d|cong van|quyet dinh|ke hoach so|cv\b|qd\b|theo (?:van ban|quyet dinh|ke hoach))"
)
_BY_DAY = frozenset({DeadlineKind.BY_DATE, DeadlineKind.IN_MONTH, DeadlineKind.IN_QUARTER})
_LONGEST_NOTE = 120  # characters
_TOO_WIDE = frozenset({DeadlineKind.CONDITIONAL, DeadlineKind.RELATIVE})


def taken_from_text(text: str) -> tuple[str, str]:
    """The text without its time limit, and the limit's own words; the text itself and "" when it names none."""
    folded = _same_length(text)
    for pattern in (_LABELLED, _BRACKETED, _DONE, _RANGE, _ENDING):
        match = pattern.search(folded)
        if match is None:
            continue
        limit = text[match.start("limit") : match.end("limit")].strip(" ,")
        left = f"{text[: match.start()].rstrip(' ,;')}{_joint(text, match)}".strip(" ,;")
        if is_limit(limit) and read_deadline(limit, None).deadline.kind not in _TOO_WIDE and len(left.split()) > 1:
            return left, limit
    return text, ""


def taken_from_notes(notes: Iterable[tuple[str, str]]) -> str:
    """The limit that a column of notes holds ("Xong 28/8/2026", "Mỗi tháng 1 lần"); "" where it holds none.

    A cell that cites a paper or counts money is none.
    """
    for header, words in notes:
        if not _NOTES.search(fold(header)) or len(words) > _LONGEST_NOTE or _OTHER_DAY.search(fold(words)):
            continue
        if is_limit(words):
            return words
        kinds = [read_deadline(part, None).deadline.kind for part in words.split(";")]
        if kinds and kinds[0] in _BY_DAY:
            return words.split(";")[0].strip()
    return ""


def taken_from_other_column(notes: Iterable[tuple[str, str]]) -> str:
    """The limit in another column of days ("Ngày ban hành") where that of limits is empty; "" where none has one."""
    found = (words for header, words in notes if _DAYS.match(fold(header)) and not is_named_otherwise(header))
    return next((words for words in found if is_limit(words)), "")


def _joint(text: str, match: re.Match[str]) -> str:
    """What stands behind the limit, as the next sentence of the text before it."""
    rest = text[match.end() :].strip(" .;,")
    return f". {rest}" if rest else ""


def _same_length(text: str) -> str:
    """Folded letter by letter, so that places in it are places in the text."""
    return "".join(f if len(f := fold(c)) == 1 else c for c in text)
