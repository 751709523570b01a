"""Reads a one-time code that stands alone in a message or among words: "Q3XM4-N27NS", "Mã của tôi là q3xm4 n27ns ạ"."""

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
    code = next(filter(is_code_shaped, codes_in(text)), None)
    return command if code is None else Start(code)


def code_typed(text: str) -> str:
    """The code behind the word "start": in one group or in two, with what people write around it."""
    found = list(codes_in(text))
    return next(filter(is_code_shaped, found), found[0] if found else "".join(text.split())[:64])
