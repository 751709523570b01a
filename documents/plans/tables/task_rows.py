"""Task rows of a table: cells by role, ditto marks, pairs of lines, and deadlines that stand in another column."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from documents.plans.deadlines import DeadlineReading, read_deadline, with_rhythm
from documents.plans.deadlines.cleaned_text import plain_words
from documents.plans.tables.columns import Columns, Role, is_named_otherwise
from documents.plans.tables.headerless_tables import is_limit, is_mark, is_name
from domain.deadlines import DeadlineKind
from domain.names import fold, tidy
from domain.plans import Place

# Stand for a number in rows that have none: a row of its own under the row before, and a further row of one number.
ITEM, FURTHER = "-", "+"
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_BEFORE = re.compile(r"\b(?:truoc ngay|truoc)\)?$|\(truoc ngay\)")
_PERIOD = re.compile(r"(?:thang|quy|tuan|nam)$")
_BARE_NUMBER = re.compile(
    r"(?:\d{1,4}|[IVX]{1,4})(?:\s?/\s?\d{4})?(?:\s?[-,;]\s?(?:\d{1,2}|[IVX]{1,4})(?:\s?/\s?\d{4})?)*"
)
_BARE_DAYS = re.compile(r"\d{1,2}(?:\s?[-–,;]\s?\d{1,2})*")
_DAYS = re.compile(r"(?:thu,? )?ngay(?: thang| thuc hien)?|thoi gian|thoi gian ngay")
_MONTH = re.compile(r"\bthang (\d{1,2})(?:\s*(?:/|-|nam)\s*(\d{4}))?(?!\d)")
_BARE_DAY = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})?")

_REST = r"(?:[^.;()]|\.(?=\d))"  # of a clause; the full stops of dates do not end it
_LABELLED = re.compile(
    rf"(?:^|[.;,(]\s*)(?:-\s*)?(?:thoi gian|thoi han|han|tien do|han chot)"
    rf"(?: (?:hoan thanh|thuc hien|bao cao|xong))?\s*:\s*(?P<limit>{_REST}{{2,80}})[.;)]?"
)
_BOUND = r"(?:(?:hoan thanh|xong|thuc hien)\b.{0,12}?)?\b(?:truoc|cham nhat|trong|den het|han)\b"
_BRACKETED = re.compile(rf"\(\s*(?P<limit>{_BOUND}[^()]{{2,80}})\)")
_DONE = re.compile(r"\(\s*(?P<limit>(?:hoan thanh|xong|han)\b(?: (?:ngay|vao))*\s*:? \d[^()]{2,40})\)")
_RANGE = re.compile(r"\(\s*(?P<limit>(?:thuc hien |to chuc )?tu (?:ngay |thang )?\d[^()]{0,30} den [^()]{3,40})\)")
_ENDING = re.compile(
    rf"[,;.]?\s*\b(?P<limit>(?:(?:hoan thanh|xong)\b.{{0,12}}?)?\b(?:truoc|cham nhat)\b{_REST}{{3,60}})[.;]?\s*$"
)
_DAY_HEADERS = re.compile(r"(?:ngay|thoi (?:gian|diem|han)|han|tien do)\b")
_NOTES = re.compile(r"^(?:ghi chu|luu y|chu thich|yeu cau)\b")
# A day of another matter: that of a cited paper, or one that is counted back from ("trước khai giảng 3 ngày").
_OTHER_DAY = re.compile(
    r"\btruoc [a-z][^\d]*\d{1,2} (?:ngay|tuan)\b"
    r"|\b(?:so \d|cong van|quyet dinh|ke hoach so|cv\b|qd\b|theo (?:van ban|quyet dinh|ke hoach))"
)
_BY_DAY = frozenset({DeadlineKind.BY_DATE, DeadlineKind.IN_MONTH, DeadlineKind.IN_QUARTER})
_LONGEST_NOTE = 120  # characters
_TOO_WIDE = frozenset({DeadlineKind.CONDITIONAL, DeadlineKind.RELATIVE})

_BULLET = re.compile(r"^\s*(?:[-+•*–●]|\(?\d{1,2}[.)]|[a-zđ][.)])\s+")
_LIST_SIGN = re.compile(r"^[-+•●–]\s+(?=\w)")
_GOES_ON = re.compile(
    r"(?:[,\-–(/]|\b(?:và|với|của|cho|các|về|theo|để|trong|tại|từ|đến|là|cùng|trước|sau|thuộc))$", re.IGNORECASE
)
_DITTO = re.compile(r"[-\s(]*(?:nt|n/t|nhu tren|nhu nhiem vu tren|//|''|[\"”“″′〃„]+)[-\s.)]*")
_LED = re.compile(r"(?:CT|C|●)|(?i:chủ trì|đầu mối)")
_JOINED = re.compile(r"(?:PH|P|○)|(?i:phối hợp|tham gia|hỗ trợ)")
_SHARE = re.compile(r"(?P<unit>[^:]{2,80}):\s*(?P<limit>.{2,60})")
_NUMBERED = re.compile(r"(?P<code>\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđ])[.)]\s+(?=\S)")
_NAMED_MONTH = re.compile(r"[Tt]háng\s+(?P<which>\d{1,2}(?:\s?/\s?\d{4}|\s+năm\s+\d{4})?)")
_OPEN_MONTH = re.compile(r"(?:nua )?(?:dau|giua|cuoi|trong) thang")
_PART_OF_MONTH = re.compile(r"tuan (?:thu )?(?:\d|[a-z]+)|(?:truoc |den |het )?ngay \d{1,2}")
_WHOLE = re.compile(r"(?:trong|ca|suot) (?:tuan|thang|quy|ky|nam)")
_BY_LINES = (Role.LEAD, Role.COORDINATING, Role.DEADLINE)


@dataclass(frozen=True, slots=True)
class LimitColumn:
    """What the deadline column says for all its rows: the year of its header, "trước ngày", dates month first.

    `period` is a header such as "Tháng", whose cells are bare numbers; `month` the month that the lines above name for
    a column of bare days ("Ngày").
    """

    year: int | None = None
    is_before: bool = False
    month_first: bool = False
    period: str = ""
    month: str = ""


@dataclass(frozen=True, slots=True)
class RowDraft:
    """One task row, its cells by role; `code` is what the document calls it, "1.đ" for a child of row 1.

    `notes` are the filled cells of columns without a role: header and words. `place.part` is the heading above.
    `sources` are the indexes of the rows it was read from, `groups` those of rows above that give it something,
    `headings` of all rows above that head it.
    """

    code: str
    place: Place
    cells: Mapping[Role, str] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()
    sources: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    headings: tuple[int, ...] = ()
    limit_column: LimitColumn = LimitColumn()

    def cell(self, role: Role) -> str:
        """The words of a column; "" when the table has no such column."""
        return self.cells.get(role, "")

    def deadline(self, issued_on: date | None) -> DeadlineReading:
        """The deadline cell read with what its column says; a column of rhythms ("Tần suất") makes it periodic."""
        words, column = self.cell(Role.DEADLINE), self.limit_column
        if column.is_before and _BARE_DAY.fullmatch(words.strip()):
            words = f"trước ngày {words.strip()}"
        elif column.period and _BARE_NUMBER.fullmatch(words.strip()):
            words = f"{column.period} {words.strip()}"
        elif column.month and _BARE_DAYS.fullmatch(words.strip()):
            words = f"ngày {words.strip()} {column.month}"
        reading = read_deadline(words, issued_on, year=column.year, month_first=column.month_first)
        return with_rhythm(reading, self.cell(Role.RHYTHM))


def limit_column(header: str, *, month_first: bool = False, above: Sequence[str] = ()) -> LimitColumn:
    """What the header of a deadline column says once for all rows: "Thời gian (Năm 2026)", "Hoàn thành trước ngày".

    `above` are the lines over it, the nearest first: where one names a month, bare days are days of that month.
    """
    years = _YEAR.findall(header)
    year = int(years[0]) if len(years) == 1 else None
    folded = fold(header).strip(" :.")
    period = header.strip(" :.") if _PERIOD.match(folded) else ""
    month = _month_of(above) if _DAYS.fullmatch(folded) else ""
    return LimitColumn(year, bool(_BEFORE.search(folded)), month_first, period, month)


def _month_of(lines: Sequence[str]) -> str:
    """The month of the nearest line that names one, when it names no second."""
    named = next((found for line in lines if (found := _MONTH.findall(fold(line)))), [])
    if len(set(named)) != 1:
        return ""
    month, year = named[0]
    return f"tháng {month}/{year}" if year else f"tháng {month}"


def taken_from_text(text: str) -> tuple[str, str]:
    """The text without its time limit, and the limit's own words; the text itself and "" when it names none."""
    folded = _same_length(text)
    for pattern in (_LABELLED, _BRACKETED, _DONE, _RANGE, _ENDING):
        match = pattern.search(folded)
        if match is None:
            continue
        limit = text[match.start("limit") : match.end("limit")].strip(" ,")
        left = f"{text[: match.start()].rstrip(' ,;')}{_joint(text, match)}".strip(" ,;")
        if is_limit(limit) and read_deadline(limit, None).deadline.kind not in _TOO_WIDE and len(left.split()) > 1:
            return left, limit
    return text, ""


