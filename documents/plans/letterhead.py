"""Reads what stands above the tasks: title, number, issuing body, issue day and legal basis of a plan."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from documents.plans.blocks import Block, Paragraph, Row
from documents.words import word_lists
from domain.names import fold, modern_tone, tidy
from domain.plans import Basis, IssueMonth

_NUMBER = re.compile(r"^Số\s*:?\s*(?P<number>\d[\w./&-]*(?:\s*[-/]\s*[\w./&-]+)*)?", re.IGNORECASE)
_BEFORE_NUMBER = re.compile(r"(?<=\w)\s(?:-+\s)?(?=Số\s*:?\s*\d+\s?[-/][A-ZĐ])")  # a cell of a PDF is one line
_ISSUED = re.compile(
    r"ngày\s+(?P<d>\d{1,2})\s*(?:tháng|[/.-])\s*(?P<m>\d{1,2})\s*(?:năm|[/.-])\s*(?P<y>\d{4})", re.IGNORECASE
)
# A sentence of the text where a letter has no title: its days are those of other papers.
_CITES = re.compile(r"(?:\W*(?:căn cứ|thực hiện|theo|ngày \d.{0,40},|để|nhằm|xét)\b.{60,}|.{200,})", re.IGNORECASE)
# A day with one of these before it is a limit, and no day of issue.
_LIMITS = re.compile(r"\b(?:trước|đến|hết|nhất|trong|sau|từ|xong|hạn)\s*:?\s*$", re.IGNORECASE)
# "ngày   tháng 02 năm 2026", "ngày    /8/2026": the day is still to be written in by hand.
_ISSUED_IN = re.compile(
    r"ngày[\s.…_]*(?:tháng[\s.…_]*(?P<m>\d{1,2})?[\s.…_]*năm[\s.…_]*(?P<y>\d{4})"
    r"|/[\s.…_]*(?P<m2>\d{1,2})?[\s.…_]*/\s*(?P<y2>\d{4}))",
    re.IGNORECASE,
)
_PAPERS = r"kế hoạch|chương trình|quyết định|nghị quyết|kết luận|chỉ thị|công văn|thông báo|đề án|hướng dẫn|công điện"
_BASIS = re.compile(
    rf"^\W*(?:(?P<does>(?:triển khai |tiếp tục )*(?:thực hiện|thi hành)) (?:{_PAPERS})"
    rf"|căn cứ (?:kế hoạch|chương trình))\s+(?:số\s*:?\s*)?(?P<number>\d[\w./&-]*)"
    r"(?:,?\s*(?P<day>ngày\s+\d{1,2}\s*(?:tháng|[/.-])\s*\d{1,2}\s*(?:năm|[/.-])\s*\d{4}))?"
    r"(?:,?\s*của\s+(?P<who>[^,;.()]{3,120}?)(?=\s+(?:về|ban hành|tại|trong|triển khai|thực hiện)\b|[,;.()]|$))?",
    re.IGNORECASE,
)
_KINDS = word_lists("prose").words("kinds_of_documents")
_TITLE = re.compile(rf"^(?:{'|'.join(_KINDS)})\b", re.IGNORECASE)
_MOTTO = re.compile(r"^(?:cong hoa|doc lap|dang cong san|so\b|ngay\b|\W*$)")
_WHERE = re.compile(r"^(?:thanh pho|tinh|phuong|xa|quan|huyen|thi tran|dac khu)\b")
_CAPITALS = re.compile(r"\s+[A-ZĐÀ-Ỹ]{2,}\b")
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
# An annex sent alone: "(Kèm theo Kế hoạch số 12/KH-UBND ngày 15/01/2026 ...)" is its own plan's letterhead.
_NAMED = re.compile(
    r"^\W*(?:(?:phụ lục )?(?:ban hành )?kèm theo|ban hành theo)\b.*?"
    r"(?:kế hoạch|chương trình|quyết định|công văn|thông báo|nghị quyết|chỉ thị)\s+số\s*:?\s*"
    r"(?P<number>\d[\w./&-]*)?[^,;]*?"
    r"(?:,?\s*(?P<day>ngày\s+\d{1,2}\s*(?:tháng|[/.-])\s*\d{1,2}\s*(?:năm|[/.-])\s*\d{4}))?",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(r"\(?\s*(?:[\w ]+, )?ngày\s[^,;()]{6,30}\)?", re.IGNORECASE)
_POINT = re.compile(r"(?:\d{1,2}|[IVX]{1,5}|[A-HĐ])\s*[.)]\s|[-+(]")
_LONGEST_TITLE = 300  # characters in one line of it
_RULER = re.compile(r"^[\W_]*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """The plan's own papers; None for what the document leaves out.

    `starts_at` is the first block of the title, `ends_at` the one after it; both are 0 without a title. `basis` is the
    paper that the plan carries out.
    """

    title: str
    number: str | None
    issuer: str | None
    issued_on: date | None
    ends_at: int
    starts_at: int = 0
    issued_in: IssueMonth | None = None
    basis: Basis | None = None


def heading_of(blocks: Sequence[Block]) -> Heading:
    """Read the letterhead, the title and the sentence that says who issues the plan."""
    at = next((i for i, b in enumerate(blocks[: _letter_ends(blocks)]) if _is_title(_alone(b))), None)
    above = [line for b in blocks[: at if at is not None else _first_table(blocks)] for line in _lines(b)]
    title, ends_at = _title(blocks, at) if at is not None else ("", 0)
    below = [line for b in blocks[ends_at : ends_at + 12] for line in _lines(b)]
    around = [line for b in blocks[at or 0 : ends_at + 6] for line in _lines(b)]
    number, issued_on, issued_in = _number(above), _issued_on(above), _issued_in(above)
    if number is None and issued_on is None and issued_in is None:
        number, issued_on, issued_in = _named(around)
    return Heading(
        title or _subject(above), number, _issuer(above, below), issued_on, ends_at, at or 0,
        None if issued_on else issued_in, _basis(below),
    )  # fmt: skip


def _letter_ends(blocks: Sequence[Block]) -> int:
    """Where "Nơi nhận" ends a letter ("V/v …"): what stands below is its annex, whose title is not the letter's."""
    lines = [[fold(line) for line in _lines(b)] for b in blocks]
    if not any(line.startswith("v/v ") for block in lines[:15] for line in block):
        return len(blocks)
    return next((i for i, block in enumerate(lines) if any(w.startswith("noi nhan") for w in block)), len(blocks))


