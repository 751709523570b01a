"""Reads texts that only answer: a letter, yes or no, numbers; or that only thank. Never raises."""

import re

from bot.grammar.parsed_input import ParsedInput, Reader, is_courtesy, is_one_of, read_numbers, shown, without_number
from bot.grammar.spelling import clean
from bot.grammar.words import (
    ASSENTS,
    BEFORE_LETTER,
    COURTESIES,
    COURTESIES_ALONE,
    NO,
    POLITE_OPENINGS,
    WEAK_ASSENTS,
    YES,
)
from domain.messages import Command
from domain.messages.questions import BadNumber, Choose
from domain.questions import Answer

LONGEST = 60  # characters of an answer; a longer text says something else as well
_LETTER = re.compile(
    r"\s*(?P<before>(?:[^\W\d_]+\s+){0,2})(?P<letter>[A-Ha-h])(?![^\W_])[\s.)!]*(?P<after>.*)", re.DOTALL
)
_SHARE = re.compile(r"(?P<value>\d{1,3})\s*(?:%|phần trăm|phan tram)(?P<after>.*)", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"(?:số|so|#|№)?\s*\d", re.IGNORECASE)  # "việc 3" shows task 3, it answers nothing by itself
_THUMBS = re.compile(
    r"[\s\u200d\ufe0f\U0001f3fb-\U0001f3ff]*(?:[\U0001f44d\U0001f44c][\s\ufe0f\U0001f3fb-\U0001f3ff]*)+"
)
_WORD = re.compile(r"[^\W\d_]+")
_OTHER = re.compile(r"[\d?？]")
_FILLING = tuple({word for phrase in (*COURTESIES, *POLITE_OPENINGS) for word in phrase.split()})
_MARK = re.compile(r"\bq:(?P<mark>\w{1,24})", re.ASCII)


def read_answer(text: str) -> Answer | None:
    """Returns the answer in the text; None when it is something else, or says yes and no at once."""
    cleaned = clean(text).strip()
    if not cleaned or len(cleaned) > LONGEST:
        return None
    if letter := read_letter(cleaned):
        return Answer(letter)
    if (share := _SHARE.fullmatch(cleaned)) and is_courtesy(share["after"]):
        return Answer(percent=int(share["value"]))
    numbers = only_numbers(cleaned) if _NUMBER.match(cleaned) else ()
    return Answer(numbers=numbers) if numbers else _assent(cleaned)


def read_letter(text: str) -> str:
    """Returns the letter of an option as a capital: "A", "b.", "câu B ạ"; "" for anything else."""
    found = _LETTER.fullmatch(text)
    if found is None or not is_courtesy(found["after"]):
        return ""
    before = found["before"].strip()
    return found["letter"].upper() if not before or is_one_of(before, BEFORE_LETTER) else ""


def only_numbers(text: str) -> tuple[int, ...]:
    """Returns the numbers when nothing but them and courtesy was typed: "5", "3 và 5 ạ"."""
    read = read_numbers(text)
    return read.found if read.found and is_courtesy(read.rest) else ()


def _assent(text: str) -> Answer | None:
    """Yes when some word says so and none says otherwise; a question is no answer."""
    if _THUMBS.fullmatch(text):
        return Answer(is_yes=True, is_weak=True)
    words = _WORD.findall(text)
    if not words or _OTHER.search(text):
        return None
    said = {_meaning(word) for word in words}
    if "" in said or said == {"filling"} or {"yes", "no"} <= said or {"weak", "no"} <= said:
        return None
    return Answer(is_yes="no" not in said, is_weak="yes" not in said and "no" not in said)


def _meaning(word: str) -> str:
    if is_one_of(word, (*YES, *ASSENTS)):
        return "yes"
    if is_one_of(word, NO):
        return "no"
    if is_one_of(word, WEAK_ASSENTS):
        return "weak"
    return "filling" if is_one_of(word, _FILLING) else ""


_SIGNS = re.compile(r"[👍👌🙏❤♥😊🙂😀😄💪🤝✅👏🌹☺\ufe0f\U0001f3fb-\U0001f3ff\s.!,~]+")
_ONLY_MARKS = re.compile(r"[\s.!,~]*")
_BEFORE_CLEAR = re.compile(r"\b(?:đã|da)\s+(?=r[õo]\b)", re.IGNORECASE)  # "đã" alone says nothing
_SAYS_MORE = re.compile(r"[?/\d]")
_LONGEST = 60
_WORDS = tuple(sorted({word for phrase in (*COURTESIES, *COURTESIES_ALONE) for word in phrase.split()}))


def is_only_courtesy(text: str) -> bool:
    """Whether the text says nothing but thanks, yes, or a friendly sign."""
    cleaned = _BEFORE_CLEAR.sub("", clean(text).strip())
    if len(cleaned) > _LONGEST or _SAYS_MORE.search(cleaned) or _ONLY_MARKS.fullmatch(cleaned):
        return False
    words = _WORD.findall(cleaned)
    return bool(_SIGNS.fullmatch(cleaned)) or (bool(words) and all(is_one_of(word, _WORDS) for word in words))


def _choose(parsed: ParsedInput) -> Command | None:
    if is_one_of(parsed.typed, YES + NO):
        is_bare = not parsed.rest.strip() or is_courtesy(parsed.rest)
        return Choose(is_yes=is_one_of(parsed.typed, YES)) if is_bare else None
    mark = _MARK.search(parsed.rest)
    rest = parsed.rest[: mark.start()] if mark else parsed.rest
    found = mark["mark"] if mark else None
    if letter := read_letter(rest.strip()):
        return Choose(mark=found, letter=letter)
    if is_one_of(rest.strip()[:20], YES + NO):
        return Choose(is_yes=is_one_of(rest.strip(), YES), mark=found)
    read = read_numbers(rest, limit=1, is_first_sure=parsed.is_slashed)
    if read.bad:
        return BadNumber(parsed.name, shown(read.bad))
    return Choose(read.found[0], mark=found) if read.found else without_number(parsed, Choose())


ANSWER_READERS: dict[str, Reader] = {"choose": _choose}
