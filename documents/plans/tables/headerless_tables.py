"""Headerless tables: recognises a column by its cells where the header is missing or says too little."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from documents.plans.blocks import Row
from documents.plans.deadlines import read_deadline
from documents.plans.deadlines.cleaned_text import plain_words
from documents.plans.tables.columns import Columns, Role
from documents.plans.units import split_units
from documents.plans.units.unit_reader import subject_of
from documents.words import word_lists
from domain.deadlines import REPEATING, DeadlineKind
from domain.names import fold
from domain.plans import UnitMention

_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 4
_FEWEST_FILLED = 3  # cells of a row; in a spreadsheet titles and signatures stand in the same table
_MOST = 0.7  # of the filled cells of a column have to be of one kind
_LOOKED_AT = 40  # rows; more do not tell more
_LONGEST_NAME, _LONGEST_LIMIT = 120, 80  # characters
_CODE = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)]?")
_MARK = re.compile(r"[xX×✓✔●○•*+v]|(?:CT|PH|C|P)|(?i:chủ trì|phối hợp|đầu mối|tham gia|hỗ trợ)")
_HOURS = re.compile(r"(?:tu )?\d{1,2}\s?(?:h|g|gio|:)\s?\d{0,2}(?:\s?(?:-|den|–)\s?\d{1,2}\s?(?:h|g|gio|:)\s?\d{0,2})?")
_FIGURES = re.compile(r"[\d\s.,%/-]+")
_POST = re.compile(
    r"(?:(?:pho|uy vien|thanh vien) )*(?:truong (?:ban|doan|tieu ban)|to (?:truong|pho)|uy vien|thanh vien|thu ky"
    r"|doi (?:truong|pho)|pho truong (?:ban|doan|tieu ban)|chi huy (?:truong|pho)|(?:pho )?chu (?:tich|nhiem))"
    r"(?: (?:thuong truc|kiem thu ky|thu ky|ban chi dao|ban to chuc|to giup viec|hoi dong))*"
)
_RHYTHMS = REPEATING | {DeadlineKind.CONTINUOUS, DeadlineKind.CONDITIONAL}
# Words that begin like a unit ("Ban", "Tổ", "Báo") and are none.
_NO_UNIT = re.compile(
    r"(?:ban hanh|to chuc(?! chinh tri| dang)|hoi nghi|hoi thao|bao cao|doan ket|bo may|bo sung|nha (?:van hoa|o)"
    r"|cac (?:nhiem vu|giai phap|noi dung|chi tieu|cong viec|bien phap|hoat dong)|ke hoach|chuong trinh)\b"
)
_SIGN = re.compile(r"^\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HĐ]|[a-zđ])[.)]\s+")
_OF_WHOM = re.compile(r"^(?:(?:trách nhiệm|nhiệm vụ) của|đối với|giao|do)\s+|\s+chủ trì(?: thực hiện)?$", re.IGNORECASE)
# What a heading may say beside its period: "CÁC NHIỆM VỤ HOÀN THÀNH TRONG QUÝ II/2026".
_BESIDE_PERIOD = frozenset(word_lists("prose").words("beside_a_period"))
_LAST_BRACKET = re.compile(r"(?P<outside>[^()]+)\((?P<inside>[^()]+)\)\W*")


def is_limit(cell: str) -> bool:
    """A short text that the grammar of time limits understands."""
    return len(cell) <= _LONGEST_LIMIT and read_deadline(cell, None).deadline.kind is not DeadlineKind.UNKNOWN


def is_name(cell: str) -> bool:
    """A short text that is the name of a unit or a post and says nothing of it."""
    return len(cell) <= _LONGEST_NAME and not subject_of(cell) and bool(subject_of(f"{cell} chủ trì"))


def is_mark(cell: str) -> bool:
    """A cross or tick, or the letters for leading and joining."""
    return bool(_MARK.fullmatch(cell))


def is_mostly(cells: Sequence[str], test: Callable[[str], bool], fewest: int = _FEWEST_ROWS) -> bool:
    """At least seven of ten cells pass the test, and there are enough of them."""
    return len(cells) >= fewest and sum(map(test, cells)) >= _MOST * len(cells)


def is_figures(cell: str) -> bool:
    """Digits and signs only: an amount, a share."""
    return bool(_FIGURES.fullmatch(cell))


def is_agenda(body: Sequence[tuple[str, ...]]) -> bool:
    """One column holds hours of a day and none several dates: the order of a meeting, no plan."""
    width = max(map(len, body), default=0)
    columns = [[cells[i] for cells in body if i < len(cells) and cells[i]] for i in range(width)]
    has_hours = any(is_mostly(cells, lambda c: bool(_HOURS.fullmatch(fold(c)))) for cells in columns)
    return has_hours and not any(len(set(cells)) > 1 and is_mostly(cells, is_day) for cells in columns)


def is_day(cell: str) -> bool:
    """A short text that names a day of the calendar: "04/5", "Thứ Hai, 04/5"."""
    return len(cell) <= _LONGEST_LIMIT and read_deadline(cell, None).deadline.kind is DeadlineKind.BY_DATE


def is_post(cell: str) -> bool:
    """What a member of a committee is in it ("Trưởng ban", "Ủy viên thường trực"), and no duty."""
    return bool(_POST.fullmatch(fold(cell)))


def is_rhythm(cell: str) -> bool:
    """How often, or whether always or when the need arises: "Hằng tháng", "6 tháng/lần", "Thường xuyên", "Khi có"."""
    return len(cell) <= _LONGEST_LIMIT and read_deadline(cell, None).deadline.kind in _RHYTHMS


def _units_of_heading(title: str) -> tuple[UnitMention, ...]:
    """The units when a heading is nothing but their names, in capitals or not; () for other headings."""
    words = _OF_WHOM.sub("", _SIGN.sub("", plain_words(title)).rstrip(" .:"))
    if not words or len(words) > _LONGEST_NAME or _NO_UNIT.match(fold(words)):
        return ()
    units = split_units(words)
    if words.isupper():
        units = tuple(u if is_name(u.name) else _with_place(u) for u in units)
    is_named = bool(units) and all(is_name(unit.name) for unit in units)
    return units if is_named else ()


def _with_place(unit: UnitMention) -> UnitMention:
    """ "Hợp tác xã Dịch vụ tân lập", read from capitals: what ends it in small letters is the name of a place."""
    *front, first, last = unit.name.split() if len(unit.name.split()) > 2 else ("", "", "")
    is_small = f"{first}{last}".islower() and first and last
    return replace(unit, name=" ".join((*front, first.title(), last.title()))) if is_small else unit


def given_by_heading(title: str) -> tuple[str, tuple[UnitMention, ...]]:
    """The limit and the units that a heading names for all that stands below it, "" and () where it names none.

    "PHÒNG KINH TẾ (hoàn thành trước ngày 15/3)" names both.
    """
    limit, bracket = limit_of_heading(title), _LAST_BRACKET.fullmatch(plain_words(title))
    if bracket is None:
        return limit, () if limit else _units_of_heading(title)
    inside = bracket["inside"]
    limit = limit or (inside if is_limit(inside) else "")
    return limit, _units_of_heading(bracket["outside"] if limit else title)


def limit_of_heading(title: str) -> str:
    """The title, or its last bracket, when it names a period and nothing else ("THÁNG 4/2026"), or ""."""
    words = _SIGN.sub("", plain_words(title))
    if (bracket := _LAST_BRACKET.fullmatch(words)) and (limit := limit_of_heading(bracket["inside"])):
        return limit
    if len(words) > _LONGEST_LIMIT or words.isdigit():
        return ""
    reading = read_deadline(words.lower(), None)
    kind = reading.deadline.kind
    if kind in {DeadlineKind.UNKNOWN, DeadlineKind.CONDITIONAL} or not reading.parts:
        return ""
    rest = fold(words)
    for part in reading.parts:
        rest = rest.replace(fold(part.words), " ")
    left = [w for w in re.findall(r"[^\W\d_]+", rest) if w not in _BESIDE_PERIOD]
    return "" if left else words


def headless_table(table: Sequence[Row]) -> Columns | None:
    """The columns of a table that counts rows, names units and sets time limits without saying so."""
    rows = [row for row in table if sum(map(bool, row.words)) >= _FEWEST_FILLED]
    return _guessed([row.words for row in rows[:_LOOKED_AT]])


def by_table(rows: Iterable[tuple[int, Row]]) -> list[list[tuple[int, Row]]]:
    """Rows with their indexes, one list for each table."""
    return [list(group) for _, group in groupby(rows, key=lambda item: item[1].table)]


def _guessed(rows: Sequence[tuple[str, ...]]) -> Columns | None:
    width = max(map(len, rows), default=0)
    if len(rows) < _FEWEST_ROWS or width < _FEWEST_COLUMNS:
        return None
    columns = [[row[i] for row in rows if i < len(row) and row[i]] for i in range(width)]
    limits, names = _of_kind(columns, is_limit), _of_kind(columns, is_name)
    if not is_mostly(columns[0], _is_code) or not limits or not names:
        return None
    left = [i for i in range(1, width) if i not in {*limits, *names}]
    task = max(left, key=lambda i: sum(map(len, columns[i])), default=None)
    if task is None:
        return None
    roles = {0: Role.NUMBER, task: Role.TASK, limits[0]: Role.DEADLINE, names[0]: Role.LEAD}
    return Columns(roles | dict.fromkeys(names[1:2], Role.COORDINATING), width)


def _of_kind(columns: Sequence[Sequence[str]], test: Callable[[str], bool]) -> list[int]:
    return [i for i, cells in enumerate(columns) if i and is_mostly(cells, test)]


def _is_code(cell: str) -> bool:
    return bool(_CODE.fullmatch(cell))
