"""Who leads and who joins in a sentence, in a bracket, in its last words or in labelled lines below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from documents.plans.deadlines.issue_days import IssueDay
from documents.plans.prose.prose_deadlines import begins_with_verb, has_content, is_duty, limit_of, taken_apart, verb_in
from documents.plans.units import split_units, units_by_role
from documents.plans.units.unit_reader import subject_of
from documents.plans.units.unit_roles import JOINS, WITH
from domain.names import fold
from domain.plans import UnitMention

Units = tuple[UnitMention, ...]
_LONGEST = 250  # characters; a longer beginning is a sentence about something else
_ORDER = re.compile(
    r"(?:(?P<boss>[^,;:.()]{3,90}?)\s+)?(?:(?:trân trọng|cũng|có văn bản)\s+)?"
    r"(?:giao(?! (?-i:ban)\b)(?: nhiệm vụ)?(?: cho)?|yêu cầu|đề nghị|phân công|kính đề nghị)\s+(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_TOPIC = re.compile(r"(?P<topic>(?:Đối với|Về|Riêng)\s[^:.;]{3,250}?):\s+(?P<rest>\S.*)", re.DOTALL)
_WITH = re.compile(
    r"(?P<before>(?:(?:chủ trì|là đầu mối|đầu mối|có trách nhiệm|chịu trách nhiệm|đồng thời|khẩn trương|chủ động"
    r"|tích cực|tập trung|tiếp tục|thường xuyên|kịp thời|tham mưu|trực tiếp|tăng cường)\s*,?\s*(?:và )?)*)"
    r"phối hợp(?:\s+(?:chặt chẽ|thực hiện|hiệu quả|đồng bộ|tốt))*(?:\s+(?:cùng với|với|cùng))?\s+(?P<who>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_INNER_WITH = re.compile(r",\s*(?:và )?phối hợp(?:\s+chặt chẽ)?\s+(?:cùng với|với|cùng)\s+", re.IGNORECASE)
_PARTNERS_END = re.compile(
    r"\s+(?:để|nhằm|trong (?:việc|công tác|quá trình|tổ chức)|về việc|theo|khi|qua|thông qua|đúng|và báo cáo)\b|[;:.]"
    r"|,\s*(?=[a-zà-ỹđ]+ )(?!(?:các|ban|sở|phòng|đơn vị|ngành|đoàn thể|địa phương|cơ quan|xã|phường|tổ|hội|công an"
    r"|thôn|tổ chức|trường|doanh nghiệp|đặc khu|khu|cá nhân|lực lượng|chi bộ|đảng ủy)\b)"
)
_LED_WITH = re.compile(r"chủ trì,?\s*(?:và )?phối hợp(?: chặt chẽ)?(?: cùng)?(?: với)?\s[^:]{3,200}:$", re.IGNORECASE)
_MIDDLE = re.compile(r"[,;:]\s*(?:và )?(?P<order>giao(?: nhiệm vụ)?(?: cho)? (?=[A-ZĐ]|các\s).+)", re.DOTALL)
_JOIN = re.compile(
    r"chủ trì(?: thực hiện)?[,;]\s*(?:và )?(?P<who>[^;.:()]{3,150}?)\s+(?:cùng )?phối hợp(?: thực hiện)?[\s.;]*$"
)
_CLASSES = re.compile(r"(?:các|những|một số|toàn thể|tất cả)\s", re.IGNORECASE)
# Words that begin like a unit ("Ban", "Tổ", "Báo", "các") and are none.
NO_UNIT = re.compile(
    r"(?:ban hanh|to chuc(?! chinh tri| dang)|hoi nghi|hoi thao|bao cao|doan ket|bo may|bo sung|nha (?:van hoa|o)"
    r"|truong hop|cong tac|doi (?:voi|moi|thoai)|to (?:trinh|khai|roi)|co quan thuong truc|khoi luong|hoi (?:thi|hop)"
    r"|cac (?:nhiem vu|giai phap|noi dung|chi tieu|cong viec|bien phap|hoat dong|ho so|du an|van ban|tieu chi)"
    r"|muc tieu|yeu cau|ho so|viec|noi dung|ket qua|ke hoach|thoi gian|tien do)\b"
)
_OF_WHOM = re.compile(
    r"^(?:(?:trách nhiệm|nhiệm vụ)(?: cụ thể)? của|đối với|giao(?: cho)?|yêu cầu|đề nghị|phân công)\s+", re.IGNORECASE
)

# "Công an xã có trách nhiệm:", "Tổ công tác có nhiệm vụ sau:"
_HAVE_TO = re.compile(
    r"\s+(?:(?:có|chịu) (?:trách nhiệm|nhiệm vụ)(?:,? quyền hạn)?"
    r"|thực hiện(?: các| những)? (?:nhiệm vụ|nội dung|công việc))"
    r"(?:\s+(?:sau|sau đây|như sau|cụ thể|cụ thể sau|chính|thực hiện))*$"
)
_ROLE = re.compile(r"\s*\((?:đề nghị|chủ trì|phối hợp|thực hiện|cơ quan thường trực)[^()]{0,40}\)(?=\s*:?$)")
_TIMED = re.compile(r"\d{1,2}/\d{1,2}|\b(?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm)\b")

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
_LONGEST_DOERS = 400  # characters; longer words tell more than that
_PERSON = re.compile(r"(?:đồng chí|đ/c|ông|bà)\s\S.{2,80}", re.IGNORECASE)

_SOME_WEEK = re.compile(r"(?:hoàn thành |xong )?(?:trong|trước|vào) tuần .{1,25}", re.IGNORECASE)
_ONLY = re.compile(r"(?:(?:ngày|tháng|quý|sáng|chiều|tối)\s)*[\dIVX][\d/. -]{0,12}(?: năm \d{4})?", re.IGNORECASE)

_LABELLED = re.compile(r"(?P<label>[^:.;()]{2,45}?)\s*:\s*(?P<value>\S.*)", re.DOTALL)

_BRACKET = re.compile(r"\s*\((?P<inside>(?:[^()]|\([^()]*\)){3,500})\)")
_ENDS = re.compile(
    r"\s*\((?P<inside>[^()]{3,250})\)(?P<limit>[\s.;]*$|\s*[,;]\s*"
    r"(?:xong|hoàn thành|trước|chậm nhất|trong|thời gian|đến|từ|vào)\s[^,;]{3,80}[\s.;]*$)"
)
_SIGN = re.compile(r"(?<=[;,.])\s+")
# "In phiếu điều tra - Văn phòng UBND xã", "Nhập dữ liệu: do A và B thực hiện".
_BEHIND = re.compile(r"(?:\s[-–]\s|(?::|,(?=\s*do\s))\s*(?P<by>(?:do|giao)\s))(?P<who>[^()]{3,200})$", re.DOTALL)
_NAMES = re.compile(r"\b(?:dong chi|d/c|ong|ba|van hoa|kinh te)\b[^,;.]*$")  # what the dash joins is a post or a field
# Behind these words the bracket belongs to the one who receives: "gửi UBND xã (Phòng Kinh tế)".
_RECEIVES = re.compile(r"\b(?:gui|bao cao|trinh|qua|ve|nop|lien he)\b[^,;.]*$")


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who leads and who joins; `is_told` when the sentence itself names who leads."""

    lead: Units = ()
    partners: Units = ()
    is_told: bool = False
    is_order: bool = False


