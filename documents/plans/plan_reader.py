"""Reads a plan of any format into a `PlanDraft`: blocks, letterhead, tables, prose, checks, account of blocks."""

import base64
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from documents.plans.block_account import Entry, EntryKind, Passage, completed, counted, passages_of
from documents.plans.blocks import Block, Crop, Paragraph, PlanUnreadable, Row, checked
from documents.plans.checks.date_checks import (
    contradictions,
    doubts_about_date_order,
    doubts_about_dates,
    drafts_after_finals,
)
from documents.plans.checks.evidence import Evidence, Source
from documents.plans.checks.task_checks import (
    doubts_about_numbering,
    doubts_about_scans,
    doubts_about_titles,
    doubts_about_units,
    likely_typing_errors,
)
from documents.plans.deadlines.issue_days import IssueDay, first_of_one_year, month_of, read_with
from documents.plans.formats.file_formats import blocks_of
from documents.plans.formats.text_files import blocks_of_text
from documents.plans.legibility import check_legible
from documents.plans.letterhead import Heading, heading_of
from documents.plans.prose import KnownNames, ProseDuty, ProseReading, read_prose, statements_of, year_of
from documents.plans.re_dating import orders_of
from documents.plans.tables.columns import Role
from documents.plans.tables.table_reader import read_tables
from documents.plans.tables.task_rows import RowDraft
from documents.plans.titles import shortened
from documents.plans.units import names_alone, units_by_role
from documents.plans.units.unit_roles import JOINS
from domain.calendars import WEEKDAYS, WorkingCalendar
from domain.names import fold
from domain.plans import AccountCounts, Place, PlanDraft, PlanWarning, RowPicture, TaskDraft, UnitMention, Unread

__all__ = ["PlanUnreadable", "read_pasted", "read_plan"]

MOST_BYTES = 12_000_000  # of all pictures of a plan; the rows behind have none

LETTERHEAD = Entry(EntryKind.CONTEXT, "letterhead")
TITLE = Entry(EntryKind.CONTEXT, "title")
_NUMBERS = re.compile(r"\d+")  # "khu số 1" and "khu số 2" are not the same duty
_MOST_COMPARED = 300  # rows; each sentence of the prose is compared with each
_SAME = 88  # of 100

_UNITS = (Role.LEAD, Role.COORDINATING)
_MOST_LINES_ABOVE = 3
LONGEST_WORDS = 2000  # characters of the document that are kept beside a task
MOST_TASKS = 2000  # the longest plans seen have three hundred


def _pictures_of(
    tasks: Sequence[TaskDraft], rows: Sequence[RowDraft], blocks: Sequence[Block]
) -> tuple[RowPicture, ...]:
    """A picture for each task that was read on one; the first `tasks` are those of the table `rows`, in order."""
    if not any(block.crop for block in blocks):
        return ()
    from documents.plans.formats.scans.page_crops import stacked  # noqa: PLC0415 -- opencv, for scans only

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


