"""Sets of phrases that the grammar looks for. A phrase may be typed bare or with its own marks, never with others."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from bot.grammar.spelling import agrees, key, typed_without_marks
from bot.grammar.words import word_lists
from domain.names import fold
from wording.command_names import NAMES

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """Returns the word without marks, in small letters."""
    return fold(word)


@lru_cache(maxsize=8192)
def is_same(typed: str, syllable: str) -> bool:
    """Whether a typed syllable may stand for this one: bare, or with exactly its marks."""
    return agrees(typed, syllable)


@lru_cache(maxsize=8192)
def _toneless(word: str) -> str:
    """Returns the word in small letters without its tone; the shapes of its letters ("â", "ơ", "đ") stay."""
    spread = unicodedata.normalize("NFD", word.casefold())
    return unicodedata.normalize("NFC", "".join(char for char in spread if char not in _TONES))


class Phrases:
    """Phrases by what they mean; `strict` ones must be typed with their marks ("à" is not the "a" of "ạ")."""

    def __init__(self, meanings: Mapping[str, Iterable[str]], strict: Iterable[str] = ()) -> None:
        self._strict = frozenset(strict)
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                self._add(meaning, phrase)
        for found in (*self._by_first.values(), *self._by_last.values()):
            found.sort(key=lambda entry: -len(entry[0]))

    def _add(self, meaning: str, phrase: str) -> None:
        syllables = tuple(phrase.split())
        keys = tuple(folded(syllable) for syllable in syllables)
        entry = (keys, syllables, meaning)
        self._by_first.setdefault(keys[0], []).append(entry)
        self._by_last.setdefault(keys[-1], []).append(entry)

    def at(self, words: Sequence[str], start: int, end: int) -> tuple[str, int]:
        """Returns the meaning and length of the longest phrase that begins at `start`; ("", 0) when none does."""
        if start >= end:
            return "", 0
        for keys, syllables, meaning in self._by_first.get(folded(words[start]), ()):
            if start + len(keys) <= end and self._fits(words[start : start + len(keys)], keys, syllables):
                return meaning, len(keys)
        return "", 0

    def loosely_at(self, words: Sequence[str], start: int, end: int) -> tuple[str, int]:
        """As `at`, with tones that may be wrong: "tiếp nhẫn" for "tiếp nhận". Never enough to act on."""
        if start >= end:
            return "", 0
        for keys, syllables, meaning in self._by_first.get(folded(words[start]), ()):
            typed = words[start : start + len(keys)]
            if start + len(keys) <= end and all(
                is_same(word, syllable) or _toneless(word) == _toneless(syllable)
                for word, syllable in zip(typed, syllables, strict=True)
            ):
                return meaning, len(keys)
        return "", 0

    def before(self, words: Sequence[str], end: int, start: int) -> int:
        """Returns the length of the longest phrase that ends at `end` and begins no earlier than `start`; else 0."""
        if end <= start:
            return 0
        for keys, syllables, _ in self._by_last.get(folded(words[end - 1]), ()):
            if end - len(keys) >= start and self._fits(words[end - len(keys) : end], keys, syllables):
                return len(keys)
        return 0

    def _fits(self, typed: Sequence[str], keys: tuple[str, ...], syllables: tuple[str, ...]) -> bool:
        if any(folded(word) != key for word, key in zip(typed, keys, strict=True)):
            return False
        pairs = zip(typed, syllables, strict=True)
        if self._strict and " ".join(syllables) in self._strict:
            return all(word.casefold() == syllable for word, syllable in pairs)
        return all(is_same(word, syllable) for word, syllable in pairs)


# The commands about tasks: the grammar of clauses reads them wherever they stand. All others have readers of their own.
TASK_COMMANDS = (
    "done", "ack", "progress", "confirm", "return", "extend", "block", "ask", "answer", "decide", "refuse", "explain",
    "nudge", "assign", "evidence", "cancel",
)  # fmt: skip

_commands, _courtesy, _moods, _numbers = map(word_lists, ("more_command_words", "courtesy", "moods", "numbers"))
ALSO = _commands.lists("also")
_CUT = _commands.lists("not_with_task_noun")


def _ways(name: str) -> set[str]:
    """Returns every way of saying a command, also written as one word, but no way that ends in a task noun."""
    ways = (*NAMES[name].spellings, *ALSO.get(name, ()))
    return {*ways, *(key(way) for way in ways if " " in way)} - set(_CUT.get(name, ()))


COMMANDS = Phrases({name: _ways(name) for name in TASK_COMMANDS})
NEARLY = Phrases(_commands.lists("near"))
FILLERS = {name: Phrases({"filler": ways}) for name, ways in _commands.lists("fillers").items()}
ALL = Phrases({"all": _commands.words("all")})
COURTESY_OF_CANCEL = Phrases({"go": _commands.words("courtesy_of_cancel")})


def _courtesies(name: str) -> Phrases:
    return Phrases({name: _courtesy.words(name)})


PERSONS = _courtesies("persons")
SUBJECTS = _courtesies("subjects")
OPENINGS = Phrases(
    {"opening": [word for name in ("openings", "persons", "subjects") for word in _courtesy.words(name)]},
    strict=_courtesy.words("openings_with_marks"),
)
REPORTING = _courtesies("reporting")
CLOSINGS = _courtesies("closings")
FAVOURS = _courtesies("favours")
PARTICLES = _courtesies("particles")
BEHIND_NAMES = _courtesies("behind_names")
SHARE_CLOSINGS = _courtesies("behind_shares")

NOUNS = Phrases({"noun": _numbers.words("nouns")})
ROW_NOUNS = Phrases({"row": _numbers.words("row_nouns")})
ORDINALS = Phrases({"ordinal": _numbers.words("ordinal_nouns")})
JOINERS = Phrases({"joiner": _numbers.words("joiners")}, strict=_numbers.words("joiners_with_marks"))
FROM, UNTIL = Phrases({"from": _numbers.words("from")}), Phrases({"until": _numbers.words("until")})
NUMBER_WORDS = Phrases(_numbers.lists("digits"))
LATER_WORDS = Phrases(_numbers.lists("later_digits"))
TENS = Phrases({"ten": _numbers.words("ten"), "tens": _numbers.words("tens")})
UNSURE_NUMBERS = _numbers.words("unsure")
COUNTED_PERSONS = Phrases({"person": _numbers.words("counted_persons")})

_NEGATIONS, _WITH_MARKS = _moods.words("negations"), _moods.words("with_marks")
_BY_MOOD = {mood: (*_NEGATIONS, *words) if mood == "denied" else words for mood, words in _moods.lists("moods").items()}
MOODS = Phrases(_BY_MOOD, strict=_WITH_MARKS)
FINAL = Phrases({"final": (*_moods.words("final"), *_NEGATIONS)}, strict=_WITH_MARKS)
DENIALS = Phrases({"denial": set(_NEGATIONS) - set(_moods.words("also_ask"))}, strict=_WITH_MARKS)
AGAINST = Phrases({"against": _moods.words("against")}, strict=_WITH_MARKS)
NOTES = Phrases({"note": _moods.words("notes")})
CONFIRMED = Phrases({"confirmed": _moods.words("confirmed")})
HINDRANCES = Phrases({"hindrance": _moods.words("hindrances")}, strict=_moods.words("hindrances_with_marks"))

_queries = word_lists("queries")
BEHIND_UNITS = Phrases({"trailer": _queries.words("behind_units")})
BEFORE_UNITS = Phrases({"leader": _queries.words("before_units")})
UNIT_KINDS = Phrases({"head": _queries.words("unit_kinds")})
UNIT_REPORTS = Phrases({"reports": _queries.words("unit_reports")})

_MAY_BE_TYPED_OUT = [
    *(way for name in TASK_COMMANDS for way in (*NAMES[name].spellings, *ALSO.get(name, ()))),
    *(way for name in NAMES.values() for way in name.spellings),
    *(way for name in ("persons", "subjects", "openings", "closings") for way in _courtesy.words(name)),
    *(way for name in ("nouns", "joiners", "from", "until", "ten", "tens") for way in _numbers.words(name)),
    *(way for table in ("digits", "later_digits") for ways in _numbers.lists(table).values() for way in ways),
    *(way for name in ("notes", "hindrances", "final") for way in _moods.words(name)),
    *(way for ways in _BY_MOOD.values() for way in ways),
    "phần trăm", "ngày", "tuần", "tháng", "số liệu", "hướng dẫn",
]  # fmt: skip
# What a word looks like when its marks were typed while the Vietnamese keyboard was off, and the word.
TYPED_OUT = typed_without_marks(dict.fromkeys(s for phrase in _MAY_BE_TYPED_OUT for s in phrase.split() if s.isalpha()))
NAMES_WRITTEN_TOGETHER = {
    key(way) for name in NAMES.values() for way in name.spellings if way.replace(" ", "").isalpha()
} | {key(noun) for noun in _numbers.words("nouns")}
