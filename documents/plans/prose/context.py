"""Named rules for what stands in a document without being a duty: letterhead, legal basis, closing words, signature."""

import re

from documents.plans.prose.assigning import Units
from documents.plans.prose.statements import is_capitals
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
