"""The five minutes of a newcomer: `dondoc demo`, five phones in the browser, from the reminder to the figures."""

import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.story.phones import HA, HUNG, LAN, MINH, STRANGER, Demonstration, Person

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
OpenPage = Callable[[int, int], "Page"]
FRIDAY, MONDAY = "Thứ Sáu, 10/4/2026", "Thứ Hai, 13/4/2026"


def to_the_morning(page: "Page") -> None:
    """Do not wait for 07:30: set the program's clock."""
    page.get_by_test_id("clock-input").fill("10/4/2026 07:30")
    page.get_by_test_id("clock-go").click()


def test_from_the_mornings_reminder_to_the_leaders_figures(open_page: OpenPage) -> None:
    page = open_page(1400, 900)
    lan, ha, hung = (Person(page, user_id) for user_id in (LAN, HA, HUNG))

    # At 07:30 the officer of Ban Xây dựng Đảng gets one message with all that is due, in the words of the plan.
    lan.reads("việc quá hạn", FRIDAY, "17. ", "3. ", "Hoàn thành trước ngày 15/4/2026", "Còn 4 ngày")

    # She says that she has seen task 17 by a button, and that task 3 is done by typing; the answer takes no second.
    lan.presses("Đã nhận 17")
    lan.reads("Đã ghi nhận: đồng chí nhận việc 17")
    typed_at = time.perf_counter()
    lan.types("/done 3")
    lan.reads("Đã ghi nhận: việc 3 đã hoàn thành, đúng hạn", "Chờ cán bộ theo dõi xác nhận")
    assert time.perf_counter() - typed_at < 1

    # Until somebody has confirmed it, it is open and reported, not done.
    hung.types("tình hình đầy đủ")
    hung.reads(
        "Tổng số 18 nhiệm vụ: hoàn thành đúng hạn 0, hoàn thành chậm 0, đang thực hiện trong hạn 16, quá hạn 2; chờ "
        "xác nhận: 1"
    )

    # The coordinator asks what awaits her and confirms by a button; the officer hears of it.
    ha.types("/waiting")
    ha.reads("1 việc chờ đồng chí xác nhận", "Đ/c Nguyễn Thị Lan báo hoàn thành")
    ha.presses("Xác nhận 3")
    ha.reads("Đã xác nhận: việc 3 hoàn thành, đúng hạn")
    lan.reads("Việc 3 được xác nhận hoàn thành, đúng hạn", "đ/c Trần Thu Hà")

    # The leader sees one message: the card, and below it the worst figures and ways to more.
    hung.types("/status")
    card = hung.reads("🔴 2 quá hạn", "✅ 1/18 hoàn thành").locator("img")
    assert card.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1080

    # He goes to the units, to one, to a task and back again; it is always the same message.
    hung.presses("Theo đơn vị")
    hung.reads("✅ 1/18 hoàn thành", "Theo đơn vị chủ trì", "UBND phường")
    shown = hung.messages().count()
    hung.presses("Ban Xây dựng Đảng")
    hung.reads("TÌNH HÌNH: Ban Xây dựng Đảng", "Tổng số 12 nhiệm vụ: hoàn thành đúng hạn 1", "đã sửa")
    hung.presses("Việc 17")
    hung.reads("Việc 17: Tổng hợp", "đã nhận")
    hung.presses("« Tình hình chung")
    hung.reads("Tổng số 18 nhiệm vụ: hoàn thành đúng hạn 1", "đã sửa")
    assert hung.messages().count() == shown

    # The clock is moved by the page's button: Monday's message tells of task 17 only, and Friday's came but once.
    page.get_by_test_id("jump").first.click()
    monday = lan.reads("việc quá hạn", MONDAY, "17. ")
    assert "\n3. " not in monday.inner_text()
    mornings = [lan.messages("việc quá hạn", day).count() for day in (FRIDAY, MONDAY)]
    assert mornings == [1, 1]


def test_a_wrong_number_another_units_task_and_a_stranger_get_their_sentences(open_page: OpenPage) -> None:
    page = open_page(1400, 900)
    lan, minh, stranger = (Person(page, user_id) for user_id in (LAN, MINH, STRANGER))
    to_the_morning(page)
    lan.reads("việc quá hạn", FRIDAY)

    lan.types("/done 99")
    lan.reads("Không có việc số 99. Các việc mang số từ 1 đến 18")
    minh.types("/done 3")
    minh.reads("do Ban Xây dựng Đảng chủ trì, không phải đơn vị của đồng chí")
    stranger.types("/status")
    answer = stranger.reads("Tài khoản này chưa được liên kết").inner_text()
    assert re.search(r"\d nhiệm vụ|Ban Xây dựng Đảng|phường", answer) is None
    lan.types("ct 3")
    lan.reads("Việc 3: Rà soát", "Tình trạng: chưa nhận việc")


def test_on_a_phone_one_chat_fills_the_screen(open_page: OpenPage) -> None:
    page = open_page(390, 844)
    lan, hung = Person(page, LAN), Person(page, HUNG)
    to_the_morning(page)
    lan.reads("việc quá hạn", FRIDAY)
    lan.types("xong 3 đã ban hành báo cáo số 12")
    lan.reads("Đã ghi nhận: việc 3 đã hoàn thành, đúng hạn", "đã ban hành báo cáo số 12")
    page.get_by_role("tab", name="Quốc Hùng").click()
    hung.types("tình hình")
    hung.reads("🔴 2 quá hạn", "✅ 0/18 hoàn thành")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not lan.phone.is_visible()


def test_ctrl_c_ends_the_demonstration_also_while_its_page_is_open(demo: Demonstration, open_page: OpenPage) -> None:
    page = open_page(1400, 900)
    assert demo.stop() == (0, "")
    page.get_by_text("Mất kết nối với chương trình").wait_for()
