"""Makes rows of a draft from blocks that became no task by themselves, or marks them as no tasks."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from documents.plans.units import split_units
from domain.draft_blocks import BlockEntry, DraftBlock, groups_of, in_document_order, row_of_block, title_of
from domain.drafts import UNREAD, Choice, Doubt, OpenDraft, mark_of_group, settle
from domain.names import fold
from domain.plans import TaskDraft, UnitMention
from domain.tasks import Task


def settle_blocks(draft: OpenDraft, doubt: Doubt, choice: Choice) -> OpenDraft:
    """The draft after one answer about its blocks: followed, refused, or to be asked about one by one.

    The question is settled once nothing under its heading is left.
    """
    heading = doubt.message
    blocks = next(blocks for asked, blocks in groups_of(draft.blocks) if asked.heading == heading)
    if choice.action == "choose_some":
        return replace(draft, picking=tuple(dict.fromkeys((*draft.picking, heading))))
    after = _answered(draft, doubt, choice, blocks)
    numbers = {block.n for block in blocks}
    is_open = _is_open([block for block in after.blocks if block.n in numbers])
    return after if is_open else settle(after, [mark_of_group(heading, blocks)])


def _is_open(blocks: Iterable[DraftBlock]) -> bool:
    return any(block.entry is BlockEntry.UNREAD for block in blocks)


def _answered(draft: OpenDraft, doubt: Doubt, choice: Choice, blocks: tuple[DraftBlock, ...]) -> OpenDraft:
    shown = {text for text, _ in doubt.items} if doubt.code != UNREAD else None
    meant = [block for block in blocks if shown is None or block.unread.text in shown]
    if choice.action == "follow_one":  # of rows that say the same, the next one that is still asked about
        alike = [block for block in meant if block.unread.text == choice.detail]
        return follow(draft, [next((one for one in alike if one.entry is BlockEntry.UNREAD), alike[0]).n])
    if choice.action == "follow_all":
        return follow(draft, [block.n for block in meant])
    return refuse(draft, [block.n for block in meant if block.entry is BlockEntry.UNREAD])


def follow(draft: OpenDraft, numbers: Collection[int]) -> OpenDraft:
    """The draft with a row more for each of these blocks that is none yet; no other row changes its number."""
    rows, blocks, last = list(draft.plan.tasks), [], draft.last_number
    for block in draft.blocks:
        if block.n in numbers and block.entry is not BlockEntry.TASK:
            last += 1
            rows.append(row_of_block(block, last, _units_of(block)))
            block = replace(block, entry=BlockEntry.TASK, row=last)  # noqa: PLW2901 -- what is kept of it
        blocks.append(block)
    plan = replace(draft.plan, tasks=in_document_order(rows))
    return replace(draft, plan=plan, blocks=tuple(blocks), last_number=last)


def _units_of(block: DraftBlock) -> tuple[UnitMention, ...]:
    """The units a block is about: they were parted when it was read, and none is taken apart again."""
    names = filter(None, block.unread.unit.split("; "))
    each = ((name, split_units(name)) for name in names)
    return tuple(found[0] if len(found) == 1 else UnitMention(name) for name, found in each)


def refuse(draft: OpenDraft, numbers: Collection[int]) -> OpenDraft:
    """The draft with these blocks marked as no tasks."""
    refused = (replace(b, entry=BlockEntry.REFUSED) if b.n in numbers else b for b in draft.blocks)
    return replace(draft, blocks=tuple(refused))


def follow_known(draft: OpenDraft, tasks: Iterable[Task]) -> OpenDraft:
    """The draft of a later version: what was made a task of the earlier one is a row again, as it is followed now."""
    known = {fold(task.title): task for task in tasks}
    numbers = [block.n for block in draft.blocks if fold(title_of(block)) in known]
    after = follow(draft, numbers)
    whole = [(asked, blocks) for asked, blocks in groups_of(after.blocks) if not _is_open(blocks)]
    after = settle(after, [mark_of_group(asked.heading, blocks) for asked, blocks in whole])
    own = {block.row for block in after.blocks if block.n in numbers}
    rows = tuple(_as_followed(row, known[fold(row.title)]) if row.number in own else row for row in after.plan.tasks)
    return replace(after, plan=replace(after.plan, tasks=rows))


def _as_followed(row: TaskDraft, task: Task) -> TaskDraft:
    lead = tuple(UnitMention(name) for name in task.lead_names)
    coordinating = tuple(UnitMention(name) for name in task.coordinating_names)
    return replace(row, lead=lead, coordinating=coordinating, deadline=task.deadline, product=task.product)
