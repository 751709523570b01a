"""Labelled lines below or behind a duty: "- Đơn vị chủ trì: …", "- Thời gian hoàn thành: …"."""

import re
from enum import StrEnum

from domain.names import fold


class Label(StrEnum):
    """What a labelled line tells of the duty above it."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    DEADLINE = "deadline"
    PRODUCT = "product"
    CONTENT = "content"
    OTHER = "other"


_LABELLED = re.compile(r"(?P<label>[^:.;()]{2,45}?)\s*:\s*(?P<value>\S.*)", re.DOTALL)
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
