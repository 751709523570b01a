"""Words that only thank or agree: they ask for nothing, and are no mistake."""

import re
from dataclasses import replace

from bot.said import is_courtesy
from bot.spelling import clean, key
from domain.commands import Command, Misunderstood

_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"[👍👌🙏❤♥😊🙂😀😄💪🤝✅👏🌹☺\ufe0f\U0001f3fb-\U0001f3ff\s.!,~]+")
_LONGEST = 60
# Beside the words that may stand behind a command.
_MORE = frozenset(
    map(
        key,
        [
            "vâng",
            "dạ",
            "vang",
            "da",
            "ừ",
            "uh",
            "uhm",
            "ok",
            "okie",
            "oke",
            "cám",
            "ơn",
            "cảm",
            "xin",
            "chào",
            "tks",
            "thank",
            "you",
            "nhiều",
            "thầy",
            "cô",
            "bác",
        ],
    )
)


def with_courtesy(command: Command) -> Command:
    """A text that was not understood, marked when it is nothing but courtesy."""
    is_it = isinstance(command, Misunderstood) and not command.numbers and is_only_courtesy(command.text)
    return replace(command, is_courtesy=True) if is_it and isinstance(command, Misunderstood) else command


def is_only_courtesy(text: str) -> bool:
    """Whether the text says nothing but thanks, yes, or a friendly sign."""
    cleaned = clean(text).strip()
    if not cleaned or len(cleaned) > _LONGEST or "?" in cleaned or "/" in cleaned:
        return False
    if _SIGNS.fullmatch(cleaned):
        return any(not sign.isspace() and sign not in ".!,~" for sign in cleaned)
    return all(is_courtesy(word) or key(word) in _MORE for word in _WORD.findall(cleaned)) and not re.search(
        r"\d", cleaned
    )