def _entries_of(
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


def _counts_of(entries: Sequence[Entry]) -> AccountCounts:
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
    found = (
        (passage, prose.unread.get(passage.id) or _unread(blocks, passage, entry))
        for passage, entry in zip(passages, entries, strict=True)
        if entry.kind is EntryKind.UNREAD
    )
    return tuple(replace(one, place=replace(one.place, order=passage.id)) for passage, one in found)


def _unread(blocks: Sequence[Block], passage: Passage, entry: Entry) -> Unread:
    return Unread(_place(blocks[passage.source]), passage.text, entry.rule, _table(blocks, passage))


def with_words(
    tasks: Sequence[TaskDraft], passages: Sequence[Passage], entries: Sequence[Entry]
) -> tuple[TaskDraft, ...]:
    """The tasks with the words of the document that each was read from, and where these begin among all blocks."""
    found: dict[int, list[Passage]] = {}
    for passage, entry in zip(passages, entries, strict=True):
        for row in entry.rows:
            found.setdefault(row, []).append(passage)
    return tuple(_told_by(task, found.get(at, [])) for at, task in enumerate(tasks))


def _told_by(task: TaskDraft, passages: Sequence[Passage]) -> TaskDraft:
    words = "\n".join(passage.text for passage in passages)[:LONGEST_WORDS]
    order = min((passage.id for passage in passages), default=None)
    return replace(task, words=words, place=replace(task.place, order=order))


def _place(block: Block) -> Place:
    if isinstance(block, Row):
        return Place(table=block.table, row=block.row, page=block.page)
    return Place(paragraph=block.number, page=block.page)


def _table(blocks: Sequence[Block], passage: Passage) -> str:
    block = blocks[passage.source]
    return f"Bảng {block.table}" if isinstance(block, Row) else ""


def _told_in(rows: Sequence[RowDraft]) -> Callable[[str], int | None]:
    """Which row says the same as a sentence of the prose; None for none, and for tables with very many rows."""
    titles = [fold(row.cell(Role.TASK))[:200] for row in rows[:_MOST_COMPARED]]

    def find(sentence: str) -> int | None:
        if not titles:
            return None
        from rapidfuzz import fuzz, process  # noqa: PLC0415 -- 4 MB that only a plan needs

        best = process.extractOne(fold(sentence)[:200], titles, scorer=fuzz.ratio, score_cutoff=_SAME)
        return best[2] if best and _NUMBERS.findall(best[0]) == _NUMBERS.findall(fold(sentence)[:200]) else None

    return find


def read_plan(
    content: bytes,
    filename: str,
    *,
    calendar: WorkingCalendar = WEEKDAYS,
    on_page: Callable[[int, int], None] | None = None,
    known_units: Collection[str] = (),
    month_first: bool | None = None,
) -> PlanDraft:
    """Read a plan; doubts become warnings, nothing is repaired silently.

    The ending of `filename` decides the format where the content does not; a deadline on a day off of the
    `calendar` is doubted. `on_page` is called with each page that was read and the number of pages, where a
    format has pages. `known_units` are names and aliases of the roster, whole whatever stands inside them;
    `month_first` settles how dates such as 4/5/2026 are written in the tables, None leaves it to the file. Raises
    PlanUnreadable with one Vietnamese sentence for the sender.
    """
    return _plan(blocks_of(content, filename, on_page), calendar, known_units, month_first=month_first)


def read_pasted(text: str, *, calendar: WorkingCalendar = WEEKDAYS, known_units: Collection[str] = ()) -> PlanDraft:
    """Read a plan that was pasted into a chat: tab or pipe tables, or prose; the rest as `read_plan`."""
    return _plan(checked(blocks_of_text(text)), calendar, known_units)


def _plan(
    blocks: Sequence[Block],
    calendar: WorkingCalendar,
    known_units: Collection[str] = (),
    *,
    month_first: bool | None = None,
) -> PlanDraft:
    check_legible(blocks)
    passages = passages_of(blocks)
    heading = heading_of(blocks)
    issue = IssueDay(heading.issued_on, heading.issued_in, year_of(heading.title), month_of(heading.title))
    at = [i for i, b in enumerate(blocks) if isinstance(b, Row)]
    table_rows = (b for b in blocks if isinstance(b, Row))
    tables = read_tables(table_rows, month_first=month_first, lines_above=_lines_above(blocks, heading))
    issue = replace(issue, limits_from=first_of_one_year(row.cell(Role.DEADLINE) for row in tables.tasks))
    prose = _prose(blocks, passages, heading, tables.tasks, issue, known_units)
    known = {*known_units, *names_alone(row.cell(role) for row in tables.tasks for role in _UNITS)}
    sources = _sources(tables.tasks, prose.duties, issue, known)
    _check(sources, blocks)
    rows = dict(zip(at, tables.entries, strict=True))
    entries = _entries_of(passages, heading, rows, prose, len(tables.tasks))
    pictures = tuple(b.page or 0 for b in blocks if isinstance(b, Paragraph) and b.is_picture)
    scans = tuple(sorted({b.page or 0 for b in blocks if b.is_scan}))
    evidence = Evidence(heading.number, heading.issued_on, sources, calendar, pictures, tables.unclear_date, scans)
    draft = PlanDraft(
        heading.title,
        heading.number,
        heading.issuer,
        heading.issued_on,
        with_words([s.task for s in sources], passages, entries),
        tuple(doubts_about(evidence)),
        heading.basis,
        heading.issued_in,
        unread_of(blocks, passages, entries, prose),
        _counts_of(entries),
        pictures=_pictures_of([s.task for s in sources], tables.tasks, blocks),
    )
    if not tables.unclear_date:
        return draft
    other = _plan(blocks, calendar, known_units, month_first=True)
    return replace(draft, date_orders=orders_of(draft, other))


def _lines_above(blocks: Sequence[Block], heading: Heading) -> dict[int, list[str]]:
    """The last lines of prose over each table below the title, the nearest first, and the title itself."""
    lines: dict[int, list[str]] = {}
    prose: list[str] = []
    for i, block in enumerate(blocks):
        if isinstance(block, Row):
            lines.setdefault(block.table, [*reversed(prose[-_MOST_LINES_ABOVE:]), heading.title])
            prose = []
        elif i >= heading.ends_at and block.text.strip():
            prose.append(block.text.strip())
    return lines


def _check(sources: Sequence[Source], blocks: Sequence[Block]) -> None:
    """Raises PlanUnreadable for a document without tasks, and for one with too many."""
    if len(sources) > MOST_TASKS:
        raise PlanUnreadable(f"Tệp có hơn {MOST_TASKS} nhiệm vụ; đề nghị tách thành nhiều kế hoạch rồi gửi từng tệp.")
    if sources:
        return
    if any(isinstance(b, Paragraph) and b.is_picture for b in blocks):
        raise PlanUnreadable(
            "Phần có chữ của tệp không có nhiệm vụ nào, các trang còn lại là bản quét (ảnh chụp) hoặc bản vẽ nên "
            "chưa đọc được; đề nghị gửi bản gốc dạng Word hoặc PDF xuất từ Word."
        )
    raise PlanUnreadable(
        "Không tìm thấy nhiệm vụ nào trong tệp; đề nghị gửi bản kế hoạch có bảng nhiệm vụ (nội dung, đơn vị chủ "
        "trì, thời hạn)."
    )


def _prose(
    blocks: Sequence[Block],
    passages: Sequence[Passage],
    heading: Heading,
    rows: Sequence[RowDraft],
    issue: IssueDay,
    known_units: Collection[str],
) -> ProseReading:
    """In a spreadsheet without a table of tasks, rows of one filled cell are lines of prose."""
    lines = {
        i
        for i, b in enumerate(blocks)
        if i >= heading.ends_at and (isinstance(b, Paragraph) or (not rows and sum(map(bool, b.words)) == 1))
    }
    names, told = KnownNames(known_units), _told_in(rows)
    statements = names.hidden(statements_of(blocks, passages, lines))
    return names.shown(
        read_prose(
            statements,
            issue,
            has_table=bool(rows),
            is_told=lambda text: told(names.shown(text)),
            has_title=heading.ends_at > 0,
        )
    )


def _sources(
    rows: Sequence[RowDraft], duties: Sequence[ProseDuty], issue: IssueDay, known: Collection[str]
) -> tuple[Source, ...]:
    numbers = _numbers(rows)
    tabled = [_from_row(r, n, issue, known) for r, n in zip(rows, numbers, strict=True)]
    next_number = max(numbers, default=0) + 1
    return (*tabled, *(_from_prose(d, n) for n, d in enumerate(duties, next_number)))


def _numbers(rows: Sequence[RowDraft]) -> list[int]:
    """The table's own numbers, so that `/done 3` means row 3; a plain count where they are no numbers or repeat."""
    own = [int(r.code) for r in rows if r.code.isascii() and r.code.isdigit() and len(r.code) < 6 and int(r.code)]
    return own if len(own) == len(rows) and len(set(own)) == len(own) else list(range(1, len(rows) + 1))


@dataclass(frozen=True, slots=True)
class _Assigned:
    lead: tuple[UnitMention, ...]
    coordinating: tuple[UnitMention, ...]


def _assigned(row: RowDraft, known: Collection[str]) -> _Assigned:
    """Units by column; a sentence in the lead column that names its partners ("phối hợp với ...") moves them over."""
    named = units_by_role(row.cell(Role.LEAD), known)
    leads = [unit for unit, role in named if role != JOINS]
    partners = [unit for unit, _ in units_by_role(row.cell(Role.COORDINATING), known)]
    partners += [unit for unit, role in named if role == JOINS]
    return _Assigned(tuple(dict.fromkeys(leads)), tuple(dict.fromkeys(partners)))


def _from_row(row: RowDraft, number: int, issue: IssueDay, known: Collection[str]) -> Source:
    units = _assigned(row, known)
    reading = read_with(row.deadline, issue)
    title, notes = shortened(row.cell(Role.TASK))
    task = TaskDraft(
        number=number,
        code=row.code,
        title=title,
        lead=units.lead,
        coordinating=units.coordinating,
        deadline=reading.deadline,
        place=row.place,
        product=row.cell(Role.PRODUCT) or None,
        notes=(*row.notes, *notes),
    )
    return Source(task, reading, is_prose=False)


def _from_prose(duty: ProseDuty, number: int) -> Source:
    task = TaskDraft(
        number,
        duty.code,
        duty.title,
        duty.lead,
        duty.coordinating,
        duty.reading.deadline,
        duty.place,
        duty.product,
        duty.notes,
    )
    return Source(task, duty.reading, is_prose=True)


_CLERKS: tuple[Callable[[Evidence], Iterable[PlanWarning]], ...] = (
    doubts_about_scans,
    doubts_about_numbering,
    doubts_about_date_order,
    doubts_about_dates,
    drafts_after_finals,
    contradictions,
    doubts_about_units,
    likely_typing_errors,
    doubts_about_titles,
)


def doubts_about(evidence: Evidence) -> Iterator[PlanWarning]:
    """All doubts, those about the plan as a whole first."""
    for clerk in _CLERKS:
        yield from clerk(evidence)
