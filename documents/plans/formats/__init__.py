"""One file per format, each turning bytes into blocks; nothing here understands what a plan says."""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from documents.plans.blocks import Block, PlanUnreadable, checked
from documents.plans.formats.scans.parts import missing_parts
from documents.plans.formats.sniffing import ALBUM, kind_of

LARGEST = 20 * 1024 * 1024  # bytes, as large as Telegram lets a bot fetch
# Ending -> module and function; imported when the first such file comes, since some libraries are heavy.
_READERS = {
    ".docx": ("docx", "blocks_of_docx"),
    ".pdf": ("pdf", "blocks_of_pdf"),
    ".xlsx": ("sheets", "blocks_of_xlsx"),
    ".xlsm": ("sheets", "blocks_of_xlsx"),
    ".xls": ("xls", "blocks_of_xls"),
    ".ods": ("ods", "blocks_of_ods"),
    ".csv": ("txt", "blocks_of_csv"),
    ".tsv": ("txt", "blocks_of_csv"),
    ".txt": ("txt", "blocks_of_txt"),
    ".md": ("txt", "blocks_of_txt"),
}
_CONVERTED = (".doc", ".rtf", ".odt")
_PHOTOGRAPHS = (".jpg", ".jpeg", ".png")
_PICTURES = (*_PHOTOGRAPHS, ALBUM, ".heic", ".tif", ".tiff")
_PAGED = (".pdf", ALBUM, *_PHOTOGRAPHS)  # read page by page
KNOWN = (".docx", ".pdf", ".xlsx", ".xls", ".ods", ".csv", ".txt", ".md", ".doc")


def blocks_of(content: bytes, filename: str, on_page: Callable[[int, int], None] | None = None) -> tuple[Block, ...]:
    """The blocks of a file, read by what it is; the ending of its name decides where the content does not tell.

    `on_page` is called after each page of a format that is read page by page, and with 0 before pages that are
    pictures. Raises PlanUnreadable.
    """
    if not content:
        raise PlanUnreadable("Tệp rỗng; đề nghị kiểm tra lại tệp rồi gửi lại.")
    if len(content) > LARGEST:
        raise PlanUnreadable("Tệp lớn hơn 20 MB; đề nghị bỏ bớt hình ảnh hoặc chỉ gửi phần kế hoạch.")
    kind = kind_of(content, filename)
    read = _reader(kind)
    return checked(read(content, on_page) if on_page and kind in _PAGED else read(content))


def _reader(kind: str) -> Callable[..., Sequence[Block]]:
    if kind in _CONVERTED:
        converting = import_module("documents.plans.formats.converting")
        return partial(converting.blocks_of_converted, ending=kind)
    if kind in (*_PHOTOGRAPHS, ALBUM) and not missing_parts():
        scans = import_module("documents.plans.formats.scans.reading")
        photographs: Callable[..., Sequence[Block]] = (
            scans.blocks_of_album if kind == ALBUM else scans.blocks_of_photograph
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
