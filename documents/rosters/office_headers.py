"""Finds the header of an office list under its title rows, and what each column means."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from documents.rosters.office_names import name_in
from documents.rosters.office_tables import OfficeTable, TableRow
from documents.rosters.office_titles import is_post, is_title
from documents.rosters.office_units import begins_unit
from documents.words import word_lists
from domain.names import fold
from domain.phones import phones_in

_WORD = re.compile(r"\w+")
_LONGEST_HEADER = 70
_KINDS = ("other", "name", "family", "title", "unit", "phone", "note", "role", "order")
_ENOUGH_JOINED = 0.6  # of the rows whose name goes on in the column without a header
_ENOUGH_ALIKE = 0.6  # of the cells of a column without a header
_LONGEST_GIVEN = 2  # words of a given name in a column of its own


def _key(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


_PHRASES: dict[str, tuple[str, ...]] = {
    kind: tuple(sorted({_key(phrase) for phrase in phrases}, key=len, reverse=True))
    for kind, phrases in word_lists("office_lists").lists("headers").items()
}


@dataclass(frozen=True, slots=True)
class ListColumns:
    """The places of each kind of column; `unit_title` are columns that hold post and unit in one cell."""

    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[int, ...]:
        """The places of the columns of this kind, from left to right."""
        return self.places.get(kind, ())

    @property
    def is_header(self) -> bool:
        """Whether these can be the columns of a list of people: names and something beside them."""
        has_name = bool(self.of("name") or (self.of("family") and self.of("given")))
        return has_name and any(self.of(kind) for kind in ("title", "unit", "unit_title", "phone", "order", "role"))


def kind_of(header: str) -> str | None:
    """What a column with this header holds; None for what a list of people does not need."""
    key = _key(header)
    if not key or len(key) > _LONGEST_HEADER:
        return None
    if key in _PHRASES["given"]:
        return "given"
    found = {kind: at for kind in _KINDS if (at := _longest_in(key, _PHRASES[kind]))}
    if "name" in found and "family" in found:  # "họ" stands in "họ và tên"
        del found["name" if found["family"] > found["name"] else "family"]
    if "other" in found and found["other"] >= max(found.values()):
        return None
    if "title" in found and "unit" in found and "name" not in found:
        return "unit_title"
    found.pop("other", None)
    if "phone" in found and "unit" in found:  # "Điện thoại cơ quan", "Đơn vị liên hệ": what comes first
        return min(("phone", "unit"), key=lambda kind: _first_place(key, kind))
    return next((kind for kind in _KINDS if kind in found), None)


def _first_place(key: str, kind: str) -> int:
    return min(at for phrase in _PHRASES[kind] if (at := f" {key} ".find(f" {phrase} ")) >= 0)


def _longest_in(key: str, phrases: Sequence[str]) -> int:
    """The length of the longest phrase that stands in the key as whole words; short ones must be all of it."""
    return next((len(p) for p in phrases if p == key or (len(p) > 2 and f" {p} " in f" {key} ")), 0)


def columns_of(row: TableRow) -> ListColumns:
    """What the columns are, if this row is their header."""
    return _columns(row.text(at) for at in range(len(row.cells)))


def _columns(texts: Iterable[str]) -> ListColumns:
    places: dict[str, list[int]] = {}
    before = ""
    for at, text in enumerate(texts):
        if text == before and text:
            continue  # a cell over several columns, whose text a reader of PDF repeats
        before = text
        if kind := kind_of(text):
            places.setdefault(kind, []).append(at)
    return ListColumns({kind: tuple(found) for kind, found in places.items()})


@dataclass(frozen=True, slots=True)
class Office:
    """A column of names whose header is a post, in a list with one row a unit; `phones` are the places beside it."""

    place: int
    title: str
    phones: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a list, and at which row its people begin; `offices` where each row is a unit."""

    columns: ListColumns
    start: int
    offices: tuple[Office, ...] = ()


def header_at(table: OfficeTable, at: int) -> Header | None:
    """The header in this row, with the row of sub-headers under it; None when it is none."""
    row = table.rows[at]
    columns = columns_of(row)
    if len(columns.places) > 1 and at + 1 < len(table.rows) and _is_sub_header(row, below := table.rows[at + 1]):
        both = _columns(_joined(row, below))
        if both.is_header:
            return Header(_with_open_name(table, both, row, at + 2), at + 2)
    if columns.is_header:
        return Header(_with_open_name(table, columns, row, at + 1), at + 1)
    return None


