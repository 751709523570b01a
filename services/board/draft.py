"""A plan that waits, as the page of the board shows it: what the document says beside what was read of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.authorisation import may_confirm
from domain.draft_blocks import BlockEntry, DraftBlock, code_on_paper, groups_of, is_made_by_hand
from domain.drafts import UNREAD, UNREAD_SOME, Doubt, OpenDraft, find_row
from domain.messages.drafts import DraftRowChange, DraftShown, OpenPoint
from domain.plans import Place, TaskDraft
from services.board.draft_receivers import Receiver, receivers_of
from services.context.command_context import CommandContext
from services.plans.compare_plan import rewritten_lines
from services.plans.hold_draft import Review, open_draft
from services.plans.write_draft import open_points_of

GONE = "gone"
MOST_POINTS = 8  # open questions named before the plan is written


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row as it would be written, beside the words it was read from.

    `code` is what the paper calls it. `strangers` are those of its units that nobody knows. `changes` are what it has
    otherwise than the task of the earlier version, `is_new`: that version has no such task. `doubts` are the open ones.
    """

    row: TaskDraft
    code: str
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    strangers: frozenset[str]
    doubts: tuple[Doubt, ...] = ()
    changes: tuple[DraftRowChange, ...] = ()
    is_new: bool = False
    is_by_hand: bool = False


