"""Bytes of an official plan -> `PlanDraft`: the one way in. Everything here is the same for every file format."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from documents.plans.blocks import Block, Paragraph, PlanUnreadable, Row, checked
from documents.plans.columns import Role
from documents.plans.doubts import doubts_about
from documents.plans.doubts.evidence import Evidence, Source
from documents.plans.formats import blocks_of
from documents.plans.formats.txt import blocks_of_text
from documents.plans.headings import Heading, heading_of
from documents.plans.legibility import check_legible
from documents.plans.prose import ProseDuty, duties_in_prose
from documents.plans.rows import RowDraft
from documents.plans.tables import rows_of
from documents.plans.units import units_by_role
from documents.plans.units.duties import JOINS
from domain.plans import PlanDraft, TaskDraft, UnitMention

__all__ = ["PlanUnreadable", "read_pasted", "read_plan"]

MOST_TASKS = 2000  # the longest plans seen have three hundred


def read_plan(
    content: bytes,
    filename: str,
    *,
    holidays: Collection[date] = (),
    on_page: Callable[[int, int], None] | None = None,
) -> PlanDraft:
    """Read a plan; doubts become warnings, nothing is repaired silently.

    `filename` tells the format by its ending where the content does not; a deadline on one of the `holidays` is doubted
    like one on a weekend. `on_page` hears the number of each page that was read, and of how many, where a format has
    pages. Raises PlanUnreadable with one Vietnamese sentence for the sender.
    """
    return _plan(blocks_of(content, filename, on_page), holidays)


def read_pasted(text: str, *, holidays: Collection[date] = ()) -> PlanDraft:
    """Read a plan that was pasted into a chat: tab or pipe tables, or prose; the rest as `read_plan`."""
    return _plan(checked(blocks_of_text(text)), holidays)


def _plan(blocks: Sequence[Block], holidays: Collection[date]) -> PlanDraft:
    check_legible(blocks)
    heading = heading_of(blocks)
    pictures = tuple(b.page or 0 for b in blocks if isinstance(b, Paragraph) and b.is_picture)
    sources = _sources(blocks, heading)
    if not sources and pictures:
        raise PlanUnreadable(
            "Phần có chữ của tệp không có nhiệm vụ nào, các trang còn lại là bản quét (ảnh chụp) hoặc bản vẽ nên "
            "chưa đọc được; đề nghị gửi bản gốc dạng Word hoặc PDF xuất từ Word."
        )
    if not sources:
        raise PlanUnreadable(
            "Không tìm thấy nhiệm vụ nào trong tệp; đề nghị gửi bản kế hoạch có bảng nhiệm vụ (nội dung, đơn vị chủ "
            "trì, thời hạn)."
        )
    evidence = Evidence(heading.number, heading.issued_on, sources, frozenset(holidays), pictures)
    tasks = tuple(s.task for s in sources)
    return PlanDraft(
        heading.title, heading.number, heading.issuer, heading.issued_on, tasks, tuple(doubts_about(evidence))
    )


def _sources(blocks: Sequence[Block], heading: Heading) -> tuple[Source, ...]:
    rows = rows_of(b for b in blocks if isinstance(b, Row))
    numbers = _numbers(rows)
    tabled = [_from_row(r, n, heading.issued_on) for r, n in zip(rows, numbers, strict=True)]
    duties = duties_in_prose(_prose(blocks[heading.ends_at :], rows), heading.issued_on, has_table=bool(rows))
    if len(rows) + len(duties) > MOST_TASKS:
        raise PlanUnreadable(f"Tệp có hơn {MOST_TASKS} nhiệm vụ; đề nghị tách thành nhiều kế hoạch rồi gửi từng tệp.")
    next_number = max(numbers, default=0) + 1
    return (*tabled, *(_from_prose(d, n) for n, d in enumerate(duties, next_number)))


def _prose(blocks: Sequence[Block], rows: Sequence[RowDraft]) -> list[Block]:
    """In a spreadsheet without a table of tasks, rows of one filled cell are lines of prose."""
    if rows:
        return list(blocks)
    return [_line(b) if isinstance(b, Row) and sum(map(bool, b.words)) == 1 else b for b in blocks]


def _line(row: Row) -> Paragraph:
    return Paragraph("".join(row.words), row.row, row.page)


def _numbers(rows: Sequence[RowDraft]) -> list[int]:
    """The table's own numbers, so that `/done 3` means row 3; a plain count where they are no numbers or repeat."""
    own = [int(r.code) for r in rows if r.code.isascii() and r.code.isdigit() and len(r.code) < 6 and int(r.code)]
    return own if len(own) == len(rows) and len(set(own)) == len(own) else list(range(1, len(rows) + 1))


@dataclass(frozen=True, slots=True)
class _Assigned:
    lead: tuple[UnitMention, ...]
    coordinating: tuple[UnitMention, ...]


def _assigned(row: RowDraft) -> _Assigned:
    """Units by column; a sentence in the lead column that names its partners ("phối hợp với ...") moves them over."""
    named = units_by_role(row.cell(Role.LEAD))
    leads = [unit for unit, role in named if role != JOINS]
    partners = [unit for unit, _ in units_by_role(row.cell(Role.COORDINATING))]
    partners += [unit for unit, role in named if role == JOINS]
    return _Assigned(tuple(dict.fromkeys(leads)), tuple(dict.fromkeys(partners)))


def _from_row(row: RowDraft, number: int, issued_on: date | None) -> Source:
    units = _assigned(row)
    reading = row.deadline(issued_on)
    task = TaskDraft(
        number=number,
        code=row.code,
        title=row.cell(Role.TASK),
        lead=units.lead,
        coordinating=units.coordinating,
        deadline=reading.deadline,
        place=row.place,
        product=row.cell(Role.PRODUCT) or None,
        notes=row.notes,
    )
    return Source(task, reading, is_prose=False)


def _from_prose(duty: ProseDuty, number: int) -> Source:
    task = TaskDraft(number, duty.code, duty.title, duty.lead, duty.coordinating, duty.reading.deadline, duty.place)
    return Source(task, duty.reading, is_prose=True)
