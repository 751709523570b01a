"""Words that tie a time limit to an event or to somebody's lead: "khi có hướng dẫn của ...", "theo tiến độ của ..."."""

import re

from documents.plans.deadlines.cleaning import Cleaned

_LEAD = (
    r"chi dao|huong dan|tien do|ke hoach|yeu cau|lo trinh|chuong trinh|thong bao|lich|ket luan|phan cong|de nghi"
    r"|trieu tap|cong van|kh|nq|qd|cv|tb|kl|ct|hd|cd|van ban|nghi quyet|quyet dinh|chi thi|nghi dinh|thong tu"
    r"|phuong an|de an|cac moc(?: thoi gian)? (?:tai|cua|theo)"
)
_HAPPENING = (
    r"ky hop|hop|dai hoi|hoi nghi|phien hop|cuoc hop|ky nghi|dip|tet|le|dot|buoi|ky thi|bau cu|khai giang|khai mac"
    r"|be mac|mua (?:mua|lu|bao|kho)|nam hoc moi"
)
# Meetings whose own month or day is the limit where it is told ("tại phiên họp tháng 5/2026").
MEETING = re.compile(r"(?:tai|trinh|vao) ")
_CLAUSE = re.compile(
    rf"\b(?:(?:(?<!\d )ngay )?sau (?:khi\b|(?:{_HAPPENING})\b|ngay(?= \D))"
    rf"|truoc(?:,| va)? trong(?:,? (?:va )?sau)? (?:{_HAPPENING})\b"
    rf"|truoc (?:khi\b(?! (?:het|ket thuc) (?:nam|quy|thang|ngay) )|(?:ngay )?(?:{_HAPPENING})\b)|khi\b(?! nao)"
    rf"|(?:den|toi) (?:khi|{_HAPPENING})\b|(?:tai|trinh|vao) (?:cac )?(?:ky hop|phien hop|dai hoi|cuoc hop)\b"
    rf"|theo (?:su |dung )?(?:{_LEAD})\b"
    r"|trong (?:thoi gian|qua trinh|dip|dot|ky|mua|thang (?:thanh nien|cong nhan|hanh dong|cao diem))\b"
    r"(?! (?:toi|qua|\d|ngan|som|nhat))"
    r"|het (?:thoi han|thoi gian)\b|neu\b|tuy (?:theo|thuoc)\b|phu thuoc\b|can cu\b"
    r"|cung (?:dip|ky|luc|thoi diem|voi)\b|dong thoi (?:voi|cung)\b)[^;.()]*"
)
_POINTER = re.compile(r"\b(?:duoi day|sau day|nhu sau|kem theo|noi tren)\b")
# Another body's act stands where a time should stand: "Sở KHCN đưa ra kế hoạch".
_BODY = r"(?:so|bo|ban|phong|ubnd|hdnd|thanh uy|tinh uy|dang uy|uy ban|trung uong|cap tren|chinh phu|quoc hoi)"
_OTHERS_ACT = re.compile(
    rf"^{_BODY}\b.{{0,60}}\b(?:dua ra|ban hanh|phe duyet|thong qua|cong bo|co y kien|co van ban|giao|thong nhat"
    r"|chap thuan)\b"
)
_NEXT_STEP = re.compile(
    r"[,;][^,;]*\b(?:(?:truoc|cham nhat|du kien)\b|(?<!da )(?:xong|hoan thanh) (?:trong|ngay|thang|quy|vao)\b)[^,;]*\d"
)  # "đã xong dự thảo, trình trước 10/8"
_LUNAR = re.compile(r"\b(?:am lich|ram thang|ngay ram)\b")
_STATE = re.compile(
    r"^\W*(?:da \w+|dang (?:hoan thanh|thuc hien|ban hanh|bao cao|trien khai)|(?:da )?qua han|(?:da )?tre han)\b"
    r"|.*\b(?:lui|gia han|keo dai|them)(?: them| lai| thoi han| thoi gian)* \d+ (?:ngay|tuan|thang|quy|nam)\b(?! \d)"
    r"|^\W*(?:con(?: lai)?|cham|tre|qua(?: han)?) \d+ (?:ngay|tuan|thang|quy|nam)\b"
)


# Round the clock, or the 24th of July: a cell that says nothing else does not tell which.
_TWO_MEANINGS = re.compile(r"\W*24\s?/\s?7\W*")


def condition_in(text: Cleaned) -> tuple[int, int] | None:
    """Where the first condition stands (positions in the text), or None."""
    for match in _CLAUSE.finditer(text.folded):
        if not _POINTER.search(match.group()):
            return match.start(), match.end()
    act = _OTHERS_ACT.match(text.folded.strip())
    return (0, len(text.folded.rstrip())) if act else None


def is_lunar(text: Cleaned) -> bool:
    """True when the limit stands in the lunar calendar, whose days nobody can place without a table."""
    return _LUNAR.search(text.folded) is not None


def tells_a_state(text: Cleaned) -> bool:
    """True for cells that say how far the work is ("Đã hoàn thành") where a time limit should stand."""
    if _TWO_MEANINGS.fullmatch(text.folded):
        return True
    return _STATE.match(text.folded) is not None and not _NEXT_STEP.search(text.folded)
