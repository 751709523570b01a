"""What a heading announces: the aim, the state of things, money, general measures, or who does what."""

import re
from enum import StrEnum

from domain.names import fold


class Topic(StrEnum):
    """What stands under a heading; the value of those that hold no duties is the name of their context rule."""

    EXECUTING = "executing"
    WORK = "work"
    AIM = "aim"
    ASSESSMENT = "assessment"
    FUNDING = "funding"
    GENERAL = "general_measures"
    OUTLINE = "report_outline"
    CIRCUMSTANCES = "circumstances"


_WORK = r"nhiem vu|giai phap|noi dung thuc hien|cong viec|viec can lam|bien phap|tien do"
_TOPICS = (
    (Topic.OUTLINE, re.compile(r"^(?:phu luc \w+:? )?(?:de cuong|bieu mau|mau (?:so|bao cao|bieu))\b")),
    (Topic.EXECUTING, re.compile(r"to chuc thuc hien|phan cong|trach nhiem (?:cua|thuc hien)|^trach nhiem"
                                 r"|to chuc trien khai|che do (?:thong tin,? )?bao cao")),
    (Topic.ASSESSMENT, re.compile(r"^(?:danh gia (?:chung|tinh hinh|ket qua|viec)|ket qua (?:dat duoc|thuc hien)"
                                  r"|(?:mot so )?ton tai|(?:nhung |mot so )?(?:han che|khuyet diem|uu diem)|nguyen nhan"
                                  r"|tinh hinh\b|khai quat|boi canh|su can thiet|thuc trang|dac diem|danh gia$"
                                  r"|(?:nhung )?ket qua\b)")),
    (Topic.GENERAL, re.compile(r"(?:nhiem vu|giai phap)[\w ,]* chung\b|^quan diem")),
    (Topic.CIRCUMSTANCES, re.compile(r"^(?:thoi gian|dia diem|thanh phan|hinh thuc)(?:,? (?:va )?(?:thoi gian|dia diem"
                                     r"|thanh phan|hinh thuc|tham du|tham gia|to chuc|thuc hien))*(?: *:.*)?$")),
    (Topic.WORK, re.compile(_WORK)),
    (Topic.AIM, re.compile(r"^(?:muc dich|yeu cau|muc tieu|chi tieu|nguyen tac|pham vi|doi tuong|phuong cham"
                           r"|tu tuong chi dao|can cu|co so phap ly|y nghia|muc tieu (?:chung|cu the))")),
    (Topic.FUNDING, re.compile(r"^(?:ve )?(?:du toan )?kinh phi|^nguon (?:kinh phi|luc)")),
    (Topic.WORK, re.compile(r"^noi dung|^linh vuc")),
)  # fmt: skip


def topic_of(heading: str) -> Topic | None:
    """What a heading announces; None when it only names a subject."""
    folded = fold(heading).strip(" .:;-*")
    return next((topic for topic, words in _TOPICS if words.search(folded)), None)
