"""Who a sentence is about: the units it begins with, when it begins with units at all."""

import re
from collections.abc import Collection

from documents.plans.units.duties import WITH, split_duties
from documents.plans.units.names import DUTIES, HEADS, OPENINGS, OTHER_VERBS, SURE_VERBS, TOPIC_HEADS, WEAK_DUTIES
from documents.plans.units.pieces import Piece, any_of
from documents.plans.units.splitting import split_units
from documents.plans.units.writing import written_out
from domain.plans import UnitMention

_LONGEST = 250  # characters; a longer beginning is a sentence about something else
_SURE = re.compile(rf",?\s+(?:{any_of(SURE_VERBS)})(?!\w)(?=\s+\w)")
_ANY_VERB = re.compile(
    f"{DUTIES.pattern}|{WEAK_DUTIES.pattern}|{OTHER_VERBS.pattern}|{_SURE.pattern}|,? (?:để|nhằm|trong việc)\\b"
)
# What follows the partners where no verb does.
_END = re.compile(r"\s*(?:\.|;|,? (?:trước|trong|chậm nhất|xong|từ ngày|đến|vào|theo|về|tại|khi|sau khi)\b)")
_WHICHEVER = re.compile(r"\bnào\b")  # "Đơn vị nào chậm thì báo cáo" is a condition
_HEAD_ALONE = re.compile(rf"(?:{any_of((*HEADS, *TOPIC_HEADS))})")


def assigned_in(sentence: str, known: Collection[str] = ()) -> tuple[tuple[UnitMention, ...], tuple[UnitMention, ...]]:
    """Who leads and who joins in a sentence of a resolution: "Giao A chủ trì, phối hợp với B rà soát ...".

    `known` as for `split_units`.
    """
    lead = subject_of(sentence, known)
    partner = WITH.search(written_out(sentence)) if lead else None
    if partner is None:
        return lead, ()
    rest = partner.string[partner.end() :]
    verb = _ANY_VERB.search(rest)
    who = rest[: verb.start()] if verb else _END.split(rest)[0]
    is_unit = verb is not None or Piece(who, "").begins_a_unit
    return lead, split_units(who, known) if is_unit and 0 < len(who) <= _LONGEST else ()


def subject_of(sentence: str, known: Collection[str] = ()) -> tuple[UnitMention, ...]:
    """The units named before the first verb; () when the sentence does not begin with a unit.

    `known` as for `split_units`.
    """
    text = OPENINGS.sub("", written_out(sentence))
    piece = Piece(text, "")
    if not (piece.is_head or piece.is_plural):
        return ()
    who = OTHER_VERBS.split(split_duties(text)[0].who)[0]
    who = _before_a_sure_verb(who)
    is_somebody = who != text and len(who) <= _LONGEST and not _WHICHEVER.search(who)
    return split_units(who, known) if is_somebody else ()


def _before_a_sure_verb(text: str) -> str:
    """The words before a verb that names nothing; behind a head alone it does ("Ban vận động")."""
    verbs = (m for m in _SURE.finditer(text) if not _is_head_alone(text[: m.start()]))
    verb = next((m for m in verbs if text.count("(", 0, m.start()) == text.count(")", 0, m.start())), None)
    return text[: verb.start()] if verb else text


def _is_head_alone(before: str) -> bool:
    return not before.isupper() and _HEAD_ALONE.fullmatch(before) is not None