def taken_from_notes(notes: Iterable[tuple[str, str]]) -> str:
    """The limit that a column of notes holds ("Xong 28/8/2026", "Mỗi tháng 1 lần"); "" where it holds none.

    A cell that cites a paper or counts money is none.
    """
    for header, words in notes:
        if not _NOTES.search(fold(header)) or len(words) > _LONGEST_NOTE or _OTHER_DAY.search(fold(words)):
            continue
        if is_limit(words):
            return words
        kinds = [read_deadline(part, None).deadline.kind for part in words.split(";")]
        if kinds and kinds[0] in _BY_DAY:
            return words.split(";")[0].strip()
    return ""


def taken_from_other_column(notes: Iterable[tuple[str, str]]) -> str:
    """The limit in another column of days ("Ngày ban hành") where that of limits is empty; "" where none has one."""
    found = (words for header, words in notes if _DAY_HEADERS.match(fold(header)) and not is_named_otherwise(header))
    return next((words for words in found if is_limit(words)), "")


def _joint(text: str, match: re.Match[str]) -> str:
    """What stands behind the limit, as the next sentence of the text before it."""
    rest = text[match.end() :].strip(" .;,")
    return f". {rest}" if rest else ""


def _same_length(text: str) -> str:
    """Folded letter by letter, so that places in it are places in the text."""
    return "".join(f if len(f := fold(c)) == 1 else c for c in text)


