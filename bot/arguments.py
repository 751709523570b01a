"""What may follow the name of a command: task numbers, a percentage, a note. Pure, total, linear in the text."""

import re
from dataclasses import dataclass

from bot.spelling import agrees, key
from bot.vocabulary import BEFORE_NUMBER, BETWEEN_NUMBERS, COUNTED, NOT_COUNTED
from domain.names import fold

MAX_DIGITS = 6
MAX_NUMBERS = 50


def either_spelling(words: tuple[str, ...]) -> str:
    """A pattern for any of the words, with or without diacritics; a word ends where its letters end."""
    forms = sorted({form for word in words for form in (word, fold(word))}, key=len, reverse=True)
    return "|".join(re.escape(form) + (r"(?![^\W\d_])" if form[-1].isalpha() else "") for form in forms)


_LEAD_IN = re.compile(rf"(?:{either_spelling(BETWEEN_NUMBERS + BEFORE_NUMBER)}|\s)*", re.IGNORECASE)
_CHUNK = re.compile(r"[^\s,;&+]+")
_ALMOST_NUMBER = re.compile(r"[-−–]?\d+(?:[-−–.]\d+)*")
_NOTE_EDGE = re.compile(r"(?:[\s,;:.!?)=&+]|[-–—]+(?!\d))*")
_PERCENT = re.compile(
    r"(?P<value>[-−]?\d+(?:[.,]\d+)?)\s*(?P<sign>%|phần trăm|phan tram)?(?=[\s,;:.!?)]|$)", re.IGNORECASE
)
_DATED = re.compile(r"\s*(?:ngày|ngay|tuần|tuan|tháng|thang|năm|nam)\s+\d", re.IGNORECASE)
_ENDINGS = ".:!?)"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The task numbers read from the front of a text, what is left after them, or the word that spoils them."""

    found: tuple[int, ...]
    rest: str
    bad: str | None = None


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage (None: there was none), what is left after it, or the word that spoils it."""

    percent: int | None
    rest: str
    bad: str | None = None


def read_numbers(text: str, *, limit: int = MAX_NUMBERS, is_first_sure: bool = True) -> Numbers:
    """Read task numbers from the front of `text` as long as they stand as plain whole numbers.

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
    """Read a percentage, 0 to 100, from the front of `text`: "60%", "60", "60 phần trăm"; "5 văn bản" is none."""
    start = note_start(text)
    match = _PERCENT.match(text, start)
    if not match or (not match["sign"] and counts_something(text[match.end() :])):
        return Percentage(None, text)
    value = match["value"]
    if not value.isdecimal() or len(value) > 3 or int(value) > 100:
        return Percentage(None, text, bad=match.group().strip())
    return Percentage(int(value), text[match.end() :])


def has_percent_sign(text: str) -> bool:
    """Whether `text` begins with a number that carries a percent sign."""
    match = _PERCENT.match(text, note_start(text))
    return bool(match and match["sign"])


def read_note(text: str) -> str | None:
    """The note as the person wrote it, without the punctuation that joined it to the command; None when empty."""
    return text[note_start(text) :].rstrip() or None


def note_start(text: str) -> int:
    """Where the words begin, after spaces and punctuation; a dash before a digit belongs to the number."""
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


def first_word(text: str) -> str:
    """The first word, at most forty characters of it; "" when there is none."""
    match = _CHUNK.search(text)
    return match.group()[:40] if match else ""


def _lead_in_end(text: str, start: int) -> int:
    return _end(_LEAD_IN.match(text, start))


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _plain(word: str) -> int | None:
    number = int(word) if len(word) <= MAX_DIGITS else 0
    return number or None
