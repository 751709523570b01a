"""Whether a sentence says that a unit does something, whatever the verb: such a sentence is never silent context."""

import re
from dataclasses import dataclass

from documents.plans.issue_days import IssueDay
from documents.plans.prose.assigning import Units
from documents.plans.prose.limits import REPEATED, limit_of
from documents.plans.prose.verbs import begins_with_verb
from documents.plans.units import split_units
from documents.plans.units.covering import ends_whole, is_whole_name
from documents.plans.units.names import HEADS, TERRITORIES
from documents.plans.units.pieces import Piece, any_of

_HEAD = re.compile(rf"(?:{any_of(HEADS)})(?!\w)")
# "Ông A, Phó Trưởng Công an xã - Thành viên" is on a list of members.
_MEMBER = re.compile(
    r".*[-–,:]\s*(?:(?:tổ|nhóm|đội)? ?(?:trưởng|phó)|(?:phó )?trưởng (?:ban|đoàn)|phó ban|thành viên|ủy viên|thư ký)"
    r"(?: thường trực)?\s*[.;]?",
    re.IGNORECASE,
)
_MOST_WORDS = 14  # of a name
_LEAST_WORDS = 2  # behind it, of what is done
# "Trong dịp lễ, Công an phường …": words before the subject.
_CLAUSE_BEFORE = re.compile(
    r"(?:trong|vào|khi|sau|trước|nhân|tại|từ|để|nhằm|cùng với|bên cạnh|ngoài ra|đồng thời|hằng|hàng|định kỳ|riêng"
    r"|đối với|về|trên cơ sở|căn cứ|theo|qua|thông qua|nếu|dịp|suốt)\b[^,;:.]{0,120}?,\s+",
    re.IGNORECASE,
)
# "nhiệm vụ do Chính phủ giao": behind "do" these tell where something comes from.
_RELATIVE = frozenset({
    "giao", "phê", "tổ", "quản", "cấp", "chủ", "quyết", "quy", "công", "lập", "trình", "cung", "gửi", "đề", "phát",
    "ký",
})  # fmt: skip
_NO_WORDS: frozenset[str] = frozenset()
_LIST = re.compile(r"\s*[,;]\s*|\s+và\s+")
# "… do Công an phường đảm nhận", "… giao Trạm Y tế trông coi": who does it is named behind.
_GIVEN_TO = re.compile(r"\b(?:do|giao(?: cho)?|yêu cầu|đề nghị|phân công)\s+(?=\S)", re.IGNORECASE)
_JOINS = frozenset({
    "và", "với", "cùng", "của", "thuộc", "trên", "tại", "ở", "các", "cấp", "số", "khu", "hoặc", "trực", "như", "về",
    "theo", "đảng",
})  # fmt: skip
# What tells of a state and is no duty: "UBND phường đã ban hành …", "Đảng bộ phường có 45 chi bộ".
_STATES = frozenset({"đã", "được", "có", "là", "chưa", "còn", "vẫn", "hiện", "nào", "ban", "luôn"})


@dataclass(frozen=True, slots=True)
class Doer:
    """A unit that does something: its `name`, "" where its end is unclear; `is_sure` that the words begin with one."""

    name: str
    is_sure: bool


def doer_in(text: str) -> Doer | None:
    """The unit that a sentence says does something; None where it names none.

    Only units of their own count, no classes such as "các cơ quan, đơn vị".
    """
    before = _CLAUSE_BEFORE.match(text)
    starts = [0, *([before.end()] if before else [])]
    given = [
        (m.end(), _RELATIVE if m.group().lower().startswith("do") else _NO_WORDS) for m in _GIVEN_TO.finditer(text)
    ]
    found = (*(_doer(text[at:]) for at in starts), *(_doer(text[at:], words) for at, words in given))
    return next((doer for doer in found if doer is not None), None)


def _doer(text: str, no_verbs: frozenset[str] = _NO_WORDS) -> Doer | None:
    parts = _LIST.split(text.strip(" .;:"))
    if len(parts) > 1 and all(Piece(part, "").begins_a_unit for part in parts):
        found = (_begins(part, no_verbs) for part in parts)
        return next((doer for doer in found if doer is not None and doer.is_sure), None)
    return _begins(text, no_verbs)


def _begins(text: str, no_verbs: frozenset[str]) -> Doer | None:
    """The unit that the words begin with, when other words than those of its name follow."""
    piece = Piece(text, "")
    if not piece.is_head or piece.is_plural or piece.family or not text[:1].isupper():
        return None
    if begins_with_verb(text) or is_whole_name(text) or _MEMBER.fullmatch(text):
        return None
    words, head = text.split(), _HEAD.match(text)
    first = len(head.group().split()) if head else 1
    ends = [at for at in range(first, min(_MOST_WORDS, len(words) - _LEAST_WORDS + 1)) if _goes_on(words, at)]
    whole = next((at for at in ends if ends_whole(" ".join(words[:at]))), None)
    end = whole or next((at for at in reversed(ends) if at > first and _is_name(words[at - 1])), None)
    if not ends or words[end or ends[0]].strip(",.;") in {*_STATES, *no_verbs}:
        return None
    units = split_units(" ".join(words[:end])) if whole else ()
    return Doer(units[0].name if len(units) == 1 else "", is_sure=end is not None)


def _goes_on(words: list[str], at: int) -> bool:
    """What stands at this place is no part of a list or of a name with its territory."""
    word = words[at]
    return word[:1].islower() and word.strip(",") not in {*_JOINS, *TERRITORIES} and words[at - 1][-1:] not in ",;"


def _is_name(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit()


def without_deed(text: str, units: Units) -> Units:
    """The units of a heading that says what they do: "1. Công an phường giữ gìn trật tự" over how."""
    doer = None if ends_whole(text.rstrip(" .;:")) else doer_in(text)
    return split_units(doer.name) if doer and doer.name else units


def is_owed_later(text: str, issue: IssueDay) -> bool:
    """Whether a unit does something again and again or until a day after that of issue: that assesses nothing."""
    if doer_in(text) is None:
        return False
    deadline = limit_of(text, issue).deadline
    is_later = deadline.last_day is not None and issue.day is not None and deadline.last_day > issue.day
    return deadline.kind in REPEATED or is_later