def cells_by_role(columns: Columns, cells: Sequence[str]) -> dict[Role, str]:
    """The words of each column with a role; marks under units or periods are spelled out by their headers."""
    by_role = {
        role: _joined(cells[i], role) if role in _BY_LINES else _LIST_SIGN.sub("", plain_words(cells[i]))
        for i, role in columns.roles.items()
        if i < len(cells)
    }
    if columns.second_lead is not None and not by_role.get(Role.LEAD) and columns.second_lead < len(cells):
        by_role[Role.LEAD] = _joined(cells[columns.second_lead], Role.LEAD)
    if columns.wide_limit is not None or columns.extended_limit is not None:
        by_role[Role.DEADLINE] = _limit(columns, cells, by_role.get(Role.DEADLINE, ""))
    for role, headers in columns.marked.items():
        marked = {i: (h, tidy(cells[i])) for i, h in headers.items() if i < len(cells) and tidy(cells[i])}
        by_role |= _from_marks(role, list(marked.values()))
    return by_role if Role.NUMBER in by_role else _with_number_of_title(by_role)


def _limit(columns: Columns, cells: Sequence[str], limit: str) -> str:
    """The limit that was moved, where there is one; else the day, with what the column of weeks or months adds."""
    for at in (columns.extended_limit, columns.wide_limit):
        if at is None or at >= len(cells):
            continue
        words = plain_words(cells[at])
        if at == columns.extended_limit:
            if is_limit(words):
                return words
            continue
        limit = _within(words, limit)
    return limit


