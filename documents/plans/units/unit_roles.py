"""Cells that are sentences: which unit leads and which joins ("giao Sở A chủ trì, phối hợp với Sở B")."""

import re
from dataclasses import dataclass, replace

from documents.plans.units.unit_names import CAPITAL, DUTIES, OPENINGS, OTHER_VERBS, TOPIC_HEADS, VERBS, WEAK_DUTIES
from documents.plans.units.unit_pieces import Piece, any_of, ends_whole, ends_with_a_known_name

LEADS, JOINS = "chủ trì", "phối hợp"
WITH = re.compile(
    r",?\s*(?:chủ trì\s*,?\s*)?(?:và )?phối hợp(?: thực hiện)?(?: chặt chẽ)?(?: (?:với|cùng))?\s+", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:^|[;,.]|\s)\s*[-+•*]?\s*(?:đơn vị |cơ quan |CQ |ĐV )?(?P<role>chủ trì|phối hợp|(?:CQ|ĐV)?(?:CT|PH)(?=\s*:))"
    r"(?: thực hiện| tham mưu| với)?\s*:\s*",
    re.IGNORECASE,
)
_ROLE_BEHIND = re.compile(
    r"\s*(?:\(\s*(?:đơn vị |cơ quan )?(?P<role>chủ trì|phối hợp)\s*\)|(?<=\w) (?P<bare>chủ trì|phối hợp)"
    r"(?: thực hiện| triển khai)?\s*(?=;|$|,\s*(?!(?:và )?phối hợp\b)))"
)
_SENTENCE = re.compile(rf"(?<=[\w)])\.\s+(?={CAPITAL})")
_NEXT_UNIT = re.compile(rf"(?<=[^\W\d_])\s+(?=(?:Sở|Bộ|UBND|Phòng|Ban) {CAPITAL})")
# A weak verb that says which units of a class are meant, or that is part of a name ("Ủy ban kiểm tra", "Ban chỉ đạo").
_CLASS_BEFORE = re.compile(
    r"(?:^|[,;]|\bvà)\s*(?:(?:các|một số|những|cơ quan|đơn vị)\b[^,;]*"
    r"|(?:Ban|Ủy ban|Tổ|Đội|Trung tâm|Phòng|Đoàn|Cục|Chi cục|Viện|Văn phòng)(?: \w+)?)$",
    re.IGNORECASE,
)
_TOPIC = re.compile(rf"(?:^|[,;]|\bvà|\b(?:viên|việc|các|lãnh đạo))\s*(?:{'|'.join(TOPIC_HEADS)})$", re.IGNORECASE)
# "Ban Chỉ đạo phòng, chống tội phạm và" xây dựng ...: one body, whose purpose goes on.
_PURPOSE_GOES_ON = re.compile(
    rf"(?:{'|'.join(TOPIC_HEADS)}) (?:[^;A-ZĐ]|[A-ZĐ](?=[A-ZĐ])|(?<=[A-ZĐ])[A-ZĐ])*\b(?:và|,)\s*"
)
_PURPOSE = re.compile(r"\s+(?!(?:với|cùng|các|thực hiện|chặt chẽ|triển khai|tham mưu|kế hoạch|nội dung)\b)\w")
_NEXT_CLAUSE = re.compile(
    r"(?:chỉ đạo|tham mưu|thực hiện|phụ trách|theo dõi|đôn đốc|hướng dẫn),\s*(?P<next>.+)", re.DOTALL
)
# "A chỉ đạo B thực hiện" and "A tham mưu, B thực hiện": the sentence goes on with the next unit.
_HANDED_ON = re.compile(r"(?:chỉ đạo|giao|yêu cầu|phân công)\s+(?P<next>\w.*)", re.DOTALL)
_DONE = re.compile(r"\s+(?:rà soát|kiểm tra|tổng hợp|giám sát|xây dựng|tổ chức)$")
_ROLE_IN_BRACKETS = re.compile(r"\s*\(\s*(?:đơn vị |cơ quan )?phối hợp(?: với|:)\s*([^()]+)\)")
_TOLD = re.compile(r"(?P<who>.*[\w)]) (?P<role>chủ trì|phối hợp)[\s.]*", re.DOTALL)
_ORDER = re.compile(r"[-+•*\s]*(?:đề nghị|giao|yêu cầu|phân công)\b", re.IGNORECASE)
# Verbs of work; sure to be verbs only behind a name that is complete.
_WORK = re.compile(rf",?\s+(?=(?:{any_of(VERBS)})(?!\w))")
_SIGN = re.compile(r"\s*[,;/]\s*|\s+(?:và|với|cùng)\s+")
_LOOKED_BACK = 150  # characters; no name is longer
_SEVERAL = re.compile(r"\b(?:[Cc]ác|[Nn]hững|[Mm]ột số|[Tt]oàn thể|cấp)\b")
_FOR = re.compile(r",?\s+(?:để|nhằm|trong việc)\b")
_QUOTED = re.compile(r"“[^”]*$|\([^()]*$|^[^\"]*\"[^\"]*$")
_DOES = re.compile(r"(?<=\w) thực hiện$")
_SHARE = re.compile(r"(?:trực tiếp )?(?P<share>triển khai (?P<what>(?!tại các).+))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Duty:
    """The words that name units; `share` as it is shown with them, `role` LEADS or JOINS when the text says so."""

    who: str
    share: str | None = None
    role: str | None = None


def split_duties(text: str) -> list[Duty]:
    """One duty for a plain cell; several for sentences and for labels ("Chủ trì: ...; phối hợp: ...")."""
    return [replace(duty, who=_without_purpose(duty.who)) for duty in _split(text)]


def _without_purpose(who: str) -> str:
    """ "Công an xã để rà soát" names Công an xã; what it is for is no part of the name."""
    found = (m for m in _FOR.finditer(who) if who.count("(", 0, m.start()) == who.count(")", 0, m.start()))
    purpose = next(found, None)
    return who[: purpose.start()] if purpose else who


def roles_apart(text: str) -> str:
    """ "A (phối hợp với B)" is "A; phối hợp: B"."""
    return _ROLE_IN_BRACKETS.sub(r"; phối hợp: \1", text)


def _split(text: str) -> list[Duty]:
    text = roles_apart(text)
    if labelled := _labelled(text) or _labelled_behind(text):
        return labelled
    return [d for sentence in _SENTENCE.split(text) for d in _told_in(_clauses(sentence))]


def _told_in(clauses: list[str]) -> list[Duty]:
    """Behind a clause with a verb, "các sở, ngành phối hợp" tells who joins and not which ones."""
    duties = _sentence(clauses[0])
    for clause in clauses[1:]:
        told = _TOLD.fullmatch(clause)
        duties += [Duty(told["who"], told["role"], told["role"])] if told else _sentence(clause)
    return duties


def _clauses(sentence: str) -> list[str]:
    """ "A tham mưu; B thực hiện" are two, each with its verb; "A chủ trì, phối hợp với B; C" is one."""
    clauses = [clause.strip() for clause in sentence.split(";")]
    verbs = [_verb(clause) is not None for clause in clauses]
    is_told = verbs[0] and not WITH.search(clauses[0]) and all(Piece(c, "").begins_a_unit for c in clauses[1:])
    return [_DOES.sub("", c) for c in clauses] if is_told or sum(verbs) > 1 else [sentence]


def _labelled(text: str) -> list[Duty]:
    labels = list(_LABEL.finditer(text))
    if not labels:
        return []
    ends = [m.start() for m in labels[1:]] + [len(text)]
    before = text[: labels[0].start()].strip()
    duties = [Duty(text[m.end() : end], role=_role(m["role"])) for m, end in zip(labels, ends, strict=True)]
    return [Duty(before), *duties] if before else duties


def _role(label: str) -> str:
    return {"ct": LEADS, "ph": JOINS}.get(label.lower()[-2:], label.lower())


def _labelled_behind(text: str) -> list[Duty]:
    """ "A (chủ trì), B (phối hợp)" and "A chủ trì; B phối hợp": the role stands behind its units."""
    roles = list(_ROLE_BEHIND.finditer(text))
    if not any(m["role"] for m in roles) and len(roles) < 2:
        return []
    starts = [0, *(m.end() for m in roles)]
    duties = [
        Duty(text[start : m.start()].strip(" ,;."), role := (m["role"] or m["bare"]).lower(), role)
        for start, m in zip(starts, roles, strict=False)
    ]
    rest = _DOES.sub("", text[starts[-1] :].strip(" ,;."))
    return [*duties, Duty(rest)] if rest else duties


def _sentence(sentence: str) -> list[Duty]:
    is_order = _ORDER.match(sentence.strip()) is not None
    sentence = OPENINGS.sub("", sentence.strip())
    verb = _verb(sentence) or (OTHER_VERBS.search(sentence) if is_order else None)
    if not verb or not sentence[: verb.start()].strip():
        return [Duty(sentence)]
    who, what = sentence[: verb.start()], sentence[verb.start() :].strip(" ,")
    following = _NEXT_CLAUSE.fullmatch(what) or _HANDED_ON.fullmatch(what)
    if following and Piece(following["next"], "").begins_a_unit:
        rest = following["next"]
        return [Duty(who), *_sentence(rest if WITH.search(rest) else _DOES.sub("", rest))]
    partner = WITH.search(sentence, verb.start())
    if partner and _is_with_somebody(partner):
        return [Duty(who, LEADS, LEADS), *_between(sentence, verb, partner), *_partners(sentence[partner.end() :])]
    role = JOINS if what.startswith(JOINS) else LEADS if what.startswith(LEADS) else None
    return [Duty(who, role, role)] if role else _shares(who, what)


def _is_with_somebody(partner: re.Match[str]) -> bool:
    """ "phối hợp Sở A" names a partner, "phối hợp rà soát" what is done together."""
    is_told = partner.group().rstrip().lower().endswith(("với", "cùng"))
    return is_told or Piece(partner.string[partner.end() :][:_LOOKED_BACK], "").begins_a_unit


def _between(sentence: str, verb: re.Match[str], partner: re.Match[str]) -> list[Duty]:
    """ "A chủ trì, B phối hợp với C": B stands before its own verb and joins, too."""
    named = sentence[verb.end() : partner.start()].strip(" ,")
    piece = Piece(named, "")
    is_unit = verb.group().strip(" ,") == LEADS and (piece.is_head or piece.family is not None)
    return [Duty(named, role=JOINS)] if is_unit else []


def _verb(sentence: str) -> re.Match[str] | None:
    """The first verb of duty that is a verb here."""
    weak = (m for m in WEAK_DUTIES.finditer(sentence) if not _CLASS_BEFORE.search(sentence[: m.start()]))
    strong = (m for m in DUTIES.finditer(sentence) if m.group().strip(" ,") == LEADS or not _qualifies(sentence, m))
    first = [next((m for m in verbs if not _names_a_purpose(sentence, m)), None) for verbs in (strong, weak)]
    return min((m for m in [*first, _verb_behind_a_name(sentence)] if m), key=lambda m: m.start(), default=None)


def _verb_behind_a_name(sentence: str) -> re.Match[str] | None:
    """ "Sở Tài chính thẩm định": what is a verb of work for certain, because the name before it is complete."""
    found = (m for m in _WORK.finditer(sentence) if _is_one(sentence[max(0, m.start() - _LOOKED_BACK) : m.start()]))
    return next((m for m in found if not _QUOTED.search(sentence[: m.start()])), None)


def _is_one(before: str) -> bool:
    """The words before are the whole name of one unit, or the last of them are."""
    name = _SIGN.split(before)[-1]
    is_one = _SEVERAL.search(name) is None and Piece(name, "").is_head
    return ends_with_a_known_name(before) or (is_one and ends_whole(name))


def _names_a_purpose(sentence: str, verb: re.Match[str]) -> bool:
    """ "Hội đồng phối hợp phổ biến pháp luật": right behind such a head the verb is the beginning of its purpose."""
    before = sentence[: verb.start()]
    if _QUOTED.search(before) or _PURPOSE_GOES_ON.fullmatch(before):
        return True
    if verb.group().strip(" ,") == LEADS or not _TOPIC.search(sentence[: verb.start()]):
        return False
    return _PURPOSE.match(sentence, verb.end()) is not None


def _qualifies(sentence: str, verb: re.Match[str]) -> bool:
    """ "các cơ quan phối hợp": right behind a bare class the verb only says which ones."""
    return (
        bool(re.search(r"(?:cơ quan|đơn vị|ngành)$", sentence[: verb.start()])) and not sentence[verb.end() :].strip()
    )


def _partners(text: str) -> list[Duty]:
    """The units worked with; when a verb follows them the whole is a sentence and their part is named."""
    found = (DUTIES.search(text), WEAK_DUTIES.search(text), _verb_behind_a_name(text))
    verbs = [m for m in found if m and m.start() > 0]
    if verbs:
        return [Duty(text[: min(m.start() for m in verbs)], JOINS, JOINS)]
    if _DONE.search(text.rstrip(" .")):
        return [Duty(_DONE.sub("", text.rstrip(" .")), JOINS, JOINS)]
    return [Duty(text, role=JOINS)]


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