def units_alone(words: str) -> Units:
    """The units, when the words are nothing but names of units; "Giao" or "Đối với" may stand before them."""
    words = _HAVE_TO.sub("", _OF_WHOM.sub("", _ROLE.sub("", words).strip(" .:;-")))
    if (
        _TIMED.search(words)
        or not words
        or len(words) > _LONGEST
        or NO_UNIT.match(fold(words))
        or begins_with_verb(words)
    ):
        return ()
    if verb_in(words) or subject_of(words):
        return ()
    return split_units(words) if subject_of(f"{words} chủ trì") else ()


def headed(text: str) -> tuple[Units, str]:
    """The units that a line begins with and what stands behind their colon; () and the line where there are none.

    The first colon ends them, unless the list of units goes on behind it ("các Sở: Tài chính, Nội vụ:").
    """
    best: tuple[Units, str] = ((), text)
    for at in [*[m.start() for m in re.finditer(r":(?=\s|$)", text[: _LONGEST + 50])][:4], len(text)]:
        if units := units_alone(text[:at]):
            best = units, text[at + 1 :].strip()
        rest = text[at + 1 :]
        if best[0] and (verb_in(rest) or begins_with_verb(rest.strip())):
            break
    return best


def with_partners(text: str) -> Assigned | None:
    """ "Sở Tài chính chủ trì, phối hợp với Sở Y tế:" over a list of duties; None for any other line."""
    if not text.endswith(":") or not _LED_WITH.search(text):
        return None
    told = assigned_in(text.rstrip(" :"), ())
    return told if told.is_told and told.partners else None


