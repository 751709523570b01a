"""The door of the board, and what answers a press there beside the words that a chat has already."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from wording.messages import Message

Part = tuple[bool, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorWords:
    """What is said before somebody is signed in tells nothing. `troubles` are by the name that the site gives them."""

    title: str
    how: str
    code: str
    enter: str
    limits: str
    opening: str
    link_of: str
    not_you: str
    nothing_here: str
    nothing_here_why: str
    back: str
    answer: str
    done: str
    under_way: str
    see_answer: str
    fetch: str
    fetch_once: str
    too_slow: str
    too_slow_why: str
    pressed_and_too_slow: str
    read_again: str
    troubles: Mapping[str, str]


def lines_of(message: Message) -> list[list[Part]]:
    """The lines of a message in parts of (is bold, text), without those that are empty."""
    lines, begin = [], 0
    for line in message.text.split("\n"):
        if line.strip():
            lines.append(_parts(message, begin, begin + len(line)))
        begin += len(line) + 1
    return lines


def _parts(message: Message, begin: int, end: int) -> list[Part]:
    bold = [(max(each.start, begin), min(each.end, end)) for each in message.entities]
    cuts = sorted({begin, end, *(place for first, last in bold if first < last for place in (first, last))})
    return [(any(b <= first < e for b, e in bold), message.text[first:last]) for first, last in pairwise(cuts)]
