"""Who a sentence is about: the units it begins with, when it begins with units at all."""

import re

from documents.plans.units.duties import split_duties
from documents.plans.units.names import OPENINGS
from documents.plans.units.pieces import Piece
from documents.plans.units.splitting import split_units
from documents.plans.units.writing import written_out
from domain.plans import UnitMention

_LONGEST = 250  # characters; a longer beginning is a sentence about something else
_OTHER_VERB = re.compile(
    r"\s(?:báo cáo|gửi|nộp|ban hành|trình|hoàn thành|chịu trách nhiệm|căn cứ|có kế hoạch|lập|tiếp tục|chủ động"
    r"|khẩn trương|tăng cường|cử)\b"
)


def subject_of(sentence: str) -> tuple[UnitMention, ...]:
    """The units named before the first verb; () when the sentence does not begin with a unit."""
    text = OPENINGS.sub("", written_out(sentence))
    piece = Piece(text, "")
    first = split_duties(text)[0]
    who = _OTHER_VERB.split(first.who)[0]
    if not (piece.is_head or piece.is_plural) or who == text or len(who) > _LONGEST:
        return ()
    return split_units(who)
