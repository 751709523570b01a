"""Splits an assignment cell into units and classes of units, and finds the units a sentence begins with."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from documents.plans.units.piece_joining import Joining, lists_places, shared_head
from documents.plans.units.unit_names import (
    CAPITAL,
    DUTIES,
    HEADS,
    OPENINGS,
    OTHER_VERBS,
    PROVINCES_ARE_UNITS,
    STAY_SMALL,
    STRONG_HEADS,
    SURE_VERBS,
    TERRITORIES,
    TOPIC_HEADS,
    WEAK_DUTIES,
    field_behind,
)
from documents.plans.units.unit_pieces import (
    APART,
    BEGINS,
    DOT,
    ENDS,
    GOES_ON_WITH_A_HEAD,
    NUMBER_ALONE,
    PLACE_NAMED,
    Known,
    Piece,
    any_of,
    covered,
    ends_whole,
    uncovered,
)
from documents.plans.units.unit_roles import WITH, Duty, roles_apart, split_duties
from documents.plans.units.unit_spelling import proper_name, tails_shared, written_out
from domain.names import tidy
from domain.plans import UnitMention

_BEGINNING = re.compile(rf"(?<![\w&/.-]){CAPITAL}")
_LOOKED_AT = 60  # characters; no beginning of a name is longer
_LABEL = re.compile(
    r"(?:(?:Đơn vị|Cơ quan|Bộ phận|CQ|ĐV|Người) )?(?:[Cc]hủ trì|[Pp]hối hợp|đầu mối|thực hiện|CT|PH)\b", re.IGNORECASE
)

_AND = re.compile(r"\s+(?:và|&|cùng với|cùng|với)\s+(?=(?P<next>.{0,200}))", re.DOTALL)
_BODY_PAIR = re.compile(
    r"(?:Văn phòng|Ban|Đoàn) (?:HĐND|Hội đồng nhân dân|ĐBQH|Đảng ủy|Đoàn ĐBQH|Đoàn [Đđ]ại biểu Quốc hội)(?: \w+)?$"
)
_BODY_AFTER = re.compile(r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Đoàn ĐBQH|ĐBQH)\b")
_STRONG = re.compile(rf"(?<=[^\W\d_])\s+(?=(?:{any_of(STRONG_HEADS)})\s+{CAPITAL})")
# Bodies in a row with hyphens between: "Đảng ủy - HĐND - UBND phường". A person's posts are not cut.
_DASH = re.compile(
    rf"\s-\s(?={BEGINS}|(?:Đảng ủy|HĐND|UBND|UBMTTQ|(?:Ủy ban |UB )?MTTQ|Sở|Phòng|Ban|Công an|Văn phòng|Trung tâm|Hội"
    r"|Trạm|Trường|Khoa|Đoàn Thanh niên)\b)"
)
_ROOM = re.compile(r"(?:Phòng|Vụ|Cục|Chi cục|Khoa|Đội) \S")
_UNIT_OF_A_HOUSE = re.compile(r"(?:Vụ|Cục|Tổng cục|Chi cục|Khoa|Đội) \S")
_HOUSE_OF_ROOMS = re.compile(rf"(?:Sở|Bộ|Bệnh viện) {CAPITAL}|Công an (?:tỉnh|[Tt]hành phố)\b")
_PERSON = re.compile(
    r"\b(?:Đồng chí|Đ/c|đ/c|Ông|Bà|Bí thư|Phó|Chủ tịch|Trưởng|Giám đốc|Ủy viên|Chánh)\b", re.IGNORECASE
)
# A person's post behind the name: "Đ/c Phạm Văn Hùng, Phó Chủ tịch UBND phường" is one.
_COMMA = "\x01"
_PREVENTION = re.compile(r"(?<=[Pp]hòng),(?= (?:chống|ngừa)\b)")
_NAMED_PERSON = re.compile(
    r"(?:[Đđ]ồng chí|\x00\d+\x00|[Đđ]/c|[Ôô]ng|[Bb]à):? (?!Phó|Chủ|Bí|Trưởng|Giám|Chánh|Ủy|Chỉ|Hiệu|Kế|Công|Cán)"
    rf"{CAPITAL}\w*(?: {CAPITAL}\w*)*, "
    r"(?=(?:P?CT|Phó|Chủ tịch|Bí thư|Trưởng|Giám đốc|Ủy viên|Chánh|Chỉ huy|Hiệu trưởng"
    r"|(?:công chức|cán bộ|chuyên viên|giáo viên|kế toán|ủy viên|trưởng|phó)(?! các\b))\b)"
)
# Whole for good: remarks, quoted words, and the short form of comrade.
_BRACKETS = re.compile(r"\([^()]*\)|\"[^\"]*\"|“[^”]*”|\b[Đđ]/c\b")
_LOOKED_BACK = 60  # characters
_ENDS_OF_A_UNIT = str.maketrans(".+•" + APART, ";;;;")

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

_LONGEST = 250  # characters; a longer beginning is a sentence about something else
_SURE = re.compile(rf",?\s+(?:{any_of(SURE_VERBS)})(?!\w)(?=\s+\w)")
_ANY_VERB = re.compile(
    f"{DUTIES.pattern}|{WEAK_DUTIES.pattern}|{OTHER_VERBS.pattern}|{_SURE.pattern}|,? (?:để|nhằm|trong việc)\\b"
)
# What follows the partners where no verb does.
_END = re.compile(r"\s*(?:\.|;|,? (?:trước|trong|chậm nhất|xong|từ ngày|đến|vào|theo|về|tại|khi|sau khi)\b)")
_WHICHEVER = re.compile(r"\bnào\b")  # "Đơn vị nào chậm thì báo cáo" is a condition
_HEAD_ALONE = re.compile(rf"(?:{any_of((*HEADS, *TOPIC_HEADS))})")


def unnamed(text: str, names: Iterable[str]) -> Iterator[str]:
    """The parts of the text between these parts of it, which stand there in this order."""
    end = 0
    for name in names:
        begin = text.find(name, end)
        if begin >= 0:
            yield text[end:begin].strip(" ,;.:-")
            end = begin + len(name)
    yield text[end:].strip(" ,;.:-")


def _names_a_unit(part: str) -> bool:
    """A capital letter begins a unit's name in it: "tham mưu UBND phường", but not the label "Đơn vị phối hợp"."""
    found = (m.start() for m in _BEGINNING.finditer(part))
    return any(not _LABEL.match(part, at) and Piece(part[at:][:_LOOKED_AT], "").is_head for at in found)


