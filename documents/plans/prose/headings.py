"""Which statements are headings, and which limits a heading sets for what stands below."""

import re

from documents.plans.deadlines import DeadlineReading
from documents.plans.issue_days import IssueDay
from documents.plans.prose.assigning import assigned_in
from documents.plans.prose.limits import is_duty, limit_of, taken_apart
from documents.plans.prose.statements import Statement, is_capitals
from domain.deadlines import DeadlineKind as Kind
from domain.names import fold

_LONGEST = 200  # characters
_DEPTH = {"part": 0, "chapter": 1, "number": 2, "letter": 4, "counted": 4, "roman": 5, "dash": 6, "plus": 7, "dot": 7}
_OF_A_PERIOD = re.compile(r"\b(?:viec|nhiem vu|cong tac|cong viec)\b.*\b(?:thang|quy)\b")
_PERIOD = re.compile(r"(?:trong )?(?:thang \d{1,2}|quy (?:[ivx]+|\d))(?: nam |\s*[/-]\s*| )?(?:20\d\d)?")
# A step with its days: "(từ ngày 15/8 đến ngày 31/8/2026)", "Tuần 2: từ 08/4 đến 12/4", "Đợt 1 (xong trước 30/6/2026)".
_PHASE = re.compile(
    r"(?:\(|[:,]\s|[-–]\s)\s*(?:(?:thoi gian|thuc hien|thoi gian thuc hien|tien do)\s*:?\s*)?"
    r"(?:tu (?:ngay |thang )?\d[^()]{0,25}?\s?(?:den|-)(?: het)?(?: ngay| thang)? \d[\d/. -]{2,9}"
    r"|(?:hoan thanh |xong )?(?:truoc|cham nhat|den het)(?: ngay)? \d{1,2}[/.]\d[\d/.]{0,7})\s*\)?[.:]?$"
)
_PAST = re.compile(r"\b(?:ket qua|danh gia|tinh hinh|kiem diem)\b")


def is_heading(statement: Statement, following: Statement | None) -> bool:
    """A short line without an end over something that stands deeper, in capitals, or with a colon at its end."""
    text = statement.text
    if not text or len(text) > 2 * _LONGEST:
        return False
    if is_capitals(text) or text.endswith(":"):
        return True
    is_sentence = text.endswith((".", ";", "!")) or len(statement.sentences) > 1 or assigned_in(text, ()).is_order
    if len(text) > _LONGEST or is_sentence:
        return False
    level = statement.sign.level if statement.sign else ""
    stands_above = following is not None and is_deeper(statement, following)
    return level == "part" or (stands_above and level not in {"", "dash", "plus", "dot"})


def is_deeper(statement: Statement, following: Statement) -> bool:
    """The line that follows stands below this one."""
    return _depth(following) > _depth(statement)


def _depth(statement: Statement) -> float:
    if statement.sign is None:
        return 9
    level, _, more = statement.sign.level.partition(".")
    return _DEPTH.get(level, 8) + (int(more) / 10 if more else 0)


def limit_set_by(heading: str, issue: IssueDay) -> DeadlineReading | None:
    """What holds for all that stands below: "VIỆC CẦN LÀM TRONG THÁNG 5/2026", "Bước 1 (từ 15/8 đến 31/8/2026)"."""
    folded = fold(heading)
    if phase := _PHASE.search(folded):
        reading = (
            limit_of(heading[slice(*phase.span())].strip(" (:,–-"), issue) if len(folded) == len(heading) else None
        )
        if reading and reading.deadline.last_day and reading.span:
            return reading
    is_period = _PERIOD.fullmatch(folded.strip(" .:*-")) is not None
    if not (is_period or _OF_A_PERIOD.search(folded)) or _PAST.search(folded):
        return None
    reading = limit_of(heading.lower() if is_capitals(heading) else heading, issue)
    if reading.deadline.kind not in {Kind.IN_MONTH, Kind.IN_QUARTER} or not reading.deadline.last_day:
        return None
    if is_period:
        return reading
    text = heading.lower() if is_capitals(heading) else heading
    return taken_apart(text, reading, issue).reading if is_duty(reading, text, is_assigned=True) else None
