"""Words that tell who does a duty and until when: "Phòng A chủ trì, các thôn thực hiện; trước 10/4"."""

import re
from dataclasses import dataclass

from documents.plans.issue_days import IssueDay
from documents.plans.prose.assigning import units_alone
from documents.plans.prose.limits import has_content, is_duty, limit_of, taken_apart
from documents.plans.units import units_by_role
from documents.plans.units.duties import JOINS, WITH

_CHUNKS = re.compile(
    r"\s*;\s*|\s*[,–-]\s+(?=(?i:từ|trước|hoàn thành|xong|chậm nhất|muộn nhất|trong|đến hết|ngày|tháng|quý|tuần|gửi"
    r"|báo cáo|thời gian|thời hạn|định kỳ|hằng|hàng)\s)"
)
_ROLES = r"chủ trì(?: thực hiện)?|thực hiện|tham mưu|phụ trách|chuẩn bị|soạn thảo|đăng cai|đảm nhiệm|tổ chức|triển khai"
_JOINED = r"phối hợp(?: thực hiện)?|kiểm tra|giám sát|đôn đốc|theo dõi|hỗ trợ"
_CLAUSE = re.compile(
    rf"(?P<who>.+?)\s+(?:cùng\s+)?(?:(?P<leads>{_ROLES})|(?P<joins>(?:{_JOINED})(?:,\s*(?:{_JOINED}))*))"
    r"\s*(?:[,;.]\s*(?:và\s+)?|$)"
)
_RESPONSIBLE = re.compile(
    r"^(?:trách nhiệm(?: thực hiện| chính)?(?: thuộc(?: về)?| là)?|đơn vị (?:thực hiện|chủ trì)(?: là)?)\s+",
    re.IGNORECASE,
)
_LONGEST = 400  # characters; longer words tell more than that
_PERSON = re.compile(r"(?:đồng chí|đ/c|ông|bà)\s\S.{2,80}", re.IGNORECASE)

_SOME_WEEK = re.compile(r"(?:hoàn thành |xong )?(?:trong|trước|vào) tuần .{1,25}", re.IGNORECASE)
_ONLY = re.compile(r"(?:(?:ngày|tháng|quý|sáng|chiều|tối)\s)*[\dIVX][\d/. -]{0,12}(?: năm \d{4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Doers:
    """Words for the units that lead and join, and for the limit; `is_role_told` when a verb says what they do."""

    lead: str
    partners: str = ""
    limit: str = ""
    is_role_told: bool = False


def doers_in(words: str) -> Doers | None:
    """Who leads, who joins and until when; None unless each of the words belongs to a unit, its verb or the limit."""
    if len(words) > _LONGEST:
        return None
    leads: list[str] = []
    partners: list[str] = []
    limits: list[str] = []
    is_told = _RESPONSIBLE.match(words.strip()) is not None
    for chunk in filter(None, _CHUNKS.split(_RESPONSIBLE.sub("", words.strip(" .;")))):
        if _is_limit(chunk):
            limits.append(chunk)
        elif told := _by_verbs(chunk) or _with_partner(chunk):
            is_told = True
            (leads if not leads else partners).extend(told[0])
            partners += told[1]
        elif not leads and _is_somebody(chunk):
            leads.append(chunk)
        else:
            return None
    is_somebody = bool(leads or (partners and is_told))
    return Doers("; ".join(leads), "; ".join(partners), "; ".join(limits), is_told) if is_somebody else None


def _by_verbs(chunk: str) -> tuple[list[str], list[str]] | None:
    """ "A chủ trì, B thực hiện": where "chủ trì" names the leader, all others join."""
    clauses = list(_CLAUSE.finditer(chunk))
    if not clauses or clauses[-1].end() != len(chunk) or not all(_is_somebody(c["who"]) for c in clauses):
        return None
    chief = next((c for c in clauses if (c["leads"] or "").startswith("chủ trì")), None)
    leads = [chief] if chief else [c for c in clauses if c["leads"]]
    return [c["who"] for c in leads], [c["who"] for c in clauses if c not in leads]


def _with_partner(chunk: str) -> tuple[list[str], list[str]] | None:
    """ "A phối hợp với B"."""
    with_whom = WITH.search(chunk)
    if not with_whom or not _is_somebody(chunk[: with_whom.start()]):
        return None
    named = units_by_role(chunk)
    joined = [u.name for u, role in named if role == JOINS]
    return ([u.name for u, role in named if role != JOINS], joined) if joined else None


def _is_somebody(words: str) -> bool:
    return bool(units_alone(words)) or (_PERSON.fullmatch(words.strip()) is not None and not re.search(r"\d", words))


def _is_limit(chunk: str) -> bool:
    """Nothing but a limit; a few words may say of what ("hoàn thành treo cờ trước 17 giờ ngày 24/4")."""
    reading = limit_of(chunk, IssueDay())
    if _SOME_WEEK.fullmatch(chunk) or (reading.span and reading.deadline.last_day and _ONLY.fullmatch(chunk)):
        return True
    if not is_duty(reading, chunk, is_assigned=True):
        return False
    title = taken_apart(chunk, reading, IssueDay()).title
    return not has_content(title) or (len(title.split()) < 6 and not units_alone(title))
