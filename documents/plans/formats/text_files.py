"""Text files: a line with tabs, or between pipes as in Markdown, is a row of a table; the rest is prose."""

import re
from collections.abc import Iterator

from documents.plans.blocks import Block, Paragraph, PlanUnreadable, Row
from documents.sheets import decoded
from domain.names import tidy

_PIPE_ROW = re.compile(r"\s*\|.*\|.*")
_PIPE_RULER = re.compile(r"[\s|:-]+")
_MARKS = re.compile(r"^#{1,6}\s+")
_LONGEST_CELL = 60  # lines that a quoted cell from a spreadsheet may run over


def blocks_of_txt(content: bytes) -> list[Block]:
    """The blocks of a text file in UTF-8 or UTF-16. Raises PlanUnreadable when it is neither."""
    return blocks_of_text(decoded_writing(content))


def blocks_of_text(text: str) -> list[Block]:
    """Paragraphs and rows in order; a line of prose or an empty line ends a table."""
    blocks: list[Block] = []
    table, row, paragraph, is_open = 0, 0, 0, False
    for line in _whole_lines(text):
        cells = _cells(line)
        if cells is None:
            is_open = False
            if words := tidy(_MARKS.sub("", line)):
                paragraph += 1
            blocks.append(Paragraph(words, paragraph))
        elif cells:
            table, row = (table, row + 1) if is_open else (table + 1, 1)
            is_open = True
            blocks.append(Row(cells, table, row))
    return blocks


def _cells(line: str) -> tuple[str, ...] | None:
    """The cells of a row, () for the ruler of a Markdown table, None for prose."""
    if "\t" in line and line.strip():
        return tuple(_unquoted(c) for c in line.split("\t"))
    if not _PIPE_ROW.fullmatch(line):
        return None
    if _PIPE_RULER.fullmatch(line):
        return ()
    inside = re.split(r"(?<!\\)\|", line.strip().strip("|"))
    return tuple(re.sub(r"<br\s*/?>", "\n", c).replace("\\|", "|").strip() for c in inside)


def _whole_lines(text: str) -> Iterator[str]:
    """Lines; those of a cell in quotes, as spreadsheets put them on the clipboard, joined to one."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        line, last = lines[at], at
        while _is_open(line) and last + 1 < min(len(lines), at + _LONGEST_CELL):
            last += 1
            line = f"{line}\v{lines[last]}"
        if _is_open(line):  # a quotation mark that nobody closes is a sign like any other
            line, last = lines[at], at
        yield line
        at = last + 1


def _is_open(line: str) -> bool:
    return ('\t"' in line or line.startswith('"')) and "\t" in line and line.count('"') % 2 == 1


def _unquoted(cell: str) -> str:
    cell = cell.replace("\v", "\n").strip()
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if quoted and "\n" in cell else cell


def decoded_writing(content: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16. Raises PlanUnreadable where it is neither, or no writing at all."""
    try:
        text = decoded(content)
    except UnicodeDecodeError:
        text = "\0"  # as little writing as what decodes to control characters; both get the same advice
    if _is_writing(text):
        return text
    raise PlanUnreadable(
        "Không đọc được chữ trong tệp (không phải văn bản Unicode); đề nghị mở tệp, chọn lưu với mã UTF-8 rồi gửi lại."
    )


def _is_writing(text: str) -> bool:
    """Words, not the inside of a program: control characters other than tab and line ends are next to none."""
    odd = sum(1 for c in text if (ord(c) < 32 and c not in "\t\r\n\f\v") or 0x80 <= ord(c) < 0xA0)
    return odd * 200 <= len(text)
