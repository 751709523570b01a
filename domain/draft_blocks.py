"""Blocks of a plan that the reader made no task of: how they are grouped into questions, and what a person decides."""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.deadlines import Deadline, DeadlineKind
from domain.names import fold
from domain.plans import PlanDraft, TaskDraft, UnitMention, Unread

MOST_QUESTIONS = 8
LONGEST_TITLE = 500  # characters
MOST_PICKED = 6  # blocks offered at once, so that the letters A to G do
_LIST_SIGN = re.compile(r"^\s*(?:[-+*•–—]|\(?(?:\d+(?:\.\d+)*|[a-zđ]|[ivxIVX]+)[.)])\s+")


@dataclass(frozen=True, slots=True)
class UnreadQuestion:
    """Unread blocks of one heading: follow all, choose, or none. `heading` is "" for what stands under none."""

    heading: str
    items: tuple[Unread, ...]

    @property
    def by_unit(self) -> tuple[tuple[str, tuple[Unread, ...]], ...]:
        """The items by the unit they are about, in the order of the document; "" for those about none."""
        units = dict.fromkeys(item.unit for item in self.items)
        return tuple((unit, tuple(i for i in self.items if i.unit == unit)) for unit in units)


def text_hash(text: str) -> str:
    """Identifies an unread block by its words, however they are spaced or marked; a refusal is remembered by it."""
    return hashlib.sha256(fold(text).encode()).hexdigest()[:16]


def questions_about(unread: Sequence[Unread], refused: Collection[str] = ()) -> tuple[UnreadQuestion, ...]:
    """At most eight questions, one a heading; the smallest headings are asked about together where there are more.

    `refused` are the hashes of texts that a person has already said are no tasks.
    """
    groups: dict[str, list[Unread]] = {}
    for item in unread:
        if text_hash(item.text) not in refused:
            groups.setdefault(item.heading, []).append(item)
    if len(groups) > MOST_QUESTIONS:
        groups = _merged(groups)
    return tuple(UnreadQuestion(heading, tuple(items)) for heading, items in groups.items())


def _merged(groups: dict[str, list[Unread]]) -> dict[str, list[Unread]]:
    """The largest groups stay; the items of the others come last, in one group without a heading."""
    named = sorted((h for h in groups if h), key=lambda h: -len(groups[h]))[: MOST_QUESTIONS - 1]
    kept = {heading: items for heading, items in groups.items() if heading in named}
    rest = [item for heading, items in groups.items() if heading not in named for item in items]
    return {**kept, "": rest} if rest else kept


class BlockEntry(StrEnum):
    """What became of an unread block: still asked about, a row of the draft, no task, or known as none from before."""

    UNREAD = "unread"
    TASK = "task"
    REFUSED = "refused"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """The `n`-th unread block of a document, from 1; `row` is the number of the row that was made of it."""

    n: int
    unread: Unread
    entry: BlockEntry = BlockEntry.UNREAD
    row: int | None = None

    @property
    def hash(self) -> str:
        """Identifies the block by its words."""
        return text_hash(self.unread.text)


def blocks_of(plan: PlanDraft, refused: Collection[str] = ()) -> tuple[DraftBlock, ...]:
    """The unread blocks of a plan in its order; `refused` are the hashes of words that were said to be no task."""
    found = (DraftBlock(n, unread) for n, unread in enumerate(plan.unread, 1))
    return tuple(replace(b, entry=BlockEntry.KNOWN) if b.hash in refused else b for b in found)


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """The items of a document: `read` as tasks, `unread` (became no task by themselves), `followed` of these since."""

    read: int
    unread: int
    followed: int

    @property
    def total(self) -> int:
        """How many items the document has; context such as letterhead and headings is not counted."""
        return self.read + self.unread


def items_of(rows_read: int, blocks: Sequence[DraftBlock]) -> ItemCounts:
    """The counts that every channel shows; what was said to be no task of an earlier version is not counted."""
    entries = [block.entry for block in blocks if block.entry is not BlockEntry.KNOWN]
    return ItemCounts(rows_read, len(entries), entries.count(BlockEntry.TASK))


def is_made_by_hand(code: str) -> bool:
    """Whether a person made the row of this code, of an unread block or otherwise: it was not read as a task."""
    return code.startswith("+")


def made_code(number: int, on_paper: str) -> str:
    """The code of a row that a person made; `on_paper` is the code of the row that it was split from, "" for none."""
    return f"+r{number}:{code_of_split(on_paper)}"


def code_of_split(code: str) -> str:
    """The code on paper that a row's code holds: its own, or that of the row that it was split from."""
    return code.partition(":")[2] if is_made_by_hand(code) else code


def in_document_order(rows: Iterable[TaskDraft]) -> tuple[TaskDraft, ...]:
    """The rows that were read as they were read, and each that a person made behind what stands before it on paper.

    A row that was split off stands behind the one it came from; what stands nowhere in the document comes last.
    """
    every = sorted(rows, key=lambda row: row.number)
    found = [row for row in every if not is_made_by_hand(row.code)]
    for row in every:
        if is_made_by_hand(row.code):
            found.insert(_place_of(row, found), row)
    return tuple(found)


def _place_of(row: TaskDraft, rows: Sequence[TaskDraft]) -> int:
    order = row.place.order
    if order is None:
        return len(rows)
    before = (n for n, one in enumerate(rows, 1) if one.place.order is not None and one.place.order <= order)
    return max(before, default=0)


def groups_of(blocks: Sequence[DraftBlock]) -> tuple[tuple[UnreadQuestion, tuple[DraftBlock, ...]], ...]:
    """At most eight groups of blocks, one a heading, settled blocks too: a group is the same until the draft ends."""
    by_item = {id(block.unread): block for block in blocks if block.entry is not BlockEntry.KNOWN}
    asked = questions_about([block.unread for block in blocks if id(block.unread) in by_item])
    return tuple((one, tuple(by_item[id(item)] for item in one.items)) for one in asked)


def title_of(block: DraftBlock) -> str:
    """The words of a block as the title of a task: without the sign of its list, at most 500 characters."""
    text = _LIST_SIGN.sub("", block.unread.text).strip()
    text = text[:1].upper() + text[1:]
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…"


def row_of_block(block: DraftBlock, number: int, lead: tuple[UnitMention, ...]) -> TaskDraft:
    """A row without a day; `lead` are the units that the block is about."""
    unread = block.unread
    code = f"+{block.n}"  # of its own, so that doubts about a row of the document never fall on it
    return TaskDraft(number, code, title_of(block), lead, (), Deadline(DeadlineKind.UNKNOWN, ""), unread.place)


def code_on_paper(row: TaskDraft) -> str:
    """What the document calls the row: the part that it stands in for a row that was made of a block."""
    return code_of_split(row.code) or (row.place.part or "")
