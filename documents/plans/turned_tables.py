"""Tables turned round: days, weeks or months as columns and the duties in the cells below them."""

import re
from collections.abc import Mapping, Sequence

from documents.plans.blocks import Row
from documents.plans.columns import Role, named_columns
from documents.plans.deadlines.cleaning import plain_words
from documents.plans.guessing import (
    is_day,
    is_figures,
    is_limit,
    is_mostly,
    is_name,
    is_rhythm,
    limit_of_heading,
)
from documents.plans.rows import RowDraft
from domain.names import fold
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


def turned_tasks(table: Sequence[tuple[int, Row]]) -> tuple[int, list[RowDraft]]:
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