def _within(period: str, limit: str) -> str:
    """ "Cuối tháng" beside "Tháng 8" is "Cuối tháng 8", "Tuần 3" is in it, "Cả tuần" is the week itself."""
    if _OPEN_MONTH.fullmatch(fold(limit)) and (month := _NAMED_MONTH.fullmatch(period)):
        return f"{limit} {month['which']}"
    if _PART_OF_MONTH.fullmatch(fold(limit)) and _NAMED_MONTH.fullmatch(period):
        return f"{limit} {period.lower()}"
    return period if not limit or _WHOLE.fullmatch(fold(limit)) or not is_limit(limit) else limit


def is_within_period(cell: str) -> bool:
    """Words that only a column of weeks or months beside them completes: "Cả tuần", "Cuối tháng", "Tuần 3"."""
    folded = fold(cell)
    return any(form.fullmatch(folded) for form in (_WHOLE, _OPEN_MONTH, _PART_OF_MONTH))


def with_ditto(cells: Mapping[Role, str], before: Mapping[Role, str]) -> dict[Role, str]:
    """ "nt", "như trên" and a ditto mark stand for the words of the row before."""
    return {r: before.get(r, "") if before and _DITTO.fullmatch(fold(w)) else w for r, w in cells.items()}


def paired(columns: Columns, cells: Sequence[str]) -> list[tuple[str, ...]]:
    """The row once for each of its pairs, where the lines of its cells tell several tasks with a day each.

    Two leads over two days under one task are two, three points with three days three; several days of one unit are
    milestones of one task.
    """
    at = {role: i for i, role in columns.roles.items() if i < len(cells)}
    lines: dict[Role, Sequence[str]] = {
        role: points_of(cells[at[role]]) for role in (Role.TASK, Role.LEAD, Role.DEADLINE) if role in at
    }
    days = lines.get(Role.DEADLINE, [])
    if (shares := _shares(lines, Role.DEADLINE)) or (not days and (shares := _shares(lines, Role.LEAD))):
        of_share = {at[Role.DEADLINE]: [d for _, d in shares], at[Role.LEAD]: [u for u, _ in shares]}
        return _spread(cells, of_share, len(shares))
    if duties := _dated_points(lines, days):
        return _spread(cells, {at[Role.TASK]: duties}, len(duties))
    many = len(days)
    if many < 2 or not all(is_limit(day) and ":" not in day for day in days):
        return [tuple(cells)]
    leads, tasks = lines.get(Role.LEAD, []), lines[Role.TASK]
    is_led = len(leads) == many and all(map(is_name, leads))
    if (not is_led and len(tasks) != many) or len(leads) not in {0, 1, many} or len(tasks) not in {1, many}:
        return [tuple(cells)]
    of_each = {at[role]: points for role, points in lines.items() if len(points) == many}
    for role in (Role.COORDINATING, Role.PRODUCT):
        if role in at and len(points := points_of(cells[at[role]])) == many:
            of_each[at[role]] = points
    return _spread(cells, of_each, many)


def _dated_points(lines: Mapping[Role, Sequence[str]], days: Sequence[str]) -> Sequence[str]:
    """The points of a cell of tasks, where the row says no limit and each of them its own."""
    duties = lines.get(Role.TASK, ())
    return duties if len(duties) > 1 and not days and all(taken_from_text(d)[1] for d in duties) else ()


