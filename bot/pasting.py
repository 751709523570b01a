"""A plan pasted in several messages, as channels cut long texts: what was pasted so far, for a few minutes, by chat."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

GOES_ON_FOR = timedelta(minutes=5)  # Telegram cuts a text at 4,096 characters, Zalo at 2,000; parts arrive at once
MOST_CHATS = 200
LONGEST = 400_000  # characters of one plan; the longest seen has two hundred thousand
_SHORTEST_PART = 80  # characters; what is shorter is an answer or a remark
_OWN_LINE = re.compile(r"\s*(?:[-+•*|]|\d{1,3}(?:\.\d{1,2})*[.)\t ]|[a-zđ][.)\t]|[IVX]{1,5}[.)\t ])")
_ENDS = ("\n", "\t", ".", ";", ":", "|")


@dataclass(frozen=True, slots=True)
class _Pasted:
    text: str
    at: datetime


class OpenPastes:
    """Remembers the plan each chat is pasting; anything else said there ends it, and so does time."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], _Pasted] = {}

    def begin(self, chat: tuple[str, str], text: str, now: datetime) -> None:
        """A first part, in place of what was pasted before."""
        self._open.pop(chat, None)
        self._open[chat] = _Pasted(text, now)
        while len(self._open) > MOST_CHATS:
            del self._open[next(iter(self._open))]

    def joined(self, chat: tuple[str, str], text: str, now: datetime) -> str | None:
        """The plan with this part behind it; None when the text is no further part of a plan."""
        before = self._open.get(chat)
        if before is None or now - before.at > GOES_ON_FOR or not _is_part(text):
            return None
        whole = before.text + _seam(before.text, text) + text
        if len(whole) > LONGEST:
            return None
        self.begin(chat, whole, now)
        return whole

    def end(self, chat: tuple[str, str]) -> None:
        """Something else was said in the chat."""
        self._open.pop(chat, None)


def _is_part(text: str) -> bool:
    return len(text) >= _SHORTEST_PART and not text.lstrip().startswith("/") and ("\n" in text or "\t" in text)


def _seam(before: str, text: str) -> str:
    """Nothing tells where a channel cut: a part that begins like a line of its own is one, another goes on in it."""
    if text[:1].isspace():
        return ""
    return "\n" if before.endswith(_ENDS) or _OWN_LINE.match(text) or "\t" in text.split("\n", 1)[0] else " "
