"""Joins the pieces of a cell into units and classes of units: which commas separate, which words are shared."""

import re
from collections.abc import Sequence

from documents.plans.units.duties import Duty, split_duties
from documents.plans.units.names import (
    FIELD_BY_KEY,
    FIELD_HEADS,
    NEEDS_TERRITORY,
    PROVINCES_ARE_UNITS,
    STAY_SMALL,
    field_key,
)
from documents.plans.units.pieces import Piece, pieces_of
from documents.plans.units.writing import proper_name, written_out
from domain.names import fold
from domain.plans import UnitMention

LONGEST = 3000  # characters; no assignment cell is longer, and no input may make the reader slow
_SHARED_HEAD = re.compile(
    r"(?:các |Các |^|(?<=[;,] ))(?P<head>Sở|sở|Phòng|phòng|Bộ|Ban|ban)\s*:\s*(?P<rest>.+)", re.DOTALL
)
_NAMED_CLASS = re.compile(
    r"(?:các|Các)\s+(?P<kind>địa phương|phường|xã|tỉnh|thành phố|huyện|quận)\s+(?P<name>[A-ZĐ]\w*\s.*|[A-ZĐ]\w*)"
)
_BODIES_OF_PLACES = re.compile(
    r"(?P<body>UBND|HĐND|Đảng ủy|Công an|MTTQ|Chủ tịch UBND) (?:các )(?P<kind>phường|xã|tỉnh|thành phố|huyện|quận)"
    r"\s*:?\s+(?P<name>[A-ZĐÂÊÔƠƯĂ].*)"
)
_CLASS_THEN_NAMES = re.compile(r"((?:các|Các)\s[^:;,]+):\s*(?=[A-ZĐ])")
_TERRITORY_TAIL = re.compile(r"(?:^|\s)(?:thuộc |cấp )?(?P<t>phường|xã|Phường|Xã|Thành phố|thành phố|tỉnh|huyện|quận)$")
_LOWER = re.compile(r"\b(Sở|Bộ|Ban|Ngành|Phòng|Đơn vị|Cơ quan|Địa phương|Xã|Phường)(?=,|$|\s+(?:có|liên|thuộc|[a-zđ]))")
_GROUP_BODY = re.compile(
    r"^(?:UBND|HĐND|Đảng ủy|MTTQ|Ủy ban \S+|Thủ trưởng|Chủ tịch UBND|Công an|Trạm y tế|Lãnh đạo|Bí thư"
    r"|Người đứng đầu|Cấp ủy)\b"
    r".*?\b(?:các|cấp xã|cấp huyện|cấp cơ sở|xã, phường|phường, xã)\b", re.IGNORECASE
)  # fmt: skip
_OPENINGS = (
    ("territory", re.compile(r"\b(?:UBND|HĐND|Đảng ủy) (?:các )?(?:xã|huyện)$|\bcác (?:xã|huyện|quận|tỉnh|phường)$")),
    ("party", re.compile(r"\b[Cc]ác (?:chi bộ|cấp ủy|đảng bộ|đảng ủy)$")),
    ("office", re.compile(r"\bcác (?:cơ quan|sở|đơn vị|phòng|ban|bộ|ngành|trường)$")),
)


def split_units(cell: str) -> tuple[UnitMention, ...]:
    """The units and classes of units a cell names, in its order; names in modern spelling, abbreviations written out.

    A class ("các sở, ban, ngành") is one mention with `is_group`. A share of the work that a sentence names is kept in
    brackets behind the unit.
    """
    mentions = (_with_share(_split(duty), duty.share) for duty in _duties(cell))
    return tuple(dict.fromkeys(m for group in mentions for m in group))


def units_by_role(cell: str) -> tuple[tuple[UnitMention, str | None], ...]:
    """The mentions, each with the role its sentence or label gives it: LEADS, JOINS or None.

    The role is not said again in the name; a share of the work is ("Sở A (hạ tầng)").
    """
    duties = _duties(cell)
    return tuple(dict.fromkeys((m, d.role) for d in duties for m in _with_share(_split(d), _work_of(d))))


def _duties(cell: str) -> list[Duty]:
    return split_duties(written_out(cell)[:LONGEST])


def _split(duty: Duty) -> list[UnitMention]:
    names: list[str] = []
    for segment in _segments(pieces_of(_heads_shared(duty.who))):
        names += _tails_shared(_joined(segment))
    return [mention for name in _without_cut_off(names) if (mention := _mention(name)).name]


def _work_of(duty: Duty) -> str | None:
    return None if duty.share == duty.role else duty.share


def _with_share(mentions: list[UnitMention], share: str | None) -> list[UnitMention]:
    if not (share and mentions):
        return mentions
    last = mentions[-1]
    return [*mentions[:-1], UnitMention(f"{last.name} ({share})", last.is_group)]


def _heads_shared(text: str) -> str:
    """ "các Sở: A, B" -> "Sở A, B": the fields that follow find their head again when pieces are joined."""
    text = _SHARED_HEAD.sub(lambda m: f"{m['head'].capitalize()} {m['rest']}", text)
    return text if _BODIES_OF_PLACES.search(text) else _CLASS_THEN_NAMES.sub(r"\1; ", text)


