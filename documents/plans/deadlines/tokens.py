"""Tokens of a time limit: known words, dates and numbers, and a small notation for rules over them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from documents.plans.deadlines.cleaned_text import Cleaned
from documents.words import word_lists

_LISTS = word_lists("deadlines")
_SORTS = _LISTS.lists("sorts")

# Real words that look like a time word with its marks lost; in a text that has marks they are what they say.
_WORDS_OF_THEIR_OWN = frozenset(_LISTS.words("words_of_their_own"))
_DATED = frozenset({"DAY", "MONTH", "QUARTER", "YEAR"})

_UNITS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")

_WEEKDAYS = {"thứ nhất": 1, "thứ hai": 2, "thứ ba": 3, "thứ tư": 4, "thứ năm": 5, "thứ sáu": 6, "thứ bảy": 7}

_FIGURES: tuple[tuple[str, str], ...] = (
    ("ISODATE", r"(?P<y>(?:19|20|21)\d{2})\s?(?P<s>[-/.])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<d>\d{1,2})(?!\d)"),
    ("FULLDATE", r"(?P<d>\d{1,2})\s?(?P<s>[/.-])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<y>\d{4}|\d{2})(?!\d)"),
    ("MONTHYEAR", r"(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20|21)\d{2})(?!\d)"),
    ("ALWAYS", r"24\s?/\s?(?:24(?:\s?(?:h|gio)\b)?|7(?=\s?(?:h|gio)\b))(?![\d/])"),
    (
        "ALWAYS",
        r"(?:(?<=truc )|(?<=phuc vu )|(?<=hoat dong )|(?<=ho tro )|(?<=van hanh )|(?<=tiep nhan ))24\s?/\s?7(?![\d/])",
    ),
    ("DAYMONTH", r"(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})(?![\d/])"),
    ("CLOCK", r"(?P<h>\d{1,2})\s?(?:h|g|gio|:(?=\d{2}))(?![a-z])\s?(?:(?P<n>\d{2})\s?(?:'|phut)?)?(?![\d/.-])"),
    ("WEEKDAY", r"thu (?P<v>[1-7])(?!\d)"),
    ("MONTHNO", r"t(?P<m>\d{1,2})(?![\d.])"),
    ("QUARTERNO", r"q(?:uy(?=[iv]))?\.?\s?(?P<q>[1-5]|iv|i{1,3}|v)(?![\da-z])"),
    ("YEARNO", r"(?P<y>(?:19|20|21)\d{2})(?!\d)"),
    ("ARROW", r"(?:--?|=)>"),
    ("NUM", r"(?P<v>\d{1,3})(?![\d])"),
)
_SIGNS = {
    ",": "COMMA",
    ";": "SEMI",
    "-": "DASH",
    "/": "SLASH",
    "(": "LPAR",
    ")": "RPAR",
    "+": "AND",
    "&": "AND",
    ":": "COLON",
    "→": "ARROW",
    "➔": "ARROW",
    "⇒": "ARROW",
}
_ROMAN = re.compile(r"(?:iv|1v|i{1,3}|l{1,3}|v)(?![a-z\d])")
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1v": 4, "l": 1, "ll": 2, "lll": 3, "v": 5}
_LONGEST_LIST = 20  # tokens of "quý I, II, III, IV"; more would be looked through again and again
_CONNECTORS = frozenset({"DASH", "COMMA", "AND", "TO"})
_FIGURE_RULES = tuple((sort, re.compile(rule)) for sort, rule in _FIGURES)
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+|\d+|.", re.DOTALL)
_NOT_AT_ONCE = re.compile(r"ngay (?:sau|khi)")  # behind a number, and without marks, "ngay" is a day
_UNMARKED = re.compile(r"(?P<word>tu|sau)(?=\s*(?:/|,)?\s*(?:nam\s*)?(?:19|20|21)\d\d)")
_NUMBER_AHEAD = re.compile(r"\s?(?:\d|i{1,3}(?![a-z])|iv(?![a-z]))")

_ALL = ("OTHER", "NUM", *_SORTS, *(sort for sort, _ in _FIGURES), *_SIGNS.values())
_CODE = {sort: chr(0xE000 + i) for i, sort in enumerate(dict.fromkeys(_ALL))}
_NAME = re.compile(r"[A-Z]{2,}")


def _spelled() -> dict[str, int]:
    words = {_UNITS[n]: n for n in range(1, 10) if n != 5} | {"tư": 4, "mười": 10, "hai mươi": 20, "ba mươi": 30}
    for tens, name in ((10, "mười"), (20, "hai mươi"), (30, "ba mươi")):
        ones = {_UNITS[n]: n for n in range(1, 10)} | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
        words |= {f"{name} {one}": tens + n for one, n in ones.items()}
    return words


NUMBERS = _spelled()


def _folded_word(word: str) -> str:
    """The word without marks, lower case."""
    plain = unicodedata.normalize("NFD", word).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@cache
def _marks(word: str) -> Counter[str]:
    return Counter(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.combining(c) or c == "đ")


@cache
def _by_folded() -> dict[str, list[tuple[str, str, int]]]:
    """Folded phrase -> its (sort, proper spelling, value); a value only for numbers and weekdays in words."""
    table: dict[str, list[tuple[str, str, int]]] = {}
    for sort, phrases in _SORTS.items():
        for phrase in phrases:
            table.setdefault(_folded_word(phrase), []).append((sort, phrase, _WEEKDAYS.get(phrase, 0)))
    for phrase, value in NUMBERS.items():
        table.setdefault(_folded_word(phrase), []).append(("NUM", phrase, value))
    return table


@cache
def _phrase_pattern() -> re.Pattern[str]:
    """Longest phrase first; a word ends where letters end, so that "ngày15" is read too."""
    longest_first = sorted(_by_folded(), key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(p).replace(r"\ ", " ?") for p in longest_first) + r")(?![a-z])")


def _sort_of(shown: str, folded: str, *, text_has_marks: bool, before_number: bool) -> tuple[str, int] | None:
    """The sort (and number) of a phrase as typed, or None when its marks say that it is another word."""
    for sort, proper, value in _by_folded().get(folded, ()):
        if _may_be(shown, proper, text_has_marks=text_has_marks and not (before_number and sort in _DATED)):
            return sort, value
    return None


def _may_be(shown: str, proper: str, *, text_has_marks: bool) -> bool:
    typed, meant = _marks(shown), _marks(proper)
    if typed == meant:
        return True
    lost_some = all(typed[m] <= meant[m] for m in typed)
    return lost_some and not (text_has_marks and shown.lower() in _WORDS_OF_THEIR_OWN)


@dataclass(frozen=True, slots=True)
class Token:
    """One meaningful piece: its sort, where it stands, and its figures (d, m, y, h, n, q or v)."""

    sort: str
    start: int
    end: int
    figures: dict[str, int]


def tokens_of(text: Cleaned, *, month_first: bool = False) -> list[Token]:
    """All tokens from left to right; what the grammar does not know becomes OTHER, so that nothing is skipped.

    `month_first` turns the figures of dates such as 4/30/2026 round.
    """
    found: list[Token] = []
    at = 0
    while at < len(text.folded):
        space = _SPACE.match(text.folded, at)
        if space:
            at = space.end()
            continue
        token = _figure(text, at, found) or _phrase(text, at, found) or _unknown(text, at)
        found.append(_turned(token, text) if month_first else token)
        at = token.end
    return found


def _turned(token: Token, text: Cleaned) -> Token:
    """A date month first with day and month in their places; one that begins with the year stays."""
    if token.sort not in {"FULLDATE", "DAYMONTH"} or text.folded[token.start : token.start + 4].isdigit():
        return token
    turned = token.figures | {"d": token.figures["m"], "m": token.figures["d"]}
    return Token(token.sort, token.start, token.end, turned)


def _figure(text: Cleaned, at: int, before: Sequence[Token]) -> Token | None:
    if at and text.folded[at - 1].isdigit():
        return None
    if _expects_quarter(before) and (roman := _ROMAN.match(text.folded, at)):
        return Token("NUM", at, roman.end(), {"v": _ROMANS[roman.group()]})
    if at and text.folded[at - 1].isalpha() and text.folded[at].isalpha():
        return None
    for sort, rule in _FIGURE_RULES:
        if match := rule.match(text.folded, at):
            figures = {k: _value(v) for k, v in match.groupdict().items() if v and k != "s"}
            if sort == "DAYMONTH" and figures["m"] > 12 and before and before[-1].sort in {"MONTH", "QUARTER"}:
                return Token("MONTHYEAR", at, match.end(), {"m": figures["d"], "y": 2000 + figures["m"]})
            return Token("FULLDATE" if sort == "ISODATE" else sort, at, match.end(), figures)
    return None


def _value(figure: str) -> int:
    """A year written "0000" or "0026" is no year of any calendar, and not the short form of 2000 or 2026."""
    value = _ROMANS.get(figure) or int(figure)
    return 9999 if len(figure) == 4 and value < 1000 else value


def _expects_quarter(before: Sequence[Token]) -> bool:
    """True after "quý", and after a list of quarters that began with it: "quý II, III, IV"."""
    sorts = [t.sort for t in before[-_LONGEST_LIST:]]
    if sorts and sorts[-1] in _CONNECTORS:
        sorts.pop()
        while len(sorts) > 2 and sorts[-1] == "NUM" and sorts[-2] in _CONNECTORS:
            sorts = sorts[:-2]
        return sorts[-1:] == ["QUARTERNO"] or sorts[-2:] == ["QUARTER", "NUM"]
    return sorts[-1:] in (["QUARTER"], ["WEEK"])


def _unmarked_number(text: Cleaned, at: int, before: Sequence[Token]) -> Token | None:
    """ "Thang tu", "thang sau nam 2026" typed without marks are April and June, not "from" and "after"."""
    match = _UNMARKED.match(text.folded, at)
    if match is None or before[-1].sort != "MONTH":
        return None
    return Token("NUM", at, at + len(match["word"]), {"v": 4 if match["word"] == "tu" else 6})


def _phrase(text: Cleaned, at: int, before: Sequence[Token]) -> Token | None:
    end = len(text.folded)
    if before and not text.has_marks and (six := _unmarked_number(text, at, before)):
        return six
    while match := _phrase_pattern().match(text.folded, at, end):
        if before and before[-1].sort == "NUM" and _NOT_AT_ONCE.match(match.group()) and not text.has_marks:
            end = at + len("ngay")
            continue
        shown = text.shown[at : match.end()]
        ahead = _NUMBER_AHEAD.match(text.folded, match.end()) is not None
        known = _sort_of(shown, _SPACE.sub(" ", match.group()), text_has_marks=text.has_marks, before_number=ahead)
        if known:
            return Token(known[0], at, match.end(), {"v": known[1]} if known[1] else {})
        shorter = match.group().rfind(" ")
        if shorter < 0:
            return None
        end = at + shorter
    return None


def _unknown(text: Cleaned, at: int) -> Token:
    match = _WORD.match(text.folded, at)
    end = match.end() if match else at + 1
    return Token(_SIGNS.get(text.folded[at:end], "OTHER"), at, end, {})


# --- the notation: names of sorts with regular-expression operators between them -------------------------------


@cache
def rule(pattern: str) -> re.Pattern[str]:
    """A rule such as `"DAY? (?P<d>NUM) MONTH (?P<m>NUM)"` made ready to run over `coded` tokens."""
    return re.compile(_NAME.sub(lambda m: _CODE[m.group()], pattern).replace(" ", ""))


def coded(tokens: Sequence[Token]) -> str:
    """One character per token, so that a place in a match is the place of a token."""
    return "".join(_CODE[t.sort] for t in tokens)


def figures_of(match: re.Match[str], tokens: Sequence[Token]) -> dict[str, int]:
    """All figures of the matched named groups: a group named d, m, y or q renames the plain value of its token."""
    figures: dict[str, int] = {}
    for name in match.groupdict():
        if match.start(name) < 0:
            continue
        token = tokens[match.start(name)]
        figures |= {name if key == "v" else key: value for key, value in token.figures.items()}
    return figures


def found(pattern: str, tokens: Sequence[Token]) -> Iterator[re.Match[str]]:
    """Every place where the rule holds."""
    return rule(pattern).finditer(coded(tokens))
