"""Text -> Command: one pure, total reading, the same for every channel. What is done about it is decided elsewhere.

How a line is read
  * `/` is optional, so is `@botname`; English or Vietnamese, any case, with or without diacritics, odd spaces,
    full-width digits: "/done 3", "/Xong@dondoc_bot 3", "xong3", "Tiến độ 3 60%", "tien do 3 60".
  * Diacritics may be left out but not contradicted: "nhan" is "nhận", "nhân dịp này" is a sentence.
  * Numbers are read while words are plain whole numbers, joined by space, comma, "và"; the rest is the note, kept as
    written. A word such as "12-QĐ/ĐU" or "15/4" begins the note, and so does a further number that counts something:
    "xong 3 5 văn bản" is task 3 with the note "5 văn bản"; "xong 3 5 đã gửi" is tasks 3 and 5. Without the slash
    this holds for the first number too: "xong 5 văn bản" names no task (the answer asks which), "/done 5 văn bản" does.
  * The number may come first: "việc 3 xong rồi", "3 xong".
  * With a slash the person surely means the command and hears what is wrong with it; without, other words after a
    name that takes none make it a sentence: nothing is done and the likely commands are suggested.
"""

import re

from bot.answers import only_numbers, read_answer, read_letter
from bot.arguments import read_numbers
from bot.readers import READERS
from bot.said import Said
from bot.spelling import agrees, clean, key
from bot.vocabulary import VOCABULARY
from domain.commands import Choose, Command, Misunderstood
from services.grammar import Grammar

_SLASH = re.compile(r"[\s\"'“”«»]*(?P<slash>[/／]?)\s*")
_WORD = re.compile(r"[^\W\d_]+|[?？]")
_SPACE = re.compile(r"\s+")
_BOT = re.compile(r"@\w+")
_AFTER_NAME = re.compile(r"[\s,:;.!?]*(?:[-–—]+(?!\d))?\s*")
_SHARE = re.compile(r"(?P<value>\d{1,3})\s*(?:%|phần trăm|phan tram)", re.IGNORECASE)
_GREETINGS = frozenset({"kinh", "chuc", "cam"})  # near to names ("kênh", "minh chứng"), never the beginning of one
_MOST_WORDS = 4
_NUMBER_FIRST = ("done", "ack", "progress", "confirm", "return")

_SPELLINGS: dict[str, list[tuple[str, str]]] = {}
for _name in VOCABULARY:
    for _spelling in _name.spellings:
        _SPELLINGS.setdefault(key(_spelling), []).append((_spelling, _name.canonical))


def read_command(text: str) -> Command:
    """Read what a person typed (or the text of a pressed button). Never raises; see the module for the rules."""
    cleaned = clean(text).strip()
    if letter := read_letter(cleaned):
        return Choose(letter=letter)
    said = _said(cleaned)
    command = _number_first(cleaned, said) or (READERS[said.name](said) if said else None)
    return command or Misunderstood(cleaned, _suggestions(cleaned, said), _only_numbers(cleaned))


GRAMMAR = Grammar(read_command, read_answer)  # what the office needs to understand answers


def command_name(text: str) -> str | None:
    """The canonical name of the command that the text begins with; None when it begins with none."""
    said = _said(clean(text).strip())
    return said.name if said else None


def _only_numbers(text: str) -> tuple[int, ...]:
    """The numbers when nothing else was typed: "5", "3 và 5", "việc 3", "60%"; a word of courtesy is nothing else."""
    share = _SHARE.fullmatch(text)
    return (int(share["value"]),) if share else only_numbers(text)


def _said(text: str) -> Said | None:
    """The command the text begins with: the longest name wins."""
    opening = _SLASH.match(text)
    start = opening.end() if opening else 0
    is_slashed = bool(opening and opening["slash"])
    for end in reversed(_word_ends(text, start)):
        if name := _name_of(text[start:end]):
            bot = _BOT.match(text, end)
            after = _AFTER_NAME.match(text, bot.end() if bot else end)
            return Said(name, text[after.end() if after else end :], is_slashed, text[start:end])
    return None


def _word_ends(text: str, start: int) -> list[int]:
    ends: list[int] = []
    while len(ends) < _MOST_WORDS and (word := _WORD.match(text, start)):
        ends.append(word.end())
        gap = _SPACE.match(text, word.end())
        if not gap:
            break
        start = gap.end()
    return ends


def _name_of(typed: str) -> str | None:
    candidates = _SPELLINGS.get(key(typed), []) if len(typed) < 80 else []
    return next((name for spelling, name in candidates if agrees(typed, spelling)), None)


def _number_first(text: str, said: Said | None) -> Command | None:
    """Read "việc 3 xong rồi" and "3 xong" as if the command came first."""
    if said and said.name not in {"task", "tasks"}:
        return None
    numbers = read_numbers(said.rest if said else text, limit=1)
    late = _said(numbers.rest.lstrip(" ,:;-–")) if numbers.found else None
    if not late or late.name not in _NUMBER_FIRST:
        return None
    return READERS[late.name](Said(late.name, f"{numbers.found[0]} {late.rest}", is_slashed=False))


def _suggestions(text: str, said: Said | None) -> tuple[str, ...]:
    """Up to three commands the text may have meant: the one it begins with, those named in it, the closest spelled."""
    if said:
        return (said.name,)
    if read_numbers(text, limit=1).found:
        return ("task", "done")
    words = _WORD.findall(text[:200])
    return tuple(dict.fromkeys([*_named_in(words), *_closest(words)]))[:3]


def _named_in(words: list[str]) -> list[str]:
    """Commands whose name of four letters or more stands somewhere in the words."""
    sizes = range(_MOST_WORDS, 0, -1)
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
