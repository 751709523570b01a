"""Bold parts of a text: marks while phrases are put together, places in the text once it is a message."""

from collections.abc import Sequence
from typing import Any

from wording.messages import Entity

# Private-use characters: `clean` takes them out of whatever people typed, so only the program can make text bold,
# and no channel shows one, because a message is built from what `without_marks` returns.
_ON, _OFF = "\ue000", "\ue001"
_NO_MARKS: dict[int, Any] = {ord(_ON): None, ord(_OFF): None}


def bold(text: str) -> str:
    """Marks the text as bold; "" stays ""."""
    return f"{_ON}{plain(text)}{_OFF}" if text else ""


def plain(text: str) -> str:
    """Returns the text without marks."""
    return text.translate(_NO_MARKS)


def without_marks(text: str) -> tuple[str, tuple[Entity, ...]]:
    """Returns the plain text and where it is bold; a mark without its partner is dropped."""
    kept: list[str] = []
    found: list[Entity] = []
    length, start = 0, -1
    for char in text:
        if char == _ON:
            start = length
        elif char == _OFF:
            if 0 <= start < length:
                found.append(Entity(start, length))
            start = -1
        else:
            kept.append(char)
            length += 1
    return "".join(kept), tuple(found)


def within(entities: Sequence[Entity], text: str) -> tuple[Entity, ...]:
    """Returns what is left of the entities in a text that was cut and ends in an ellipsis of one character."""
    end = max(len(text) - 1, 0)
    return tuple(Entity(each.start, min(each.end, end)) for each in entities if each.start < end)
