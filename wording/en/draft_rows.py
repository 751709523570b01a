"""Rows of a plan that waits, in English: added, split, joined, taken back."""

from collections.abc import Mapping

from domain.messages import Command
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
    SettledOnPage,
    SplitRow,
    SplitUnclear,
)
from wording import parts
from wording.layout import clean
from wording.words import CommandWords, Words

COMMANDS: Mapping[type[Command], CommandWords] = {
    AddRow: CommandWords(
        typed="addrow Check the files; lead UBND phường; deadline 10/7/2026",
        does="add a row to the plan that waits",
        menu="Plan that waits: add a row",
    ),
    SplitRow: CommandWords(
        typed="splitrow 4: Write the plan; Hold the meeting",
        does="make several tasks of row 4 of the plan that waits",
        menu="Plan that waits: split a row",
    ),
    JoinRows: CommandWords(
        typed="joinrows 4, 5",
        does="join row 5 to row 4 of the plan that waits",
        menu="Plan that waits: join rows",
    ),
    RestoreRows: CommandWords(
        typed="restorerows 18",
        does="take back row 18 of the plan that waits, which was left out",
        menu="Plan that waits: take back a row",
    ),
}


def _row_added(notice: RowAdded, words: Words) -> str:
    number = notice.row.number
    said = [f"✅ Row {number} added: {clean(notice.row.title, parts.TITLE)}"]
    said += [f"Lead: {parts.names(notice.row.lead_names)}"] if notice.row.lead_names else []
    said += [f"Due: {words.days.day(notice.row.last_day)}"] if notice.row.last_day else []
    return "\n".join([*said, f"Go on, e.g.: edit {number} lead UBND phường · edit {number} deadline 10/7/2026"])


def _row_split(notice: RowSplit, _: Words) -> str:
    said = [f"Row {row.number}: {clean(row.words, parts.TITLE)}" for row in notice.rows]
    first = notice.rows[0].number if notice.rows else 0
    return "\n".join([f"✅ Row {first} is {len(said)} rows now, with the same units and deadline:", *said])


def _rows_joined(notice: RowsJoined, words: Words) -> str:
    row, joined = notice.row, parts.numbers(notice.joined)
    said = [f"✅ Joined to row {row.number}: row {joined}. {clean(row.title, parts.FULL_TITLE)}"]
    said += [f"Lead: {parts.names(row.lead_names)}"] if row.lead_names else []
    said += [f"Due: {words.days.day(row.last_day)}"] if row.last_day else []
    others = (f"⚠️ Row {one.number} had another deadline: {clean(one.words)}" for one in notice.other_limits)
    return "\n".join([*said, *others])


def _rows_restored(notice: RowsRestored, words: Words) -> str:
    return f"✅ Taken back: row {parts.numbers(notice.numbers)}; the plan has {words.days.tasks(notice.count)}."


def _settled_on_page(notice: SettledOnPage, _: Words) -> str:
    row = "" if notice.row is None else f", row {notice.row}: {clean(notice.title, parts.TITLE)}"
    return f"✅ Settled on the page{row}. Type “choose” to see what is next."


def _row_title_missing(_: RowTitleMissing, __: Words) -> str:
    return "Please say what is to be done, e.g.: addrow Check the files; lead UBND phường; deadline 10/7/2026"


def _split_unclear(refusal: SplitUnclear, _: Words) -> str:
    example = f"splitrow {refusal.number}: Write the plan; Hold the meeting"
    return f"Please name each task of row {refusal.number}, with semicolons between them, e.g.: {example}"


def _join_unclear(_: JoinUnclear, __: Words) -> str:
    return "Please name two rows or more, e.g.: joinrows 4, 5 (row 5 is joined to row 4)"


def _row_not_left_out(refusal: RowNotLeftOut, _: Words) -> str:
    return f"Row {refusal.number} is not among those that were left out."
