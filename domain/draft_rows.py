"""Rows of a draft that a person adds, splits, joins or takes back. No row changes its number."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from domain.deadlines import Deadline, DeadlineKind
from domain.draft_blocks import LONGEST_TITLE, in_document_order, made_code
from domain.drafts import OpenDraft, find_row, without_rows
from domain.plans import Place, TaskDraft, UnitMention


def with_row_added(draft: OpenDraft, row: TaskDraft) -> OpenDraft:
    """The draft with one row more, under the next number never used."""
    number = draft.last_number + 1
    added = replace(row, number=number, code=made_code(number, row.code))
    tasks = in_document_order((*draft.plan.tasks, added))
    return replace(draft, plan=replace(draft.plan, tasks=tasks), last_number=number)


def with_row_split(draft: OpenDraft, number: int, titles: Sequence[str]) -> OpenDraft:
    """The row as the first of these tasks, and a new row for each of the others, alike in everything but its title."""
    row = find_row(draft.plan, number)
    if row is None:
        return draft
    first, *others = (title[:LONGEST_TITLE] for title in titles)
    tasks = tuple(replace(one, title=first) if one.number == number else one for one in draft.plan.tasks)
    after = replace(draft, plan=replace(draft.plan, tasks=tasks))
    for title in others:
        after = with_row_added(after, replace(row, title=title))
    return after


def with_rows_joined(draft: OpenDraft, numbers: Sequence[int]) -> OpenDraft:
    """The first of these rows with what the others are to do; these are left out.

    Lead units of the others coordinate, unless the first has none. Its own limit stays; where it has none, the first
    limit of the others is taken.
    """
    rows = [row for number in numbers if (row := find_row(draft.plan, number)) is not None]
    first, *others = rows
    lead = next((row.lead for row in rows if row.lead), ())
    units = [unit for row in rows for unit in (*row.lead, *row.coordinating)]
    dated = next((row for row in rows if row.deadline.last_day or row.deadline.is_repeating), first)
    joined = replace(
        first,
        title=_joined(row.title for row in rows)[:LONGEST_TITLE],
        lead=lead,
        coordinating=_without(lead, units),
        deadline=dated.deadline,
        product=_joined(row.product or "" for row in rows) or None,
        words="\n".join(dict.fromkeys(row.words for row in rows if row.words)),
    )
    tasks = tuple(joined if row.number == first.number else row for row in draft.plan.tasks)
    kept = replace(draft, plan=replace(draft.plan, tasks=tasks))
    return without_rows(kept, [row.number for row in others])


def _joined(texts: Iterable[str]) -> str:
    """The texts as one, each once."""
    return "; ".join(dict.fromkeys(text.strip().rstrip(".;") for text in texts if text.strip()))


def _without(lead: Collection[UnitMention], units: Iterable[UnitMention]) -> tuple[UnitMention, ...]:
    return tuple(dict.fromkeys(unit for unit in units if unit not in lead))


def with_rows_restored(draft: OpenDraft, numbers: Collection[int]) -> OpenDraft:
    """The draft with rows that were left out; each stands at its place again."""
    back = [row for row in draft.left_out if row.number in numbers]
    left = tuple(row for row in draft.left_out if row.number not in numbers)
    return replace(draft, plan=replace(draft.plan, tasks=in_document_order((*draft.plan.tasks, *back))), left_out=left)


def empty_row() -> TaskDraft:
    """A row that the document does not have."""
    return TaskDraft(0, "", "", (), (), Deadline(DeadlineKind.UNKNOWN, ""), Place())
