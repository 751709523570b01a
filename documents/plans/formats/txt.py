"""Plain text: a line with tabs is a row of a table, any other line is a paragraph."""

from documents.plans.blocks import Block, Paragraph, PlanUnreadable, Row
from domain.names import tidy


def blocks_of_txt(content: bytes) -> list[Block]:
    """Paragraphs and rows in order; a line of prose or an empty line ends a table."""
    blocks: list[Block] = []
    table, row, paragraph, is_open = 0, 0, 0, False
    for line in _decoded(content).splitlines():
        if "\t" in line and line.strip():
            table, row = (table, row + 1) if is_open else (table + 1, 1)
            is_open = True
            blocks.append(Row(tuple(c.strip() for c in line.split("\t")), table, row))
            continue
        is_open = False
        if tidy(line):
            paragraph += 1
        blocks.append(Paragraph(tidy(line), paragraph))
    return blocks


def _decoded(content: bytes) -> str:
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_writing(text):
            return text
    raise PlanUnreadable(
        "Không đọc được chữ trong tệp (không phải văn bản Unicode); đề nghị mở tệp, chọn lưu với mã UTF-8 rồi gửi lại."
    )


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8-sig",)


def _is_writing(text: str) -> bool:
    """Words, not the inside of a program: control characters other than tab and line ends are next to none."""
    odd = sum(1 for c in text if (ord(c) < 32 and c not in "\t\r\n\f\v") or 0x80 <= ord(c) < 0xA0)
    return odd * 200 <= len(text)
