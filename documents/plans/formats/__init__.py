"""One file per format, each turning bytes into blocks; nothing here understands what a plan says."""

from collections.abc import Callable, Sequence
from pathlib import PurePath

from documents.plans.blocks import Block, PlanUnreadable, checked
from documents.plans.formats.docx import blocks_of_docx
from documents.plans.formats.txt import blocks_of_txt

LARGEST = 20 * 1024 * 1024  # bytes, as large as Telegram lets a bot fetch
READERS: dict[str, Callable[[bytes], Sequence[Block]]] = {".docx": blocks_of_docx, ".txt": blocks_of_txt}


def blocks_of(content: bytes, filename: str) -> tuple[Block, ...]:
    """The blocks of a file, read by the ending of its name. Raises PlanUnreadable."""
    if not content:
        raise PlanUnreadable("Tệp rỗng; đề nghị kiểm tra lại tệp rồi gửi lại.")
    if len(content) > LARGEST:
        raise PlanUnreadable("Tệp lớn hơn 20 MB; đề nghị bỏ bớt hình ảnh hoặc chỉ gửi phần kế hoạch.")
    reader = READERS.get(PurePath(filename).suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise PlanUnreadable(
            f"Chưa đọc được loại tệp này; đề nghị lưu kế hoạch thành một trong các dạng {known} rồi gửi lại."
        )
    return checked(reader(content))
