"""Names of the roster that the grammar of prose would take apart, each read as one made-up name and then put back.

"Tổ Thu gom, Vận chuyển và Xử lý rác" holds signs, "và" and verbs; a name that is read whole anyway stays as it is.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar, cast

from documents.plans.prose.assigning import assigned_in
from documents.plans.prose.statements import Sentence, Statement
from documents.plans.units import split_units
from documents.plans.units.covering import Known
from documents.plans.units.names import TERRITORIES
from domain.names import fold, modern_tone
from domain.plans import UnitMention

T = TypeVar("T")
_LONGEST = 200  # characters of a name
_LEAST_SYLLABLES = 3  # a shorter name may be common words of a sentence
_STAND_IN = re.compile(r"Trạm Zq([a-z]+)", re.IGNORECASE)
# Behind the whole name of a unit stands its territory, or what it does, which is no part of the name.
_ITS_VERB = re.compile(rf"(Trạm Zq[a-z]+) (?!(?:{'|'.join(TERRITORIES)}|thuộc|của)\b)[a-zà-ỹđ][^()]*")
_BESIDE = ("Công an phường", "Trạm Y tế")  # units beside which a name must be read whole


class KnownNames:
    """Hides the names in statements and shows them again in what was read of these."""

    def __init__(self, names: Collection[str] = ()) -> None:
        """`names` and aliases of the roster."""
        self._keys = frozenset(fold(name) for name in names if Known.is_unit(name))
        taken_apart = sorted(filter(_is_taken_apart, names), key=len, reverse=True)
        words = (r"\s+".join(map(re.escape, modern_tone(name).split())) for name in taken_apart)
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if taken_apart else None
        self._found: list[str] = []

    def hidden(self, statements: Sequence[Statement]) -> list[Statement]:
        """The statements with a made-up name for each of the names."""
        if not self._keys:
            return list(statements)
        return [replace(s, sentences=tuple(map(self._hidden, s.sentences))) for s in statements]

    def _hidden(self, sentence: Sentence) -> Sentence:
        text, modern = sentence.text, modern_tone(sentence.text)
        if text.isupper():  # a heading in capitals is a unit's when it is nothing but its name
            name = text.rstrip(" .:")
            return replace(sentence, text=self._stand_in(name)) if fold(name) in self._keys else sentence
        if self._names is None or len(text) != len(modern):
            return sentence
        parts, at = [], 0
        for found in self._names.finditer(modern):
            parts += [text[at : found.start()], self._stand_in(text[found.start() : found.end()])]
            at = found.end()
        return replace(sentence, text="".join([*parts, text[at:]]))

    def _stand_in(self, words: str) -> str:
        if words not in self._found:
            self._found.append(words)
        return f"Trạm Zq{_letters(self._found.index(words))}"

    def shown(self, value: T) -> T:
        """A text, or a value with texts in it, with the names put back; other values unchanged."""
        return cast("T", self._shown(value)) if self._found else value

    def _shown(self, value: Any) -> Any:
        if isinstance(value, str) and type(value) is str:
            return _STAND_IN.sub(lambda found: self._found[_number(found[1])], value)
        if isinstance(value, tuple | list):
            return type(value)(map(self._shown, value))
        if isinstance(value, dict):
            return {key: self._shown(one) for key, one in value.items()}
        if isinstance(value, UnitMention):
            value = replace(value, name=_ITS_VERB.sub(r"\1", value.name).strip())
        if is_dataclass(value) and not isinstance(value, type):
            each = {field.name: getattr(value, field.name) for field in fields(value)}
            changed = {name: after for name, one in each.items() if (after := self._shown(one)) != one}
            return replace(value, **changed) if changed else value
        return value


@lru_cache(maxsize=512)
def _is_taken_apart(name: str) -> bool:
    """Whether the grammar reads this name otherwise than as one unit, where it leads or stands among others."""
    if len(name) > _LONGEST or len(name.split()) < _LEAST_SYLLABLES or not Known.is_unit(name):
        return False
    before, behind = _BESIDE
    led = assigned_in(f"{name} chuẩn bị hội trường", ())
    beside = assigned_in(f"{before} chủ trì, phối hợp với {name}, {behind} chuẩn bị hội trường", ())
    listed = split_units(f"{before}, {name} và {behind}")
    is_led, is_joined = _is_only(led.lead, name), _is_only(beside.partners[:-1], name)
    return not (is_led and is_joined and len(beside.partners) == 2 and _is_only(listed[1:-1], name))


def _is_only(units: Sequence[UnitMention], name: str) -> bool:
    return [fold(unit.name) for unit in units] == [fold(name)]


def _letters(number: int) -> str:
    """0 is "a", 26 is "ba": figures would be read as days."""
    high, low = divmod(number, 26)
    return (_letters(high) if high else "") + chr(ord("a") + low)


def _number(letters: str) -> int:
    number = 0
    for letter in letters.lower():
        number = number * 26 + ord(letter) - ord("a")
    return number
