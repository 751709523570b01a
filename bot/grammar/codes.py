"""Reads a one-time code that stands alone in a message or among words: "Q3XM4-N27NS", "Mã của tôi là q3xm4 n27ns ạ"."""

from itertools import pairwise

from bot.grammar.phrases import TYPED_OUT
from bot.grammar.tokens import Kind, tokens_of
from domain.invite_codes import codes_in, is_code_shaped
from domain.messages import Command
from domain.messages.accounts import Start
from domain.messages.questions import AskTask, BadNumber, Clarify, Misunderstood

_NOTHING_ELSE = (Misunderstood, Clarify, BadNumber, AskTask)
LONGEST = 160  # characters; a code in a longer text is told of, not sent


def with_code(text: str, command: Command) -> Command:
    """The command, or the code in a text that means nothing else; a command in words is never taken for a code."""
    if not isinstance(command, _NOTHING_ELSE) or len(text) > LONGEST:
        return command
    in_words = _halves_in_words(text)
    code = next((found for found in codes_in(text) if is_code_shaped(found) and found not in in_words), None)
    return command if code is None else Start(code)


def _halves_in_words(text: str) -> set[str]:
    """Two neighbouring words whose marks were typed out as digits look like a code: "chu7a the63" is "chưa thể".

    Only where a known word shows that the writer's keyboard is off, and never in capitals, as codes are written: the
    letters of a code may look like a syllable by chance.
    """
    tokens = tokens_of(text)
    typed = [text[token.start : token.end] for token in tokens]
    if not any(word.casefold() in TYPED_OUT for word in typed if not word.isalpha()):
        return set()
    words = [word.upper() if token.kind is Kind.WORD else "" for word, token in zip(typed, tokens, strict=True)]
    return {first + second for first, second in pairwise(words)}


def code_typed(text: str) -> str:
    """The code behind the word "start": in one group or in two, with what people write around it."""
    found = list(codes_in(text))
    return next(filter(is_code_shaped, found), found[0] if found else "".join(text.split())[:64])
