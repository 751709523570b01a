"""Reads the small file of a folder that says which organisation it is about; never touches the database."""

from collections.abc import Mapping
from dataclasses import dataclass

from documents.sheets import CsvBroken, csv_rows, decoded
from domain.names import fold, tidy

NAMES = ("org.csv", "to-chuc.csv")
_COLUMNS: Mapping[str, str] = {
    "name": "name", "ten": "name", "ten to chuc": "name", "to chuc": "name", "code": "code", "ma": "code",
    "superior": "superior", "under": "superior", "cap tren": "superior",
}  # fmt: skip


class OrganisationFileWrong(Exception):
    """The file does not say which organisation it is about; the text says what it lacks."""


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What a folder says of its organisation; `code` and `superior` are "" where it says nothing."""

    name: str
    code: str = ""
    superior: str = ""


def read_organisation_file(content: bytes, file_name: str) -> OrganisationFacts:
    """Reads a header (name, code, superior, or tên, mã, cấp trên) and one line. Raises OrganisationFileWrong."""
    try:
        text = decoded(content)
        rows = [row for row in csv_rows(text, text[:1000]) if any(cell.strip() for cell in row)]
    except (UnicodeDecodeError, CsvBroken):
        raise OrganisationFileWrong(f"không đọc được {file_name}: lưu lại dạng CSV UTF-8") from None
    if len(rows) != 2:
        raise OrganisationFileWrong(f"{file_name} phải có một dòng tên cột (tên, mã, cấp trên) và một dòng giá trị")
    found = {_COLUMNS.get(fold(head).strip(), ""): tidy(value) for head, value in zip(*rows, strict=False)}
    if not found.get("name"):
        raise OrganisationFileWrong(f"{file_name} chưa ghi tên tổ chức (cột “tên”)")
    return OrganisationFacts(found["name"], found.get("code", ""), found.get("superior", ""))