def _spread(cells: Sequence[str], of_each: Mapping[int, Sequence[str]], many: int) -> list[tuple[str, ...]]:
    return [tuple(of_each[i][n] if i in of_each else c for i, c in enumerate(cells)) for n in range(many)]


def _shares(lines: Mapping[Role, Sequence[str]], role: Role) -> list[tuple[str, str]]:
    """Unit and limit, where the cell of this role says which unit each is for: "Phòng A: 30/4; Phòng B: 31/5"."""
    days = [part for line in lines.get(role, ()) for part in line.split(";") if part.strip()]
    named = [m for day in days if (m := _SHARE.fullmatch(day.strip()))]
    is_named = len(named) == len(days) > 1 and all(is_name(m["unit"]) and is_limit(m["limit"]) for m in named)
    return [(m["unit"], m["limit"]) for m in named] if is_named and {Role.LEAD, Role.DEADLINE} <= lines.keys() else []


def points_of(cell: str) -> list[str]:
    """The lines of a cell without their signs; a line that goes on with the one before is part of it."""
    points: list[str] = []
    for line in filter(None, (plain_words(raw) for raw in cell.split("\n"))):
        sign = _BULLET.match(line)
        words = line[sign.end() :] if sign else line
        if points and not sign and (_GOES_ON.search(points[-1]) or not begins_anew(words)):
            points[-1] += f" {words}"
        else:
            points.append(words)
    return points


def begins_anew(words: str) -> bool:
    """It begins as a sentence or a name does: a list sign, a capital, a digit, a quotation mark."""
    first = words.lstrip(" -+•*–")[:1]
    return first.isupper() or first.isdigit() or first in {'"', "“", "("}


def goes_on(words: str) -> bool:
    """It ends as nothing complete does: with a comma, a dash or a word that asks for another."""
    return bool(_GOES_ON.search(words[-30:]))


def _joined(cell: str, role: Role) -> str:
    """Lines as one text; between names, and between time limits, a semicolon."""
    lines = [plain_words(raw) for raw in cell.split("\n") if plain_words(raw)]
    if len(lines) < 2:
        return plain_words(cell)
    text = _unsigned(lines[0])
    for before, line in pairwise(lines):
        text += f"; {_unsigned(line)}" if _stand_apart(before, line, role) else f" {line}"
    return text


def _stand_apart(before: str, line: str, role: Role) -> bool:
    if goes_on(before) or before.endswith((";", ":", ".")) or not begins_anew(line):
        return False
    if role is Role.DEADLINE:
        same_sign = bool(_BULLET.match(before)) == bool(_BULLET.match(line))
        return same_sign and is_limit(_unsigned(before)) and is_limit(_unsigned(line))
    return is_name(_unsigned(before)) and is_name(_unsigned(line))


def _unsigned(line: str) -> str:
    sign = _BULLET.match(line)
    return line[sign.end() :] if sign else line


def _from_marks(role: Role, marked: Sequence[tuple[str, str]]) -> dict[Role, str]:
    if role is Role.DEADLINE:
        return {role: "; ".join(h if is_mark(c) else c if is_limit(c) else f"{h}: {c}" for h, c in marked)}
    joined = [h for h, c in marked if _JOINED.fullmatch(c)]
    leads = [h for h, c in marked if h not in joined]
    if any(_LED.fullmatch(c) for _, c in marked):
        leads, joined = [h for h, c in marked if _LED.fullmatch(c)], [h for h, c in marked if not _LED.fullmatch(c)]
    return {Role.LEAD: "; ".join(leads)} | ({Role.COORDINATING: "; ".join(joined)} if joined else {})


def _with_number_of_title(cells: dict[Role, str]) -> dict[Role, str]:
    """In a table without a column of numbers the task may begin with its own: "1. Kiểm kê"."""
    numbered = _NUMBERED.match(cells.get(Role.TASK, ""))
    if not numbered:
        return cells
    return cells | {Role.NUMBER: numbered["code"], Role.TASK: cells[Role.TASK][numbered.end() :]}
