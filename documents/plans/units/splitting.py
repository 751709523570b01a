"""Joins the pieces of a cell into units and classes of units: which commas separate, which words are shared."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from documents.plans.units.abbreviations import field_behind
from documents.plans.units.covering import Known
from documents.plans.units.cutting import pieces_of
from documents.plans.units.duties import Duty, roles_apart, split_duties
from documents.plans.units.joining import Joining, lists_places, shared_head
from documents.plans.units.names import CAPITAL, DUTIES, PROVINCES_ARE_UNITS, STAY_SMALL, TERRITORIES, WEAK_DUTIES
from documents.plans.units.pieces import Piece
from documents.plans.units.remainders import names_a_unit, unnamed
from documents.plans.units.tails import tails_shared
from documents.plans.units.writing import proper_name, written_out
from domain.names import tidy
from domain.plans import UnitMention

LONGEST = 3000  # characters; no assignment cell is longer, and no input may make the reader slow
_CUT_OFF = frozenset({"Bộ", "Sở", "Phòng"})
_LONGEST_NAME = 200  # characters of a name that is known
# "các sở, ngành: Tài chính, Nội vụ": the first class is the head that the fields share.
_MIXED_LIST = re.compile(
    r"\b(các (?:sở|bộ|phòng|ban|hội))(?:,| và)? (?:ban, ngành|ban|ngành|đoàn thể)\s*:", re.IGNORECASE
)
_PLACES_LISTED = re.compile(
    r"(?<!UBND )(?<!HĐND )\b[Cc]ác (?P<kind>(?:tỉnh|xã|phường|huyện)"
    r"(?:(?:,| và) (?:thành phố|phường|xã|quận|đặc khu))+)\s*:\s*"
    rf"(?={CAPITAL})"
)
_BELOW = re.compile(rf"(?P<body>(?<![^;,] )(?!Các ){CAPITAL}[^:;,]*?)\s*:\s*(?P<names>[^;:]+)")
# "các Sở Tài chính, Nội vụ": there is one of each, so the plural is a list.
_BARE_LIST = re.compile(
    rf"\b[Cc]ác (?P<head>[Ss]ở|[Bb]ộ|[Pp]hòng|[Bb]an|[Hh]ội|[Kk]hoa) (?P<first>{CAPITAL}[^,;]*?)"
    r"(?=\s*(?:,| và )\s*(?P<next>[^,;]+))"
)
_CLASS_THEN_NAMES = re.compile(rf"((?:các|Các)\s[^:;,]+):\s*(?={CAPITAL})")
_LOWER = re.compile(
    r"(?<!thuộc )\b(Sở|Bộ|Ban|Ngành|Phòng|Đơn vị|Cơ quan|Địa phương|Xã|Phường|Vụ|Cục"
    r"|(?:(?<=^)|(?<=^[Cc]ác )|(?<=, ))(?:Huyện|Thành|Tỉnh) ủy)"
    r"(?=,|$|\s+(?:có|liên|thuộc|[a-zđ]))"
)
_STAYS_SMALL = re.compile(rf"(?:{'|'.join(STAY_SMALL)})\b")
_GROUP_BODY = re.compile(
    r"^(?:UBND|HĐND|Đảng ủy|MTTQ|Ủy ban \S+|Công an|Trạm y tế|Cấp ủy|(?:[\w ,]+(?:,| và) )?(?:Thủ trưởng|Chủ tịch"
    r"|Giám đốc|Lãnh đạo|Bí thư|Người đứng đầu|Trưởng|Hiệu trưởng|Tổ trưởng|chính quyền))\b"
    r".*?\b(?:các|cấp xã|cấp huyện|cấp cơ sở|xã, phường|phường, xã)\b", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitsRead:
    """What a cell gives: mentions, each with its role (LEADS, JOINS or None), and parts that name units unread."""

    named: tuple[tuple[UnitMention, str | None], ...]
    unread: tuple[str, ...]


def split_units(cell: str, known: Collection[str] = ()) -> tuple[UnitMention, ...]:
    """The units and classes of units a cell names, in its order; names in modern spelling, abbreviations written out.

    A class ("các sở, ban, ngành") is one mention with `is_group`. A share of the work that a sentence names is kept in
    brackets behind the unit. `known` are names and aliases that stand for one unit each, of the roster or of other
    cells of the plan (`names_alone`): where one of them stands in the cell it is not taken apart.
    """
    names = _known(frozenset(known))
    mentions = (_with_share(_split(duty, names), duty.share) for duty in split_duties(_text_of(cell)))
    return tuple(dict.fromkeys(m for group in mentions for m in group))


def units_by_role(cell: str, known: Collection[str] = ()) -> tuple[tuple[UnitMention, str | None], ...]:
    """The mentions, each with the role its sentence or label gives it: LEADS, JOINS or None.

    The role is not said again in the name; a share of the work is ("Sở A (hạ tầng)"). `known` as for `split_units`.
    """
    return read_units(cell, known).named


def read_units(cell: str, known: Collection[str] = ()) -> UnitsRead:
    """`units_by_role`, and every part of the cell that holds the beginning of a unit's name outside all mentions."""
    names = _known(frozenset(known))
    text = roles_apart(_text_of(cell))
    duties = split_duties(text)
    named = dict.fromkeys((m, d.role) for d in duties for m in _with_share(_split(d, names), _work_of(d)))
    rest = [*unnamed(text, [duty.who for duty in duties]), *([cut] if (cut := _cut_off(duties)) else [])]
    left = cell[2 * LONGEST :] if text else cell
    return UnitsRead(tuple(named), tuple(part for part in (*rest, tidy(left)) if names_a_unit(part)))


