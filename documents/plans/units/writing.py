"""How a unit's name is written: one tone spelling, abbreviations written out, ministries by their proper names."""

import re
import unicodedata

from documents.plans.units.abbreviations import head_written_out, without_abbreviations
from documents.plans.units.names import BEFORE_A_HEAD, CAPITAL, FIELD_BY_KEY, FULL_NAME_BY_KEY, TERRITORIES, field_key
from documents.plans.units.pieces import DOT, Piece, any_of
from documents.plans.units.spelling import well_spelt
from domain.names import modern_tone, tidy

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


def written_out(cell: str) -> str:
    """The whole cell as a person reads it: tidy, modern tone marks, no markup, abbreviations written out."""
    text = _listed(well_spelt(unicodedata.normalize("NFC", cell))).replace("*", "").replace("_", " ")
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
