"""A list of people is uploaded on the board of the demonstration: its difference is shown, a press writes it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.story.phones import HA, Person

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
OpenPage = Callable[..., "Page"]
NEW = "Tô Văn Sáu"
LIST = (
    "STT;Họ và tên;Chức vụ;Đơn vị;Điện thoại\n"
    f"1;{NEW};Chuyên viên;UBND phường;0912000003\n"
    "2;Lê Văn Bảy;Chuyên viên;UBND phường;0912000004\n"
    "3;Đỗ Thị Tám;Chuyên viên;Ban Xây dựng Đảng;0912000005\n"
)


def test_a_list_is_uploaded_its_difference_shown_and_written_after_a_press(open_page: OpenPage, tmp_path: Path) -> None:
    file = tmp_path / "danh-sach-them.csv"
    file.write_text(LIST, encoding="utf-8")
    page = open_page(1440, 900)
    coordinator = Person(page, HA)
    coordinator.types("trang")
    link = coordinator.phone.locator(".message.theirs a[href*='/vao/']").last
    link.wait_for()
    with page.context.expect_page() as opened:
        link.click()
    board = opened.value
    board.get_by_role("button", name="Vào trang").click()
    board.get_by_role("link", name="Cán bộ", exact=True).click()
    assert board.locator("section.people").get_by_text(NEW).count() == 0
    board.get_by_label("Tệp danh sách").set_input_files(file)
    board.get_by_role("button", name="Đọc tệp").click()
    for _ in range(10):  # a slow machine reads for longer than the page waits
        if not board.get_by_role("button", name="Xem trả lời").count():
            break
        board.get_by_role("button", name="Xem trả lời").click()
        board.wait_for_load_state()
    board.locator("#answer").get_by_text(NEW).first.wait_for()
    board.locator("#answer").get_by_role("button", name="Ghi danh sách").click()
    board.locator("#answer").get_by_text("Đã nạp danh sách").wait_for()
    board.get_by_role("link", name="Cán bộ", exact=True).click()
    board.locator("section.people").get_by_text(NEW).first.wait_for()
