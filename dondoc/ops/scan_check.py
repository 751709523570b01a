"""What `dondoc doctor` says about reading scans, which is optional: one line that names what is missing."""

from collections.abc import Iterator

from documents.plans.formats.scans.parts import missing_parts

_NAMES = {
    "tesseract": "tesseract",
    "vie": "dữ liệu tiếng Việt của tesseract (vie)",
    "opencv": "opencv",
}
_INSTALL = {
    "tesseract": "apt-get install tesseract-ocr tesseract-ocr-vie",
    "vie": "apt-get install tesseract-ocr-vie",
    "opencv": "pip install 'dondoc[ocr]'",
}


def check_scans() -> Iterator[tuple[bool, str, str]]:
    """Whether scans and photographs can be read; that they cannot is no fault, only told with what would help."""
    missing = missing_parts()
    if not missing:
        yield True, "Đọc được kế hoạch là bản quét, ảnh chụp (tesseract, vie, opencv).", ""
        return
    named = ", ".join(_NAMES[part] for part in missing)
    steps = "; ".join(_INSTALL[part] for part in missing)
    yield True, f"Chưa đọc được kế hoạch là bản quét, ảnh chụp: thiếu {named} (không bắt buộc; cài: {steps}).", ""