def header_of_units_at(table: OfficeTable, at: int) -> Header | None:
    """The header of a list with one row a unit and its posts beside each other; its upper row may group them."""
    row = table.rows[at]
    if found := _offices([row.text(place) for place in range(len(row.cells))], at + 1):
        return found
    if at + 1 >= len(table.rows) or len(row.filled) < 2:
        return None
    below = table.rows[at + 1]
    texts = [below.text(place) or row.text(place) for place in range(max(len(row.cells), len(below.cells)))]
    return _offices(texts, at + 2)


def _offices(texts: Sequence[str], start: int) -> Header | None:
    if any(re.search(r"\d{5}", text) for text in texts):
        return None
    posts = [place for place, text in enumerate(texts) if text and is_post(text)]
    units = [
        place
        for place, text in enumerate(texts)
        if place not in posts and (kind_of(text) == "unit" or begins_unit(text))
    ]
    if len(posts) < 2 or not units:
        return None
    ends = [*posts[1:], len(texts)]
    offices = tuple(
        Office(place, texts[place], tuple(p for p in range(place + 1, end) if kind_of(texts[p]) == "phone"))
        for place, end in zip(posts, ends, strict=True)
    )
    order = tuple(place for place, text in enumerate(texts) if kind_of(text) == "order")
    return Header(ListColumns({"unit": (units[0],), "order": order}), start, offices)


def _is_sub_header(row: TableRow, below: TableRow) -> bool:
    """Whether the row below only says what the columns of one cell above it are."""
    fresh = [at for at in below.filled if below.text(at) != row.text(at)]
    is_under_wide = [not row.text(at) or (not row.text(at + 1) and at + 1 in fresh) for at in fresh]
    return bool(fresh) and all(is_under_wide) and not any(re.search(r"\d{3}", below.text(at)) for at in fresh)


def _joined(row: TableRow, below: TableRow) -> Iterable[str]:
    above = ""
    for at in range(max(len(row.cells), len(below.cells))):
        above = row.text(at) or above
        under = below.text(at) if below.text(at) != row.text(at) else ""
        yield _meaning(above, under, own=row.text(at))


def _meaning(above: str, under: str, *, own: str) -> str:
    """The header that decides: of a telephone the upper one, else the lower one where it names a column."""
    if not under:
        return own
    if kind_of(above) == "phone":
        return above
    return under if kind_of(under) else f"{above} {under}"


def _with_open_name(table: OfficeTable, columns: ListColumns, header: TableRow, start: int) -> ListColumns:
    """Names whose last word stands in the next column, which has no header of its own."""
    if not columns.of("name") or columns.of("given"):
        return columns
    at = columns.of("name")[0]
    if header.text(at + 1) and header.text(at + 1) != header.text(at):
        return columns
    rows = [row for row in table.rows[start:] if row.text(at) and len(row.filled) > 2]
    joined = [row for row in rows if 0 < len(row.text(at + 1).split()) <= _LONGEST_GIVEN and row.text(at + 1).isalpha()]
    if not rows or len(joined) < _ENOUGH_JOINED * len(rows):
        return columns
    places = {kind: found for kind, found in columns.places.items() if kind != "name"}
    return ListColumns({**places, "family": (at,), "given": (at + 1,)})


def guessed_header(table: OfficeTable) -> Header | None:
    """The columns of a table without any header, by what its cells hold; None where no column holds names."""
    rows = [row for row in table.rows if len(row.filled) > 2]
    if not rows:
        return None
    width = max(len(row.cells) for row in rows)
    texts = [[text for row in rows if (text := row.text(at))] for at in range(width)]
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("phone", lambda text: bool(phones_in(text))),
        ("order", str.isdigit),
        ("unit", begins_unit),
        ("title", is_title),
        ("name", lambda text: name_in(text, is_courteous=True) is not None),
    )
    places: dict[str, tuple[int, ...]] = {}
    for at, column in enumerate(texts):
        kind = next(
            (kind for kind, test in tests if column and sum(map(test, column)) >= _ENOUGH_ALIKE * len(column)), ""
        )
        if kind and kind not in places:
            places[kind] = (at,)
    columns = ListColumns(places)
    return Header(columns, 0) if columns.is_header and "name" in places else None