def assigned_in(sentence: str, owner: Units) -> Assigned:
    """Who leads and who joins; without a subject of its own the sentence is about the owner of its heading."""
    text = sentence
    if found := _TOPIC.match(text):
        text = found["rest"]
    order = _ordered(text)
    if order is not None:
        return order
    if begins_with_verb(text) and not owner and (given := _MIDDLE.search(text)) and (told := _ordered(given["order"])):
        return told
    if begins_with_verb(text):
        return Assigned(owner, _partners(text)) if owner else Assigned()
    told = _subject(text)
    if told:
        return told
    if not owner and (given := _MIDDLE.search(text)) and (order := _ordered(given["order"])):
        return order
    return Assigned(owner, _partners(text)) if owner else Assigned()


def _ordered(text: str) -> Assigned | None:
    """ "Chủ tịch UBND phường giao Phòng Kinh tế ...": the body that orders does not lead."""
    found = _ORDER.match(text)
    if not found or (found["boss"] and not _is_body(found["boss"])):
        return None
    rest = found["rest"]
    verb = verb_in(rest)
    who = rest[: verb.start()] if verb else rest.strip(" .")
    units = _named(who)
    if not units:
        return None
    partners = _partners(rest[verb.start() :]) or _joining(rest[verb.start() :]) if verb else ()
    return Assigned(units, partners, is_told=True, is_order=True)


def _joining(text: str) -> Units:
    """ "chủ trì, Chi hội Phụ nữ phối hợp": the partners stand before their verb."""
    found = _JOIN.match(text)
    return split_units(found["who"]) if found and units_alone(found["who"]) else ()


def _is_body(words: str) -> bool:
    return words[:1].isupper() and not begins_with_verb(words) and verb_in(words) is None and bool(_named(words))


def _subject(text: str) -> Assigned | None:
    if NO_UNIT.match(fold(text)):
        return None
    verb = verb_in(text)
    if verb is None or verb.start() == 0:
        lead = subject_of(text)
        return Assigned(lead, (), is_told=True) if lead else None
    units = _named(text[: verb.start()])
    return Assigned(units, _partners(text[verb.start() :]), is_told=True) if units else None


def _named(words: str) -> Units:
    words = words.strip(" ,;:.–-")
    if not words or len(words) > _LONGEST or NO_UNIT.match(fold(words)):
        return ()
    return split_units(words) if subject_of(f"{words} chủ trì") else ()


def _partners(text: str) -> Units:
    """The units behind "phối hợp với", which stands first or behind "chủ trì"."""
    found = _WITH.match(text)
    if found:
        who = found["who"]
    elif inner := _INNER_WITH.search(text):
        who = text[inner.end() :]
    else:
        return ()
    ends = [m.start() for m in (_PARTNERS_END.search(who), verb_in(who)) if m]
    who = who[: min(ends)] if ends else who
    who = who.strip(" ,;:.–-")
    return split_units(who) if 0 < len(who) <= _LONGEST and not NO_UNIT.match(fold(who)) else ()


@dataclass(frozen=True, slots=True)
class _Doers:
    """Words for the units that lead and join, and for the limit; `is_role_told` when a verb says what they do."""

    lead: str
    partners: str = ""
    limit: str = ""
    is_role_told: bool = False


def doers_in(words: str) -> _Doers | None:
    """Who leads, who joins and until when; None unless each of the words belongs to a unit, its verb or the limit."""
    if len(words) > _LONGEST_DOERS:
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
    return _Doers("; ".join(leads), "; ".join(partners), "; ".join(limits), is_told) if is_somebody else None


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


