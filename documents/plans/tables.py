"""Rows of tables -> the tasks in them, and what became of every row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.plans.account import Entry, EntryKind
from documents.plans.blocks import Row
from documents.plans.families import with_inheritance
from documents.plans.guessing import by_table, headless_table, is_limit
from documents.plans.key_value import key_value_tasks
from documents.plans.rows import RowDraft
from documents.plans.table_context import is_closing, is_letterhead, other_table
from documents.plans.table_reader import TableReader, context, unread
from domain.names import fold, tidy

_DAY = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?\d{4}")
_ENGLISH = re.compile(r"\b(?:tasks?|owner|start|due|end|finish|assigned|dates?)\b")
_LOOKED_AT = 40  # rows of a table in which a header may still come


@dataclass(frozen=True, slots=True)
class UnreadTable:
    """A table, or the rest of one, that was not understood: its number, page, unread rows and how many name a day."""

    table: int
    page: int | None
    rows: int
    dated_rows: int


@dataclass(frozen=True, slots=True)
class TableReading:
    """The tasks of all tables, one entry for each row handed in (its `rows` are places in `tasks`), and what is unread.

    `is_date_order_unclear`: nothing in the file tells whether 4/5/2026 is a day in May or in April.
    """

    tasks: tuple[RowDraft, ...]
    entries: tuple[Entry, ...]
    unread: tuple[UnreadTable, ...] = ()
    is_date_order_unclear: bool = False


def rows_of(rows: Iterable[Row]) -> list[RowDraft]:
    """All task rows of the document, as in `read_tables`."""
    return list(read_tables(rows).tasks)


def read_tables(rows: Iterable[Row]) -> TableReading:
    """Read every table of a document; a row is a task, part of one, context by a named rule, or unread with a reason."""
    rows = list(rows)
    order = _order_of_dates(rows)
    reader = TableReader(rows, month_first=order == "month first")
    reader.read()
    read = {*reader.entries, *(i for draft in reader.drafts for i in draft.sources)}
    for table in by_table((i, row) for i, row in enumerate(rows) if i not in read and any(row.words)):
        _read_other(reader, table)
    tasks = with_inheritance(sorted(reader.drafts, key=lambda d: d.sources[0]))
    entries = tuple(_entries(rows, tasks, reader))
    return TableReading(tuple(tasks), entries, tuple(_unread_tables(rows, entries)), order == "unclear")


def _read_other(reader: TableReader, table: Sequence[tuple[int, Row]]) -> None:
    """A table without a header of tasks: a letterhead, one task line by line, a headless one, or one of another kind."""
    rows = [row for _, row in table]
    if is_letterhead(rows):
        rule = "letterhead"
    elif is_closing(rows):
        rule = "signature"
    elif tasks := key_value_tasks(table):
        reader.drafts += tasks
        return
    else:
        kind = next((k for row in rows[:_LOOKED_AT] if (k := other_table(row.words))), "")
        if not kind and (columns := headless_table(rows)):
            reader.read_under(columns, [i for i, _ in table])
            return
        rule = kind
    for i, _ in table:
        reader.entries[i] = context(rule) if rule else unread("table_not_understood")


def _entries(rows: Sequence[Row], tasks: Sequence[RowDraft], reader: TableReader) -> Iterator[Entry]:
    opens: dict[int, list[int]] = {}
    parts: dict[int, list[int]] = {}
    for n, task in enumerate(tasks):
        opens.setdefault(task.sources[0], []).append(n)
        for i in (*task.sources[1:], *task.groups):
            parts.setdefault(i, []).append(n)
    headed = {i for task in tasks for i in task.headings}
    for i, row in enumerate(rows):
        if i in opens:
            yield Entry(EntryKind.TASK, "table_row", tuple(opens[i]))
        elif i in parts:
            yield Entry(EntryKind.PART, "table_row", tuple(dict.fromkeys(parts[i])))
        elif i in headed:
            yield context("group_heading")
        elif not any(row.words):
            yield context("empty_row")
        else:
            yield reader.entries.get(i, unread("row_without_task"))


def _unread_tables(rows: Sequence[Row], entries: Sequence[Entry]) -> Iterator[UnreadTable]:
    numbers = dict.fromkeys(row.table for row, e in zip(rows, entries, strict=True) if e.kind is EntryKind.UNREAD)
    for number in numbers:
        left = [
            row
            for row, entry in zip(rows, entries, strict=True)
            if row.table == number and entry.kind is EntryKind.UNREAD
        ]
        yield UnreadTable(number, left[0].page, len(left), sum(any(map(is_limit, filter(None, r.words))) for r in left))


def _order_of_dates(rows: Sequence[Row]) -> str:
    """How cells that are nothing but a date are written: a number over 12 proves it; else Vietnamese: day first.

    Without proof a table with English headers may be either.
    """
    days = [m for row in rows for c in row.cells if (m := _DAY.fullmatch(tidy(c)))]
    late = [int(m[1]) > 12 for m in days], [int(m[2]) > 12 for m in days]
    if any(late[0]) and any(late[1]):
        return "unclear"
    if any(late[1]):
        return "month first"
    is_either = not any(late[0]) and any(m[1] != m[2] for m in days)
    words = {fold(c) for row in rows[:_LOOKED_AT] for c in row.words if c}
    return "unclear" if is_either and sum(bool(_ENGLISH.search(w)) for w in words) >= 2 else "day first"
