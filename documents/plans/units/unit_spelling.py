"""Writes unit names in one spelling: small letters for shouted ones, diacritics, territories said once."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from documents.plans.units.unit_names import (
    BEFORE_A_HEAD,
    CAPITAL,
    COMMON_WORDS,
    FIELD_BY_KEY,
    FIELDS,
    FULL_NAME_BY_KEY,
    HEADS,
    NEEDS_TERRITORY,
    OFFICE_CLASSES,
    PARTY_CLASSES,
    PEOPLE_CLASSES,
    TERRITORIES,
    field_key,
    head_written_out,
    is_short_form,
    without_abbreviations,
)
from documents.plans.units.unit_pieces import DOT, Piece, any_of
from domain.names import fold, modern_tone, tidy

_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"([;\n])")
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")

_CLASSES = (*OFFICE_CLASSES, *PARTY_CLASSES, *PEOPLE_CLASSES, *TERRITORIES)

_CLASS_WORDS = {tuple(_WORD.findall(phrase)) for phrase in _CLASSES}

_INDENT = re.compile(r"\n\s*")
# From the beginning of a line only: tried at every character, a long line takes the square of its length.
_LINE = re.compile(r"^(?P<before>[^\n]*[^\s,;/&-])[^\S\n]*\n(?=(?P<after>[^\n]+))", re.MULTILINE)
_LINE_BULLET = re.compile(r"(?:^|\n)\s*[-+•*]\s+")
_BULLETED = re.compile(r"\s*(?P<sign>[-+•*])\s")
_BULLET = re.compile(r"\s(?P<sign>[-+•*])\s+(?=(?P<next>[^-+•*]+))")
_NUMBERED = re.compile(r"\s*\(?(?:1[.)]|a\))\s*\S")
_NUMBER = re.compile(rf"(?:^|\s)\(?(?:\d{{1,2}}[.)]|[a-zđ]\))\s*(?={CAPITAL})")
_BELONGS = re.compile(rf"(?:^|\s)(?:{any_of(BEFORE_A_HEAD)})$", re.IGNORECASE)
_GOES_ON = re.compile(rf"(?:{'|'.join(TERRITORIES)})\b(?!,)")
_BY_RULE = re.compile(r"Theo (?:sự )?(?:phân công|quy định|chức năng|nhiệm vụ|thẩm quyền)\b", re.IGNORECASE)
# "BS. Nguyễn Văn A", "KTV. N05": a title, and behind it a code or a name of two words or more.
_TITLE = re.compile(
    rf"(?P<before>^|[,;/(]\s*|\bvà\s+)(?P<title>(?!Q\.|TP\.|Tp\.){CAPITAL}\w{{0,4}}(?:\. ?{CAPITAL}\w{{0,3}})?)\.\s*"
    rf"(?=[A-ZĐ]{{1,4}}\d{{1,3}}\b|{CAPITAL}\w*(?: {CAPITAL}\w*)+)"
)
_CODE = re.compile(r"[A-ZĐ]{1,4}\d{1,3}\b")
_LOOSE = re.compile(r"\s+([,;])")
_NOTHING = re.compile(r"\W*(?:không(?: có)?|x|nt|như trên)?\W*", re.IGNORECASE)
_PARTY_COMMITTEE = re.compile(r"(?<=\w )(?<!các )đảng ủy(?= |$)")
_FIELD_UNIT = re.compile(r"(?P<head>Bộ|Sở|Phòng|Ban)\s+(?P<field>\S.*)", re.DOTALL)

_TERRITORY_TAIL = re.compile(r"(?:^|\s)(?:thuộc |cấp )?(?P<t>phường|xã|Phường|Xã|Thành phố|thành phố|tỉnh|huyện|quận)$")
_OF_A_BODY = re.compile(r"^(?:Ban|Văn phòng|Tổ|Đoàn|Ủy ban) .*\b(?P<body>HĐND|UBND|Đảng ủy)$")
_LED = re.compile(
    r"^(?:Lãnh đạo|Thường trực|Chủ tịch|Phó Chủ tịch|Bí thư|Cơ quan|Ban Thường vụ|Chi bộ|Trưởng|Phó Trưởng) "
)
_PLACE = r"(?: (?:phường|xã|đặc khu|tỉnh|thành phố|huyện|quận|cơ sở))?"
_BOARDS = r"Ban Thường vụ|Ban Chấp hành|Thường trực"
_PARTY_OFFICES = r"Văn phòng|Ủy ban Kiểm tra|Ban (?:Tổ chức|Tuyên giáo(?: và Dân vận)?|Dân vận|Nội chính)"


def _phrases(phrases: Iterable[str]) -> dict[tuple[str, ...], list[str]]:
    """Words, folded, of every phrase -> the words as they are written; with and without the "và" inside."""
    known: dict[tuple[str, ...], list[str]] = {}
    for phrase in phrases:
        words = _WORD.findall(phrase)
        for form in (words, [w for w in words if w != "và"] or words):
            known.setdefault(tuple(map(fold, form)), form)
    return known


_KNOWN = _phrases((*COMMON_WORDS, *FIELDS, *_CLASSES, *HEADS))
_LONGEST = max(map(len, _KNOWN))


def _well_spelt(cell: str) -> str:
    """The cell as its writer would write it by hand: no shouting, and diacritics where there are none at all."""
    is_bare = _is_bare(cell)
    return "".join(_part_spelt(part, is_bare=is_bare) for part in _PARTS.split(cell))


def _part_spelt(cell: str, *, is_bare: bool) -> str:
    is_shouted = _is_shouted(cell)
    if not is_shouted and not is_bare:
        return cell
    words = list(_WORD.finditer(cell))
    spelt: list[str] = []
    while len(spelt) < len(words):
        spelt += _spelt(
            words[len(spelt) : len(spelt) + _LONGEST], _sign_before(cell, words[len(spelt)]), is_shouted=is_shouted
        )
    if is_shouted:
        spelt = _names_of_places(spelt)
    return _filled(cell, words, spelt)


def _is_shouted(cell: str) -> bool:
    syllables = [w for w in _WORD.findall(cell) if _is_syllable(w)]
    return cell.isupper() and (len(syllables) > 1 or any(not w.isascii() for w in syllables))


def _is_bare(cell: str) -> bool:
    return cell.isascii() and any(w.islower() for w in _WORD.findall(cell))


def _is_syllable(word: str) -> bool:
    return len(word) > 1 and _SYLLABLE.fullmatch(fold(word)) is not None and not is_short_form(word)


def _sign_before(cell: str, word: re.Match[str]) -> str:
    return cell[max(0, word.start() - 10) : word.start()].rstrip(" -+•*(\"'")[-1:]


def _spelt(words: list[re.Match[str]], sign: str, *, is_shouted: bool) -> list[str]:
    """The spelling of the longest known phrase these words begin with, or of the first word alone."""
    typed = [m.group() for m in words]
    is_first = not sign or sign in ",:/."
    for many in range(len(typed), 0, -1):
        known = _KNOWN.get(tuple(map(fold, typed[:many])))
        if known and (not is_shouted or _agree(typed, known)):
            is_capital = is_first and not (sign == "," and tuple(known) in _CLASS_WORDS)
            is_capital = is_capital if is_shouted else typed[0][:1].isupper()
            return [known[0][:1].upper() + known[0][1:], *known[1:]] if is_capital else list(known)
    if is_shouted and _is_syllable(typed[0]):
        return [typed[0].capitalize() if is_first else typed[0].lower()]
    return typed[:1]


def _agree(typed: list[str], known: list[str]) -> bool:
    """A shouted word that has its diacritics must have those of the phrase."""
    return all(t.isascii() or t.lower() == k.lower() for t, k in zip(typed, known, strict=False))


def _names_of_places(words: list[str]) -> list[str]:
    """What stands unknown behind "phường" or "tỉnh" is the name of the place."""
    spelt = list(words)
    for i in range(1, len(spelt)):
        behind = " ".join(spelt[max(0, i - 2) : i]).lower()
        is_name = behind.endswith(TERRITORIES) or (i > 1 and spelt[i - 1].istitle() and _is_place(spelt, i - 1))
        if is_name and spelt[i].islower() and (fold(spelt[i]),) not in _KNOWN:
            spelt[i] = spelt[i].capitalize()
    return spelt


def _is_place(words: list[str], index: int) -> bool:
    return " ".join(words[max(0, index - 2) : index]).lower().endswith(TERRITORIES)


def _filled(cell: str, words: list[re.Match[str]], spelt: list[str]) -> str:
    parts, end = [], 0
    for match, word in zip(words, spelt, strict=True):
        parts += [cell[end : match.start()], word]
        end = match.end()
    return "".join([*parts, cell[end:]])


def written_out(cell: str) -> str:
    """The whole cell as a person reads it: tidy, modern tone marks, no markup, abbreviations written out."""
    text = _listed(_well_spelt(unicodedata.normalize("NFC", cell))).replace("*", "").replace("_", " ")
    text = _LOOSE.sub(r"\1", modern_tone(tidy(text.replace("–", "-").replace("—", "-"))))
    text = _TITLE.sub(_titled, text)
    if _NOTHING.fullmatch(text) or _BY_RULE.match(text):
        return ""
    text = re.sub(r"(^|[;,] )đảng ủy (?=các )", r"\1Đảng ủy ", text)
    text = re.sub(r"\bchi\s*[,/]\s*đảng bộ\b", "chi bộ, đảng bộ", text)
    text = re.sub(r"\b(xã|phường|thị trấn|đặc khu|huyện)\s*/\s*(?=xã|phường|thị trấn|đặc khu|quận)", r"\1, ", text)
    return without_abbreviations(text)


def _titled(match: re.Match[str]) -> str:
    """A short word with a full stop before a person; the last word of a sentence before a unit is none."""
    begins = Piece(match.string[match.end() :][:60], "").begins_a_unit and not _CODE.match(match.string, match.end())
    return match.group() if begins else f"{match['before']}{match['title']}.{DOT}"


def _listed(cell: str) -> str:
    """Lines, bullets and numbers of a list as semicolons; a line that only goes on with the one before is none."""
    cell = _INDENT.sub("\n", cell)
    has_lines = len(_LINE_BULLET.findall(cell)) > 1
    cell = _LINE_BULLET.sub("; ", cell) if has_lines else cell
    cell = _LINE.sub(lambda m: f"{m['before']}{_break(m['before'], m['after'])}", cell)
    first = _BULLETED.match(cell)
    if first and not has_lines:
        return _BULLET.sub(lambda m: "; " if _is_bullet(m, first["sign"]) else m.group(), " " + cell)
    return _NUMBER.sub("; ", cell) if _NUMBERED.match(cell) else cell


def _is_bullet(match: re.Match[str], sign: str) -> bool:
    """The sign the list began with, before a unit: not the hyphen of "- Phòng Văn hóa - Xã hội - Công an"."""
    return match["sign"] == sign and (not match.start() or Piece(match["next"], "").begins_a_unit)


def _break(before: str, after: str) -> str:
    if _GOES_ON.match(after):  # "... hành chính công" and on the next line "phường"
        return " "
    last = modern_tone(" ".join(before.split()[-2:]))
    return "; " if Piece(after.lstrip("-+•* "), "").begins_a_unit and not _BELONGS.search(last) else " "


def proper_name(name: str) -> str:
    """One unit's name in its proper form: "Sở Kế hoạch - Đầu tư" -> "Sở Kế hoạch và Đầu tư"."""
    name = tidy(name).strip(" ,;.:")
    name = _PARTY_COMMITTEE.sub("Đảng ủy", head_written_out(name))
    if full := FULL_NAME_BY_KEY.get(field_key(name)) or FULL_NAME_BY_KEY.get(field_key(name + " Việt Nam")):
        return full
    match = _FIELD_UNIT.fullmatch(name)
    return f"{match['head']} {_proper_field(match['field'])}" if match else name


