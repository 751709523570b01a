"""Takes the pictures of the README from the running demonstration: `python -m docs.images.make_images` in the root."""

import shutil
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from tests.story.phones import HA, HUNG, LAN, MINH, Person, demonstration

FOLDER = Path(__file__).parent


def play(page: Page) -> Locator:
    """The five minutes on the page; gives the leader's status card."""
    lan, ha, hung = Person(page, LAN), Person(page, HA), Person(page, HUNG)
    page.get_by_test_id("clock-input").fill("10/4/2026 07:30")
    page.get_by_test_id("clock-go").click()
    lan.reads("Thứ Sáu, 10/4/2026", "Còn 4 ngày")
    lan.types("xong 3 đã ban hành báo cáo số 12")
    lan.reads("Đã ghi nhận: việc 3 đã hoàn thành, đúng hạn")
    ha.types("xác nhận 3")
    ha.reads("Đã xác nhận: việc 3")
    hung.types("tình hình")
    hung.reads("🔴 2 quá hạn", "✅ 1/18 hoàn thành")
    for person in (lan, ha):
        person.phone.locator(".messages").evaluate("list => { list.scrollTop = list.scrollHeight }")
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(2500)  # until what is new no longer glows
    return hung.reads("🔴 2 quá hạn", "✅ 1/18 hoàn thành").locator("img")


def ask_for_more_time(page: Page) -> None:
    """The officer asks for more time and for direction; the leader's phone shows both."""
    lan, ha, hung = Person(page, LAN), Person(page, HA), Person(page, HUNG)
    page.get_by_role("tab", name="Thị Lan").click()
    lan.types("xinykien 3 có lấy số liệu Công an phường không?")
    lan.reads("Đã chuyển lãnh đạo câu hỏi về việc 3")
    page.get_by_role("tab", name="Quốc Hùng").click()
    hung.replies("Xin ý kiến về việc 3", "Có, lấy cả của Ban Chỉ huy quân sự")
    hung.reads("Ý kiến về việc 3")
    page.get_by_role("tab", name="Thị Lan").click()
    lan.types("giahan 3 24/4 chờ số liệu của các chi bộ")
    lan.reads("Đồng chí xin gia hạn việc 3")
    page.get_by_role("tab", name="Thu Hà").click()
    ha.reads("xin gia hạn việc 3")
    ha.types("duyệt 3 đã có 12/20 chi bộ gửi")
    ha.reads("Đề nghị gia hạn việc 3")
    page.get_by_role("tab", name="Quốc Hùng").click()
    hung.reads("xin gia hạn việc 3", "đã có 12/20 chi bộ gửi")
    page.wait_for_timeout(2500)


def report_on_zalo(page: Page) -> None:
    """On Zalo there is nothing to press: the officer types each line."""
    minh = Person(page, MINH)
    page.get_by_role("tab", name="Văn Minh").click()
    minh.reads("Thứ Sáu, 10/4/2026", "Trả lời")
    minh.types("xong 16 BC 22-BC/UBND ngày 10/4/2026")
    minh.reads("việc 16 đã hoàn thành")
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(2500)


def main() -> None:
    """Write page.png (1400 pixels wide), status-card.png, more-time.png and zalo.png (one phone) beside this file."""
    with demonstration() as demo, sync_playwright() as browsers:
        chromium = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1400, "height": 900})
        page.goto(demo.url)
        card = play(page)
        card.scroll_into_view_if_needed()
        page.screenshot(path=FOLDER / "page.png")
        address = card.evaluate("image => image.src")
        (FOLDER / "status-card.png").write_bytes(page.request.get(address).body())
        chromium.close()
    with demonstration() as demo, sync_playwright() as browsers:
        chromium = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 390, "height": 844})
        page.goto(demo.url)
        ask_for_more_time(page)
        page.locator(f'[data-phone="{HUNG}"]').screenshot(path=FOLDER / "more-time.png")
        report_on_zalo(page)
        page.locator(f'[data-phone="{MINH}"]').screenshot(path=FOLDER / "zalo.png")
        chromium.close()


if __name__ == "__main__":
    main()
