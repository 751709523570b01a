"""Adds, splits, joins and takes back rows of a plan that waits; each is one message and one transaction."""

import re

from domain.amendments import is_moved
from domain.deadlines import Deadline
from domain.draft_rows import empty_row, with_row_added, with_row_split, with_rows_joined, with_rows_restored
from domain.drafts import reopen
from domain.messages import Refused
from domain.messages.draft_rows import (
    AddRow,
    JoinRows,
    JoinUnclear,
    RestoreRows,
    RowAdded,
    RowNotLeftOut,
    RowsJoined,
    RowSplit,
    RowsRestored,
    RowTitleMissing,
    RowWords,
    SplitRow,
    SplitUnclear,
)
from domain.messages.drafts import EditRow
from domain.messages.questions import WhichTask
from domain.plans import TaskDraft
from services.commands.edit_draft import corrected
from services.context.command_context import CommandContext, Reply
from services.plans.hold_draft import Review, draft_meant, keep, row_line, row_of, rows_changed
from services.plans.shown_questions import answered

_CUT = re.compile(r"\s*;\s*")
LONGEST_WORDING = 120  # characters of another limit, as told


def add_row(context: CommandContext, command: AddRow) -> Reply:
    """A row that the document does not have; parts that were typed with it are read as in a correction."""
    draft = draft_meant(context, AddRow, command.draft)
    if not any(part == "title" and words.strip() for part, words in command.parts):
        raise Refused(RowTitleMissing())
    after = with_row_added(draft, empty_row())
    number = after.last_number
    for part, words in command.parts:
        after = corrected(context, after, EditRow(number, part, words))
    after = keep(context, after)
    return answered(context, after, RowAdded(row_line(context, after, row_of(after, number))))


def split_row(context: CommandContext, command: SplitRow) -> Reply:
    """One row becomes several; the first keeps the number, each has unit, limit and product of the whole."""
    draft = draft_meant(context, SplitRow, command.draft)
    if command.number is None:
        raise Refused(WhichTask(SplitRow.canonical))
    if taken := rows_changed(context, draft, command.seen, SplitRow, (command.number,)):
        return Reply([taken])
    row = row_of(draft, command.number)
    titles = command.titles or tuple(title for title in _CUT.split(row.title) if title)
    if len(titles) < 2:
        raise Refused(SplitUnclear(command.number))
    after = keep(context, with_row_split(draft, command.number, titles), "title")
    new = [one for one in after.plan.tasks if one.number > draft.last_number]
    told = tuple(RowWords(one.number, one.title) for one in (row_of(after, command.number), *new))
    return answered(context, after, RowSplit(told))


def join_rows(context: CommandContext, command: JoinRows) -> Reply:
    """Several rows become the first of them; another limit than the one that stays is told."""
    draft = draft_meant(context, JoinRows, command.draft)
    if len(command.numbers) < 2:
        raise Refused(JoinUnclear())
    if taken := rows_changed(context, draft, command.seen, JoinRows, command.numbers):
        return Reply([taken])
    first, *others = [row_of(draft, number) for number in command.numbers]
    after = keep(context, with_rows_joined(draft, command.numbers))
    joined = row_of(after, first.number)
    limits = tuple(
        RowWords(row.number, row.deadline.wording[:LONGEST_WORDING])
        for row in (first, *others)
        if _has_other_limit(row, joined.deadline)
    )
    told = RowsJoined(row_line(context, after, joined), tuple(row.number for row in others), limits)
    return answered(context, after, told)


def _has_other_limit(row: TaskDraft, kept: Deadline) -> bool:
    return bool(row.deadline.wording) and is_moved(row.deadline, kept)


def restore_rows(context: CommandContext, command: RestoreRows) -> Reply:
    """Rows that were left out come back, each with its doubts; one settled by leaving it out is open again."""
    draft = draft_meant(context, RestoreRows, command.draft)
    if not command.numbers:
        raise Refused(WhichTask(RestoreRows.canonical))
    gone = {row.number for row in draft.left_out}
    missing = next((number for number in command.numbers if number not in gone), None)
    if missing is not None:
        raise Refused(RowNotLeftOut(missing))
    after = with_rows_restored(draft, command.numbers)
    marks = [doubt.mark for doubt in Review(context, after).doubts if doubt.row in command.numbers]
    after = keep(context, reopen(after, marks))
    told = RowsRestored(command.numbers, len(after.plan.tasks))
    return answered(context, after, told)
