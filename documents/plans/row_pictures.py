"""How each row of a scanned plan looks on paper, to be shown beside what was read of it."""

import base64
from collections.abc import Sequence

from documents.plans.blocks import Block, Crop, Paragraph, Row
from documents.plans.rows import RowDraft
from domain.plans import RowPicture, TaskDraft

MOST_BYTES = 12_000_000  # of all pictures of a plan; the rows behind have none


def pictures_of(
    tasks: Sequence[TaskDraft], rows: Sequence[RowDraft], blocks: Sequence[Block]
) -> tuple[RowPicture, ...]:
    """A picture for each task that was read on one; the first `tasks` are those of the table `rows`, in order."""
    if not any(block.crop for block in blocks):
        return ()
    from documents.plans.formats.scans.crops import stacked  # noqa: PLC0415 -- opencv, for scans only

    lines = [block for block in blocks if isinstance(block, Row)]
    paragraphs = {block.number: block for block in blocks if isinstance(block, Paragraph)}
    found, room = [], MOST_BYTES
    for at, task in enumerate(tasks):
        prose = paragraphs.get(task.place.paragraph or 0)
        sources: Sequence[Block] = [lines[i] for i in rows[at].sources] if at < len(rows) else [prose] if prose else []
        crops: list[Crop] = [block.crop for block in sources if block.crop is not None]
        picture = stacked(crops) if crops else b""
        room -= len(picture)
        if picture and room >= 0:
            found.append(RowPicture(task.number, base64.b64encode(picture).decode()))
    return tuple(found)
