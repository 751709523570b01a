"""The page of phones in a real browser; needs playwright (dependency group "browser") and Debian's chromium."""

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sandbox.settings import Jump
from tests.sandbox.conftest import HUNG, LAN, Client

if TYPE_CHECKING:
    from playwright.async_api import ConsoleMessage, Locator, Page

playwright = pytest.importorskip("playwright.async_api", reason="uv sync --group browser")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH: apt-get install chromium"),
]
WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
KEYS = {"inline_keyboard": [[{"text": "Đã nhận", "callback_data": "ack 3"}]]}


class Screen:
    """One open page and everything it complained about."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self.hear)

    def hear(self, line: "ConsoleMessage") -> None:
        if line.type == "error":
            self.complaints.append(line.text)

    async def open(self, url: str) -> None:
        await self.page.goto(url)
        await self.page.wait_for_selector("body[data-ready]")

    def phone(self, user_id: int) -> "Locator":
        return self.page.locator(f'[data-phone="{user_id}"]')

    async def type(self, user_id: int, text: str) -> None:
        field = self.phone(user_id).get_by_test_id("composer")
        await field.fill(text)
        await field.press("Enter")

    async def sees(self, user_id: int, text: str) -> None:
        await playwright.expect(self.phone(user_id).locator(".messages")).to_contain_text(text)


@pytest.fixture
def size() -> dict[str, int]:
    return WIDE


@pytest.fixture
async def screen(client: Client, size: dict[str, int]) -> AsyncIterator[Screen]:
    client.clock.offered = [Jump("Hạn kế tiếp", client.clock.at + timedelta(days=3))]
    async with playwright.async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        found = Screen(await browser.new_page(viewport=size))
        await found.open(client.url)
        yield found
        await browser.close()
    assert found.complaints == []


async def test_what_is_typed_reaches_the_bot_and_shows_when_it_was_taken(client: Client, screen: Screen) -> None:
    await screen.type(LAN, "/done 3")
    await screen.sees(LAN, "/done 3")
    (update,) = await client.updates(timeout=5)
    assert update["message"]["text"] == "/done 3"
    await client.updates(offset=update["update_id"] + 1)
    await playwright.expect(screen.phone(LAN).locator(".ticks")).to_contain_text("Bot đã nhận")


async def test_the_text_of_the_bot_is_never_markup(client: Client, screen: Screen) -> None:
    wicked = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
    await client.result("sendMessage", chat_id=LAN, text=wicked)
    await screen.sees(LAN, wicked)
    await client.result("sendMessage", chat_id=LAN, text="<b>đậm <i>nghiêng</i></b> &lt;x&gt;", parse_mode="HTML")
    await playwright.expect(screen.phone(LAN).locator(".text strong em")).to_have_text("nghiêng")
    await screen.sees(LAN, "<x>")
    assert await screen.page.locator(".messages img, .messages script").count() == 0


async def test_a_pressed_button_shows_progress_until_it_is_answered(client: Client, screen: Screen) -> None:
    await client.result("sendMessage", chat_id=LAN, text="Việc số 3", reply_markup=KEYS)
    key = screen.phone(LAN).locator(".key")
    await key.click()
    await playwright.expect(key).to_have_attribute("aria-busy", "true")
    (update,) = await client.updates(timeout=5)
    assert update["callback_query"]["data"] == "ack 3"
    query_id = update["callback_query"]["id"]
    await client.result("answerCallbackQuery", callback_query_id=query_id, text="Đã ghi nhận")
    await playwright.expect(screen.phone(LAN).locator(".toast")).to_have_text("Đã ghi nhận")
    await playwright.expect(key).not_to_have_attribute("aria-busy", "true")


async def test_an_edit_replaces_the_text_and_says_so(client: Client, screen: Screen) -> None:
    sent = await client.result("sendMessage", chat_id=LAN, text="Việc số 3", reply_markup=KEYS)
    await client.result("editMessageText", chat_id=LAN, message_id=sent["message_id"], text="Việc số 3: xong")
    message = screen.phone(LAN).locator(f'[data-message-id="{sent["message_id"]}"]')
    await playwright.expect(message).to_contain_text("Việc số 3: xong")
    await playwright.expect(message).to_contain_text("đã sửa")
    await playwright.expect(message.locator(".key")).to_have_count(0)


async def test_a_click_on_a_bubble_replies_to_it(client: Client, screen: Screen) -> None:
    sent = await client.result("sendMessage", chat_id=LAN, text="Còn 4 ngày")
    await screen.phone(LAN).locator(".bubble").click()
    await screen.type(LAN, "xong")
    await playwright.expect(screen.phone(LAN).locator(".quote")).to_contain_text("Còn 4 ngày")
    (update,) = await client.updates(timeout=5)
    assert update["message"]["reply_to_message"]["message_id"] == sent["message_id"]


async def test_the_command_menu_sends_and_completes(client: Client, screen: Screen) -> None:
    commands = [{"command": "viec", "description": "Việc của tôi"}, {"command": "done", "description": "Đã xong"}]
    await client.result("setMyCommands", commands=commands, scope={"type": "chat", "chat_id": LAN}, language_code="vi")
    await playwright.expect(screen.phone(HUNG).get_by_test_id("menu")).to_be_hidden()
    await screen.phone(LAN).get_by_test_id("menu").click()
    await screen.phone(LAN).locator(".commands button", has_text="/viec").click()
    await screen.sees(LAN, "/viec")
    await screen.phone(LAN).get_by_test_id("composer").fill("/do")
    await screen.phone(LAN).locator(".commands button").click()
    await playwright.expect(screen.phone(LAN).get_by_test_id("composer")).to_have_value("/done ")


async def test_the_clock_is_vietnamese_and_jumps(client: Client, screen: Screen) -> None:
    face = screen.page.get_by_test_id("clock")
    await playwright.expect(face).to_have_text("Thứ Sáu, 10/4/2026, 07:30")
    await screen.page.get_by_test_id("jump").click()
    await playwright.expect(face).to_have_text("Thứ Hai, 13/4/2026, 07:30")
    await screen.page.get_by_test_id("clock-input").fill("15/4/2026 16:00")
    await screen.page.get_by_test_id("clock-go").click()
    await playwright.expect(face).to_have_text("Thứ Tư, 15/4/2026, 16:00")
    await client.result("sendMessage", chat_id=LAN, text="a")
    await screen.sees(LAN, "Thứ Tư, 15/4/2026")


async def test_blocking_hides_the_field_and_unblocking_brings_it_back(client: Client, screen: Screen) -> None:
    await screen.phone(LAN).get_by_role("button", name="Tùy chọn").click()
    await screen.phone(LAN).get_by_test_id("block").click()
    await playwright.expect(screen.phone(LAN).get_by_test_id("composer")).to_be_hidden()
    assert (await client.call("sendMessage", chat_id=LAN, text="a"))["error_code"] == 403
    await screen.phone(LAN).locator(".unblock").click()
    await playwright.expect(screen.phone(LAN).get_by_test_id("composer")).to_be_visible()


async def test_a_page_that_lost_the_stream_catches_up(client: Client, screen: Screen) -> None:
    await client.result("sendMessage", chat_id=LAN, text="trước")
    await screen.sees(LAN, "trước")
    client.world.feed.close()
    await client.result("sendMessage", chat_id=LAN, text="trong lúc đứt")
    await screen.sees(LAN, "trong lúc đứt")
    await client.result("sendMessage", chat_id=LAN, text="sau")
    await screen.sees(LAN, "sau")


async def test_entities_styles_and_reactions_are_drawn_and_long_buttons_are_cut(client: Client, screen: Screen) -> None:
    long = "Đề nghị lãnh đạo cho phép gia hạn đến hết ngày 24/4/2026"
    keys = [[{"text": long, "callback_data": "x", "style": "success"}, {"text": "Không", "callback_data": "y"}]]
    bold = [{"type": "bold", "offset": 0, "length": 5}]
    await client.result(
        "sendMessage", chat_id=LAN, text="🚩 17. Việc", entities=bold, reply_markup={"inline_keyboard": keys}
    )
    await playwright.expect(screen.phone(LAN).locator(".text strong")).to_have_text("🚩 17")
    styled, plain = await screen.phone(LAN).locator(".key").all()
    assert await styled.evaluate("key => getComputedStyle(key).backgroundColor") != await plain.evaluate(
        "key => getComputedStyle(key).backgroundColor"
    )
    words = styled.locator("span")
    assert await words.evaluate("words => words.scrollWidth > words.clientWidth && words.clientHeight < 30")
    await screen.type(LAN, "cảm ơn")
    reaction = [{"type": "emoji", "emoji": "👍"}]
    await client.result("setMessageReaction", chat_id=LAN, message_id=2, reaction=reaction)
    await playwright.expect(screen.phone(LAN).locator(".own .reaction")).to_have_text("👍")
    await screen.page.reload()
    await playwright.expect(screen.phone(LAN).locator(".own .reaction")).to_have_text("👍")


async def test_a_forced_reply_opens_the_reply_bar_and_the_answer_quotes(client: Client, screen: Screen) -> None:
    asked = {"force_reply": True, "input_field_placeholder": "Gõ lý do"}
    await client.result("sendMessage", chat_id=LAN, text="Vì sao chưa hoàn thành?", reply_markup=asked)
    field = screen.phone(LAN).get_by_test_id("composer")
    await playwright.expect(field).to_have_attribute("placeholder", "Gõ lý do")
    await playwright.expect(screen.phone(LAN).locator(".replying")).to_contain_text("Vì sao chưa hoàn thành?")
    await screen.type(LAN, "chờ số liệu")
    (update,) = await client.updates(timeout=5)
    assert update["message"]["reply_to_message"]["text"] == "Vì sao chưa hoàn thành?"
    await playwright.expect(screen.phone(LAN).locator(".replying")).to_be_hidden()
    await playwright.expect(field).to_have_attribute("placeholder", "Nhắn tin…")


async def test_the_phone_number_is_shared_from_the_bots_keyboard_or_the_menu(client: Client, screen: Screen) -> None:
    keys = {"keyboard": [[{"text": "Gửi số của tôi", "request_contact": True}]], "one_time_keyboard": True}
    await client.result("sendMessage", chat_id=LAN, text="Đồng chí là ai?", reply_markup=keys)
    await screen.phone(LAN).locator(".reply-key").click()
    await screen.sees(LAN, "+84900001001")
    await playwright.expect(screen.phone(LAN).locator(".reply-keyboard")).to_be_hidden()
    await screen.phone(LAN).get_by_role("button", name="Tùy chọn").click()
    await screen.phone(LAN).get_by_test_id("share-contact").click()
    await playwright.expect(screen.phone(LAN).locator(".contact")).to_have_count(2)
    assert [update["message"]["contact"]["user_id"] for update in await client.updates(timeout=5)] == [LAN, LAN]


class TestOnAPhone:
    @pytest.fixture
    def size(self) -> dict[str, int]:
        return NARROW

    async def test_one_phone_is_shown_and_the_tabs_tell_of_news(self, client: Client, screen: Screen) -> None:
        await playwright.expect(screen.phone(LAN)).to_be_visible()
        await playwright.expect(screen.phone(HUNG)).to_be_hidden()
        await client.result("sendMessage", chat_id=HUNG, text="Có tin")
        dot = screen.page.locator(".tabs .dot:visible")
        await playwright.expect(dot).to_have_text("1")
        await screen.page.get_by_role("tab", name="Quốc Hùng").click()
        await playwright.expect(screen.phone(HUNG)).to_contain_text("Có tin")
        await playwright.expect(dot).to_have_count(0)
        assert await screen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
