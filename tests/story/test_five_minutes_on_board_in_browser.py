"""The five minutes on the board alone: who signs in by the chat presses pages only, and every phone shows the same."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.story.phones import HA, HUNG, LAN, MINH, Person

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
OpenPage = Callable[..., "Page"]
SECONDS = 2.0


class OnBoard:
    """The board of one person in a browser of their own, beside the page of the phones."""

    def __init__(self, phones: "Page", person: Person, width: int, height: int) -> None:
        person.types("trang")
        link = person.phone.locator(".message.theirs a[href*='/vao/']").last
        link.wait_for()
        assert phones.context.browser is not None
        context = phones.context.browser.new_context(viewport={"width": width, "height": height})
        self.page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.goto(link.get_attribute("href") or "")
        self.page.get_by_role("button", name="Vào trang").click()
        self.page.get_by_role("button", name="Đăng xuất").first.wait_for()
        self.home = self.page.url.rstrip("/")
        self.fits()

    def opens(self, number: int) -> None:
        """Open the page of a task."""
        self.page.goto(f"{self.home}/viec/{number}")
        self.fits()

    def presses(self, label: str) -> float:
        """Press a button; returns when it was pressed (seconds of a clock that only goes on)."""
        pressed_at = time.perf_counter()
        self.page.get_by_role("button", name=label).first.click()
        self._is_answered()
        return pressed_at

    def writes(self, label: str, own_words: str) -> float:
        """Press a button that takes words with these."""
        field = self.page.locator(f"input[aria-label^='{label}']")
        if not field.is_visible():
            self.page.locator("details", has=field).locator("summary").click()
        field.fill(own_words)
        pressed_at = time.perf_counter()
        field.press("Enter")
        self._is_answered()
        return pressed_at

    def reads(self, text: str) -> None:
        """Wait until the page shows this."""
        self.page.get_by_role("main").get_by_text(text).first.wait_for()

    def fits(self) -> None:
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def _is_answered(self) -> None:
        self.page.locator("#answer .answer-text").wait_for()
        self.fits()


def in_time(person: Person, since: float, *texts: str) -> None:
    """The bubble is on the phone within two seconds of the press."""
    person.reads(*texts)
    assert time.perf_counter() - since < SECONDS, texts


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)], ids=["desk", "phone"])
def test_five_minutes_on_the_page_reach_every_phone_at_once(open_page: OpenPage, width: int, height: int) -> None:
    phones = open_page(1440, 900)
    lan, ha, hung, minh = (Person(phones, user_id) for user_id in (LAN, HA, HUNG, MINH))
    leader, officer, coordinator = (OnBoard(phones, person, width, height) for person in (hung, lan, ha))

    # The leader sees what is overdue, red first, and asks why.
    leader.reads("Chưa có thời hạn")
    leader.page.locator(".overdue-tasks .tasks a.name").first.wait_for()
    leader.opens(16)
    asked_at = leader.writes("Yêu cầu giải trình", "vì sao chậm?")
    in_time(minh, asked_at, "16", "vì sao chậm?")

    # The officer asks for more time; the coordinator passes it on, the leader decides.
    officer.opens(17)
    wanted_at = officer.writes("Xin gia hạn", "24/4 chờ số liệu của các chi bộ")
    in_time(ha, wanted_at, "Đ/c Nguyễn Thị Lan xin gia hạn việc 17", "chờ số liệu của các chi bộ")
    coordinator.opens(17)
    passed_at = coordinator.presses("Đồng ý, trình lãnh đạo")
    in_time(hung, passed_at, "Đ/c Nguyễn Thị Lan xin gia hạn việc 17", "Đ/c Trần Thu Hà đồng ý, trình lãnh đạo")
    leader.opens(17)
    decided_at = leader.presses("Duyệt đến")
    in_time(lan, decided_at, "Việc 17 được gia hạn đến thứ Sáu, 24/4/2026", "Phạm Quốc Hùng")
    in_time(ha, decided_at, "Việc 17 được gia hạn đến thứ Sáu, 24/4/2026")
    officer.reads("24/4")  # by itself, on the page that was open all the time

    # The officer reports; it waits for the coordinator's page, who confirms; the officer's phone hears of it.
    officer.opens(3)
    reported_at = officer.writes("Báo hoàn thành", "đã ban hành báo cáo số 12")
    coordinator.page.goto(coordinator.home)
    coordinator.reads("Đ/c Nguyễn Thị Lan báo hoàn thành")
    coordinator.opens(3)
    coordinator.reads("đã ban hành báo cáo số 12")
    assert reported_at < time.perf_counter()
    confirmed_at = coordinator.presses("Xác nhận hoàn thành")
    in_time(lan, confirmed_at, "Việc 3 được xác nhận hoàn thành, đúng hạn", "đ/c Trần Thu Hà")

    # What the chat tells afterwards is what the pages tell.
    hung.types("ct 3")
    hung.reads("Việc 3: ", "Tình trạng: ", "hoàn thành")
    lan.types("ct 17")
    lan.reads("Việc 17: ", "24/4/2026")
