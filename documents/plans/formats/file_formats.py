"""Recognises the format of a plan file by its content and reads it into blocks with the reader of that format."""

import zipfile
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from importlib import import_module
from io import BytesIO
from pathlib import PurePath

from documents.plans.blocks import Block, PlanUnreadable, checked
from documents.plans.formats.scans import missing_parts
from documents.plans.formats.scans.album import FIRST_PAGE

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and new ones with a password
JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_ALBUM = ".album"  # photographs packed together; no file of that name exists
_PARTS = (
    ("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx"), ("content.xml", ".ods"), (FIRST_PAGE, _ALBUM),
)  # fmt: skip
_TEXTS = frozenset({".txt", ".md", ".csv", ".tsv"})

_LARGEST = 20 * 1024 * 1024  # bytes, as large as Telegram lets a bot fetch
# Ending -> module and function; imported when the first such file comes, since some libraries are heavy.
_WORD = ".docx"
_READERS = {
    _WORD: ("word_files", "blocks_of_docx"),
    ".pdf": ("pdf_files", "blocks_of_pdf"),
    ".xlsx": ("sheet_rows", "blocks_of_xlsx"),
    ".xlsm": ("sheet_rows", "blocks_of_xlsx"),
    ".xls": ("sheet_rows", "blocks_of_xls"),
    ".ods": ("sheet_rows", "blocks_of_ods"),
    ".csv": ("sheet_rows", "blocks_of_csv"),
    ".tsv": ("sheet_rows", "blocks_of_csv"),
    ".txt": ("text_files", "blocks_of_txt"),
    ".md": ("text_files", "blocks_of_txt"),
}
_CONVERTED = (".doc", ".rtf", ".odt")
_PHOTOGRAPHS = (".jpg", ".jpeg", ".png")
_PICTURES = (*_PHOTOGRAPHS, _ALBUM, ".heic", ".tif", ".tiff")
_PAGED = (".pdf", _ALBUM, *_PHOTOGRAPHS)  # read page by page
KNOWN = (".docx", ".pdf", ".xlsx", ".xls", ".ods", ".csv", ".txt", ".md", ".doc")


def _kind_of(content: bytes, filename: str) -> str:
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


def blocks_of(content: bytes, filename: str, on_page: Callable[[int, int], None] | None = None) -> tuple[Block, ...]:
    """The blocks of a file, read by what it is; the ending of its name decides where the content does not tell.

    `on_page` is called after each page of a format that is read page by page, and with 0 before pages that are
    pictures. Raises PlanUnreadable.
    """
    if not content:
        raise PlanUnreadable("Tệp rỗng; đề nghị kiểm tra lại tệp rồi gửi lại.")
    if len(content) > _LARGEST:
        raise PlanUnreadable("Tệp lớn hơn 20 MB; đề nghị bỏ bớt hình ảnh hoặc chỉ gửi phần kế hoạch.")
    kind = _kind_of(content, filename)
    if on_page and kind in _PAGED:
        return checked(_reader(kind)(content, on_page))
    return _word_blocks(content) if kind == _WORD else checked(_reader(kind)(content))


# A Word file is first looked at as a list of people and then read as a plan: its blocks are made once.
@lru_cache(maxsize=1)
def _word_blocks(content: bytes) -> tuple[Block, ...]:
    return checked(_reader(_WORD)(content))


def _reader(kind: str) -> Callable[..., Sequence[Block]]:
    if kind in _CONVERTED:
        converting = import_module("documents.plans.formats.word_files")
        return partial(converting.blocks_of_converted, ending=kind)
    if kind in (*_PHOTOGRAPHS, _ALBUM) and not missing_parts():
        scans = import_module("documents.plans.formats.scans.scan_reader")
        photographs: Callable[..., Sequence[Block]] = (
            scans.blocks_of_album if kind == _ALBUM else scans.blocks_of_photograph
        )
        return photographs
    if kind in _PICTURES:
        raise PlanUnreadable(
            "Đây là ảnh chụp, chưa đọc được chữ trong ảnh; đề nghị gửi bản gốc dạng Word, Excel hoặc PDF không quét."
        )
    if kind not in _READERS:
        raise PlanUnreadable(
            f"Chưa đọc được loại tệp này; đề nghị lưu kế hoạch thành một trong các dạng {', '.join(KNOWN)} rồi gửi lại."
        )
    module, name = _READERS[kind]
    reader: Callable[..., Sequence[Block]] = getattr(import_module(f"documents.plans.formats.{module}"), name)
    return reader
