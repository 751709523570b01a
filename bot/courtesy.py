"""Words that only thank or agree: they ask for nothing, and are no mistake."""

import re
from dataclasses import replace

from bot.arguments import is_one_of
from bot.spelling import clean
from bot.vocabulary import COURTESIES, COURTESIES_ALONE
from domain.messages import Command
from domain.messages.questions import Misunderstood

_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"[👍👌🙏❤♥😊🙂😀😄💪🤝✅👏🌹☺\ufe0f\U0001f3fb-\U0001f3ff\s.!,~]+")
_ONLY_MARKS = re.compile(r"[\s.!,~]*")
_SAYS_MORE = re.compile(r"[?/\d]")
_LONGEST = 60
_WORDS = tuple(sorted({word for phrase in (*COURTESIES, *COURTESIES_ALONE) for word in phrase.split()}))


def with_courtesy(command: Command) -> Command:
    """A text that was not understood, marked when it is nothing but courtesy."""
    if isinstance(command, Misunderstood) and is_only_courtesy(command.text):
        return replace(command, is_courtesy=True)
    return command


def is_only_courtesy(text: str) -> bool:
    """Whether the text says nothing but thanks, yes, or a friendly sign."""
    cleaned = clean(text).strip()
    if len(cleaned) > _LONGEST or _SAYS_MORE.search(cleaned) or _ONLY_MARKS.fullmatch(cleaned):
        return False
    words = _WORD.findall(cleaned)
    return bool(_SIGNS.fullmatch(cleaned)) or (bool(words) and all(is_one_of(word, _WORDS) for word in words))
