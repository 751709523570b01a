"""The board in the demonstration: framed between the phones, opened by the chat's own link, and pressed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.story.phones import HUNG, LAN, MINH, Person

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Page

pytestmark = pytest.mark.browser
OpenPage = Callable[..., "Page"]


def board(page: "Page") -> "FrameLocator":
    return page.frame_locator("iframe[name=board]")


def test_the_demonstration_opens_with_the_board_of_the_leader_between_the_phones(open_page: OpenPage) -> None:
    page = open_page(1440, 900)
    board(page).get_by_text("Đ/c Phạm Quốc Hùng").wait_for()
    places = page.evaluate("[...document.querySelector('.phones').children].map(one => one.dataset.phone ?? 'board')")
    assert places.index("board") == 2
    page.get_by_role("button", name="Nguyễn Thị Lan – Cán bộ").click()
    board(page).get_by_text("Đ/c Nguyễn Thị Lan").wait_for()
    page.get_by_test_id("story-restart").click()
    board(page).get_by_text("Đ/c Nguyễn Thị Lan").wait_for(timeout=60_000)  # of the new beginning


def test_who_types_trang_gets_in_by_the_link_and_what_is_pressed_reaches_the_phones(open_page: OpenPage) -> None:
    page = open_page(1440, 900)
    leader, officer = Person(page, HUNG), Person(page, MINH)
    leader.types("trang")
    link = leader.phone.locator(".message.theirs a[href*='/vao/']").last
    link.wait_for()
    with page.context.expect_page() as opened:
        link.click()
    own = opened.value
    own.get_by_text("Đường dẫn này của đ/c Phạm Quốc Hùng").wait_for()
    own.get_by_role("button", name="Vào trang").click()
    own.get_by_text("Đ/c Phạm Quốc Hùng · lãnh đạo").wait_for()
    own.goto(own.url.rstrip("/") + "/viec/16")
    words = own.locator("input[aria-label^='Yêu cầu giải trình']")
    own.locator("details", has=words).locator("summary").click()
    words.fill("vì sao chậm?")
    words.press("Enter")
    own.locator("#answer .answer-text").wait_for()
    officer.reads("16", "vì sao chậm?")
    again = page.context.browser.new_context().new_page()  # type: ignore[union-attr]
    again.goto(link.get_attribute("href") or "")
    again.get_by_label("Mã 8 ký tự").wait_for()  # the link was used
    assert "Hùng" not in again.content()


def test_the_code_opens_the_board_at_a_desk(open_page: OpenPage) -> None:
    page = open_page(1440, 900)
    officer = Person(page, LAN)
    officer.types("trang")
    text = officer.phone.locator(".message.theirs", has_text="nhập mã").last.inner_text()
    code = text.split("nhập mã ")[1][:9]
    desk = page.context.browser.new_context().new_page()  # type: ignore[union-attr]
    desk.goto(text.split("mở ")[1].split(" ")[0])
    desk.get_by_label("Mã 8 ký tự").fill(code)
    desk.get_by_role("button", name="Vào trang").click()
    desk.get_by_text("Đ/c Nguyễn Thị Lan").wait_for()
    desk.get_by_role("button", name="Đăng xuất").click()
    desk.get_by_label("Mã 8 ký tự").wait_for()