def pieces_of(text: str, known: Known) -> list[Piece]:
    """All pieces from left to right; brackets and known names are never cut open."""
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(match.group())
        return f"\x00{len(hidden) - 1}\x00"

    masked = _BRACKETS.sub(hide, text)
    masked = _PREVENTION.sub(_COMMA, masked)
    masked = _NAMED_PERSON.sub(lambda m: m.group().replace(",", _COMMA), masked)
    pieces = [p for chunk, sign in _cut(covered(masked, known)) for p in _cut_and(chunk, sign)]
    return [shown for p in pieces if (shown := _shown(p, hidden)).text]


def _shown(piece: Piece, hidden: list[str]) -> Piece:
    """The piece with everything that was hidden or masked in it."""
    text = piece.text.strip(" .,:;")
    is_whole = text.startswith(BEGINS) and text.endswith(ENDS) and text.count(BEGINS) == 1
    text = re.sub("\x00(\\d+)\x00", lambda m: hidden[int(m.group(1))], uncovered(text)).replace(DOT, " ")
    return Piece(text.strip(" .,:;"), piece.sign, is_whole)


def _cut(text: str) -> list[tuple[str, str]]:
    """Semicolons, commas, slashes, sentence ends, bullets; and heads that follow with no separator at all."""
    text = ";".join(part if _PERSON.search(part) else _DASH.sub(_dash, part) for part in text.split(";"))
    parts = re.split(rf"\s*([;,/{APART}]|(?<=\w)\.\s+(?={CAPITAL})|\s[+•]\s|\s-\s(?=các |Các ))\s*", text)
    chunks: list[tuple[str, str]] = []
    for i in range(0, len(parts), 2):
        sign = (parts[i - 1].strip() if i else "").translate(_ENDS_OF_A_UNIT)
        chunks += _cut_strong(parts[i], sign)
    return chunks


