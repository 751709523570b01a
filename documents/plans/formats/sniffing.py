"""What a file really is: its first bytes and parts tell more than the ending of its name, which people rename."""

import zipfile
from io import BytesIO
from pathlib import PurePath

from documents.plans.blocks import PlanUnreadable
from documents.plans.formats.scans.album import FIRST_PAGE

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and new ones with a password
JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
ALBUM = ".album"  # photographs packed together; no file of that name exists
_PARTS = (
    ("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx"), ("content.xml", ".ods"), (FIRST_PAGE, ALBUM),
)  # fmt: skip
_TEXTS = frozenset({".txt", ".md", ".csv", ".tsv"})


def kind_of(content: bytes, filename: str) -> str:
    """The ending that fits the content, else that of the name in lower case. Raises PlanUnreadable on passwords."""
    ending = PurePath(filename).suffix.lower()
    if b"%PDF-" in content[:1024] and ending not in _TEXTS:
        return ".pdf"
    if content.startswith(b"PK"):
        return _zipped(content, ending)
    if content.startswith(OLE):
        return _old_office(content, ending)
    if content.startswith((JPEG, PNG)) and ending not in _TEXTS:
        return ".jpg"
    return ".rtf" if content.startswith(b"{\\rtf") else ending


def _zipped(content: bytes, ending: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        return ending
    found = next((kind for part, kind in _PARTS if part in names), ending)
    return ending if found == ".ods" and ending == ".odt" else found


def _old_office(content: bytes, ending: str) -> str:
    if _stream("EncryptedPackage") in content:
        raise PlanUnreadable("Tệp đang đặt mật khẩu; đề nghị bỏ mật khẩu, lưu lại rồi gửi lại.")
    if _stream("WordDocument") in content:
        return ".doc"
    return ".xls" if _stream("Workbook") in content else ending


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")
