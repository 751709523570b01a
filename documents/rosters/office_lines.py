"""Walks through the tables of an office list: which rows are people, and in which unit each stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from documents.rosters.office_headers import Header, ListColumns, guessed_header, header_at, header_of_units_at
from documents.rosters.office_names import ListedName, is_courteous_list, name_in
from documents.rosters.office_tables import OfficeFile, OfficeTable, TableRow
from documents.rosters.office_titles import unit_in
from documents.rosters.office_units import begins_unit, heading_text, is_above_units, unit_key, units_in
from documents.rosters.template import EXAMPLE
from documents.words import word_lists
from domain.names import fold, modern_tone, tidy
from domain.phones import phones_in

_END_WORDS = word_lists("office_lists").lists("people")["ends"]
_ENDS = re.compile(rf"(?:{'|'.join(re.escape(modern_tone(word)) for word in _END_WORDS)})(?!\w)", re.IGNORECASE)
_BARE_ENDS = re.compile(rf"(?:{'|'.join(re.escape(fold(word)) for word in _END_WORDS if ' ' in word)})(?!\w)")
_HIGHEST = 60  # rows in which a header is looked for
_DITTO = re.compile(r'["”“\'-]*\s*(?:nt|như trên)?\s*["”“\'-]*', re.IGNORECASE)
_ORDER = re.compile(r"\d{1,4}\.?")
_OUTLINE = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ])[.)]?")
_OF_UNIT = re.compile(
    r"(?:(?:tên )?(?:đơn vị|cơ quan|phòng, ban|bộ phận)\s*:|danh sách.*?(?:của|thuộc)\s"
    r"|danh (?:sách|bạ).*?(?=phòng|ban |văn phòng|trạm|công an|hội|đoàn))\s*(?P<unit>.+)",
    re.IGNORECASE,
)
_NUMBERED_LINE = re.compile(r"^\s*(?:\d{1,3}\s*[.)]|[-+•])\s*(?P<rest>.+)$")
_PARTS = re.compile(r"\s*(?:,|;|\s[-–—]|:)\s*")


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One row of a list about one person; `units` may be none. `extra` are remarks and duties beside the post, `role`
    what a column of roles says.
    """

    line: int
    name: str
    title: str = ""
    extra: str = ""
    units: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    role: str = ""


def people_in(file: OfficeFile) -> list[ListedPerson]:
    """Everybody that the tables of a file name, row by row; else the numbered lines of its text."""
    found: list[_RawRow] = []
    header: Header | None = None
    for table in file.tables:
        walk = _Walk(table, header, is_of_unit=len(file.tables) > 1)
        found += walk.rows()
        header = walk.header or header
    is_courteous = is_courteous_list([row.name for row in found])
    listed = [person for row in found if (person := _person(row, is_courteous=is_courteous))]
    return listed or list(_in_lines(file.lines))


def organisation_in(file: OfficeFile) -> str:
    """The body that a list is of, by its first lines: where people stand whose unit nothing tells."""
    lines = [
        *file.lines[:4],
        *(row.text(row.filled[0]) for table in file.tables[:1] for row in table.rows[:4] if row.filled),
    ]
    for line in lines:
        for part in line.split("\n"):
            if (key := unit_key(part)) in {"ubnd", "dang uy", "mttq"}:
                return {"ubnd": "UBND", "dang uy": "Đảng ủy", "mttq": "Ủy ban MTTQ Việt Nam"}[key]
    return ""


@dataclass(frozen=True, slots=True)
class _RawRow:
    """A row that may be a person."""

    line: int
    name: str
    title: str
    note: str
    units: tuple[str, ...]
    phones: tuple[str, ...]
    role: str = ""


def _person(row: _RawRow, *, is_courteous: bool) -> ListedPerson | None:
    listed = name_in(row.name, is_courteous=is_courteous)
    if listed is None or (begins_unit(row.name) and not row.phones and not row.title):
        return None
    title, extra = _with_remarks(row, listed)
    phones = row.phones or phones_in(" ".join(listed.remarks))
    return ListedPerson(row.line, listed.name, title, extra, row.units or _unit_of_title(title), phones, row.role)


def _unit_of_title(title: str) -> tuple[str, ...]:
    unit = unit_in(title)
    return (unit,) if unit else ()


