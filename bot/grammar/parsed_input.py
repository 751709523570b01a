"""Parses a typed command: its name, then task numbers, a percentage, a note. Never raises; linear in the text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.grammar.spelling import agrees, clean, key
from bot.grammar.words import (
    BEFORE_NUMBER,
    BETWEEN_NUMBERS,
    COUNTED,
    COURTESIES,
    LIST_DUES,
    NOT_COUNTED,
    PAGE,
    PARTS_OF_PLAN,
    PARTS_OF_ROW,
)
from domain.messages import Command
from domain.messages.questions import BadNumber
from domain.names import fold
from wording.command_names import VOCABULARY

MAX_DIGITS = 6
MAX_NUMBERS = 50
_MOST_NAME_WORDS = 6
_GREETINGS = frozenset({"kinh", "chuc", "cam"})  # near to names ("kênh", "minh chứng"), never the beginning of one
_SLASH = re.compile(r"[\s\"'“”«»]*(?P<slash>[/／]?)\s*")
_NAME_WORD = re.compile(r"[^\W\d_]+|[?？]")
_SPACE = re.compile(r"\s+")
_BOT = re.compile(r"@\w+")
_AFTER_NAME = re.compile(r"[\s,:;.!?]*(?:[-–—]+(?!\d))?\s*")


@dataclass(frozen=True, slots=True)
class ParsedInput:
    """A command's canonical name and the words after it; a slash (`is_slashed`) means that a command was intended.

    `typed` is the name as it was typed, `text` all of the message.
    """

    name: str
    rest: str
    is_slashed: bool
    typed: str = ""
    text: str = ""


Reader = Callable[[ParsedInput], Command | None]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The task numbers at the front of a text and the rest, or the word (`bad`) that cannot be one."""

    found: tuple[int, ...]
    rest: str
    bad: str | None = None


@dataclass(frozen=True, slots=True)
class Percentage:
    """The percentage at the front of a text (None: none) and the rest, or the word (`bad`) that cannot be one."""

    percent: int | None
    rest: str
    bad: str | None = None


