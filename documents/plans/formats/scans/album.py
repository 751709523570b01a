"""Packs photographs sent together into one file, so that they are read as the pages of one plan."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

from documents.plans.blocks import PlanUnreadable

FIRST_PAGE = "album/001"  # by which the file is known
_BROKEN = "Tệp ảnh bị hỏng, không mở được; đề nghị chụp lại hoặc gửi bản gốc dạng Word."


def pack_album(photographs: Sequence[bytes]) -> bytes:
    """The photographs in this order as one file, the same for the same photographs."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for number, photograph in enumerate(photographs, 1):
            archive.writestr(zipfile.ZipInfo(f"album/{number:03}"), photograph)
    return packed.getvalue()


def photographs_in(content: bytes) -> list[bytes]:
    """The photographs of a packed album, in order. Raises PlanUnreadable."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            pages = archive.infolist()
            if any(page.compress_type != zipfile.ZIP_STORED or page.file_size > len(content) for page in pages):
                raise PlanUnreadable(_BROKEN)  # packed by somebody else: it might swell
            return [archive.read(page) for page in pages]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise PlanUnreadable(_BROKEN) from error