def names_alone(cells: Iterable[str]) -> frozenset[str]:
    """The names that have a cell of the plan for themselves: evidence of where they end in its other cells."""
    alone = (split_units(cell) for cell in dict.fromkeys(cells) if cell and len(cell) <= _LONGEST_NAME)
    return frozenset(units[0].name for units in alone if len(units) == 1 and not units[0].is_group)


@lru_cache(maxsize=8)
def _known(names: frozenset[str]) -> Known:
    return Known(written_out(name) for name in names if len(name) <= _LONGEST_NAME)


def _text_of(cell: str) -> str:
    return written_out(cell[: 2 * LONGEST])[:LONGEST]


def _cut_off(duties: Sequence[Duty]) -> str:
    """The rest of a name that was lost at the edge of the cell, which `_without_cut_off` leaves out."""
    last = duties[-1].who.rsplit(None, 1)[-1:] if duties else []
    return last[0] if last and last[0].strip(" .,;") in _CUT_OFF else ""


def _split(duty: Duty, known: Known) -> list[UnitMention]:
    names: list[str] = []
    head = None
    for segment in _segments(pieces_of(_heads_shared(duty.who), known)):
        joining = Joining(head)
        names += tails_shared(joining.join(segment))
        head = joining.head
    return [mention for name in _without_cut_off(names) if (mention := _mention(name)).name and not _is_a_verb(name)]


def _work_of(duty: Duty) -> str | None:
    return None if duty.share == duty.role else duty.share


def _with_share(mentions: list[UnitMention], share: str | None) -> list[UnitMention]:
    if not (share and mentions):
        return mentions
    last = mentions[-1]
    return [*mentions[:-1], UnitMention(f"{last.name} ({share})", last.is_group)]


def _heads_shared(text: str) -> str:
    """Every way to write a list of fields with one head as "các Sở: A, B"; other classes with names become both."""
    text = _BELOW.sub(_units_below, _PLACES_LISTED.sub(_places_listed, text))
    text = _BARE_LIST.sub(_listed, _MIXED_LIST.sub(r"\1:", text))
    return text if lists_places(text) else _CLASS_THEN_NAMES.sub(_named_class, text)


def _places_listed(match: re.Match[str]) -> str:
    """Provinces are units by their names alone; behind "các xã, phường" stand some of them."""
    return "các địa phương: " if match["kind"].startswith("tỉnh") else f"các {match['kind']}; "


def _units_below(match: re.Match[str]) -> str:
    """ "UBND phường: Phòng Kinh tế, Công an" -> the body, and the units named below it."""
    is_unit = Piece(match["names"], "").is_head and Piece(match["body"], "").is_head and not shared_head(match["body"])
    return f"{match['body']}; {match['names']}" if is_unit else match.group()


def _listed(match: re.Match[str]) -> str:
    head = shared_head(match["head"]) or match["head"]
    following = match["next"].strip()
    if head == "Khoa":  # nobody can list what faculties and wards there are; a bare name behind one is another
        is_list = re.match(CAPITAL, following) is not None and not Piece(following, "").begins_a_unit
    else:
        is_named = head in {"Sở", "Bộ"} or field_behind(head, following) is not None
        is_list = field_behind(head, match["first"]) is not None and is_named
    return f"các {head}: {match['first']}" if is_list else match.group()


def _named_class(match: re.Match[str]) -> str:
    is_of_places = match[1][4:] in {*TERRITORIES, *PROVINCES_ARE_UNITS}
    return match.group() if is_of_places or shared_head(match[1][4:]) else f"{match[1]}; "


def _segments(pieces: Sequence[Piece]) -> list[list[Piece]]:
    segments: list[list[Piece]] = []
    for piece in pieces:
        if piece.sign == ";" or not segments:
            segments.append([])
        segments[-1].append(piece)
    return segments


def _without_cut_off(names: list[str]) -> list[str]:
    """A bare "Bộ" after named ministries is the rest of a name lost at the edge of the cell."""
    lost = len(names) > 1 and names[-1] in _CUT_OFF and names[-2].startswith(names[-1] + " ")
    return names[:-1] if lost else names


def _is_a_verb(name: str) -> bool:
    """ "thực hiện" alone: what is left of a sentence, and no unit."""
    return any(verb.fullmatch(name) for verb in (DUTIES, WEAK_DUTIES))


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
    """ "phòng Nội vụ" inside a list is the Phòng Nội vụ; what begins no name ("chủ rừng") stays as typed."""
    raised = name[:1].upper() + name[1:]
    return raised if Piece(raised, "").is_named and not _STAYS_SMALL.match(name) else name


def _is_group(name: str) -> bool:
    return _GROUP_BODY.search(name) is not None
