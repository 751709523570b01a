"""What a layout function is given (`RenderContext`) and returns (`Layout`), and how layouts become one message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from domain.messages.tasks import ListTasks
from wording.messages import Button, Capabilities, Document, Message, SentBefore
from wording.text import cut, utf16_length

if TYPE_CHECKING:  # `Words` holds the phrases of every noun, and every noun is laid out with this module
    from wording.words import Words


Rows = tuple[tuple[Button, ...], ...]
MOST_ROWS = 16  # more rows push the text out of sight on a small phone


@dataclass(frozen=True, slots=True)
class RenderContext:
    """For whom a message is laid out: the language, what the channel can do, the zone in which days are shown.

    `superior` is the body above the organisation, for the head of an official document; `public_url` is the address
    below which feeds are served, "" when none is reached from outside.
    """

    words: "Words"
    capabilities: Capabilities
    zone: tzinfo
    superior: str = ""
    public_url: str = ""

    def local(self, at: datetime) -> datetime:
        """An aware instant as people's clocks show it."""
        return at.astimezone(self.zone)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; `tasks` is how many tasks they tell of."""

    text: str
    tasks: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """A message before it is cut to a length: blocks, lines that say what to type, buttons, at most one attachment."""

    blocks: tuple[Block, ...]
    closing: tuple[str, ...] = ()
    buttons: Rows = ()
    picture: bytes | None = None
    document: Document | None = None
    again: SentBefore | None = None


def lines(*texts: str | None, tasks: int = 0) -> Block:
    """A block of these lines; what is empty is left out."""
    return Block("\n".join(text for text in texts if text), tasks)


def join(layouts: Sequence[Layout]) -> Layout:
    """Joins several layouts into one; lines that say what to type stand once, at the end."""
    blocks: list[Block] = []
    for layout in layouts:
        first, *rest = layout.blocks or (Block(""),)
        blocks += [Block("\n" + first.text if blocks else first.text, first.tasks), *rest]
    picture = next((layout.picture for layout in layouts if layout.picture), None)
    return Layout(
        tuple(blocks),
        tuple(dict.fromkeys(line for layout in layouts for line in layout.closing)),
        tuple(dict.fromkeys(row for layout in layouts for row in layout.buttons)),
        picture,
        next((layout.document for layout in layouts if layout.document), None),
        next((layout.again for layout in layouts if layout.again), None),
    )


def finish(layout: Layout, words: "Words", limit: int) -> Message:
    """The message within `limit` UTF-16 units: blocks at the end are left out whole and their tasks counted."""
    closing = "\n".join(layout.closing)
    kept = list(layout.blocks)
    text = _text(kept, (), closing)
    # Blocks are ordered by urgency, and half a task would be misread: the last ones go whole, and are counted.
    while utf16_length(text) > limit and len(kept) > 1:
        kept.pop()
        text = _text(kept, layout.blocks[len(kept) :], closing, words)
    return Message(cut(text, limit), layout.buttons[:MOST_ROWS], layout.picture, layout.document, again=layout.again)


def _text(kept: Iterable[Block], left_out: Iterable[Block], closing: str, words: "Words | None" = None) -> str:
    tasks = sum(block.tasks for block in left_out)
    body = [block.text for block in kept]
    if words and tasks:
        body.append(words.tasks.cut.format(count=words.days.tasks(tasks), list=words.command(ListTasks)))
    return "\n".join(body).strip("\n") + (f"\n\n{closing}" if closing else "")
