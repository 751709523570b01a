"""What people typed, made safe to show: one line, nothing invisible, nothing that turns the text round."""

import re
import unicodedata
from zoneinfo import ZoneInfo

from wording.lengths import ELLIPSIS

DEFAULT_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

# Control and format characters: bidirectional marks (they reorder what stands beside them), zero-width characters,
# tags, soft hyphens, lone surrogates (no channel can send them). Emoji sequences fall apart into their parts: harmless.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES = re.compile(r"\s+")
_MOST_MARKS = 4
_EDGE = " ,;:.-–—…"


def clean(text: str, limit: int | None = None) -> str:
    """The text on one line without unsafe characters; with a limit, cut at a word to so many characters."""
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    plain = "".join(c for c in spaced if unicodedata.category(c) not in _UNSAFE)
    tame = _without_towers(_SPACES.sub(" ", plain)).strip()
    return tame if limit is None else shorten(tame, limit)


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, the last an ellipsis when something is left out; cut at a word if one ends late."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    if not text[limit - 1].isspace():
        at = kept.rfind(" ")
        kept = kept[:at] if at > limit // 2 else kept
    return kept.rstrip(_EDGE) + ELLIPSIS


def _without_towers(text: str) -> str:
    """No more than a few combining marks on one letter: a tower of them hides the lines above."""
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)