@dataclass(frozen=True, slots=True)
class BlockUnread:
    """A block that became no task by itself. `asked` is the open question that begins with it.

    `pick` is the choice (from 1) of the open question `pick_mark` by which this block alone is followed; 0: none.
    """

    block: DraftBlock
    asked: Doubt | None = None
    pick: int = 0
    pick_mark: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided what it is."""
        return self.block.entry is BlockEntry.UNREAD


@dataclass(frozen=True, slots=True)
class DraftPage:
    """What `/du-thao/N` shows.

    `parts` are rows and unread blocks in the order of the document. `doubts` are open questions about the plan as a
    whole, `gone` those about tasks that a later version leaves out. `units` are the names offered for a unit,
    `left_out` the rows that would not be written. `counts` are how many parts each filter has, `shown` is the one in
    use. `is_to_write`: the reader has pressed once and is asked to press again. `first_doubt` is the mark of the first
    open question on the page, "" for none.
    """

    draft: OpenDraft
    summary: DraftShown
    parts: tuple[RowRead | BlockUnread, ...]
    doubts: tuple[Doubt, ...]
    gone: tuple[Doubt, ...]
    units: tuple[str, ...]
    left_out: tuple[TaskDraft, ...]
    receivers: tuple[Receiver, ...]
    counts: Mapping[str, int]
    shown: str = ""
    is_to_write: bool = False
    open_points: tuple[OpenPoint, ...] = ()
    first_doubt: str = ""

    @property
    def count_new(self) -> int:
        """Tasks that the earlier version lacks."""
        return sum(change.kind == "new" for change in self.summary.changes)

    @property
    def count_gone(self) -> int:
        """Tasks that are no longer in the plan."""
        return sum(change.kind == GONE for change in self.summary.changes)

    @property
    def count_changed(self) -> int:
        """Tasks that read otherwise."""
        return len({change.number for change in self.summary.changes if change.kind not in {"new", GONE}})

    @property
    def without_lead(self) -> int:
        """How many rows nobody leads."""
        return sum(not row.lead for row in self.draft.plan.tasks)

    @property
    def undated(self) -> int:
        """How many rows have neither a last day nor a rhythm."""
        return sum(row.deadline.last_day is None and not row.deadline.is_repeating for row in self.draft.plan.tasks)


def draft_named(context: CommandContext, values: Mapping[str, str]) -> OpenDraft | None:
    """The open draft that the address names; None for who may not see it, and where there is none."""
    number = values.get("draft", "")
    if not may_confirm(context.person) or not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    return open_draft(context, int(number))


def read_draft(context: CommandContext, values: Mapping[str, str]) -> DraftPage | None:
    """The page of one draft; reading it changes nothing, not even what the coordinator has seen."""
    draft = draft_named(context, values)
    if draft is None:
        return None
    review = Review(context, draft)
    left = review.left
    parts: list[RowRead | BlockUnread] = sorted([*_rows(review, left), *_blocks(draft, left)], key=_order)
    shown = values.get("xem", "") if values.get("xem") in FILTERS else ""
    of_plan = tuple(doubt for doubt in left if doubt.row is None and doubt.code not in {UNREAD, UNREAD_SOME, GONE})
    gone = tuple(doubt for doubt in left if doubt.code == GONE)
    seen = tuple(part for part in parts if FILTERS[shown](part))
    return DraftPage(
        draft,
        review.summary(),
        seen,
        of_plan,
        gone,
        tuple(sorted(unit.name for unit in context.directory.units.values())),
        tuple(sorted(draft.left_out, key=lambda row: row.number)),
        receivers_of(context, review),
        {name: sum(map(belongs, parts)) for name, belongs in FILTERS.items()},
        shown,
        is_to_write=values.get("ghi") == "1",
        open_points=open_points_of(left)[:MOST_POINTS],
        first_doubt=next((doubt.mark for doubt in (*of_plan, *gone, *_doubts_of(seen))), ""),
    )


def _doubts_of(parts: Iterable[RowRead | BlockUnread]) -> Iterable[Doubt]:
    for part in parts:
        if isinstance(part, RowRead):
            yield from part.doubts
        elif part.asked:
            yield part.asked


def _is_open(part: RowRead | BlockUnread) -> bool:
    return bool(part.doubts) if isinstance(part, RowRead) else part.is_open


def _is_changed(part: RowRead | BlockUnread) -> bool:
    return isinstance(part, RowRead) and bool(part.changes or part.is_new)


# By the value of `xem` in the address.
FILTERS: Mapping[str, Callable[[RowRead | BlockUnread], bool]] = {
    "": lambda _: True,
    "can": _is_open,
    "doi": _is_changed,
    "muc": lambda part: isinstance(part, BlockUnread),
}


def row_picture(context: CommandContext, draft_number: int, row_number: int) -> str | None:
    """The name of the stored picture of a scanned row; None for who may not see the draft, and where there is none."""
    draft = draft_named(context, {"draft": str(draft_number)})
    row = find_row(draft.plan, row_number) if draft else None
    return row.picture or None if row else None


def _rows(review: Review, left: Sequence[Doubt]) -> Iterable[RowRead]:
    unknown = {unit.name for unit in review.strangers}
    difference = review.difference
    new = {row.number for row in difference.new} if difference else frozenset()
    rewritten = difference.rewritten if difference else ()
    lines = {one.row.number: tuple(rewritten_lines(one, review.names)) for one in rewritten}
    for row in review.draft.plan.tasks:
        yield RowRead(
            row,
            code_on_paper(row),
            review.names.of(row.lead),
            review.names.of(row.coordinating),
            frozenset(unit.name for unit in (*row.lead, *row.coordinating) if unit.name in unknown),
            tuple(doubt for doubt in left if doubt.row == row.number),
            lines.get(row.number, ()),
            row.number in new,
            is_made_by_hand(row.code),
        )


def _blocks(draft: OpenDraft, left: Sequence[Doubt]) -> Iterable[BlockUnread]:
    """The blocks that are no rows; the question about a heading stands with the first that is still open under it."""
    asked = {doubt.message: doubt for doubt in left if doubt.code in {UNREAD, UNREAD_SOME}}
    for question, blocks in groups_of(draft.blocks):
        doubt = asked.get(question.heading)
        first = next((block.n for block in blocks if block.entry is BlockEntry.UNREAD), None)
        for block in blocks:
            if block.entry is BlockEntry.TASK:
                continue
            shown = BlockUnread(block, doubt if block.n == first else None)
            yield shown if doubt is None or not shown.is_open else _pickable(shown, doubt)


def _pickable(shown: BlockUnread, doubt: Doubt) -> BlockUnread:
    if doubt.code != UNREAD_SOME:
        return shown
    texts = [choice.detail for choice in doubt.choices if choice.action == "follow_one"]
    if shown.block.unread.text not in texts:
        return shown
    return replace(shown, pick=texts.index(shown.block.unread.text) + 1, pick_mark=doubt.mark)


def _order(part: RowRead | BlockUnread) -> tuple[int, int, int, int]:
    """The place in the document: by the count of its blocks; drafts of before it, by table row and paragraph."""
    place: Place = part.row.place if isinstance(part, RowRead) else part.block.unread.place
    number = part.row.number if isinstance(part, RowRead) else part.block.n
    if place.order is not None:
        return 0, place.order, 0, number
    if place == Place():
        return 2, 0, 0, number
    return 1, place.table or 10_000, place.row or place.paragraph or 0, number