def _proper_field(field: str) -> str:
    """The proper spelling of a known field at the beginning; what follows (a territory) stays as it stands."""
    words = field.split(" ")
    for many in range(len(words), 1, -1):
        typed = " ".join(words[:many])
        known = FIELD_BY_KEY.get(field_key(typed))
        if known and typed == known.replace("Đảng", "đảng"):
            return field  # "Xây dựng đảng": both are written
        if known and not words[many - 1].endswith(("-", ",", "&")):
            return " ".join([known, *words[many:]])
    return field


@dataclass(frozen=True, slots=True)
class _House:
    """A body with offices: an office named with it, and the offices that may leave it to the one after them."""

    named: re.Pattern[str]
    offices: re.Pattern[str]


def _house(office: str, house: str, offices: str) -> _House:
    return _House(re.compile(rf"(?:{office}) (?P<house>(?:{house}){_PLACE})"), re.compile(offices))


# "Đảng ủy" and "Công đoàn" are bodies of a ward too; only before a board of directors they are those of its house.
_HOUSES = (
    _house(
        r"(?:các ban|Ban|Văn phòng|Ủy ban Kiểm tra)(?: .*?)?",
        "Tỉnh ủy|Thành ủy|Tỉnh đoàn|Thành đoàn",
        f"{_PARTY_OFFICES}|{_BOARDS}",
    ),
    _house(
        "(?:các [Bb]an|Ban|Tổ đại biểu)(?: .*?)?",
        "HĐND",
        "Thường trực|Tổ đại biểu|Ban (?:Pháp chế|Kinh tế - Ngân sách|Kinh tế - Xã hội|Văn hóa - Xã hội|Đô thị|Dân tộc)",
    ),
    _house(f"{_BOARDS}|Ủy ban Kiểm tra", "Đảng bộ|Đảng ủy", _BOARDS),
    _house(
        rf"(?:Ban|Văn phòng|các [Bb]an|{_BOARDS})(?: .*?)?",
        r"(?:Hội|Liên đoàn|Liên hiệp|Đoàn) (?!đồng|trường).*?",
        f"Văn phòng|{_BOARDS}",
    ),
    _house(
        "Ban (?:Giám đốc|Giám hiệu|Lãnh đạo)",
        "(?:Công an|Sở|Bệnh viện|Trung tâm|Trường|Công ty).*?",
        "Đảng ủy|Chi ủy|Ban Thường vụ Đảng ủy|Công đoàn|Đoàn Thanh niên",
    ),
)


