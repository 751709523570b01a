"""Makes text of people safe to show, and measures and cuts text as platforms count it."""

import re
import unicodedata
from zoneinfo import ZoneInfo

ELLIPSIS = "…"


def utf16_length(text: str) -> int:
    """Returns the length in UTF-16 code units."""
    # Telegram counts so (https://core.telegram.org/api/entities#entity-length): an emoji is two units, one character.
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


def cut(text: str, limit: int) -> str:
    """Returns the text within `limit` UTF-16 units; a cut falls at a line or word and shows an ellipsis."""
    if utf16_length(text) <= limit:
        return text
    kept = _first_units(text, limit - 2)  # room for the ellipsis and the space or line break before it
    for mark, lost_at_most in (("\n", len(kept) // 4), (" ", 80)):
        at = kept.rfind(mark)
        if at > len(kept) - lost_at_most:
            return kept[:at].rstrip() + mark + ELLIPSIS
    return kept + ELLIPSIS


def _first_units(text: str, limit: int) -> str:
    used = 0
    for at, char in enumerate(text):
        used += 2 if ord(char) > 0xFFFF else 1
        if used > limit:
            return text[:at]
    return text


DEFAULT_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

# Control and format characters: bidirectional marks (they reorder what stands beside them), zero-width characters,
# tags, soft hyphens, lone surrogates (no channel can send them). Emoji sequences fall apart into their parts: harmless.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES = re.compile(r"\s+")
_MOST_MARKS = 4
_EDGE = " ,;:.-–—…"


def clean(text: str, limit: int | None = None) -> str:
    """Returns the text on one line without unsafe characters; `limit` cuts it at a word, in characters."""
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    plain = "".join(c for c in spaced if unicodedata.category(c) not in _UNSAFE)
    tame = _without_towers(_SPACES.sub(" ", plain)).strip()
    return tame if limit is None else shorten(tame, limit)


def shorten(text: str, limit: int) -> str:
    """Returns at most `limit` characters; a cut text ends in an ellipsis, at a word if one ends late."""
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
