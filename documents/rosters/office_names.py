"""Names of people as office lists write them: courtesy, rank and degree before them, remarks behind them."""

import re
from dataclasses import dataclass

from documents.words import word_lists
from domain.names import fold, modern_tone, tidy

_LISTS = word_lists("office_lists").lists("people")
_COURTESY, _RANKS, _DEGREES = _LISTS["courtesy"], _LISTS["ranks"], _LISTS["degrees"]
_SIR = _LISTS["sir_and_madam"]
_LONGEST = 6  # words of a Vietnamese name; names of other peoples are seldom longer
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_NUMBER = re.compile(r"^\s*(?:\d{1,3}\s*[.)/]|[a-zđ]\s*\))\s*(?=\D)", re.IGNORECASE)
_BEHIND = re.compile(r"\s*(?:\s[-–—]\s|[,;:\n]|\s-|-\s)\s*")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STARS = re.compile(r"[*†]+|\s+$")


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name, and what the cell says besides: in brackets or behind it."""

    name: str
    remarks: tuple[str, ...] = ()


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(modern_tone(word)) for word in sorted(words, key=len, reverse=True))


# "BS.CKI", "ThS.BS": degrees joined by stops; a rank may stand behind a courtesy.
_BEFORE = re.compile(
    rf"(?:(?:{_alternatives(_COURTESY + _RANKS)})\s*[.:,]*\s+(?=\S)|(?:{_alternatives(_COURTESY)})\s*[.:]\s*(?=\S)"
    rf"|(?:{_alternatives(_DEGREES)})(?:\s*[.,:]\s*|\s+)(?=\S))",
    re.IGNORECASE,
)
_SIR_BEFORE = re.compile(rf"(?:{_alternatives(_SIR)})\s*[.:]?\s+(?=\S+\s+\S)", re.IGNORECASE)
# With a sign behind it, or before a common family name and two more words: "Ông Nguyễn Văn A", not "Ông Ích Đạt".
_SURE_SIR = re.compile(
    rf"(?:{_alternatives(_SIR)})\s*[.:]\s*|bà\s+(?=\S+\s+\S)"
    rf"|(?:{_alternatives(_SIR)})\s+(?=(?:{_alternatives(_LISTS['family_names'])})\s+\S+\s+\S)",
    re.IGNORECASE,
)


def name_in(cell: str, *, is_courteous: bool) -> ListedName | None:
    """The name in a cell; None when the cell holds no name of a person.

    `is_courteous`: the list says "Ông" and "Bà" before its names, else these are family names.
    """
    remarks = [tidy(found) for found in _BRACKETS.findall(cell)]
    text = _STARS.sub("", _NUMBER.sub("", _BRACKETS.sub(" ", cell))).strip(" \n,;:.-–")
    first, *behind = [part for part in _BEHIND.split(text) if part.strip()] or [""]
    if _is_only_courtesy(first) and behind:
        first = f"{first} {behind.pop(0)}"
    name = without_courtesy(tidy(first), is_courteous=is_courteous)
    if not _is_name(name):
        return None
    return ListedName(_cased(name), tuple(tidy(part) for part in (*remarks, *behind) if tidy(part)))


def _is_only_courtesy(text: str) -> bool:
    return fold(text).strip(" .") in {fold(word).strip(" .") for word in (*_COURTESY, *_SIR, *_RANKS, *_DEGREES)}


def without_courtesy(text: str, *, is_courteous: bool) -> str:
    """The name without what stands before it; at least two words are left, or one where there is no more."""
    name = modern_tone(text)
    for _ in range(6):
        sir = (_SIR_BEFORE if is_courteous else _SURE_SIR).match(name)
        found = _BEFORE.match(name) or sir
        if found is None or not name[found.end() :].strip():
            return name
        name = name[found.end() :].strip(" .:,")
    return name


def _is_name(text: str) -> bool:
    words = text.split(" ")
    if not 2 <= len(words) <= _LONGEST:
        return False
    return all(_NAME_WORD.fullmatch(word) for word in words)


def _cased(name: str) -> str:
    """Capitals as in a name, where the list shouts or whispers."""
    if name.isupper() or name.islower():
        return " ".join(word.capitalize() for word in name.split(" "))
    return " ".join(word if word[:1].isupper() else word[:1].upper() + word[1:] for word in name.split(" "))


def is_courteous_list(cells: list[str]) -> bool:
    """Whether a list says "Ông" before names: of several, where it is courteous at all."""
    names = [modern_tone(tidy(cell)).casefold() for cell in cells]
    sirs = sum(name.startswith("ông ") for name in names)
    courteous = sum(bool(_SIR_BEFORE.match(name) or _BEFORE.match(name)) for name in names)
    return sirs > 1 and courteous >= max(3, len(names) // 4)
