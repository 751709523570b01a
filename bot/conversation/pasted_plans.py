"""A plan pasted in several messages, as channels cut long texts: put together from what the inbox keeps of the chat.

Nothing is remembered between two messages, so a program that dies in between forgets nothing and joins nothing twice.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

GOES_ON_FOR = timedelta(minutes=5)  # Telegram cuts a text at 4,096 characters, Zalo at 2,000; parts arrive at once
OVER_A_BREAK = timedelta(hours=1)  # the program was down in between: the next part was kept by the platform meanwhile
LONGEST = 400_000  # characters of one plan; the longest seen has two hundred thousand
MOST_LINES = 300  # messages of a chat looked back at: a plan of `LONGEST` cut by Zalo
_SHORTEST_PART = 80  # characters; what is shorter is an answer or a remark
_OWN_LINE = re.compile(r"\s*(?:[-+•*|]|\d{1,3}(?:\.\d{1,2})*[.)\t ]|[a-zđ][.)\t]|[IVX]{1,5}[.)\t ])")
_ENDS = ("\n", "\t", ".", ";", ":", "|")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing typed in a chat: the inbox row, when it arrived (aware UTC), its text.

    `plan` is what follows the command to take a plan in, None for any other text; `is_taken`: somebody is at it, or
    was.
    """

    id: int
    at: datetime
    text: str
    plan: str | None = None
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class Pasted:
    """All of the plan up to a message; `is_in_later`: a further part is being read, or was, with this one in it."""

    text: str
    is_in_later: bool


def pasted_with(lines: Iterable[Line], line_id: int, started_at: datetime) -> Pasted | None:
    """The plan that the message of this id brings or goes on with; None when it is something else.

    `lines` is what the chat said, in order; `started_at` when this program began to listen.
    """
    steps = list(_steps(lines, started_at))
    place = next((n for n, (line, _, _) in enumerate(steps) if line.id == line_id), len(steps))
    if place == len(steps) or (text := steps[place][1]) is None:
        return None
    later = [line for line, _, is_first in _until_first(steps[place + 1 :]) if not is_first]
    return Pasted(text, any(line.is_taken for line in later))


def _until_first(steps: list[tuple[Line, str | None, bool]]) -> Iterator[tuple[Line, str | None, bool]]:
    """The further parts directly behind a part."""
    for step in steps:
        if step[1] is None or step[2]:
            return
        yield step


def _steps(lines: Iterable[Line], started_at: datetime) -> Iterator[tuple[Line, str | None, bool]]:
    """Each message with the plan as it stands with it (None: no plan), and whether it begins one."""
    whole: str | None = None
    last_at = started_at
    for line in lines:
        is_first = line.plan is not None
        if is_first:
            whole = line.plan
        elif whole is not None:
            whole = _joined(whole, line.text) if line.at - last_at <= _patience(last_at, line.at, started_at) else None
        last_at = line.at
        yield line, whole, is_first


def _patience(before: datetime, after: datetime, started_at: datetime) -> timedelta:
    return OVER_A_BREAK if before < started_at <= after else GOES_ON_FOR


def _joined(before: str, text: str) -> str | None:
    """None when the text is no further part, or makes the plan longer than any is."""
    whole = before + _seam(before, text) + text if is_part(text) else ""
    return whole if 0 < len(whole) <= LONGEST else None


def is_part(text: str) -> bool:
    """Whether the text may be a further part of a plan: long, of several lines or columns, and no command."""
    return len(text) >= _SHORTEST_PART and not text.lstrip().startswith("/") and ("\n" in text or "\t" in text)


def _seam(before: str, text: str) -> str:
    """Nothing tells where a channel cut: a part that begins like a line of its own is one, another goes on in it."""
    if text[:1].isspace():
        return ""
    return "\n" if before.endswith(_ENDS) or _OWN_LINE.match(text) or "\t" in text.split("\n", 1)[0] else " "