class Label(StrEnum):
    """What a labelled line says of the duty above it."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    DEADLINE = "deadline"
    PRODUCT = "product"
    CONTENT = "content"
    OTHER = "other"


_KINDS = (
    (Label.COORDINATING, re.compile(r"(?:don vi |co quan |bo phan )?(?:cung )?phoi hop(?: thuc hien| chuan bi| voi)?"
                                    r"|cung (?:thuc hien|tham gia|lam)|(?:don vi |co quan )?tham gia|ho tro")),
    (Label.DEADLINE, re.compile(r"(?:thoi gian|thoi han|tien do|han|moc|moc thoi gian)(?: (?:thuc hien|hoan thanh|trinh"
                                r"|bao cao|gui|nop|trien khai|ket thuc|cuoi|giai quyet|xu ly))*"
                                r"|(?:ngay |thoi diem )?(?:phai )?(?:hoan thanh|xong|ket thuc)(?: truoc| trong)?")),
    (Label.LEAD, re.compile(r"(?:don vi|co quan|bo phan|nguoi|ca nhan|dau moi|can bo|lanh dao)(?: (?:chu tri|thuc hien"
                            r"|phu trach|dau moi|tham muu|chuan bi|soan thao|chiu trach nhiem|chinh|theo doi"
                            r"|trien khai))+"
                            r"|chu tri(?: thuc hien)?|chuan bi|phan cong(?: thuc hien)?|trach nhiem(?: thuc hien)?"
                            r"|phu trach|dau moi|don vi|nguoi thuc hien|giao(?: cho| nhiem vu)?")),
    (Label.PRODUCT, re.compile(r"(?:san pham|ket qua|dau ra)(?: (?:dau ra|dat duoc|hoan thanh|can dat|du kien))*")),
    (Label.CONTENT, re.compile(r"noi dung(?: chinh| cu the| hop)?")),
    (Label.OTHER, re.compile(r"dia diem|thanh phan|kinh phi|nguon kinh phi|hinh thuc|ghi chu|luu y|so luong"
                             r"|doi tuong")),
)  # fmt: skip


def labelled(text: str) -> tuple[Label, str] | None:
    """The label and its words; None when the line is no labelled line."""
    found = _LABELLED.fullmatch(text.strip())
    if not found:
        return None
    label = fold(found["label"]).strip(" -*+")
    kind = next((kind for kind, words in _KINDS if words.fullmatch(label)), None)
    return (kind, found["value"].strip()) if kind else None


Told = tuple[Label, str, tuple[int, ...]]


def told_inside(text: str, ids: tuple[int, ...], owner: Units) -> tuple[str, list[Told]]:
    """The sentence without its labelled words, and those words; the sentence and [] where nothing tells who leads."""
    for found in _BRACKET.finditer(text):
        if told := _labels(_SIGN.split(found["inside"])):
            left = f"{text[: found.start()]}{text[found.end() :]}"
            return left.strip(), [(kind, value, ids) for kind, value in told]
    if behind := _last_clauses(text):
        left, labels = behind
        return left, [(kind, value, ids) for kind, value in labels]
    return _told_behind(text, ids, owner) or (text, [])


def _labels(chunks: Sequence[str]) -> list[tuple[Label, str]]:
    """Labels and their words, when the first chunk is labelled; a chunk without a label goes on with the one before."""
    told: list[tuple[Label, str]] = []
    for chunk in chunks:
        if label := labelled(chunk):
            told.append(label)
        elif told:
            told[-1] = told[-1][0], f"{told[-1][1]} {chunk}"
        else:
            return []
    kinds = {kind for kind, _ in told}
    is_told = Label.LEAD in kinds or {Label.DEADLINE, Label.COORDINATING} <= kinds
    return [(kind, value.strip(" ,;.")) for kind, value in told] if is_told else []


def _last_clauses(text: str) -> tuple[str, list[tuple[Label, str]]] | None:
    """ "…; đơn vị thực hiện: A; phối hợp: B": from the first labelled clause on."""
    at = 0
    while (at := text.find(";", at) + 1) > 0:
        if labelled(text[at:].strip()) and (told := _labels(_SIGN.split(text[at:].strip()))):
            return text[: at - 1].strip(), told
    return None


def _told_behind(text: str, ids: tuple[int, ...], owner: Units) -> tuple[str, list[Told]] | None:
    """Who does it, and often until when, in the last bracket, behind a dash or behind "do" or "giao"."""
    if found := _ENDS.search(text):
        left, doers = text[: found.start()], doers_in(found["inside"])
        is_meant = doers is not None and (doers.is_role_told or _is_of_nobody(left, owner, _RECEIVES))
        return (f"{left}{found['limit']}".strip(" ;"), as_told(doers, ids)) if doers and is_meant else None
    for found in _BEHIND.finditer(text):
        left, doers = text[: found.start()], doers_in(found["who"])
        if doers and (doers.is_role_told or not found["by"]) and _is_of_nobody(left, owner, _NAMES):
            return left.strip(), as_told(doers, ids)
    return None


def _is_of_nobody(text: str, owner: Units, excluded: re.Pattern[str]) -> bool:
    """The sentence stands under no unit, names none itself, and its last words do not ask for one."""
    return not owner and not excluded.search(fold(text)) and not assigned_in(text, ()).lead


def as_told(doers: _Doers, ids: tuple[int, ...]) -> list[Told]:
    """The words that tell who and until when as labelled words."""
    words = ((Label.LEAD, doers.lead), (Label.COORDINATING, doers.partners), (Label.DEADLINE, doers.limit))
    return [(kind, value, ids) for kind, value in words if value]
