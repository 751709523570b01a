"""Finds the header of a roster and reads each line under it by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from documents.words import word_lists
from domain.names import fold, strange_letter, tidy
from domain.people import UNIT_ROLES, Role
from domain.phones import phones_in
from domain.rosters import RosterRow

MAX_NAME = 200

_LISTS = word_lists("roster")
_COLUMNS = _LISTS.lists("columns")
_NAMES = ("unit", "aliases", "parent", "person")
_OFFICE_ROLES = frozenset(Role) - UNIT_ROLES
_ROLE_WORDS = "cán bộ (đầu mối), thủ trưởng, điều phối, lãnh đạo, kiểm tra, quản trị"
_ROLE_BY_WORD = {fold(word): Role(role) for role, words in _LISTS.lists("roles").items() for word in words}
_YES = frozenset(map(fold, _LISTS.words("yes")))
_NO = frozenset(map(fold, _LISTS.words("no"))) | {""}
_LANGUAGES = {"": "vi"} | {fold(word): name for name, words in _LISTS.lists("languages").items() for word in words}

Grid = list[list[str]]
Columns = Mapping[str, tuple[int, str]]


class RosterUnreadable(Exception):
    """The roster cannot be taken over; the text is one Vietnamese sentence that names row and column."""


_OF_OWN_FORM = frozenset({"aliases", "parent", "role", "group", "language"})
_TITLES = frozenset(fold(word) for word in _LISTS.words("titles"))


def is_own_form(grid: Grid) -> bool:
    """Whether the list is in the program's own form: columns that only it has, English headers, and no post."""
    for n, cells in enumerate(grid[:20], 1):
        columns = _columns(n, cells, is_strict=False)
        if "unit" in columns and len(columns) > 1:
            is_ours = bool(_OF_OWN_FORM & columns.keys()) or columns["unit"][1].casefold() == "unit"
            return is_ours and not any(fold(cell) in _TITLES for cell in cells)
    return False


def find_header(grid: Grid, filename: str) -> tuple[int, Columns]:
    """Where the rows begin, and for each column its place and the words that the file uses for it."""
    for n, cells in enumerate(grid[:20], 1):
        columns = _columns(n, cells)
        if "unit" in columns and len(columns) > 1:
            return n, columns
    raise RosterUnreadable(
        f"Tệp {filename} thiếu dòng tiêu đề; cần các cột: đơn vị, tên gọi khác, thuộc / nhóm, họ tên, vai trò."
    )


def _columns(line: int, cells: list[str], *, is_strict: bool = True) -> dict[str, tuple[int, str]]:
    known = {fold(word): name for name, words in _COLUMNS.items() for word in words}
    found: dict[str, tuple[int, str]] = {}
    for place, cell in enumerate(cells):
        name = known.get(fold(cell))
        if name and name in found and is_strict:
            raise RosterUnreadable(f"Dòng {line}: cột “{tidy(cell)}” có hai lần.")
        if name:
            found[name] = (place, tidy(cell))
    return found


def role_called(word: str) -> Role | None:
    """The role that a word names, English or Vietnamese, with or without diacritics; None when there is none."""
    return _ROLE_BY_WORD.get(fold(word))


def refuse_strange(line: int, name: str) -> None:
    """Raises RosterUnreadable for a name with look-alike letters: it would be another one with rights of its own."""
    if what := _strangeness(name):
        raise RosterUnreadable(f"Dòng {line}, “{tidy(name)[:60]}”: {what}.")


def _strangeness(name: str) -> str:
    letter = strange_letter(name)
    if letter == "":
        return "có ký tự ẩn làm đảo chiều chữ; hãy xóa ô và gõ lại tên"
    return f"chữ “{letter}” thuộc bảng chữ cái khác, chỉ trông giống chữ Việt; hãy gõ lại tên" if letter else ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line of the file under its header."""

    number: int
    cells: list[str]
    columns: Columns

    def rows(self) -> Iterator[RosterRow]:
        """What the line says: nothing when it is blank, one row for each role otherwise."""
        if not any(self._text(name) for name in self.columns):
            return
        for column in _NAMES:
            self._refuse_strange(column)
        unit, person = self._name("unit"), self._name("person")
        for role in self._roles(person):
            if unit is None and role not in _OFFICE_ROLES:
                self._refuse("unit", "thiếu tên đơn vị")
            yield RosterRow(
                line=self.number,
                unit=unit,
                aliases=self._list("aliases"),
                parents=self._list("parent"),
                person=person,
                role=role,
                is_group=self._is_group(unit),
                language=self._language(),
                phones=phones_in(self._cell("phone")),
            )

    def _roles(self, person: str | None) -> tuple[Role | None, ...]:
        words = [word for part in self._list("role") for word in part.split(",") if word.strip()]
        if person is None:
            if words:
                self._refuse("person", f"có vai trò “{words[0]}” mà thiếu họ tên")
            return (None,)
        return tuple(self._role(word) for word in words) or (Role.OFFICER,)

    def _role(self, word: str) -> Role:
        role = role_called(word)
        if role is None:
            self._refuse("role", f"không có vai trò “{word[:40]}”; hãy ghi một trong: {_ROLE_WORDS}")
        return role

    def _is_group(self, unit: str | None) -> bool:
        word = fold(self._text("group"))
        if word not in _YES | _NO:
            self._refuse("group", f"“{word[:40]}” không rõ; hãy ghi “có” hoặc để trống")
        return word in _YES or (unit is not None and word == "" and fold(unit).startswith("cac "))

    def _language(self) -> str:
        word = fold(self._text("language"))
        if word not in _LANGUAGES:
            self._refuse("language", f"chưa có ngôn ngữ “{word[:40]}”; hãy ghi vi hoặc en")
        return _LANGUAGES[word]

    def _list(self, column: str) -> tuple[str, ...]:
        parts = [part.strip() for part in self._text(column).split(";")]
        return tuple(self._fitting(column, part) for part in parts if part)

    def _name(self, column: str) -> str | None:
        return self._fitting(column, self._text(column)) or None

    def _fitting(self, column: str, text: str) -> str:
        if len(text) > MAX_NAME:
            self._refuse(column, f"dài hơn {MAX_NAME} ký tự")
        return text

    def _refuse_strange(self, column: str) -> None:
        if what := _strangeness(self._cell(column)):
            self._refuse(column, what)

    def _text(self, column: str) -> str:
        return tidy(self._cell(column))

    def _cell(self, column: str) -> str:
        """As it stands in the file."""
        place, _ = self.columns.get(column, (len(self.cells), ""))
        return self.cells[place] if place < len(self.cells) else ""

    def _refuse(self, column: str, what: str) -> NoReturn:
        _, header = self.columns.get(column, (0, _COLUMNS[column][0]))
        raise RosterUnreadable(f"Dòng {self.number}, cột “{header}”: {what}.")