def _subject(above: Sequence[str]) -> str:
    """A letter has no title; "V/v ..." under its number says what it is about."""
    line = next((line for line in above if re.match(r"[Vv]/v\s+\S", line)), "")
    return f"Về việc {line[3:].strip(' :.')}" if line else ""


def _basis(lines: Sequence[str]) -> Basis | None:
    """The paper of another body that is carried out; what is only cited counts where nothing is carried out."""
    found = [m for line in lines if (m := _BASIS.search(line))]
    match = next((m for m in found if m["does"]), found[0] if found else None)
    if match is None:
        return None
    who = modern_tone(tidy(match["who"])) if match["who"] else None
    return Basis(match["number"].rstrip(".-/"), _issued_on([match["day"] or ""]), who)


def _first_table(blocks: Sequence[Block]) -> int:
    """Where the letterhead can end at the latest when no title says so."""
    tables = (i for i, b in enumerate(blocks[:15]) if isinstance(b, Row) and sum(map(bool, b.words)) > 2)
    return next(tables, 15)


def _alone(block: Block) -> str:
    """A line of prose; in a spreadsheet a row of one filled cell."""
    if isinstance(block, Row):
        filled = [w for w in block.words if w]
        return filled[0] if len(filled) == 1 else ""
    return tidy(block.text.replace("*", ""))


def _named(lines: Iterable[str]) -> tuple[str | None, date | None, IssueMonth | None]:
    """An annex or a table sent alone names its plan: "(Kèm theo Kế hoạch số 12/KH-UBND ngày 15/01/2026 ...)".

    A bare "(Ngày 18/5/2026)" under the title gives the day only. Papers that are carried out or cited lend nothing.
    """
    for line in lines:
        if match := _NAMED.search(line):
            number = tidy(match["number"]) if match["number"] else None
            return number, _issued_on([match["day"] or ""]), _issued_in([line])
        if _DAY_ALONE.fullmatch(line):
            return None, _issued_on([line]), None
    return None, None, None


def _lines(block: Block) -> Iterator[str]:
    texts = [block.text] if isinstance(block, Paragraph) else block.cells
    for text in texts:
        lines = (tidy(raw.replace("*", "")) for raw in text.split("\n"))
        yield from (part for line in lines for part in _BEFORE_NUMBER.split(line) if part)


def _is_title(text: str) -> bool:
    text = text.replace("*", "").strip()
    kind = _TITLE.match(text)
    return kind is not None and len(text) < 400 and (kind.group().isupper() or text == kind.group())


def _title(blocks: Sequence[Block], at: int) -> tuple[str, int]:
    """The title goes on until an empty line, a ruler or the first sentence of the preamble."""
    lines: list[str] = []
    end = at
    for block in blocks[at : at + 8]:
        text = _alone(block)
        if not text or _RULER.match(text) or (lines and _is_below_title(text, len(lines))):
            break
        lines.append(text)
        end += 1
    words = " ".join(lines)
    return _calm(words), end


def _is_below_title(text: str, count: int) -> bool:
    """A sentence, a numbered point or what stands in brackets: the title is over, though no empty line says so."""
    is_preamble = count > 1 and _PREAMBLE.match(fold(text)) and len(text) > 120
    return bool(is_preamble or _POINT.match(text) or text.endswith((".", ":", ";")) or len(text) > _LONGEST_TITLE)


def _calm(title: str) -> str:
    """ "KẾ HOẠCH triển khai ..." -> "Kế hoạch triển khai ..."."""
    kind = _TITLE.match(title)
    if not kind or _CAPITALS.match(title, kind.end()):
        return title
    return kind.group().capitalize() + title[kind.end() :]


def _number(lines: Sequence[str]) -> str | None:
    for line in lines:
        match = _NUMBER.match(line)
        if match:
            return tidy(match["number"]) if match["number"] else None
    return None


def _issued_on(lines: Sequence[str]) -> date | None:
    for line in lines:
        match = _ISSUED.search(tidy(line))
        if match and not _CITES.match(tidy(line)) and not _LIMITS.search(tidy(line)[: match.start()]):
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                return None
    return None


def _issued_in(lines: Sequence[str]) -> IssueMonth | None:
    """The month and year, or only the year, of a letterhead whose day is blank."""
    for line in lines:
        if match := _ISSUED_IN.search(tidy(line)):
            month = int(match["m"] or match["m2"] or 0)
            return IssueMonth(int(match["y"] or match["y2"]), month if 1 <= month <= 12 else None)
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
