"""What was said: a command's name and the words after it; and what readers of commands have in common."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot import arguments
from bot.vocabulary import COURTESIES, PAGE, PARTS_OF_PLAN, PARTS_OF_ROW
from domain.messages import Command
from domain.messages.questions import BadNumber

WORDS = re.compile(r"[^\W_]+")
PAGE_NAMED = re.compile(rf"\s*(?:{arguments.either_spelling(PAGE)})\s*:?\s*(?P<page>\S+)", re.IGNORECASE)
PARTS, PLAN_PARTS = (
    {
        name: re.compile(rf"\s*(?:{arguments.either_spelling(words)})\s*:?", re.IGNORECASE)
        for name, words in parts.items()
    }
    for parts in (PARTS_OF_ROW, PARTS_OF_PLAN)
)
_COURTEOUS_WORDS = tuple(sorted({word for phrase in COURTESIES for word in phrase.split()}))


@dataclass(frozen=True, slots=True)
class Said:
    """A command's canonical name and the words after it; `is_slashed` when it was surely meant as a command.

    `typed` is the name as it was typed, `text` all of the message.
    """

    name: str
    rest: str
    is_slashed: bool
    typed: str = ""
    text: str = ""


Reader = Callable[[Said], Command | None]


def without_number(said: Said, asking: Command) -> Command | None:
    """A command that needs a number and got none: ask for it, or, when other words stand there, name the first."""
    if is_courtesy(said.rest):
        return asking
    return BadNumber(said.name, arguments.first_word(said.rest)) if said.is_slashed else None


def is_courtesy(text: str) -> bool:
    """Whether the words after a command add nothing: none at all, or a few words of politeness."""
    words = WORDS.findall(text[:60])
    return len(text) < 60 and all(arguments.is_one_of(word, _COURTEOUS_WORDS) for word in words)


def shown(word: str) -> str:
    """A word as it is told back: at most forty characters."""
    return word[:40]
