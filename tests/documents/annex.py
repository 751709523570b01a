"""Doc 01's annex as people send it: a two-row header on every page, group rows, merged cells, child letters."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
import typst
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from tests.documents.gold import rows

HEAD = ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HÀ NỘI", "Số: 215/KH-UBND", "Hà Nội, ngày 14 tháng 7 năm 2026")
TITLE = ("KẾ HOẠCH", "Triển khai đợt cao điểm 100 ngày chuyển đổi số")
HEADER = (
    ("TT", "Nhiệm vụ", "Phân công thực hiện", "", "Thời hạn", "Sản phẩm"),
    ("", "", "Cơ quan chủ trì", "Cơ quan phối hợp", "", ""),
)
# What a group row says once; the rows under it leave these cells empty.
GROUPS = {
    "1": ("Dữ liệu dùng chung", "", "Sở Khoa học và Công nghệ", "30/8/2026"),
    "2": ("Hoàn thiện cơ sở dữ liệu đất đai", "", "", "Theo từng mốc thời hạn dưới đây"),
    "3": ("Hạ tầng và nền tảng số dùng chung", "", "", ""),
    "4": ("Cải cách thủ tục hành chính", "", "", ""),
    "5": ("Phát triển kinh tế số", "", "", ""),
    "6": ("Chuyển đổi số hộ kinh doanh", "", "", ""),
    "7": ("Thương mại điện tử", "", "", ""),
    "12": (
        "Kinh phí", "Các Sở, ban, ngành; UBND các xã, phường", "Sở Tài chính, Sở Khoa học và Công nghệ",
        "Theo thời hạn cụ thể sau đây:",
    ),
}  # fmt: skip
WIDTHS = (12, 78, 48, 52, 34, 30)  # millimetres, of a landscape page


@dataclass(frozen=True)
class Cell:
    """Words that stand over `height` rows; None in a row's list is covered by the cell above."""

    words: str
    height: int = 1


def table() -> list[list[Cell | None]]:
    """The rows under the header; neighbours of one group that say the same share a merged cell."""
    lines: list[list[Cell | None]] = []
    gold = rows("plan_rows.tsv", "01")
    for number, family in groupby(gold, key=lambda r: r["code"].split(".")[0]):
        children = list(family)
        group = GROUPS.get(number)
        if group:
            title, lead, partners, deadline = group
            lines.append([Cell(number), Cell(title), Cell(lead), Cell(partners), Cell(deadline), Cell("")])
        lines += _family(children, group)
    return lines


def _family(children: list[dict[str, str]], group: tuple[str, ...] | None) -> Iterator[list[Cell | None]]:
    columns = [_left_out([r[name] for r in children], said) for name, said in _columns(group)]
    merged = [list(_merged(words)) for words in columns]
    for i, child in enumerate(children):
        code = child["code"].rpartition(".")[2]
        yield [Cell(code), Cell(child["task"]), *(column[i] for column in merged), Cell("")]


def _columns(group: tuple[str, ...] | None) -> list[tuple[str, str]]:
    said = group[1:] if group else ("", "", "")
    return list(zip(("lead", "coordination", "deadline"), said, strict=True))


def _left_out(words: list[str], said: str) -> list[str]:
    return ["" if w == said else w for w in words]


def _merged(words: list[str]) -> Iterator[Cell | None]:
    for word, same in groupby(words):
        count = len(list(same))
        if not word:
            yield from [Cell("")] * count
        else:
            yield from (Cell(word, count), *[None] * (count - 1))


def as_docx() -> bytes:
    """The annex as a Word file; every header row is marked to be repeated on each page."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    document.styles["Normal"].font.size = Pt(11)
    for words in (*HEAD, "", *TITLE, ""):
        document.add_paragraph(words)
    grid = table()
    target = document.add_table(rows=len(grid) + 2, cols=6, style="Table Grid")
    _fill_header(target)
    boxes = [row.cells for row in target.rows]  # `target.cell` walks the whole table each time
    for i, line in enumerate(grid, 2):
        for j, cell in enumerate(line):
            if cell is None:
                continue
            box = boxes[i][j]
            if cell.height > 1:
                box = box.merge(boxes[i + cell.height - 1][j])
            box.text = cell.words
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _fill_header(target: Any) -> None:
    for i in (0, 1):
        properties = target.rows[i]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))
    for j in (0, 1, 4, 5):
        target.cell(0, j).merge(target.cell(1, j)).text = HEADER[0][j]
    target.cell(0, 2).merge(target.cell(0, 3)).text = HEADER[0][2]
    target.cell(1, 2).text, target.cell(1, 3).text = HEADER[1][2], HEADER[1][3]


def as_pdf() -> bytes:
    """The annex as a digital PDF of several pages, the header repeated, rows torn by page ends."""
    return pdf_of((*HEAD, *TITLE), _typst_table())


FONTS = Path(__file__).parents[2] / "wording" / "fonts"


def pdf_of(lines: tuple[str, ...], body: str) -> bytes:
    """A landscape A4 document of a few lines and a body in typst's language."""
    head = "\n".join(f"#par[{escaped(line)}]" for line in lines)
    source = (
        '#set page(width: 297mm, height: 210mm, margin: 18mm, numbering: "1")\n#set text(font: "Be Vietnam Pro", '
        f"size: 11pt)\n#set par(spacing: 1em)\n{head}\n{body}\n"
    )
    compiled: object = typst.compile(source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)  # type: ignore[misc]  # its stubs leave a type open
    assert isinstance(compiled, bytes)
    return compiled


def escaped(words: str) -> str:
    """Words as a typst string, so that no sign of theirs is markup."""
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'#text("{quoted}")'


def _typst_table() -> str:
    header = (
        'table.cell(rowspan: 2)[TT], table.cell(rowspan: 2)[Nhiệm vụ], table.cell(colspan: 2)[Phân công thực hiện], '
        'table.cell(rowspan: 2)[Thời hạn], table.cell(rowspan: 2)[Sản phẩm], [Cơ quan chủ trì], [Cơ quan phối hợp]'
    )  # fmt: skip
    cells = [f"table.cell(rowspan: {cell.height})[{escaped(cell.words)}]" for line in table() for cell in line if cell]
    columns = ", ".join(f"{w}mm" for w in WIDTHS)
    return f"#table(columns: ({columns}), table.header({header}),\n" + ",\n".join(cells) + ")"
