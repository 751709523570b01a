"""The Zalo phone of the page in a real browser: a picture is drawn from its public address, or the address is shown."""

import base64
import shutil
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from sandbox.zalo.bots import chat_id_of
from tests.sandbox.test_zalo import MAI, Zalo, zalo

if TYPE_CHECKING:
    from playwright.async_api import Page, Route

playwright = pytest.importorskip("playwright.async_api", reason="uv sync --group browser")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH: apt-get install chromium"),
]
CARD, GONE = "https://ward.example/card/1.png", "https://ward.example/card/gone"
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

__all__ = ["zalo"]


async def answer(route: "Route") -> None:
    """The ward's own server as the browser meets it."""
    if route.request.url == CARD:
        await route.fulfill(body=DOT, content_type="image/png")
    else:
        await route.fulfill(status=404)


@pytest.fixture
async def page(zalo: Zalo) -> AsyncIterator["Page"]:
    async with playwright.async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        found = await browser.new_page()
        await found.route("https://ward.example/**", answer)
        await found.goto(zalo.url)
        await found.wait_for_selector("body[data-ready]")
        yield found
        await browser.close()


async def test_a_picture_is_drawn_and_one_that_cannot_be_fetched_shows_its_address(zalo: Zalo, page: "Page") -> None:
    messages = page.locator(f'[data-phone="{MAI}"] .messages')
    await zalo.call("sendPhoto", chat_id=chat_id_of(MAI), photo=CARD, caption="Tình hình")
    image = messages.locator(f'a[href="{CARD}"] img')
    await playwright.expect(image).to_be_visible()
    assert await image.evaluate("image => image.naturalWidth") == 1
    await zalo.call("sendPhoto", chat_id=chat_id_of(MAI), photo=GONE)
    await playwright.expect(messages).to_contain_text(f"Ảnh: {GONE}")
