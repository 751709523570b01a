"""Units as office lists write them: one key for all spellings of a unit, and the names it is found by."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from documents.plans.units import split_units
from documents.plans.units.unit_names import CAPITAL
from documents.words import word_lists
from domain.names import fold, initials, modern_tone, tidy

_WORDS = word_lists("office_lists")
_PEOPLE = _WORDS.lists("people")
_UNIT_WORDS = frozenset(modern_tone(word) for word in _PEOPLE["unit_words"])
_BARE_UNIT_WORDS = frozenset(fold(word) for word in _UNIT_WORDS)
_AFTER_DOAN = frozenset(_PEOPLE["after_doan"])
_ABOVE = tuple(fold(word) for word in _PEOPLE["above_units"])
_LONGEST_WORD = max(len(word.split()) for word in _UNIT_WORDS)
_NUMBERING = re.compile(r"^\s*(?:[IVX]{1,5}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s*[.)/:-]+\s*")
_COUNT = re.compile(
    r"\s*[:(–-]*\s*\(?\s*(?:có\s+)?\d{1,3}\s*(?:đ/c|đồng chí|người|cán bộ|đc|cb|biên chế|thành viên)[^)]*\)?\s*\.?$",
    re.IGNORECASE,
)
_PLACE = rf"(?:\s+(?![Hh]ội){CAPITAL}\w*(?:[\s-]+{CAPITAL}\w*){{0,3}}|\s+\d{{1,2}})?"
_TERRITORY = re.compile(rf"\s+(?:(?:thuộc|của|cấp)\s+)?(?:[Pp]hường|[Xx]ã|[Tt]hị trấn|[Đđ]ặc khu|[PX]\.){_PLACE}$")
_FILLERS = re.compile(r"\b(?:va|thuoc|cua)\b")
_SHORT_HEADS = (
    (re.compile(r"^P\.\s*", re.IGNORECASE), "Phòng "),
    (re.compile(r"^VP\b\.?\s*"), "Văn phòng "),
    (re.compile(r"^TT\b\.?\s+"), "Trung tâm "),
    (re.compile(r"^TYT\b\.?\s*"), "Trạm Y tế "),
)


@cache
def _same() -> dict[str, str]:
    return {_plain(name): key for key, names in _WORDS.lists("same").items() for name in names}


def begins_unit(text: str) -> bool:
    """Whether a line begins as the name of a unit does, and not as that of a person."""
    words = [word.strip(".,:;()").casefold() for word in modern_tone(tidy(text)).replace("-", " ").split()]
    if not words:
        return False
    if words[0] in {"đoàn", "doan"}:
        return len(words) == 1 or words[1] in _AFTER_DOAN or fold(words[1]) in {"thanh nien", "tncs"}
    is_bare = text.isascii()
    known = _BARE_UNIT_WORDS if is_bare else _UNIT_WORDS
    heads = [" ".join(words[:many]) for many in range(1, _LONGEST_WORD + 1)]
    if any(head in known for head in heads) or words[0].startswith(("ub", "hđnd", "vp", "p.")):
        return True
    return _plain(text) in _same()  # "TYT", "CA phường"


def is_above_units(text: str) -> bool:
    """Whether a heading stands over several units: "Khối Đảng", "Các đơn vị sự nghiệp"."""
    key = fold(heading_text(text))
    return key.startswith(_ABOVE) and unit_key(heading_text(text)) not in _same().values()


def heading_text(text: str) -> str:
    """A heading without its number and without how many people stand under it."""
    return _COUNT.sub("", _NUMBERING.sub("", tidy(text))).strip(" :.-–*")


def spelt(text: str) -> str:
    """The name with its short forms written out and nothing shouted."""
    name = tidy(text).strip(" ,;.:-–")
    for pattern, head in _SHORT_HEADS:
        name = pattern.sub(head, name)
    mentions = split_units(name)
    return mentions[0].name if len(mentions) == 1 else _unshouted(name)


def _unshouted(name: str) -> str:
    if not name.isupper() or len(name.split()) < 2:
        return name
    words = [word if word in {"UBND", "HĐND", "MTTQ", "UBMTTQ", "TDP"} else word.lower() for word in name.split()]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def unit_key(text: str) -> str:
    """One key for all spellings of a unit; the place it is in does not count."""
    written = _plain(spelt(text))
    typed = _plain(text)
    for form in (written, typed):
        if form in _same():
            return _same()[form]
    return written


def _plain(text: str) -> str:
    name = re.sub(r"\s*\([^()]*\)\s*$", "", tidy(text))
    without = _TERRITORY.sub("", name)
    key = re.sub(r"[^a-z0-9 ]", " ", fold((without or name).replace("&", " ")))
    return " ".join(_FILLERS.sub(" ", key).replace(" so ", " ").split())


def units_in(cell: str) -> list[str]:
    """The units of a cell: several only where the cell parts them clearly."""
    text = cell.strip()
    parts = [part for part in re.split(r"[;\n]|\s/\s", text) if part.strip(" -+")]
    if len(parts) > 1 and all(begins_unit(part.strip(" -+•")) for part in parts):
        return [tidy(part).strip(" -+•,.") for part in parts]
    return [tidy(text)] if text else []


class UnitNames:
    """The units of one list, collected by key; each is called by the name it has most often."""

    def __init__(self) -> None:
        self._spellings: dict[str, Counter[str]] = {}

    def add(self, name: str) -> str:
        """Note one more mention; returns the key."""
        key = unit_key(name)
        self._spellings.setdefault(key, Counter())[name] += 1
        return key

    def merge_initials(self) -> dict[str, str]:
        """Keys that are the initials of exactly one other ("phong ktht"), and that other."""
        found: dict[str, str] = {}
        for key in self._spellings:
            fits = [other for other in self._spellings if other != key and _is_short_for(key, other)]
            if len(fits) == 1:
                found[key] = fits[0]
        for key, other in found.items():
            self._spellings[other].update(self._spellings.pop(key))
        return found

    def name(self, key: str) -> str:
        """The spelling to call the unit by: the most frequent, of those the longest; never shouted."""
        spellings = self._spellings[key]
        best = max(spellings, key=lambda name: (not _is_short(name), spellings[name], len(name)))
        return _shown(best)

    def aliases(self, key: str) -> tuple[str, ...]:
        """The other names it is found by."""
        name = self.name(key)
        forms: list[str] = []
        for spelling in self._spellings[key]:
            forms += [
                _shown(spelling),
                spelt(spelling),
                _TERRITORY.sub("", _shown(spelling)),
                _TERRITORY.sub("", spelt(spelling)),
            ]
        seen = {fold(name)}
        return tuple(form for form in forms if form and fold(form) not in seen and not seen.add(fold(form)))  # type: ignore[func-returns-value]

    @property
    def keys(self) -> Iterable[str]:
        """The keys of all units."""
        return self._spellings.keys()


def _is_short(name: str) -> bool:
    return len(_plain(name)) < len(_plain(spelt(name)))


def _shown(name: str) -> str:
    return spelt(name) if name.isupper() and " " in name else name


def _is_short_for(key: str, other: str) -> bool:
    head, _, rest = key.partition(" ")
    other_head, _, other_rest = other.partition(" ")
    letters = rest.replace(" ", "")
    return bool(letters) and head == other_head and len(letters) > 1 and initials(other_rest) == letters