def tails_shared(names: list[str]) -> list[str]:
    """ "Đảng ủy, UBND phường" -> both are of the ward: the territory said last serves the bodies before it."""
    shared = _houses_shared(_posts_shared(names))
    territory: str | None = None
    after = ""
    for i in range(len(shared) - 1, -1, -1):
        tail = _TERRITORY_TAIL.search(shared[i])
        if tail and not re.search(r"(?:các|,) \w+$", shared[i]):
            territory = tail["t"]
        elif territory and _lacks_territory(shared[i], after):
            shared[i] = f"{shared[i]} {territory}"
        after = shared[i]
    return shared


def _posts_shared(names: list[str]) -> list[str]:
    """ "Chủ tịch, các Phó Chủ tịch UBND phường": both posts are of the same body."""
    shared = list(names)
    for i, following in enumerate(shared[1:]):
        behind = re.fullmatch(rf"(?:các )?Phó {re.escape(shared[i])} (?P<body>.+)", following, re.IGNORECASE)
        if behind:
            shared[i] += f" {behind['body']}"
    return shared


def _houses_shared(names: list[str]) -> list[str]:
    """ "Ban Tổ chức, Ủy ban Kiểm tra Tỉnh ủy", "Văn phòng, các ban Tỉnh đoàn": the offices are of the same house."""
    shared = list(names)
    kind, house = None, ""
    for i in range(len(shared) - 1, -1, -1):
        if kind and kind.offices.fullmatch(shared[i]):
            shared[i] = f"{shared[i]} {house}"
            continue
        kind, house = next(((h, m["house"]) for h in _HOUSES if (m := h.named.fullmatch(shared[i]))), (None, ""))
    return shared


def _lacks_territory(name: str, after: str) -> bool:
    """The body exists in every ward and city, or it belongs to the same body as the next one ("Ban A HĐND, Ban B HĐND
    tỉnh")."""
    body = _OF_A_BODY.search(name)
    if name.startswith("Hội ") and after.startswith(("Hội ", "Đoàn ", "Liên đoàn ", "Liên hiệp ", "Liên minh ")):
        return True
    return fold(_LED.sub("", head_written_out(name))) in NEEDS_TERRITORY or bool(
        body and re.search(rf" {body['body']} \w+$", after)
    )
