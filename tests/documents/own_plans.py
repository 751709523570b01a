"""Whole plans written for tests as different clerks write them (tests/data/plans), set in the format their name says.

In the sources a line of pipes is a row, "^" a cell merged with the one above, "<" one merged with the one on its left,
"d:" a day and "m:" a month as Excel stores them, "!noborder" a table without ruling lines. Labels stand beside them.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl

from tests.documents.annex import escaped, pdf_of
from tests.documents.files import saved
from tests.documents.gold import DATA

FOLDER = DATA / "plans"
_NAME = re.compile(r"(?P<name>.+?)(?P<ending>\.\w+)\.txt")
Grid = list[list[str]]


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """A plan as it was written, the ending of the format it comes in, and what a person reads in it."""

    name: str
    ending: str
    source: str
    labels: tuple[dict[str, str], ...]

    def content(self, ending: str = "") -> bytes:
        """The file, in its own format or in another one."""
        return _WRITERS[ending or self.ending](list(_pieces(self.source)))


def own_plans(folder: Path = FOLDER) -> list[OwnPlan]:
    """All of them, by name."""
    return [_plan(path) for path in sorted(folder.glob("*.txt"))]


def _plan(path: Path) -> OwnPlan:
    found = _NAME.fullmatch(path.name)
    assert found is not None, path.name
    with path.with_name(f"{found['name']}.tsv").open(encoding="utf-8", newline="") as file:
        labels = tuple(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return OwnPlan(found["name"], found["ending"], path.read_text(encoding="utf-8"), labels)


@dataclass(frozen=True, slots=True)
class _Table:
    grid: Grid
    has_rules: bool = True


def _pieces(source: str) -> Iterator[str | _Table]:
    """Lines and tables in order."""
    grid: Grid = []
    has_rules = True
    for line in [*source.splitlines(), None]:
        if line is not None and line.startswith("|"):
            grid.append([cell.replace("\\n", "\n") for cell in line.strip("|\n").split("|")] if line != "|" else [])
            continue
        if grid:
            yield _Table(_even(grid), has_rules)
            grid, has_rules = [], True
        if line == "!noborder":
            has_rules = False
        elif line is not None:
            yield line


def _even(grid: Grid) -> Grid:
    width = max(map(len, grid))
    return [row + [""] * (width - len(row)) for row in grid]


def _spans(grid: Grid) -> Iterator[tuple[int, int, int, int, str]]:
    """Row, column, height, width and words of every cell that is written."""
    for i, row in enumerate(grid):
        for j, words in enumerate(row):
            if words in {"^", "<"}:
                continue
            width = height = 1
            while j + width < len(row) and row[j + width] == "<":
                width += 1
            while i + height < len(grid) and grid[i + height][j] == "^":
                height += 1
            yield i, j, height, width, words


def _stored(words: str) -> Any:
    if words[:2] in {"d:", "m:"}:
        return datetime.fromisoformat(words[2:])
    return int(words) if words.isdigit() else words


def _shown(words: str) -> str:
    if words[:2] not in {"d:", "m:"}:
        return words
    day = datetime.fromisoformat(words[2:])
    return f"{day:%d/%m/%Y}" if words[0] == "d" else f"{day:%m/%Y}"


def _docx(pieces: Sequence[str | _Table]) -> bytes:
    document = docx.Document()
    for piece in pieces:
        if isinstance(piece, str):
            document.add_paragraph(piece)
            continue
        target = document.add_table(rows=len(piece.grid), cols=len(piece.grid[0]))
        for i, j, height, width, words in _spans(piece.grid):
            cell = target.cell(i, j)
            if height > 1 or width > 1:
                cell = cell.merge(target.cell(i + height - 1, j + width - 1))
            cell.text = _shown(words)
    return saved(document)


def _xlsx(pieces: Sequence[str | _Table]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    bottom = 1
    for piece in pieces:
        top = bottom
        bottom += 1 if isinstance(piece, str) else len(piece.grid)
        if isinstance(piece, str):
            sheet.cell(top, 1).value = piece
            continue
        for i, j, height, width, words in _spans(piece.grid):
            cell = sheet.cell(top + i, j + 1)
            cell.value = _stored(words)
            cell.number_format = {"d:": "dd/mm/yyyy", "m:": "mm/yyyy"}.get(words[:2], "General")
            if height > 1 or width > 1:
                sheet.merge_cells(None, top + i, j + 1, top + i + height - 1, j + width)
    return saved(book)


def _pdf(pieces: Sequence[str | _Table]) -> bytes:
    body = []
    for piece in pieces:
        if isinstance(piece, str):
            body.append(f"#par[{escaped(piece)}]" if piece else "#v(2mm)")
            continue
        columns = len(piece.grid[0])
        widths = ", ".join("12mm" if j == 0 and columns > 2 else f"{_weight(piece.grid, j)}fr" for j in range(columns))
        stroke = "" if piece.has_rules else "stroke: none, "
        cells = ", ".join(
            f"table.cell(rowspan: {height}, colspan: {width})[{_lines(_shown(words))}]"
            for _, _, height, width, words in _spans(piece.grid)
        )
        body.append(f"#table(columns: ({widths}), {stroke}{cells})")
    return pdf_of((), "\n".join(body))


def _weight(grid: Grid, column: int) -> int:
    return max(3, min(9, sum(len(row[column]) for row in grid) // (5 * len(grid))))


def _lines(words: str) -> str:
    return " #linebreak() ".join(escaped(line) for line in words.split("\n"))


def _txt(pieces: Sequence[str | _Table]) -> bytes:
    lines = []
    for piece in pieces:
        rows = [] if isinstance(piece, str) else ["\t".join(_filled(piece.grid, i)) for i in range(len(piece.grid))]
        lines += [piece] if isinstance(piece, str) else rows
    return "\n".join(lines).encode()


def _filled(grid: Grid, row: int) -> list[str]:
    """A row of a text, where nothing can be merged: what is merged downwards is said again."""
    return [_shown(_above(grid, row, j)).replace("\n", " ") for j in range(len(grid[row]))]


def _above(grid: Grid, row: int, column: int) -> str:
    while row and grid[row][column] == "^":
        row -= 1
    return "" if grid[row][column] in {"<", "^"} else grid[row][column]


_WRITERS = {".docx": _docx, ".xlsx": _xlsx, ".pdf": _pdf, ".txt": _txt}