def _with_remarks(row: _RawRow, listed: ListedName) -> tuple[str, str]:
    """Remarks behind a name are its post where the list has no other."""
    remarks = ", ".join(remark for remark in listed.remarks if not phones_in(remark))
    if not row.title:
        return remarks, row.note
    return row.title, "\n".join(part for part in (remarks, row.note) if part)


@dataclass
class _Walk:
    """One table from top to bottom."""

    table: OfficeTable
    header: Header | None
    is_of_unit: bool = False  # one of several tables, which may each be a unit
    found: list[_RawRow] = field(default_factory=list)
    heading: str = ""
    carried: tuple[str, ...] = ()
    is_ended: bool = False

    def rows(self) -> list[_RawRow]:
        """The rows that may be people, each with its unit."""
        own = self._own_header()
        self.heading = self._unit_of_table(own)
        header = own or self._continued() or guessed_header(self.table)
        if header is None:
            return []
        self.header = header
        self._walk(header)
        return self._with_common_unit() if self.is_of_unit else self.found

    def _walk(self, header: Header) -> None:
        at = header.start
        while at < len(self.table.rows):
            again = None if header.offices else header_at(self.table, at)
            if again:
                self.header = header = again
                self.carried, self.is_ended = (), False
                at = again.start
                continue
            self._row(self.table.rows[at], header)
            at += 1

    def _continued(self) -> Header | None:
        """The header of the table before, where this one goes on with its columns."""
        if self.header is None:
            return None
        widest = max((place for found in self.header.columns.places.values() for place in found), default=0)
        fits = any(len(row.cells) > widest for row in self.table.rows)
        return replace(self.header, start=0) if fits else None

    def _with_common_unit(self) -> list[_RawRow]:
        """Who stands in no unit is of the one that the others of the same table name, when it is one."""
        named = {unit for row in self.found for unit in row.units or _unit_of_title(row.title)}
        if len(named) != 1 or any(not row.units for row in self.found[:1] if not _unit_of_title(row.title)):
            return self.found
        return [row if row.units else replace(row, units=tuple(named)) for row in self.found]

    def _own_header(self) -> Header | None:
        for find in (header_at, header_of_units_at):
            for at in range(min(len(self.table.rows), _HIGHEST)):
                if found := find(self.table, at):
                    return found
        return None

    def _unit_of_table(self, own: Header | None) -> str:
        """The unit that the name of the sheet, the title rows or the line above a table tell."""
        titles = [row.text(row.filled[0]) for row in self.table.rows[: own.start - 1 if own else 0] if row.filled]
        for line in (*reversed(self.table.before), *reversed(titles)):
            text = heading_text(line)
            if found := _OF_UNIT.match(text):
                unit = heading_text(found["unit"])
                if begins_unit(unit) and not is_above_units(unit):
                    return unit
            elif begins_unit(text) and not is_above_units(text) and line in self.table.before[-2:]:
                return text
        name = heading_text(self.table.name)
        return name if begins_unit(name) and not is_above_units(name) else ""

    def _row(self, row: TableRow, header: Header) -> None:
        columns = header.columns
        if not row.filled:
            return
        order = _first(row, columns.of("order"))
        if fold(order) == fold(EXAMPLE):
            return
        if _is_end(row):
            self.is_ended = True
            return
        if header.offices:
            self._offices(row, header)
            return
        if heading := self._heading(row, columns):
            self._under(heading)
            return
        if self.is_ended and not _ORDER.fullmatch(order):
            return
        name = " ".join(_texts(row, columns, "family", "given")) or _first_raw(row, columns.of("name"))
        if name and not (tidy(name).isdigit() or _is_numbers(row)):
            self._add(row, columns, name)

    def _offices(self, row: TableRow, header: Header) -> None:
        """A row that is a unit: each post of it, with who holds it."""
        units = self._own_units(row, header.columns)
        for office in header.offices if units else ():
            name = row.raw(office.place)
            phones = phones_in("\n".join(row.raw(at) for at in office.phones)) or phones_in(name)
            if tidy(name):
                self.found.append(_RawRow(row.number, name, office.title, "", units, phones))

    def _heading(self, row: TableRow, columns: ListColumns) -> str:
        """The text of a row that is a heading over people; "" when it is none."""
        texts = [row.text(at) for at in row.filled if not _is_mark(row.text(at))]
        if len(texts) != 1:
            return ""
        [text] = texts
        order = _first(row, columns.of("order"))
        in_outline = bool(_OUTLINE.fullmatch(order)) or bool(re.match(r"\s*(?:[IVX]{1,5}|[A-ZĐ])\s*[.)/:]\s", text))
        shown = heading_text(text)
        is_heading = begins_unit(shown) or in_outline or (row.is_banner and not _ORDER.fullmatch(order))
        return shown if is_heading else ""

    def _under(self, heading: str) -> None:
        self.carried, self.is_ended = (), False
        self.heading = "" if is_above_units(heading) or not begins_unit(heading) else heading

    def _add(self, row: TableRow, columns: ListColumns, name: str) -> None:
        title = ", ".join(_texts(row, columns, "title", "unit_title"))
        note = "\n".join(_texts(row, columns, "note"))
        phones = phones_in("\n".join(row.raw(at) for at in columns.of("phone")))
        own = self._own_units(row, columns)
        units = own or self.carried or self._from_title(columns, title) or ((self.heading,) if self.heading else ())
        self.found.append(_RawRow(row.number, name, title, note, units, phones, _first(row, columns.of("role"))))

    def _from_title(self, columns: ListColumns, title: str) -> tuple[str, ...]:
        """In a column of post and unit the unit stands behind the post; a heading holds for those who name none."""
        return _unit_of_title(title) if columns.of("unit_title") else ()

    def _own_units(self, row: TableRow, columns: ListColumns) -> tuple[str, ...]:
        texts = [row.raw(at) for at in columns.of("unit")]
        text = next((text for text in texts if tidy(text) and not _DITTO.fullmatch(tidy(text))), "")
        if not text:
            return ()
        self.carried = tuple(units_in(text))
        return self.carried