def _spellings() -> dict[str, list[tuple[str, str]]]:
    """The names by look-up key: (spelling, canonical name)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in VOCABULARY:
        for spelling in name.spellings:
            found.setdefault(key(spelling), []).append((spelling, name.canonical))
    return found


_SPELLINGS = _spellings()


def command_name(text: str) -> str | None:
    """Returns the canonical name of the command that the text begins with; None when it begins with none."""
    parsed = parse_name(clean(text).strip())
    return parsed.name if parsed else None


def parse_name(text: str) -> ParsedInput | None:
    """Returns the command that the text begins with, the longest name first; None when it begins with none."""
    opening = _SLASH.match(text)
    start = opening.end() if opening else 0
    is_slashed = bool(opening and opening["slash"])
    for end in reversed(_word_ends(text, start)):
        if name := _name_of(text[start:end]):
            bot = _BOT.match(text, end)
            after = _AFTER_NAME.match(text, bot.end() if bot else end)
            return ParsedInput(name, text[after.end() if after else end :], is_slashed, text[start:end], text[start:])
    return None


def _word_ends(text: str, start: int) -> list[int]:
    ends: list[int] = []
    while len(ends) < _MOST_NAME_WORDS and (word := _NAME_WORD.match(text, start)):
        ends.append(word.end())
        gap = _SPACE.match(text, word.end())
        if not gap:
            break
        start = gap.end()
    return ends


def _name_of(typed: str) -> str | None:
    candidates = _SPELLINGS.get(key(typed), []) if len(typed) < 80 else []
    return next((name for spelling, name in candidates if agrees(typed, spelling)), None)


def likely_names(text: str, parsed: ParsedInput | None) -> tuple[str, ...]:
    """Returns up to three commands that the text may mean: the one it begins with, those named in it, the closest."""
    if parsed:
        return (parsed.name,)
    if read_numbers(text, limit=1).found:
        return ("task", "done")
    words = _NAME_WORD.findall(text[:200])
    return tuple(dict.fromkeys([*_named_in(words), *_closest(words)]))[:3]


def _named_in(words: list[str]) -> list[str]:
    """Commands whose name of four letters or more stands somewhere in the words."""
    sizes = range(_MOST_NAME_WORDS, 0, -1)
    runs = [" ".join(words[at : at + size]) for size in sizes for at in range(len(words) - size + 1)]
    return [name for run in runs if len(key(run)) >= 4 and (name := _name_of(run))]


def _closest(words: list[str]) -> list[str]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 -- 4 MB that only an unknown word needs

    found: list[tuple[float, str]] = []
    if words and key(words[0]) in _GREETINGS:
        return []
    for size in (1, 2, 3):
        typed = key("".join(words[:size]))[:40]
        near = process.extract(typed, _SPELLINGS.keys(), scorer=fuzz.ratio, score_cutoff=65, limit=3)
        found.extend((score, _SPELLINGS[spelling][0][1]) for spelling, score, _ in near)
    return [name for _, name in sorted(found, key=lambda pair: -pair[0])]


def either_spelling(words: tuple[str, ...]) -> str:
    """Returns a pattern for any of the words, with or without diacritics; a word ends where its letters end."""
    forms = sorted({form for word in words for form in (word, fold(word))}, key=len, reverse=True)
    return "|".join(re.escape(form) + (r"(?![^\W\d_])" if form[-1].isalpha() else "") for form in forms)


WORDS = re.compile(r"[^\W_]+")
PAGE_NAMED = re.compile(rf"\s*(?:{either_spelling(PAGE)})\s*:?\s*(?P<page>\S+)", re.IGNORECASE)
PARTS, PLAN_PARTS = (
    {name: re.compile(rf"\s*(?:{either_spelling(words)})\s*:?", re.IGNORECASE) for name, words in parts.items()}
    for parts in (PARTS_OF_ROW, PARTS_OF_PLAN)
)
_DUES = {
    due: re.compile(rf"\s*(?:{either_spelling(words)})(?![\w])", re.IGNORECASE) for due, words in LIST_DUES.items()
}
_COURTEOUS_WORDS = tuple(sorted({word for phrase in COURTESIES for word in phrase.split()}))
_LEAD_IN = re.compile(rf"(?:{either_spelling(BETWEEN_NUMBERS + BEFORE_NUMBER)}|\s)*", re.IGNORECASE)
_CHUNK = re.compile(r"[^\s,;&+]+")
_ALMOST_NUMBER = re.compile(r"[-−–]?\d+(?:[-−–.]\d+)*")
_NOTE_EDGE = re.compile(r"(?:[\s,;:.!?)=&+]|[-–—]+(?!\d))*")
_PERCENT = re.compile(
    r"(?P<value>[-−]?\d+(?:[.,]\d+)?)\s*(?P<sign>%|phần trăm|phan tram)?(?=[\s,;:.!?)]|$)", re.IGNORECASE
)
_DATED = re.compile(r"\s*(?:ngày|ngay|tuần|tuan|tháng|thang|năm|nam)\s+\d", re.IGNORECASE)
_ENDINGS = ".:!?)"
_PARTED = re.compile(r"[;\n]")


def read_numbers(text: str, *, limit: int = MAX_NUMBERS, is_first_sure: bool = True) -> Numbers:
    """Reads task numbers from the front of `text` as long as they stand as plain whole numbers.

    Numbers may be joined by space, comma, "và", and preceded by "việc", "số", "#". A word such as "15/4" or
    "12-QĐ/ĐU" begins the note. So does a further number that counts something ("3 5 văn bản": task 3, note
    "5 văn bản"); the first number is a task all the same when `is_first_sure`. A first word that is nearly a number
    (-3, 3-5), zero, or a number of more than six digits is bad.
    """
    found: dict[int, None] = {}
    end = 0
    while len(found) < limit:
        chunk = _CHUNK.match(text, _lead_in_end(text, end))
        if not chunk:
            break
        word = chunk.group().rstrip(_ENDINGS)
        if not word.isdecimal():
            if not found and _ALMOST_NUMBER.fullmatch(word):
                return Numbers((), text, bad=word)
            break
        if counts_something(text[chunk.end() :]) and not (is_first_sure and not found):
            break
        if (number := _plain(word)) is None:
            return Numbers((), text, bad=word)
        found[number] = None
        end = chunk.end()
        if word != chunk.group():
            break
    return Numbers(tuple(found), text[end:])


def read_percentage(text: str) -> Percentage:
    """Reads a percentage, 0 to 100, from the front of `text`: "60%", "60", "60 phần trăm"; "5 văn bản" is none."""
    start = _note_start(text)
    match = _PERCENT.match(text, start)
    if not match or (not match["sign"] and counts_something(text[match.end() :])):
        return Percentage(None, text)
    value = match["value"]
    if not value.isdecimal() or len(value) > 3 or int(value) > 100:
        return Percentage(None, text, bad=match.group().strip())
    return Percentage(int(value), text[match.end() :])


def has_percent_sign(text: str) -> bool:
    """Whether `text` begins with a number that carries a percent sign."""
    match = _PERCENT.match(text, _note_start(text))
    return bool(match and match["sign"])


def read_note(text: str) -> str | None:
    """Returns the note as written, without the punctuation that joins it to the command; None when empty."""
    return text[_note_start(text) :].rstrip() or None


def _note_start(text: str) -> int:
    """Returns where the words begin, after spaces and punctuation; a dash before a digit belongs to the number."""
    return _end(_NOTE_EDGE.match(text))


def counts_something(after: str) -> bool:
    """Whether what follows a number is the noun it counts ("văn bản", "ngày", "%").

    Not so in "3 đồng ý", "3 ngày mai", nor before a date: "3 ngày 25/5", "3 tháng 6".
    """
    return begins_with(after, COUNTED) and not begins_with(after, NOT_COUNTED) and not _DATED.match(after)


def begins_with(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether `text` begins with one of the phrases, with or without diacritics."""
    words = re.findall(r"[^\W\d_]+|%", text[:60].lstrip())[:3]
    if not words or not text.lstrip().startswith(words[0]):
        return False
    return any(is_one_of(" ".join(words[:size]), phrases) for size in range(1, len(words) + 1))