def _segments(pieces: Sequence[Piece]) -> list[list[Piece]]:
    segments: list[list[Piece]] = []
    for piece in pieces:
        if piece.sign == ";" or not segments:
            segments.append([])
        segments[-1].append(piece)
    return segments


def _joined(pieces: Sequence[Piece]) -> list[str]:
    names: list[str] = []
    family: str | None = None
    places: str | None = None
    for piece in pieces:
        named = _NAMED_CLASS.fullmatch(piece.text) or _BODIES_OF_PLACES.fullmatch(piece.text)
        if named:
            family, places = None, _before_each(named)
            names.append(places + named["name"])
        elif places is not None and piece.sign in {",", "và"} and not piece.is_head and piece.family is None:
            names.append(places + piece.text)
        else:
            family, places = _add(names, piece, family), None
    return names


def _before_each(named: re.Match[str]) -> str:
    """What stands before every name of the list: "UBND xã ", "phường "; a province is a unit by its name alone."""
    if "body" in named.groupdict():
        return f"{named['body']} {named['kind']} "
    return "" if named["kind"] in PROVINCES_ARE_UNITS else f"{named['kind']} "


def _add(names: list[str], piece: Piece, family: str | None) -> str | None:
    """Add a piece as a new name or to the last one; returns the family of the class that is now open, if any."""
    mine = piece.family
    if names and family and mine and not piece.is_plural and piece.sign in {",", "và", "/"}:
        if mine == family or (mine == "territory" and family == "office"):
            names[-1] = f"{names[-1]}, {piece.text}" if piece.sign != "và" else f"{names[-1]} và {piece.text}"
            return family
        names.append(f"các {piece.text}" if {mine, family} == {"party", "office"} else piece.text)
        return mine
    if (
        not names
        or piece.is_plural
        or mine in {"office", "party", "people"}
        or piece.is_head
        or _begins_anew(names[-1], piece)
    ):
        names.append(piece.text)
        return mine or _opened_by(piece.text)
    return _go_on(names, piece)


def _begins_anew(before: str, piece: Piece) -> bool:
    """A capital after a comma, behind a name that takes no further fields: "VNPT, Viettel", "Công an, Quân sự"."""
    is_capital = piece.text[:1].isupper() and piece.sign in {",", "/"}
    return is_capital and not before.startswith(tuple(f"{head} " for head in FIELD_HEADS))


def _opened_by(text: str) -> str | None:
    """The family of classes a unit's last word opens: "UBND các xã" goes on with ", phường"."""
    return next((family for family, ending in _OPENINGS if ending.search(text)), None)


def _go_on(names: list[str], piece: Piece) -> str | None:
    """A piece that begins nothing: part of the name before, or a field that shares its head."""
    joined = f"{names[-1]}, {piece.text}" if piece.sign == "," else f"{names[-1]} {piece.sign} {piece.text}"
    head = names[-1].split(" ")[0]
    whole = field_key(joined.removeprefix(head))
    if whole not in FIELD_BY_KEY and field_key(piece.text) in FIELD_BY_KEY and head in {"Sở", "Bộ", "Phòng", "Ban"}:
        names.append(f"{head} {piece.text}")
    else:
        names[-1] = joined
    return None


def _tails_shared(names: list[str]) -> list[str]:
    """ "Đảng ủy, UBND phường" -> both are of the ward: the territory said last serves the bodies before it."""
    shared = list(names)
    territory: str | None = None
    for i in range(len(shared) - 1, -1, -1):
        tail = _TERRITORY_TAIL.search(shared[i])
        if tail and not re.search(r"(?:các|,) \w+$", shared[i]):
            territory = tail["t"]
        elif territory and fold(shared[i]) in NEEDS_TERRITORY:
            shared[i] = f"{shared[i]} {territory}"
    return shared


def _without_cut_off(names: list[str]) -> list[str]:
    """A bare "Bộ" after named ministries is the rest of a name lost at the edge of the cell."""
    lost = len(names) > 1 and names[-1] in {"Bộ", "Sở", "Phòng"} and names[-2].startswith(names[-1] + " ")
    return names[:-1] if lost else names


def _mention(name: str) -> UnitMention:
    piece = Piece(name, "")
    if not (piece.is_plural or piece.family):
        name = proper_name(_capital(name))
        return UnitMention(name, _is_group(name))
    name = _LOWER.sub(lambda m: m.group().lower(), name)
    name = name if re.match(r"[A-ZĐ]{2}", name) else name[:1].lower() + name[1:]
    is_list_of_classes = not piece.is_plural and all(Piece(p, "").is_bare_class for p in re.split(r", | và ", name))
    return UnitMention(f"các {name}" if is_list_of_classes and "," in name else name, is_group=True)


def _capital(name: str) -> str:
    """ "phòng Nội vụ" inside a list is the Phòng Nội vụ."""
    return name if name.startswith(tuple(STAY_SMALL)) else name[:1].upper() + name[1:]


def _is_group(name: str) -> bool:
    return _GROUP_BODY.search(name) is not None
