"""Reads every table of a document, also those of two columns or turned round, and accounts for each row."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from documents.plans.block_account import Entry, EntryKind
from documents.plans.blocks import Row
from documents.plans.deadlines.cleaned_text import plain_words
from documents.plans.tables.columns import Columns, Role, named_columns
from documents.plans.tables.headerless_tables import (
    by_table,
    headless_table,
    is_agenda,
    is_day,
    is_figures,
    is_limit,
    is_mostly,
    is_name,
    is_rhythm,
    limit_of_heading,
)
from documents.plans.tables.row_hierarchy import with_inheritance
from documents.plans.tables.row_reader import (
    TableReader,
    context,
    is_above_title,
    is_closing,
    is_dated,
    is_letterhead,
    is_title,
    other_table,
    unread,
)
from documents.plans.tables.task_rows import (
    RowDraft,
    cells_by_role,
    taken_from_notes,
    taken_from_other_column,
    taken_from_text,
)
from domain.names import fold, tidy
from domain.plans import Place

_FEWEST_PERIODS = 2
_FEWEST_WORDS = 4  # of most duties; names of people on call have three
_MOST_OTHERS = 2  # columns beside those of periods: a number, a unit or a session
_BEGINS = re.compile(r"^\s*(?:[-+•*–●]\s*|(?=\d{1,2}\s?(?:h|g|giờ|:)\s?\d{0,2}))")
_IN_BRACKETS = re.compile(r"^(?P<title>[^()]{4,})\((?P<unit>[^()]{3,80})\)\W*$", re.DOTALL)
_PREPARES = re.compile(r"\s+(?:chuẩn bị|chủ trì|thực hiện|tham mưu)(?:\s+nội dung)?$|^(?:do|giao)\s+", re.IGNORECASE)
_AT_THE_DESK = re.compile(
    r"(?:(?:cac )?(?:lanh dao|dong chi) )?(?:lam viec (?:tai|o) |nghi\b|truc (?:tai )?co quan).{0,30}"
)

_VALUE_HEADERS = {"chi tiết", "nội dung", "thông tin", "mô tả", "giá trị", "nội dung chi tiết"}
_LONGEST_LABEL = 40  # characters

_DAY = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")
_ENGLISH = re.compile(r"\b(?:tasks?|owner|start|due|end|finish|assigned|dates?)\b")
_SENTENCE = re.compile(r"[.;](?=\s+[^\W\d_])")
_LONGEST_TITLE, _SHORTEST_TITLE = 500, 60  # characters
_LOOKED_AT = 40  # rows of a table in which a header may still come


def _turned_tasks(table: Sequence[tuple[int, Row]]) -> tuple[int, list[RowDraft]]:
    """The place of the header and a task for each duty below it; (-1, []) for a table of another form."""
    for n, (at, row) in enumerate(table[:2]):
        periods = {i: w for i, w in enumerate(row.words) if w and _is_period(w)}
        others = [w for i, w in enumerate(row.words) if w and i not in periods]
        body = table[n + 1 :]
        if len(periods) < _FEWEST_PERIODS or len(others) > _MOST_OTHERS or not body:
            if named_columns(row.words).roles:
                break  # a header of another form
            continue
        cells = [r.words[i] for _, r in body for i in periods if i < len(r.words) and r.words[i]]
        if not is_mostly(cells, _is_duty):
            return -1, []
        unit = _unit_column([r for _, r in body], periods)
        return at, _tasks(body, periods, unit)
    return -1, []


def _is_period(header: str) -> bool:
    return (is_day(header) or bool(limit_of_heading(header))) and not is_rhythm(header)


def _is_duty(cell: str) -> bool:
    return len(cell.split()) >= _FEWEST_WORDS and not (is_figures(cell) or is_limit(cell))


def _unit_column(rows: Sequence[Row], periods: Mapping[int, str]) -> int | None:
    """The column that says whose duties the row holds."""
    for i in range(min(periods)):
        cells = [row.words[i] for row in rows if i < len(row.words) and row.words[i]]
        if is_mostly(cells, is_name, 1):
            return i
    return None


def _tasks(body: Sequence[tuple[int, Row]], periods: Mapping[int, str], unit: int | None) -> list[RowDraft]:
    tasks: list[RowDraft] = []
    for at, row in body:
        for i, period in periods.items():
            for words in _duties(row.cells[i]) if i < len(row.cells) and i not in row.repeated else ():
                lead = row.words[unit] if unit is not None else ""
                title, named = _with_unit(words)
                cells = {Role.TASK: title, Role.LEAD: named or lead, Role.DEADLINE: period}
                place = Place(table=row.table, row=row.row, page=row.page)
                tasks.append(RowDraft(str(len(tasks) + 1), place, cells, sources=(at,)))
    return tasks


def _duties(cell: str) -> list[str]:
    """What a cell asks for, one by one where list signs or hours tell; work at the desk is none."""
    duties: list[str] = []
    for line in cell.split("\n"):
        words = plain_words(_BEGINS.sub("", line))
        if not words:
            continue
        if duties and not _BEGINS.match(line):
            duties[-1] += f" {words}"
        else:
            duties.append(words)
    return [d for d in duties if not _AT_THE_DESK.fullmatch(fold(d))]


def _with_unit(words: str) -> tuple[str, str]:
    """The duty and the unit that stands in brackets behind it: "Họp giao ban (Văn phòng chuẩn bị)"."""
    found = _IN_BRACKETS.match(words)
    unit = _PREPARES.sub("", found["unit"]) if found else ""
    return (found["title"].strip(), unit) if found and is_name(unit) else (words, "")


def _key_value_tasks(table: Sequence[tuple[int, Row]]) -> list[RowDraft]:
    """The tasks of the table, one for each line that names a task; [] for a table of another form."""
    labelled = [(at, row, _label(row)) for at, row in table]
    roles = {role for _, _, role in labelled}
    if Role.TASK not in roles or not roles & {Role.LEAD, Role.DEADLINE}:
        return []
    tasks: list[RowDraft] = []
    for at, row, role in labelled:
        if role is Role.TASK and row.words[1]:
            place = Place(table=row.table, row=row.row, page=row.page)
            tasks.append(RowDraft(str(len(tasks) + 1), place, {Role.TASK: row.words[1]}, sources=(at,)))
        elif tasks:
            tasks[-1] = _with(tasks[-1], at, row, role)
    return tasks


def _is_pair_header(row: Row) -> bool:
    """The header over labels and what they say: "Nội dung | Chi tiết"."""
    return len(row.words) == 2 and row.words[1].lower() in _VALUE_HEADERS


def _label(row: Row) -> Role | None:
    """The role that the first of two cells names, unless the row is the header over both columns."""
    label = row.words[0] if row.words else ""
    if len(row.words) != 2 or not row.words[1] or len(label) > _LONGEST_LABEL:
        return None
    if _is_pair_header(row):
        return None
    return next(iter(named_columns((label,)).roles.values()), None)


def _with(task: RowDraft, at: int, row: Row, role: Role | None) -> RowDraft:
    cells, notes = dict(task.cells), task.notes
    if role and role not in cells:
        cells |= {r: w for r, w in cells_by_role(Columns({1: role}, 2), row.cells).items() if r is role}
    elif row.words[1:] and row.words[1]:
        notes = (*notes, (row.words[0], row.words[1]))
    return RowDraft(task.code, task.place, cells, notes, (*task.sources, at))


@dataclass(frozen=True, slots=True)
class TableReading:
    """The tasks of all tables, and one entry for each row handed in (its `rows` are places in `tasks`).

    `unclear_date` is a date of the file (4, 5, 2026) when nothing tells whether its day is in May or in April.
    """

    tasks: tuple[RowDraft, ...]
    entries: tuple[Entry, ...]
    unclear_date: tuple[int, int, int] | None = None


def read_tables(
    rows: Iterable[Row], *, month_first: bool | None = None, lines_above: Mapping[int, Sequence[str]] | None = None
) -> TableReading:
    """Read every table of a document; a row is a task, part of one, context by a named rule, or unread with a reason.

    `month_first` settles how dates such as 4/5/2026 are written; None leaves it to what the file itself proves.
    `lines_above` are the lines of prose over a table, by its number and the nearest first, and last the plan's title.
    """
    rows = list(rows)
    is_proven, unclear = _order_of_dates(rows)
    turned, entries = _turned(rows)
    left = [replace(row, cells=()) if i in entries else row for i, row in enumerate(rows)]
    is_month_first = is_proven if month_first is None else month_first
    reader = TableReader(left, month_first=is_month_first, lines_above=lines_above)
    reader.read()
    reader.drafts += turned
    reader.entries |= entries
    reader.entries |= dict.fromkeys(_framed(rows), context("frame"))
    read = {*reader.entries, *(i for draft in reader.drafts for i in draft.sources)}
    for table in by_table((i, row) for i, row in enumerate(rows) if i not in read and any(row.words)):
        _read_other(reader, table)
    tasks = [_shortened(_dated(t)) for t in with_inheritance(sorted(reader.drafts, key=lambda d: d.sources[0]))]
    return TableReading(tuple(tasks), tuple(_entries(rows, tasks, reader)), unclear if month_first is None else None)


def _turned(rows: Sequence[Row]) -> tuple[list[RowDraft], dict[int, Entry]]:
    """The tasks of tables with days or months as columns, and an entry for each of their rows."""
    tasks: list[RowDraft] = []
    entries: dict[int, Entry] = {}
    for run in (run for table in by_table(enumerate(rows)) for run in _runs(table)):
        header, found = _turned_tasks(run)
        if found:
            tasks += found
            entries |= {i: context("table_header" if i <= header else "no_duty") for i, row in run if any(row.words)}
    return tasks, entries


def _read_other(reader: TableReader, table: Sequence[tuple[int, Row]]) -> None:
    """What stands under no header of tasks, run by run: in a spreadsheet letterhead, prose and tables are one table."""
    number = table[0][1].table
    first = min((d.sources[0] for d in reader.drafts if d.place.table == number), default=table[-1][0] + 1)
    for run in [table] if _is_pairs(table) else _runs(table):
        rows = [row for _, row in run]
        rule = _rule_of(rows) if _is_row(rows[0]) else ""
        if rule:
            reader.entries |= dict.fromkeys((i for i, _ in run), context(rule))
        elif tasks := _key_value_tasks(run):
            reader.drafts += tasks
            reader.entries |= {i: context("table_header") for i, row in run if _is_pair_header(row)}
        elif not reader.other_headers & {i for i, _ in run} and (columns := headless_table(rows)):
            reader.read_under(columns, [i for i, _ in run])
        else:
            reader.entries |= {i: _left(row, is_first=i < first) for i, row in run}


def _left(row: Row, *, is_first: bool) -> Entry:
    """A row that no table explains: a line over the tasks of a sheet, or unread."""
    if is_title(row):
        return context("title")
    if is_first and is_above_title(row):
        return context("letterhead")
    return unread("table_not_understood" if _is_row(row) else "line_of_text")


def _framed(rows: Sequence[Row]) -> Iterator[int]:
    """Rows of one cell around a table of its own, which repeat its words and hold no duty besides."""
    for i, (row, inner) in enumerate(pairwise(rows)):
        if len(row.words) != 1 or inner.table == row.table:
            continue
        lines = [r for r in rows[i + 1 : i + 1 + _LOOKED_AT] if r.table == inner.table]
        left = row.words[0]
        for words in (" ".join(filter(None, line.words)) for line in lines):
            left = left.replace(words, " ")
        if left != row.words[0] and not is_dated(left):
            yield i


def _rule_of(rows: Sequence[Row]) -> str:
    """The rule that makes the rows context, or ""."""
    if is_letterhead(rows):
        return "letterhead"
    if is_closing(rows):
        return "signature"
    if all(is_title(row) for row in rows):
        return "title"
    if is_agenda([row.words for row in rows[1:] or rows]):
        return "agenda"
    return next((kind for row in rows[:_LOOKED_AT] if (kind := other_table(row.words))), "")


def _runs(table: Sequence[tuple[int, Row]]) -> Iterator[list[tuple[int, Row]]]:
    """Neighbouring rows that are all rows of several cells, or all lines of one."""
    for _, run in groupby(enumerate(table), key=lambda item: (item[1][0] - item[0], _is_row(item[1][1]))):
        yield [item for _, item in run]


def _is_pairs(table: Sequence[tuple[int, Row]]) -> bool:
    """Labels beside what they say; where a value is left blank the label stands alone."""
    return len(table) > 1 and all(len(row.cells) == 2 and row.words[0] for _, row in table)


def _is_row(row: Row) -> bool:
    return len(row.cells) < 2 or sum(map(bool, row.words)) > 1


def _dated(task: RowDraft) -> RowDraft:
    """A task without a limit in its column may name one in its text."""
    if task.cell(Role.DEADLINE) or task.cell(Role.RHYTHM):
        return task
    title, limit = taken_from_text(task.cell(Role.TASK))
    if not limit:
        is_open = Role.DEADLINE in task.cells
        limit = taken_from_other_column(task.notes) if is_open else taken_from_notes(task.notes)
    return replace(task, cells={**task.cells, Role.TASK: title, Role.DEADLINE: limit}) if limit else task


def _shortened(task: RowDraft) -> RowDraft:
    """A title of whole paragraphs ends with the last sentence that fits; the rest becomes a note."""
    title = task.cell(Role.TASK)
    ends = [m.end() for m in _SENTENCE.finditer(title, 0, _LONGEST_TITLE)]
    if len(title) <= _LONGEST_TITLE or not ends or ends[-1] < _SHORTEST_TITLE:
        return task
    note = ("Nội dung tiếp theo", title[ends[-1] :].strip())
    return replace(task, cells={**task.cells, Role.TASK: title[: ends[-1]].strip()}, notes=(*task.notes, note))


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
            entry = reader.entries.get(i, unread("row_without_task"))
            yield unread("heading_without_rows") if entry.rule == "group_heading" else entry


def _order_of_dates(rows: Sequence[Row]) -> tuple[bool, tuple[int, int, int] | None]:
    """Whether cells that are nothing but a date are proven to be month first, and an example where that is unclear.

    A number over 12 proves it. Without proof dates are Vietnamese, day first, but under English headers either.
    """
    found = [m for row in rows for c in row.cells if (m := _DAY.fullmatch(tidy(c)))]
    days = [(int(m[1]), int(m[2]), int(m[3])) for m in found]
    day_first, month_first = any(d[0] > 12 for d in days), any(d[1] > 12 for d in days)
    either = next((d for d in days if max(d[:2]) <= 12 and d[0] != d[1]), None)
    words = {fold(c) for row in rows[:_LOOKED_AT] for c in row.words if c}
    is_english = sum(bool(_ENGLISH.search(w)) for w in words) >= 2
    is_unclear = (day_first and month_first) or (is_english and not (day_first or month_first))
    return month_first and not day_first, either if is_unclear else None