def _dash(match: re.Match[str]) -> str:
    """ "Phòng Cảnh sát giao thông - Công an tỉnh": behind a room's name stands the house it is in."""
    before = re.split(r"[,;/\n]\s*| - ", match.string[: match.start()])[-1]
    is_room_of_it = _ROOM.match(before) and _HOUSE_OF_ROOMS.match(match.string, match.end())
    return match.group() if is_room_of_it else ", "


def _cut_strong(chunk: str, sign: str) -> list[tuple[str, str]]:
    chunks: list[tuple[str, str]] = []
    start = 0
    for match in _STRONG.finditer(chunk):
        if _is_inside(chunk, match.start()):
            continue
        before = chunk[max(start, match.start() - _LOOKED_BACK) : match.start()]
        is_room = _UNIT_OF_A_HOUSE.match(chunk, start) and _HOUSE_OF_ROOMS.match(chunk, match.end())
        if not (is_room and not ends_whole(before)) and not GOES_ON_WITH_A_HEAD.search(before):
            chunks.append((chunk[start : match.start()], sign))
            sign, start = ";", match.end()
    return [*chunks, (chunk[start:], sign)]


def _is_inside(chunk: str, at: int) -> bool:
    """This place is inside a known name."""
    return chunk.rfind(BEGINS, 0, at) > chunk.rfind(ENDS, 0, at)


def _cut_and(chunk: str, sign: str) -> list[Piece]:
    """ "và" separates units when what follows can begin one; inside "Khoa học và Công nghệ" it does not."""
    pieces: list[Piece] = []
    start = 0
    for match in _AND.finditer(chunk):
        before, after = chunk[start : match.start()], Piece(uncovered(match["next"]), "và")
        if match["next"].startswith(BEGINS) or (_may_begin(after) and not _are_one(before, after)):
            pieces.append(Piece(before, sign))
            sign, start = "và", match.end()
    return [*pieces, Piece(chunk[start:], sign)]


def _are_one(before: str, after: Piece) -> bool:
    """The "và" is inside one name: "Văn phòng HĐND và UBND", "Ban Chỉ đạo CCHC và CĐS"."""
    if after.is_acronym and after.continues_a_topic(before.strip()):
        return True
    return _BODY_AFTER.match(after.text) is not None and _BODY_PAIR.search(before) is not None


def _may_begin(piece: Piece) -> bool:
    if piece.is_plural or piece.family in {"office", "party"}:
        return True
    if NUMBER_ALONE.fullmatch(piece.text) or PLACE_NAMED.match(piece.text):
        return True
    first = piece.text.split(" ")[0]
    return (piece.is_head and first not in {"Đài", "Nhà", "Quỹ", "Đội", "Tổ", "Hội"}) or bool(
        re.match(f"Hội {CAPITAL}", piece.text)
    )


@dataclass(frozen=True, slots=True)
class UnitsRead:
    """The units of a cell: mentions, each with its role (LEADS, JOINS or None), and parts that name units unread."""

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
    """The mentions, each with its role by sentence or label: LEADS, JOINS or None.

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
    return UnitsRead(tuple(named), tuple(part for part in (*rest, tidy(left)) if _names_a_unit(part)))


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
