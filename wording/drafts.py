"""A message before it is cut to a channel's length: blocks kept or left out whole, then what to type."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wording.lengths import cut, utf16_length
from wording.messages import Button, Document, Message, SentBefore
from wording.words import Words

Rows = tuple[tuple[Button, ...], ...]
MOST_ROWS = 16


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; `tasks` is how many tasks they tell of."""

    text: str
    tasks: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """What to say: the blocks, the lines that say what to type, rows of buttons, perhaps a picture or a document."""

    blocks: tuple[Block, ...]
    closing: tuple[str, ...] = ()
    buttons: Rows = ()
    picture: bytes | None = None
    document: Document | None = None
    again: SentBefore | None = None


def lines(*texts: str | None, tasks: int = 0) -> Block:
    """A block of these lines; what is empty is left out."""
    return Block("\n".join(text for text in texts if text), tasks)


def join(drafts: Sequence[Draft]) -> Draft:
    """Several drafts as one message: what to type stands once, at the end."""
    blocks: list[Block] = []
    for draft in drafts:
        first, *rest = draft.blocks or (Block(""),)
        blocks += [Block("\n" + first.text if blocks else first.text, first.tasks), *rest]
    picture = next((draft.picture for draft in drafts if draft.picture), None)
    return Draft(
        tuple(blocks),
        tuple(dict.fromkeys(line for draft in drafts for line in draft.closing)),
        tuple(dict.fromkeys(row for draft in drafts for row in draft.buttons)),
        picture,
        next((draft.document for draft in drafts if draft.document), None),
        next((draft.again for draft in drafts if draft.again), None),
    )


def finish(draft: Draft, words: Words, limit: int) -> Message:
    """The message within `limit` UTF-16 units: blocks at the end are left out whole and their tasks counted."""
    closing = "\n".join(draft.closing)
    kept = list(draft.blocks)
    text = _text(kept, (), closing)
    while utf16_length(text) > limit and len(kept) > 1:
        kept.pop()
        text = _text(kept, draft.blocks[len(kept) :], closing, words)
    return Message(cut(text, limit), draft.buttons[:MOST_ROWS], draft.picture, draft.document, again=draft.again)


def _text(kept: Iterable[Block], left_out: Iterable[Block], closing: str, words: Words | None = None) -> str:
    tasks = sum(block.tasks for block in left_out)
    body = [block.text for block in kept]
    if words and tasks:
        body.append(words.tasks.cut.format(count=words.days.tasks(tasks), list=words.command("tasks")))
    return "\n".join(body).strip("\n") + (f"\n\n{closing}" if closing else "")