def is_one_of(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether `text` is one of the phrases, with or without diacritics."""
    wanted = key(text)
    return any(wanted == key(phrase) and agrees(text, phrase) for phrase in phrases)


def is_courtesy(text: str) -> bool:
    """Whether the words after a command add nothing: none at all, or a few words of politeness."""
    words = WORDS.findall(text[:60])
    return len(text) < 60 and all(is_one_of(word, _COURTEOUS_WORDS) for word in words)


def without_due(parsed: ParsedInput) -> tuple[ParsedInput, str]:
    """Returns the input without the days that it begins with, and those ("" for none): "việc hôm nay"."""
    for due, pattern in _DUES.items():
        found = pattern.match(parsed.rest)
        rest = parsed.rest[found.end() :] if found else ""
        if found and (is_courtesy(rest) or PAGE_NAMED.match(rest)):
            return replace(parsed, rest=rest), due
    return parsed, ""


def without_number(parsed: ParsedInput, asking: Command) -> Command | None:
    """Returns the command that asks for the missing number or, if other words stand there, names the first."""
    if is_courtesy(parsed.rest):
        return asking
    return BadNumber(parsed.name, first_word(parsed.rest)) if parsed.is_slashed else None


def first_word(text: str) -> str:
    """Returns the first word, at most forty characters of it; "" when there is none."""
    match = _CHUNK.search(text)
    return match.group()[:40] if match else ""


def shown(word: str) -> str:
    """Returns a word as answers quote it: at most forty characters."""
    return word[:40]


def _lead_in_end(text: str, start: int) -> int:
    return _end(_LEAD_IN.match(text, start))


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _plain(word: str) -> int | None:
    number = int(word) if len(word) <= MAX_DIGITS else 0
    return number or None


def named_parts(text: str) -> tuple[tuple[str, str], ...]:
    """Returns (part, words) of a row or task, parted by ";" or on lines of their own; what comes first is the title."""
    parts: list[tuple[str, str]] = []
    for piece in filter(None, map(str.strip, _PARTED.split(text))):
        name, part = next(((n, m) for n, p in PARTS.items() if (m := p.match(piece))), (None, None))
        if name is not None and part is not None:
            parts.append((name, piece[part.end() :].strip(" \t:")))
        elif not parts:
            parts.append(("title", piece.strip(" :.")))
    return tuple(parts)


def numbers_only(make: Callable[[tuple[int, ...]], Command]) -> Reader:
    """Returns a reader for a command that takes task numbers and no other words."""

    def read(parsed: ParsedInput) -> Command | None:
        read = read_numbers(parsed.rest, is_first_sure=parsed.is_slashed)
        if read.bad:
            return BadNumber(parsed.name, shown(read.bad))
        return make(read.found) if read.found else without_number(parsed, make(()))

    return read


def bare(make: Callable[[], Command]) -> Reader:
    """Returns a reader for a command that takes no words: with words behind it, it is a sentence."""

    def read(parsed: ParsedInput) -> Command | None:
        return make() if parsed.is_slashed or is_courtesy(parsed.rest) else None

    return read
