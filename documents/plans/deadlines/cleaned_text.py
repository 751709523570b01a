"""A text in two layers of equal length: `shown` for people, `folded` (no diacritics, lower case) for the rules."""

import re
import unicodedata
from dataclasses import dataclass

from domain.names import tidy

LONGEST = 1500  # characters; a time limit is a phrase, and no input may make the reader slow
_ROMAN = {chr(0x2160 + i): r for i, r in enumerate(("I", "II", "III", "IV", "V"))} | {
    chr(0x2170 + i): r for i, r in enumerate(("i", "ii", "iii", "iv", "v"))
}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "“”„«»"), '"')
_MISREAD = str.maketrans("lILOo", "11100")
_MISREAD_NUMBER = re.compile(
    r"(?:(?<!\w)|(?<=\b[tT])|(?<=[aàAÀ][yY])|(?<=[\dlO][hHgG]))(?=[lILOo]*\d)[\dlILOo]*[lILOo][\dlILOo]*(?=[hHgG]|\W|_|$)"
)
_DATE = r"(?:ngay\s*)?\d{1,2}(?:\s*[/.-]\s*|\s+thang\s+)\d{1,2}(?:\s*[/.-]\s*|\s+nam\s+)\d{4}"
# The kinds of papers that are cited, written out and as offices shorten them.
_PAPER = (
    r"ke hoach|nghi quyet|quyet dinh|cong van|thong bao|ket luan|chi thi|huong dan|luat|nghi dinh|quy dinh|thong tu"
    r"|to trinh|phuong an|de an|chuong trinh|cong dien|van ban|giay moi|bien ban|thong cao|quy che"
    r"|qd|kh|nq|cv|tb|kl|ct|nd|ttr|ctr|vb"
)
_SIGN = r"(?:qd|kh|nq|cv|tb|kl|ct|hd|nd|tt|ttr|pa|da|qc|qyd|gm|cd|bc|bb|ctr|vb|ubnd|hdnd|tw|tu|du|vp|bch|btv)"
# Its number: two groups of letters ("38/KH-UBND", "19 - QĐ / TW"), or one that only papers have; also left blank.
_CODE = (
    r"\d{0,5}\s*[-/]\s*(?:\d{4}\s*/\s*)?"
    rf"(?:[a-z]{{1,8}}\d?(?:\s*[-/&.]\s*[a-z][a-z\d&]{{0,9}})+|{_SIGN}\b)"
)
_OF_DAY = r"(?:\s*[,;(]?\s*(?:(?:duoc )?(?:ban hanh|ky)\s+)?(?:" + _DATE + r")\)?)?"
# Papers that are cited; their day is never the limit, so that a cell of nothing else has none.
_CITED = (
    re.compile(
        r"\bso\s*:?\s*\d+\s*[-/]\s*(?:\d{4}\s*/\s*)?[a-z][\w&.]*(?:\s*[-/]\s*[a-z][\w&.]*)*"
        r"(?:\s+\d{1,3}(?![\d/]))?" + _OF_DAY
    ),
    re.compile(r"(?<![\d/.-])(?<![\d/.-] )" + _CODE + _OF_DAY),
    re.compile(
        rf"\b(?P<paper>{_PAPER})(?: so:? ?\d+)?,? (?:(?:duoc )?(?:ban hanh|ky) )?ngay "
        + _DATE.replace(r"(?:ngay\s*)?", "")
    ),
)
# What stands in the text without being its time limit: lunar days, former limits, quoted names.
_ASIDES = (
    re.compile(r"\((?:nham|tuc|am lich|cu\b|truoc day|truoc la|thay cho)[^()]*\)?"),
    re.compile(r"\([^()]*\bam lich\b[^()]*\)"),
    re.compile(r'"[^"]*"'),
    # Where the work is to lead one day, not when it is due: "tầm nhìn đến năm 2045", "định hướng đến năm 2030".
    re.compile(r"\b(?:tam nhin|dinh huong)(?: (?:den|toi))?(?: nam)? \d{4}(?! ?[-/]\s?\d)"),
    # The former limit of one that was moved: "điều chỉnh từ 30/4 sang 31/5", "gia hạn từ tháng 4 đến tháng 6".
    re.compile(r"\btu (?:[^,;.()]|\.\d){2,40}?(?<! hoan)(?= (?:sang|thanh) )"),
    re.compile(r"\b(?:gia han|dieu chinh|lui|doi|keo dai|chuyen)\b[^,;.()]{0,30}? tu (?:[^,;.()]|\.\d){2,30}?"
               r"(?= (?:den|toi) |\s*\))"),
)  # fmt: skip
# Round the limit, saying nothing of it: a sign of a list, a label, full stops, brackets round the whole.
_DUE = r"thuc hien|hoan thanh|trien khai|ket thuc|du kien|bao cao|giai quyet|xu ly|cuoi cung|chot|gui|nop|trinh|yeu cau"
_LABEL = re.compile(rf"\s*(?:thoi gian|thoi han|tien do|han|moc thoi gian|ngay|deadline)(?: (?:{_DUE}))*\s*:")
_MARGIN = re.compile(r"[\s+*•-]+")
_TAIL = re.compile(r"[\s.;,:/]+\Z")
# Not the years of the calendar: nobody can say which day a school year ends on.
_SCHOOL_YEAR = re.compile(r"\b(?:ca )?(?:nam hoc|nien hoc|nien khoa|khoa hoc) \d{4}\s*-\s*\d{4}")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`wording` is what people are shown; `shown` and `folded` have its length, so positions are shared.

    `has_marks`: the text carries Vietnamese diacritics, so that a bare word is bare on purpose.
    """

    wording: str
    shown: str
    folded: str
    has_marks: bool


def clean(text: str) -> Cleaned:
    """Undo typing, scanning and markup noise: NFC, invisible characters, full-width digits, l/O in numbers, `**`."""
    wording = plain_words(text)[:LONGEST]
    shown = wording.translate(_DASHES | _QUOTES)
    shown = "".join(_narrow(c) for c in shown)
    shown = _MISREAD_NUMBER.sub(lambda m: m.group().translate(_MISREAD), shown)
    folded = "".join(_fold_char(c) for c in shown)
    return Cleaned(wording, shown, _without_asides(_without_frame(folded)), has_marks=shown.casefold() != folded)


def plain_words(text: str) -> str:
    """The plan's own words without markup (`**bold**`), invisible characters or odd spaces."""
    words = tidy(text.replace("*", "").replace("_", " "))
    return "".join(_ROMAN.get(c, c) for c in words)


def _narrow(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _fold_char(char: str) -> str:
    if char in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def _without_frame(folded: str) -> str:
    """The same length with a list sign, a label, a full stop and brackets round the whole made blank."""
    for frame in (_MARGIN, _LABEL):
        if match := frame.match(folded):
            folded = " " * match.end() + folded[match.end() :]
    inner = _TAIL.sub(lambda m: " " * len(m.group()), folded)
    plain = inner.strip()
    if plain[:1] == "(" and plain.find(")") == len(plain) - 1:
        inner = inner.replace("(", " ", 1).replace(")", " ", 1)
    return inner


def _without_code(match: re.Match[str]) -> str:
    """Only the kind of paper stays: "theo quyết định" is a condition."""
    kept = match.groupdict().get("paper") or ""
    return kept + " " * (len(match.group()) - len(kept))


def _without_asides(folded: str) -> str:
    for cited in _CITED:
        folded = cited.sub(_without_code, folded)
    for aside in _ASIDES:
        blanked = aside.sub(lambda m: " " * len(m.group()), folded)
        folded = blanked if blanked.strip() else folded
    return _SCHOOL_YEAR.sub(lambda m: " " * len(m.group()), folded)
