"""The page of the demonstration at the widths people have: phones and board, last buttons in sight, guided steps."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from dondoc.run.demonstration import STORY
from tests.story.phones import HA, HUNG, LAN, MINH, Person

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
OpenPage = Callable[..., "Page"]
SIZES = {390: 844, 834: 1112, 1366: 768, 1440: 900, 1920: 1080}
GRAVE = {"serious", "critical"}
# What is hidden below the edge of each phone on the screen, in pixels.
HIDDEN_BELOW = """[...document.querySelectorAll('.messages')].filter(list => list.offsetParent)
    .map(list => Math.round(list.scrollHeight - list.scrollTop - list.clientHeight))"""
AT_END = f"{HIDDEN_BELOW}.every(pixels => pixels <= 1)"
WHOLE_PHONES = """[...document.querySelectorAll('.phone')].filter(phone => {
    const box = phone.getBoundingClientRect();
    return box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
}).map(phone => Number(phone.dataset.phone))"""
CUT_LABELS = """[...document.querySelectorAll('.key > span')].filter(words => words.offsetParent
    && words.textContent.length <= 24
    && (words.scrollWidth > words.clientWidth || words.scrollHeight > words.clientHeight + 1)
).map(words => words.textContent)"""
WHOLE_BOARD = """(box => box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight)(
    document.querySelector('.board').getBoundingClientRect())"""
DONE = "document.querySelectorAll('.was-done').length"


def until(page: "Page", expression: str, seconds: float = 15) -> None:
    """Wait until this is true on the page (which forbids the eval of Playwright's own waiting)."""
    give_up_at = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < give_up_at, expression
        page.wait_for_timeout(50)


def help_with(page: "Page") -> None:
    """Press the button of the step, unless it is done."""
    from playwright.sync_api import TimeoutError as NotEnabled

    with suppress(NotEnabled):
        page.get_by_test_id("story-help").click(timeout=2000)


def morning(page: "Page") -> None:
    """The first step of the story, done for the reader, or by the clock itself ten seconds after the start."""
    help_with(page)
    Person(page, LAN).reads("17. ", "3. ")


def test_at_every_width_each_phone_stands_at_its_last_buttons(open_page: OpenPage) -> None:
    page = open_page(1440, 900)
    morning(page)
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        until(page, AT_END)
        last = Person(page, LAN).phone.locator(".message.theirs").last.locator(".key").last
        box, edge = last.bounding_box(), Person(page, LAN).phone.locator(".bottom").bounding_box()
        assert box is not None
        assert edge is not None
        assert box["y"] + box["height"] <= edge["y"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    again = open_page(1366, 768)  # a page that is opened on a full history, not one that grew with it
    until(again, AT_END)


def test_who_scrolls_up_to_read_stays_there(open_page: OpenPage) -> None:
    page = open_page(1366, 768)
    morning(page)
    messages = Person(page, LAN).phone.locator(".messages")
    until(page, AT_END)
    messages.hover()
    page.mouse.wheel(0, -300)
    until(page, f"{HIDDEN_BELOW}[0] > 100")
    page.set_viewport_size({"width": 1440, "height": 800})
    page.wait_for_timeout(300)
    assert page.evaluate(f"{HIDDEN_BELOW}[0] > 60")


def test_phones_show_on_both_sides_of_the_board_and_zalo_is_among_the_first(open_page: OpenPage) -> None:
    page = open_page(1440, 900)
    for width, count in {834: 2, 1366: 3, 1440: 3, 1920: 4}.items():
        page.set_viewport_size({"width": width, "height": SIZES[width]})
        shown = page.evaluate(WHOLE_PHONES)
        assert len(shown) == count
        assert MINH in shown[:3]
        assert page.evaluate(WHOLE_BOARD) is (width > 1000)


def test_axe_finds_nothing_serious_on_the_page(open_page: OpenPage) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(1440, 900)
    page.emulate_media(reduced_motion="reduce")  # axe reads the colours of an instant: nothing may be fading in
    morning(page)
    Person(page, LAN).types("xong 3")
    page.get_by_test_id("news").get_by_text("Nguyễn Thị Lan nhắn").wait_for()
    grave: dict[str, object] = {}
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for one in Axe().run(page).response["violations"]:
            if one["impact"] in GRAVE:
                grave[f"{one['id']} at {width}"] = [node["target"] for node in one["nodes"]]
    assert grave == {}


def test_the_story_is_told_in_six_steps_and_says_who_was_told(open_page: OpenPage) -> None:
    page = open_page(1440, 900)
    guide, news = page.locator(".guide"), page.get_by_test_id("news")
    for number, step in enumerate(STORY, 1):
        assert guide.locator("h2").inner_text() == f"Bước {number}/6: {step.title}"
        help_with(page)
        page.locator(".guide.done").wait_for()
        if number == 4:
            news.get_by_text("Trần Thu Hà nhắn “xác nhận 3”").wait_for()
            news.get_by_role("button", name="Nguyễn Thị Lan").wait_for()
        if number < len(STORY):
            page.get_by_test_id("story-next").click()
    Person(page, HUNG).reads("1")
    page.get_by_test_id("story-back").click()
    assert guide.locator("h2").inner_text().startswith("Bước 5/6")
    assert page.url.endswith("#buoc-5")
    page.get_by_test_id("story-restart").click()
    page.locator(".guide h2", has_text="Bước 1/6").wait_for()
    until(page, f"{DONE} === 0", 60)
    assert Person(page, LAN).phone.locator(".message.own").filter(has_text="xong 3").count() == 0


def test_a_link_to_a_step_shows_the_story_as_it_stands_there(open_page: OpenPage) -> None:
    page = open_page(1440, 900, "#buoc-4")
    until(page, f"{DONE} === 3", 60)
    assert page.locator(".guide h2").inner_text().startswith("Bước 4/6")
    Person(page, HA).types("xác nhận 3")  # by hand is as good as by the button
    page.locator(".guide.done").wait_for()
