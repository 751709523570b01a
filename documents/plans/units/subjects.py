"""Who a sentence is about: the units it begins with, when it begins with units at all."""

import re
from collections.abc import Collection

from documents.plans.units.duties import WITH, split_duties
from documents.plans.units.names import DUTIES, OPENINGS, OTHER_VERBS, WEAK_DUTIES
from documents.plans.units.pieces import Piece
from documents.plans.units.splitting import split_units
from documents.plans.units.writing import written_out
from domain.plans import UnitMention

_LONGEST = 250  # characters; a longer beginning is a sentence about something else
_ANY_VERB = re.compile(f"{DUTIES.pattern}|{WEAK_DUTIES.pattern}|{OTHER_VERBS.pattern}|,? (?:để|nhằm|trong việc)\\b")


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
    who = rest[: verb.start()] if verb else ""
    return lead, split_units(who, known) if 0 < len(who) <= _LONGEST else ()


def subject_of(sentence: str, known: Collection[str] = ()) -> tuple[UnitMention, ...]:
    """The units named before the first verb; () when the sentence does not begin with a unit."""
    text = OPENINGS.sub("", written_out(sentence))
    piece = Piece(text, "")
    first = split_duties(text)[0]
    who = OTHER_VERBS.split(first.who)[0]
    if not (piece.is_head or piece.is_plural) or who == text or len(who) > _LONGEST:
        return ()
    return split_units(who, known)
