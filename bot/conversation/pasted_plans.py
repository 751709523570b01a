"""Joins a plan pasted over several messages, as platforms cut long texts, from the inbox rows of the chat.

Nothing is kept in memory between two messages, so a restart in between loses no part and joins none twice.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

CONTINUES_WITHIN = timedelta(minutes=5)  # Telegram cuts a text at 4,096 characters, Zalo at 2,000; parts arrive at once
AFTER_DOWNTIME = timedelta(hours=1)  # the program was down in between: the platform kept the next part
LONGEST = 400_000  # characters of one plan; the longest seen has two hundred thousand
MOST_TEXTS = 300  # earlier messages of a chat that are read: a plan of `LONGEST` cut by Zalo
_SHORTEST_PART = 80  # characters; a shorter text is an answer or a remark
_OWN_LINE = re.compile(r"\s*(?:[-+•*|]|\d{1,3}(?:\.\d{1,2})*[.)\t ]|[a-zđ][.)\t]|[IVX]{1,5}[.)\t ])")
_ENDS = ("\n", "\t", ".", ";", ":", "|")


@dataclass(frozen=True, slots=True)
class ChatText:
    """A text typed in a chat: its inbox row, when it arrived (aware UTC), its words.

    `plan` is what follows the command to import a plan, None for any other text. `is_taken`: being handled, or handled.
    """

    id: int
    at: datetime
    text: str
    plan: str | None = None
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class Pasted:
    """The plan up to a message; `is_in_later`: a later part that includes this one is being read, or was."""

    text: str
    is_in_later: bool


def pasted_with(texts: Iterable[ChatText], row_id: int, started_at: datetime) -> Pasted | None:
    """The plan that the message of this row starts or continues; None when it is something else.

    `texts` are those of the chat, in order; `started_at` is when this program began to receive.
    """
    steps = list(_steps(texts, started_at))
    place = next((n for n, (sent, _, _) in enumerate(steps) if sent.id == row_id), len(steps))
    if place == len(steps) or (text := steps[place][1]) is None:
        return None
    later = [sent for sent, _, is_first in _until_first(steps[place + 1 :]) if not is_first]
    return Pasted(text, any(sent.is_taken for sent in later))


def _until_first(steps: list[tuple[ChatText, str | None, bool]]) -> Iterator[tuple[ChatText, str | None, bool]]:
    """The further parts directly after a part."""
    for step in steps:
        if step[1] is None or step[2]:
            return
        yield step


def _steps(texts: Iterable[ChatText], started_at: datetime) -> Iterator[tuple[ChatText, str | None, bool]]:
    """Each message with the plan up to it (None: no plan), and whether it starts one."""
    whole: str | None = None
    last_at = started_at
    for sent in texts:
        is_first = sent.plan is not None
        if is_first:
            whole = sent.plan
        elif whole is not None:
            whole = _joined(whole, sent.text) if sent.at - last_at <= _patience(last_at, sent.at, started_at) else None
        last_at = sent.at
        yield sent, whole, is_first


def _patience(before: datetime, after: datetime, started_at: datetime) -> timedelta:
    return AFTER_DOWNTIME if before < started_at <= after else CONTINUES_WITHIN


def _joined(before: str, text: str) -> str | None:
    """The plan with a further part; None when the text is none, or makes the plan longer than any is."""
    whole = before + _seam(before, text) + text if is_part(text) else ""
    return whole if 0 < len(whole) <= LONGEST else None


def is_part(text: str) -> bool:
    """Whether the text may be a further part of a plan: long, of several lines or columns, and no command."""
    return len(text) >= _SHORTEST_PART and not text.lstrip().startswith("/") and ("\n" in text or "\t" in text)


def _seam(before: str, text: str) -> str:
    """What to join two parts with. Platforms cut anywhere, so a part that does not begin like a line continues one."""
    if text[:1].isspace():
        return ""
    return "\n" if before.endswith(_ENDS) or _OWN_LINE.match(text) or "\t" in text.split("\n", 1)[0] else " "
