"""Cells that are sentences: who does what share, with the verbs taken away ("giao Sở A chủ trì, phối hợp với Sở B")."""

import re
from dataclasses import dataclass

from documents.plans.units.names import DUTIES, OPENINGS, WEAK_DUTIES

_WITH = re.compile(
    r",?\s*(?:chủ trì\s*,?\s*)?(?:và )?phối hợp(?: thực hiện)?(?: chặt chẽ)?(?: (?:với|cùng))?\s+", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[\w)])\.\s+(?=[A-ZĐ])")
_NEXT_UNIT = re.compile(r"(?<=[^\W\d_])\s+(?=(?:Sở|Bộ|UBND|Phòng|Ban) [A-ZĐ])")
_CLASS_BEFORE = re.compile(r"(?:^|[,;]|\bvà)\s*(?:các|một số|những|cơ quan|đơn vị)\b[^,;]*$", re.IGNORECASE)
_SHARE = re.compile(r"(?:trực tiếp )?(?P<share>triển khai (?P<what>(?!tại các).+))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Duty:
    """The words that name units, and what they do of the whole: "chủ trì", "phối hợp" or the share in words."""

    who: str
    share: str | None = None


def split_duties(text: str) -> list[Duty]:
    """One duty for a plain cell; several for sentences."""
    return [d for sentence in _SENTENCE.split(text) for d in _sentence(sentence)]


def _sentence(sentence: str) -> list[Duty]:
    sentence = OPENINGS.sub("", sentence.strip())
    verb = _verb(sentence)
    if not verb or not sentence[: verb.start()].strip():
        return [Duty(sentence)]
    who, what = sentence[: verb.start()], sentence[verb.start() :].strip(" ,")
    partner = _WITH.search(sentence, verb.start())
    if partner:
        return [Duty(who, "chủ trì"), *_partners(sentence[partner.end() :])]
    return _shares(who, what)


def _verb(sentence: str) -> re.Match[str] | None:
    """The first verb of duty. In a list of classes a weak verb says which units are meant, not what they do."""
    strong, weak = DUTIES.search(sentence), WEAK_DUTIES.search(sentence)
    if weak and (_CLASS_BEFORE.search(sentence[: weak.start()]) and not strong):
        weak = None
    return min((m for m in (strong, weak) if m), key=lambda m: m.start(), default=None)


def _partners(text: str) -> list[Duty]:
    """The units worked with; when a verb follows them the whole is a sentence and their part is named."""
    verb = min((m for m in (DUTIES.search(text), WEAK_DUTIES.search(text)) if m), key=lambda m: m.start(), default=None)
    if verb and verb.start() > 0:
        return [Duty(text[: verb.start()], "phối hợp")]
    return [Duty(text)]


def _shares(who: str, what: str) -> list[Duty]:
    """ "A triển khai tại địa bàn B triển khai hệ thống": each unit keeps its share, though nothing separates them."""
    following = _NEXT_UNIT.search(what)
    if following:
        return [Duty(who, _share(what[: following.start()])), *_sentence(what[following.end() :])]
    return [Duty(who, _share(what))]


def _share(what: str) -> str | None:
    match = _SHARE.fullmatch(what.strip(" ."))
    if not match:
        return None
    return match["share"] if match["what"].startswith("tại") else match["what"]
