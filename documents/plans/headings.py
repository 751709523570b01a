"""What stands above the tasks: title, number, issuing body and issue day of a plan."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from documents.plans.blocks import Block, Paragraph
from domain.names import fold, modern_tone, tidy

_NUMBER = re.compile(r"^Số\s*:?\s*(?P<number>\d[\w./&-]*(?:\s*[-/]\s*[\w./&-]+)*)?", re.IGNORECASE)
_ISSUED = re.compile(
    r"ngày\s+(?P<d>\d{1,2})\s*(?:tháng|[/.-])\s*(?P<m>\d{1,2})\s*(?:năm|[/.-])\s*(?P<y>\d{4})", re.IGNORECASE
)
_KINDS = (
    "KẾ HOẠCH", "CHƯƠNG TRÌNH", "THÔNG BÁO", "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "KẾT LUẬN", "CHỈ THỊ", "ĐỀ ÁN", "PHƯƠNG ÁN",
    "HƯỚNG DẪN", "PHỤ LỤC", "BẢNG PHÂN CÔNG", "DANH MỤC",
)  # fmt: skip
_TITLE = re.compile(rf"^(?:{'|'.join(_KINDS)})\b", re.IGNORECASE)
_MOTTO = re.compile(r"^(?:cong hoa|doc lap|dang cong san|so\b|ngay\b|\W*$)")
_WHERE = re.compile(r"^(?:thanh pho|tinh|phuong|xa|quan|huyen|thi tran|dac khu)\b")
_PREAMBLE = re.compile(r"^(?:thuc hien|can cu|nham|de |tiep tuc|trien khai thuc hien ke hoach)\b")
_ISSUER = re.compile(
    r"(?:^|[,;]\s*)(?P<who>(?:Ban Thường vụ|Ban Chấp hành|Thường trực|Đảng ủy|Đảng uỷ|Ủy ban|Uỷ ban|UBND|HĐND|Ban"
    r"|Sở|Huyện ủy|Thành ủy"
    r"|Tỉnh ủy|Chi bộ|Văn phòng|Công ty|Tổng công ty)\b[^,;.]*?)\s+(?:ban hành|xây dựng|đề ra|triển khai)\s+[Kk]ế hoạch"
)
_BODY = re.compile(
    r"^(?:đảng ủy|đảng bộ|ban|ubnd|ủy ban|hđnd|hội đồng|sở|bộ|huyện ủy|thành ủy|tỉnh ủy|chi bộ|công ty|tổng công ty"
    r"|tập đoàn|trường|văn phòng)\b"
)
_RULER = re.compile(r"^[\W_]*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """The plan's own papers; None for what the document leaves out. `ends_at` is the block after the title."""

    title: str
    number: str | None
    issuer: str | None
    issued_on: date | None
    ends_at: int


def heading_of(blocks: Sequence[Block]) -> Heading:
    """Read the letterhead, the title and the sentence that says who issues the plan."""
    at = next((i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and _is_title(b.text)), None)
    above = [line for b in blocks[: at if at is not None else 15] for line in _lines(b)]
    title, ends_at = _title(blocks, at) if at is not None else ("", 0)
    below = [line for b in blocks[ends_at : ends_at + 12] for line in _lines(b)]
    return Heading(title, _number(above), _issuer(above, below), _issued_on(above), ends_at)


def _lines(block: Block) -> Iterator[str]:
    texts = [block.text] if isinstance(block, Paragraph) else block.cells
    for text in texts:
        yield from (line for raw in text.split("\n") if (line := tidy(raw.replace("*", ""))))


def _is_title(text: str) -> bool:
    text = text.replace("*", "").strip()
    kind = _TITLE.match(text)
    return kind is not None and len(text) < 400 and (kind.group().isupper() or text == kind.group())


def _title(blocks: Sequence[Block], at: int) -> tuple[str, int]:
    """The title goes on until an empty line, a ruler or the first sentence of the preamble."""
    lines: list[str] = []
    end = at
    for block in blocks[at : at + 8]:
        text = tidy(block.text.replace("*", "")) if isinstance(block, Paragraph) else ""
        if not text or _RULER.match(text) or (lines[1:] and _PREAMBLE.match(fold(text)) and len(text) > 120):
            break
        lines.append(text)
        end += 1
    words = " ".join(lines)
    return _calm(words), end


def _calm(title: str) -> str:
    """ "KẾ HOẠCH triển khai ..." -> "Kế hoạch triển khai ..."."""
    kind = _TITLE.match(title)
    return kind.group().capitalize() + title[kind.end() :] if kind else title


def _number(lines: Sequence[str]) -> str | None:
    for line in lines:
        match = _NUMBER.match(line)
        if match:
            return tidy(match["number"]) if match["number"] else None
    return None


def _issued_on(lines: Sequence[str]) -> date | None:
    for line in lines:
        match = _ISSUED.search(tidy(line))
        if match:
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                return None
    return None


def _issuer(above: Sequence[str], below: Sequence[str]) -> str | None:
    for line in below:
        if match := _ISSUER.search(line):
            return modern_tone(tidy(match["who"]))
    lines = [line for line in above if not _MOTTO.match(fold(line)) or _BODY.match(line.lower())]
    bodies = [i for i, line in enumerate(lines) if _BODY.match(modern_tone(line).lower())]
    if not bodies:
        return None
    after = lines[bodies[-1] + 1 : bodies[-1] + 2]
    territory = [line for line in after if _WHERE.match(fold(line))]
    return modern_tone(" ".join([lines[bodies[-1]], *territory]))
