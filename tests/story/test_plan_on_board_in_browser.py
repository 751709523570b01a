"""A Word file is uploaded on the board of the demonstration, read by the reader process, corrected, written."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.story.phones import HA, Person

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
OpenPage = Callable[..., "Page"]
ROWS = (
    ("Rà soát hạ tầng số của phường", "UBND phường", "Văn phòng Đảng ủy", "30/6/2026"),
    ("Tập huấn kỹ năng số cho cán bộ", "Ban Xây dựng Đảng", "UBND phường", "29/5/2026"),
)


def word_file(folder: Path) -> Path:
    """A plan of two rows as Word saves it."""
    from docx import Document

    document = Document()
    for line in ("ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN", "Số 71-KH/ĐU", "Thủy Nguyên, ngày 10 tháng 4 năm 2026", "KẾ HOẠCH"):
        document.add_paragraph(line)
    document.add_paragraph("Chuyển đổi số trong các cơ quan Đảng năm 2026")
    table = document.add_table(rows=0, cols=5)
    for cells in (("STT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"), *_numbered()):
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = words
    path = folder / "ke-hoach-71.docx"
    document.save(str(path))
    return path


def _numbered() -> list[tuple[str, ...]]:
    return [(str(n), *row) for n, row in enumerate(ROWS, 1)]


def test_a_word_file_is_uploaded_corrected_and_written(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(1440, 900)
    coordinator = Person(page, HA)
    coordinator.types("trang")
    link = coordinator.phone.locator(".message.theirs a[href*='/vao/']").last
    link.wait_for()
    with page.context.expect_page() as opened:
        link.click()
    board = opened.value
    board.get_by_role("button", name="Vào trang").click()
    board.get_by_role("link", name="Kế hoạch", exact=True).click()
    board.get_by_label("Tệp kế hoạch").set_input_files(word_file(tmp_path))
    board.get_by_role("button", name="Đọc tệp").click()
    for _ in range(10):  # a slow machine reads for longer than the page waits
        if not board.get_by_role("button", name="Xem trả lời").count():
            break
        board.get_by_role("button", name="Xem trả lời").click()
        board.wait_for_load_state()
    board.locator("#answer").get_by_text("2 việc").first.wait_for()
    board.get_by_role("link", name="Kế hoạch", exact=True).click()
    board.get_by_role("link", name="Xem và sửa").click()
    board.locator(".pair").nth(len(ROWS) - 1).wait_for()
    assert board.locator(".pair").count() == len(ROWS)
    board.locator("#han-1").fill("cuối tháng 7/2026")
    board.locator("#han-1").press("Enter")
    board.locator("#answer").get_by_text("Đã sửa thời hạn của dòng 1").wait_for()
    board.get_by_role("link", name="Ghi và báo…").click()
    board.locator("#ghi").get_by_role("button", name="Ghi và báo").click()
    board.locator("#answer").get_by_text("2 việc").first.wait_for()
    coordinator.types("việc kế hoạch 71")
    coordinator.reads("Rà soát hạ tầng số của phường")
