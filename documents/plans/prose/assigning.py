"""Who leads and who joins in a sentence, and which headings are nothing but names of units."""

import re
from dataclasses import dataclass

from documents.plans.prose.verbs import begins_with_verb, verb_in
from documents.plans.units import split_units
from documents.plans.units.subjects import subject_of
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
