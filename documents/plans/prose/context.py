"""Named rules for statements that are no duties: letterhead, legal basis, closing words, signature.

A sentence that says a unit does something is never silent context.

A sentence that says a unit does something is never silent context.

A sentence that says a unit does something is never silent context.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from documents.plans.deadlines.issue_days import IssueDay
from documents.plans.prose.assignments import Label, Told, Units, labelled
from documents.plans.prose.prose_deadlines import (
    REPEATED,
    begins_with_verb,
    has_content,
    is_completion,
    is_duty,
    limit_of,
    taken_apart,
)
from documents.plans.prose.sections import Topic, topic_of
from documents.plans.prose.statements import Sentence, Statement, is_capitals
from documents.plans.units import split_units
from documents.plans.units.unit_names import HEADS, TERRITORIES
from documents.plans.units.unit_pieces import Piece, any_of, ends_whole, is_whole_name
from documents.words import word_lists
from domain.names import fold

ENDING = re.compile(r"noi nhan\b")
ADDRESSING = re.compile(r"kinh gui\b|kinh chuyen\b")
CABLED = re.compile(r".{0,160}\bdien\s*:$")
ANNEX = re.compile(r"(?:phu luc|bieu mau|mau so|bieu so|de cuong)\b")
_LETTERHEAD = re.compile(
    r"(?:cong hoa xa hoi|doc lap\b|dang cong san|so\s*:?\s*(?:\d|[-/]|\.|$)"
    r"|[\w ,]{0,40}ngay\W.{0,20}thang\b.{0,30}nam\b"
    r"|v/v\b|\W*$|(?:dang bo|dang uy|ubnd|uy ban nhan dan|hoi dong|so|ban|phong|truong|cong ty|van phong)\b.{0,60}$)"
)
_MOTTO = re.compile(r"doc lap\s*[-–]\s*tu do|cong hoa xa hoi chu nghia")  # its line holds the office's name, too
_BASIS = re.compile(
    r"(?:can cu|thuc hien (?:ke hoach|quyet dinh|nghi quyet|ket luan|chi thi|cong van|thong bao|chuong trinh|y kien"
    r"|van ban|huong dan|de an|luat|nghi dinh|cong dien|to trinh|quy dinh)|theo (?:de nghi|ke hoach|tinh than|cong van)"
    r"|xet de nghi|nham\b|tiep theo|trien khai (?:ke hoach|quyet dinh|nghi quyet|thuc hien)|de (?:trien khai|thuc hien"
    r"|tiep tuc|tang|day|dam bao|bao dam|kip thoi|nang|chuan|nhan dan|cong tac))\b"
)
_ISSUES = re.compile(
    r"\b(?:ban hanh|xay dung|thong bao|trien khai|de ra) (?:ke hoach|chuong trinh|cong van|thong bao|quyet dinh|chi thi"
    r"|de an|huong dan|ket luan|noi dung)\b"
)
_INTRODUCES = re.compile(r"(?:nhu sau|sau day|sau|cu the|gom|noi dung|nhiem vu|viec|tuan nay|duoi day|chi dao)\s*:$")
_CLOSING = re.compile(
    r"(?:tren day|trong qua trinh|qua trinh (?:trien khai|thuc hien)"
    r"|(?:ke hoach|thong bao|chi thi|cong van|nghi quyet|chuong trinh|ket luan|de an|cong dien) nay"
    r"|.{3,300}\bchiu trach nhiem (?:thi hanh|thuc hien)\s+(?:quyet dinh|nghi quyet|chi thi|ke hoach|thong bao)\s+nay\b"
    r"|nhan duoc|thua lenh|tran trong|can cu ke hoach nay|quyet dinh nay|xin tran trong|moi (?:vuong mac|y kien)"
    r"|(?:yeu cau|de nghi) .{0,160}\b(?:nghiem tuc|khan truong|to chuc|phoi hop)?,? ?(?:trien khai |to chuc )?"
    r"thuc hien(?: nghiem tuc)?(?: (?:ke hoach|thong bao|chi thi|cac noi dung|cac nhiem vu)?\b.{0,20})?[./ ]*$"
    r"|(?:yeu cau|de nghi) .{0,80}nghiem tuc"
    r"|(?:yeu cau|de nghi) (?:cac|thu truong|toan the) .{0,100}\b(?:trien khai|thuc hien) ngay[./ ]*$"
    r"|.{0,80}\bthong bao de cac [\w ,]{3,60}\b(?:biet|thuc hien)[./ ]*$)"
)
_CONTACT = re.compile(r"(?:dau moi lien he|thong tin lien he|moi chi tiet|lien he\b|dien thoai|so dien thoai|email)")
_NOTE = re.compile(
    r"(?:\W*(?:ghi chu|luu y|chu thich|cap nhat (?:den )?ngay|nhiem vu va thoi gian thuc hien co the)\b"
    r"|\((?:phan cong|chi tiet|kem theo|co|theo|gui|ban hanh|dinh kem|noi dung).{0,200}\)\W*$|\((?:phu luc|bieu))"
)
_STATES = re.compile(
    r"(?:(?:(?:ban thuong vu|thuong truc|chu tich|pho chu tich|uy ban|lanh dao) [\w ]{0,40})?"
    r"(?:ghi nhan|bieu duong|danh gia cao|thong nhat danh gia)|qua (?:kiem tra|theo doi|ra soat|bao cao)|hien nay"
    r"|thoi gian qua|ben canh do"
    r"|trong thoi gian qua|nhin chung|co ban|tuy nhien|den nay|nguyen nhan)\b"
)
_TROUBLE = re.compile(
    r"(?:trong )?qua trinh (?:to chuc |trien khai )?(?:thuc hien|trien khai)\b.{0,60}\b(?:vuong mac|kho khan)"
)
_SO_FAR = re.compile(r"\b(?:da|con|moi|chua|van)\b")
_MONEY = re.compile(r"(?:tong )?kinh phi\b|nguon kinh phi\b|du toan kinh phi\b")
_CIRCUMSTANCE = re.compile(
    r"(?:thoi gian|dia diem|thanh phan|hinh thuc|chu tri|noi dung|so luong(?: \w+){0,4}|doi tuong|thoi diem"
    r"|thoi gian kiem tra[^:]{0,60}|dia chi|trang phuc)\s*:"
)
_SIGNED = re.compile(
    r"(?:t/?m\.?|kt\.?|tl\.?|tuq\.?|q\.)\s|(?:pho )?(?:chu tich|bi thu|chanh van phong|giam doc|truong phong"
    r"|hieu truong|truong ban|truong doan|chu nhiem|bo truong|thu truong)\W*$"
)

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
_RELATIVE = frozenset(word_lists("prose").words("relative"))
_NO_WORDS: frozenset[str] = frozenset()
_LIST = re.compile(r"\s*[,;]\s*|\s+và\s+")
# "… do Công an phường đảm nhận", "… giao Trạm Y tế trông coi": who does it is named behind.
_GIVEN_TO = re.compile(r"\b(?:do|giao(?: cho)?|yêu cầu|đề nghị|phân công)\s+(?=\S)", re.IGNORECASE)
_JOINS = frozenset(word_lists("prose").words("joining"))
# What tells of a state and is no duty: "UBND phường đã ban hành …", "Đảng bộ phường có 45 chi bộ".
_STATE_VERBS = frozenset(word_lists("prose").words("of_a_state"))

_LONGEST_LIMIT = 80  # characters of a line that is nothing but a limit
_SHORT_SIGN = frozenset({"dash", "plus", "dot", "letter", "counted", "roman", ""})


def letterhead_rule(text: str) -> str | None:
    """Lines above a text without a title: the bodies, the motto, number and day, the subject."""
    folded = fold(text)
    if _LETTERHEAD.match(folded) or _MOTTO.search(folded) or is_capitals(text):
        return "letterhead"
    return None


def preamble_rule(text: str) -> str | None:
    """Sentences between the title and the first heading."""
    folded = fold(text)
    if _BASIS.match(folded):
        return "legal_basis"
    return "introduction" if _INTRODUCES.search(folded) else None


def issues(text: str) -> bool:
    """The issuer says that it issues this very document: "UBND phường ban hành Kế hoạch ..."."""
    return _ISSUES.search(fold(text)) is not None


def introduces(text: str) -> bool:
    """The sentence ends in a colon and leads to what follows."""
    return text.rstrip().endswith(":") and _INTRODUCES.search(fold(text)) is not None


def plain_rule(text: str) -> str | None:
    """Sentences without a limit that are named by their own words, wherever they stand."""
    folded = fold(text).strip(" -*")
    for rule, words in (
        ("closing_formula", _CLOSING), ("contact", _CONTACT), ("note", _NOTE), ("assessment", _STATES),
        ("funding", _MONEY), ("circumstances", _CIRCUMSTANCE),
    ):  # fmt: skip
        if words.match(folded):
            return rule
    return "signature" if _SIGNED.match(folded) else None


def asks_for_reports_of_trouble(text: str) -> bool:
    """ "Trong quá trình thực hiện nếu có vướng mắc, phản ánh trước ngày …" closes a plan and is no duty."""
    return _TROUBLE.match(fold(text).strip(" -*")) is not None


def stays_an_order(rule: str, lead: Units) -> bool:
    """ "Kinh phí: giao Phòng A …" is a duty whatever it begins with; a closing formula where it names one unit."""
    is_named = bool(lead) and not any(unit.is_group for unit in lead)
    return rule in {"funding", "assessment", "circumstances"} or (rule == "closing_formula" and is_named)


def is_assessment(text: str) -> bool:
    """ "Qua theo dõi, đến ngày 15/5 còn 05 nhiệm vụ chưa thực hiện": a day of what was, not of what is to be done."""
    folded = fold(text).strip(" -*")
    return _STATES.match(folded) is not None and _SO_FAR.search(folded) is not None


def ending_rule(text: str) -> str:
    """Lines behind "Nơi nhận": addressees, or who signs."""
    return "signature" if _SIGNED.match(fold(text)) or is_capitals(text) else "addressees"


@dataclass(frozen=True, slots=True)
class _Doer:
    """A unit that does something: its `name`, "" where its end is unclear; `is_sure` that the words begin with one."""

    name: str
    is_sure: bool


def doer_in(text: str) -> _Doer | None:
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


def _doer(text: str, no_verbs: frozenset[str] = _NO_WORDS) -> _Doer | None:
    parts = _LIST.split(text.strip(" .;:"))
    if len(parts) > 1 and all(Piece(part, "").begins_a_unit for part in parts):
        found = (_begins(part, no_verbs) for part in parts)
        return next((doer for doer in found if doer is not None and doer.is_sure), None)
    return _begins(text, no_verbs)


def _begins(text: str, no_verbs: frozenset[str]) -> _Doer | None:
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
    if not ends or words[end or ends[0]].strip(",.;") in {*_STATE_VERBS, *no_verbs}:
        return None
    units = split_units(" ".join(words[:end])) if whole else ()
    return _Doer(units[0].name if len(units) == 1 else "", is_sure=end is not None)


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


@dataclass(slots=True)
class Labels:
    """Labelled lines by the statement they speak of, and the indexes of those lines."""

    below: dict[int, tuple[Told, ...]] = field(default_factory=dict)
    attached: set[int] = field(default_factory=set)


def labels_below(statements: Sequence[Statement]) -> Labels:
    """Which statement each labelled line speaks of: the one above the run of labelled lines."""
    labels = Labels()
    run: list[tuple[int, Told]] = []
    last = -1
    for at, statement in enumerate([*statements, None]):
        told = _told_by(statement) if statement else []
        if told and last >= 0:
            run += [(at, one) for one in told]
            continue
        if run and any(told[0] in {Label.LEAD, Label.DEADLINE} for _, told in run):
            labels.below[last] = tuple(told for _, told in run)
            labels.attached.update(i for i, _ in run)
        run = []
        last = at
    return labels


def _told_by(statement: Statement) -> list[Told]:
    """What a labelled line says; several labels where each of its sentences is labelled."""
    if _is_point(statement):
        each = [(labelled(s.text), s.ids) for s in statement.sentences]
        if all(label for label, _ in each):
            return [(label[0], label[1], ids) for label, ids in each if label]
        if label := labelled(statement.text):
            return [(label[0], label[1], statement.ids)]
    limit = _limit_alone(statement)
    return [(limit[0], limit[1], statement.ids)] if limit else []


def _limit_alone(statement: Statement) -> tuple[Label, str] | None:
    """ "Hoàn thành trước ngày 20/4/2026." on a line of its own is the limit of what stands above."""
    text = statement.text
    if statement.sign or len(text) > _LONGEST_LIMIT or len(statement.sentences) > 1:
        return None
    reading = limit_of(text, IssueDay())
    if not is_duty(reading, text, is_assigned=False):
        return None
    title = taken_apart(text, reading, IssueDay()).title
    return (Label.DEADLINE, text) if is_completion(title, text) and not has_content(title) else None


def tells_circumstances(statement: Statement) -> bool:
    """ "II. Địa điểm: ..." with what stands below tells of a meeting and no duty."""
    is_section = statement.sign is not None and statement.sign.level in {"part", "chapter"}
    return is_section and topic_of(statement.text) is Topic.CIRCUMSTANCES


def _is_point(statement: Statement) -> bool:
    return (statement.sign.level if statement.sign else "") in _SHORT_SIGN


def preamble_end(statements: Sequence[Statement]) -> int:
    """The index behind the sentence that introduces the tasks, or of the first numbered heading."""
    for at, statement in enumerate(statements[:40]):
        if statement.sign and statement.sign.level in {"part", "number", "chapter"}:
            return at
        if introduces(statement.text):
            return at + 1
    return 0


def behind(statement: Statement, rest: str) -> Statement:
    """The statement without the units it begins with."""
    left = rest
    sentences: list[Sentence] = []
    for sentence in reversed(statement.sentences):
        if len(sentence.text) <= len(left) and left.endswith(sentence.text):
            sentences.insert(0, sentence)
            left = left[: len(left) - len(sentence.text)].rstrip()
        else:
            if left:
                sentences.insert(0, Sentence(left, sentence.ids))
            break
    first = statement.sentences[0].ids
    if sentences and first[0] not in sentences[0].ids:
        sentences[0] = Sentence(sentences[0].text, (*first, *sentences[0].ids))
    return replace(statement, sentences=tuple(sentences), sign=statement.sign)