def _first(row: TableRow, places: Iterable[int]) -> str:
    return next((text for at in places if (text := row.text(at))), "")


def _first_raw(row: TableRow, places: Iterable[int]) -> str:
    return next((row.raw(at) for at in places if row.text(at)), "")


def _texts(row: TableRow, columns: ListColumns, *kinds: str) -> list[str]:
    return [text for kind in kinds for at in columns.of(kind) if (text := row.text(at))]


def _is_end(row: TableRow) -> bool:
    """Sums and signatures. Without diacritics "cong" may be a unit, so only words of two syllables tell there."""
    texts = [modern_tone(row.text(at)).lstrip("( *-") for at in row.filled[:2]]
    return any(_ENDS.match(text) or (text.isascii() and _BARE_ENDS.match(fold(text))) for text in texts)


def _is_mark(text: str) -> bool:
    """A running number, a letter of an outline, or how many people stand under a heading."""
    return bool(_ORDER.fullmatch(text) or _OUTLINE.fullmatch(text))


def _is_numbers(row: TableRow) -> bool:
    """The row under a header that numbers the columns: (1), (2), (3)."""
    texts = [row.text(at).strip("()") for at in row.filled]
    return len(texts) > 1 and all((text.isdigit() and len(text) < 3) or len(text) == 1 for text in texts)


def _in_lines(lines: Iterable[str]) -> Iterator[ListedPerson]:
    """People in numbered lines of a decision: "1. Đồng chí Nguyễn Văn A, Trưởng phòng Kinh tế - Tổ trưởng;"."""
    heading = ""
    for number, line in enumerate(lines, 1):
        found = _NUMBERED_LINE.match(line)
        listed = name_in(_first_part(found["rest"]), is_courteous=True) if found else None
        if found is None or listed is None or begins_unit(found["rest"]):
            text = heading_text(line)
            heading = text if begins_unit(text) and len(text) < 80 else heading
            continue
        title = ", ".join(_PARTS.split(found["rest"])[1:]).strip(" .;")
        person = ListedPerson(number, listed.name, title, phones=phones_in(title))
        yield replace(person, units=_unit_of_title(title) or ((heading,) if heading else ()))


def _first_part(text: str) -> str:
    return _PARTS.split(re.sub(r"^(đ/c|đồng chí|ông|bà)\s*:\s*", r"\1 ", text, flags=re.IGNORECASE))[0]
