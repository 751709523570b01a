"""Puts the account of a whole document together: letterhead and title, tables, prose; one entry for each block."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from documents.plans.account import Entry, EntryKind, Passage, completed, counted
from documents.plans.blocks import Block, Row
from documents.plans.columns import Role
from documents.plans.headings import Heading
from documents.plans.prose import ProseReading
from documents.plans.rows import RowDraft
from domain.names import fold
from domain.plans import AccountCounts, Place, Unread

LETTERHEAD = Entry(EntryKind.CONTEXT, "letterhead")
TITLE = Entry(EntryKind.CONTEXT, "title")
_NUMBERS = re.compile(r"\d+")  # "khu số 1" and "khu số 2" are not the same duty
_MOST_COMPARED = 300  # rows; each sentence of the prose is compared with each
_SAME = 88  # of 100


def entries_of(
    passages: Sequence[Passage],
    heading: Heading,
    tables: dict[int, Entry],
    prose: ProseReading,
    tabled: int,
) -> tuple[Entry, ...]:
    """One entry for each passage; `tables` are the entries of rows by block index, naming `tabled` tasks."""
    entries: dict[int, Entry] = {}
    for passage in passages:
        row = tables.get(passage.source)
        if row and row.kind in {EntryKind.TASK, EntryKind.PART}:
            entries[passage.id] = row
        elif passage.source < heading.starts_at:
            entries[passage.id] = LETTERHEAD
        elif passage.source < heading.ends_at:
            entries[passage.id] = TITLE
        elif row:
            entries[passage.id] = row
    for number, entry in prose.entries.items():
        own = entry.rule == "told_in_table"
        entries[number] = entry if own else replace(entry, rows=tuple(r + tabled for r in entry.rows))
    return completed(passages, entries)


def counts_of(entries: Sequence[Entry]) -> AccountCounts:
    """The figures of the account."""
    counts = counted(entries)
    return AccountCounts(
        len(entries),
        counts[EntryKind.TASK],
        counts[EntryKind.PART],
        counts[EntryKind.CONTEXT],
        counts[EntryKind.UNREAD],
    )


def unread_of(
    blocks: Sequence[Block], passages: Sequence[Passage], entries: Sequence[Entry], prose: ProseReading
) -> tuple[Unread, ...]:
    """What is left unread, in the order of the document, with its place."""
    return tuple(
        prose.unread.get(passage.id)
        or Unread(_place(blocks[passage.source]), passage.text, entry.rule, _table(blocks, passage))
        for passage, entry in zip(passages, entries, strict=True)
        if entry.kind is EntryKind.UNREAD
    )


def _place(block: Block) -> Place:
    if isinstance(block, Row):
        return Place(table=block.table, row=block.row, page=block.page)
    return Place(paragraph=block.number, page=block.page)


def _table(blocks: Sequence[Block], passage: Passage) -> str:
    block = blocks[passage.source]
    return f"Bảng {block.table}" if isinstance(block, Row) else ""


def told_in(rows: Sequence[RowDraft]) -> Callable[[str], int | None]:
    """Which row says the same as a sentence of the prose; None for none, and for tables with very many rows."""
    titles = [fold(row.cell(Role.TASK))[:200] for row in rows[:_MOST_COMPARED]]

    def find(sentence: str) -> int | None:
        if not titles:
            return None
        from rapidfuzz import fuzz, process  # noqa: PLC0415 -- 4 MB that only a plan needs

        best = process.extractOne(fold(sentence)[:200], titles, scorer=fuzz.ratio, score_cutoff=_SAME)
        return best[2] if best and _NUMBERS.findall(best[0]) == _NUMBERS.findall(fold(sentence)[:200]) else None

    return find
