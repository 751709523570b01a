"""Paragraphs and table rows in reading order: the form every file is brought into before its text is interpreted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from domain.names import tidy

MOST_BLOCKS = 20_000  # a plan has hundreds; more is not a plan and would only make the reader slow
MOST_LETTERS = 3_000_000  # the same in characters; a long plan has two hundred thousand
Box = tuple[float, float, float, float]


class PlanUnreadable(ValueError):
    """The file cannot be read as a plan; `str` is one Vietnamese sentence that says what to do."""


class Crop(Protocol):
    """Where a block stands on the picture of its page."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of prose; `number` counts the paragraphs of the document from 1.

    `is_picture`: it stands for a page that could not be read, a picture of writing or an overfull drawing; its text is
    empty. `is_scan`: its words were recognised on a picture and may be wrong. `box` is where it stands on a page, in
    points (left, top, right, bottom), `crop` the same on a scan's picture.
    """

    text: str
    number: int
    page: int | None = None
    is_picture: bool = False
    is_scan: bool = False
    box: Box | None = field(default=None, compare=False)
    crop: Crop | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table as its cells from left to right; `table` and `row` count from 1, a cell may be empty.

    `repeated` are the places of cells that are merged with the cell above and say again what stands there; `is_banner`
    holds for one cell over (nearly) the whole width, as headings inside a table have it; the others as of a paragraph.
    """

    cells: tuple[str, ...]
    table: int
    row: int
    page: int | None = None
    repeated: frozenset[int] = frozenset()
    is_banner: bool = False
    is_scan: bool = False
    box: Box | None = field(default=None, compare=False)
    crop: Crop | None = field(default=None, compare=False, repr=False)

    @property
    def words(self) -> tuple[str, ...]:
        """The cells, tidied."""
        return tuple(tidy(c) for c in self.cells)


Block = Paragraph | Row


def checked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, unless there are none or absurdly many. Raises PlanUnreadable."""
    if not any(b.text.strip() if isinstance(b, Paragraph) else any(b.words) for b in blocks):
        raise PlanUnreadable("Tệp không có chữ nào để đọc; đề nghị kiểm tra lại và gửi bản kế hoạch có nội dung.")
    letters = sum(len(b.text) if isinstance(b, Paragraph) else sum(map(len, b.cells)) for b in blocks)
    if len(blocks) > MOST_BLOCKS or letters > MOST_LETTERS:
        raise PlanUnreadable("Tệp quá dài so với một kế hoạch; đề nghị tách riêng phần kế hoạch rồi gửi lại.")
    return tuple(blocks)
