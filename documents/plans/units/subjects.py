"""Who a sentence is about: the units it begins with, when it begins with units at all."""

import re

from documents.plans.units.duties import WITH, split_duties
from documents.plans.units.names import DUTIES, OPENINGS, WEAK_DUTIES
from documents.plans.units.pieces import Piece
from documents.plans.units.splitting import split_units
from documents.plans.units.writing import written_out
from domain.plans import UnitMention

_LONGEST = 250  # characters; a longer beginning is a sentence about something else
_OTHER_VERB = re.compile(
    r"\s(?:báo cáo|gửi|nộp|ban hành|trình|hoàn thành|chịu trách nhiệm|căn cứ|có kế hoạch|lập|tiếp tục|chủ động"
    r"|khẩn trương|tăng cường|cử|nghiên cứu|đề xuất|bố trí|giải quyết|xử lý|cung cấp|lập|đánh giá|thẩm định|hoàn thiện"
    r"|giải trình|làm việc|tuyên truyền|cân đối|phân bổ|bàn giao|quyết toán|giải phóng|đẩy nhanh|kiện toàn|tập huấn"
    r"|(?<!các )(?<!và )(?<!, )tổ chức (?!chính trị|đảng|xã hội|đoàn|hội|thành viên|cơ sở|liên quan|CT))\b"
)
_ANY_VERB = re.compile(f"{DUTIES.pattern}|{WEAK_DUTIES.pattern}|{_OTHER_VERB.pattern}|,? (?:để|nhằm|trong việc)\\b")


def assigned_in(sentence: str) -> tuple[tuple[UnitMention, ...], tuple[UnitMention, ...]]:
    """Who leads and who joins in a sentence of a resolution: "Giao A chủ trì, phối hợp với B rà soát ..."."""
    lead = subject_of(sentence)
    partner = WITH.search(written_out(sentence)) if lead else None
    if partner is None:
        return lead, ()
    rest = partner.string[partner.end() :]
    verb = _ANY_VERB.search(rest)
    who = rest[: verb.start()] if verb else ""
    return lead, split_units(who) if 0 < len(who) <= _LONGEST else ()


def subject_of(sentence: str) -> tuple[UnitMention, ...]:
    """The units named before the first verb; () when the sentence does not begin with a unit."""
    text = OPENINGS.sub("", written_out(sentence))
    piece = Piece(text, "")
    first = split_duties(text)[0]
    who = _OTHER_VERB.split(first.who)[0]
    if not (piece.is_head or piece.is_plural) or who == text or len(who) > _LONGEST:
        return ()
    return split_units(who)
