"""A page in a real browser follows what happens, says when the line is lost, and heals; it never polls."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from shutil import which
from typing import Any

import pytest

from tests.board import BoardOnTest
from tests.world import HUNG, LAN, World, hanoi
from web.server import WebServer, listening_socket

pytestmark = pytest.mark.browser
TWO_SECONDS = 2_000


@asynccontextmanager
async def served(board: BoardOnTest, port: int = 0) -> AsyncIterator[int]:
    listening = listening_socket("127.0.0.1", port)
    async with WebServer(board.site.app, listening), board.live.running():
        yield listening.getsockname()[1]


@asynccontextmanager
async def page_of(board: BoardOnTest, name: str, port: int) -> AsyncIterator[Any]:
    """The plan in time as this person sees it, opened by a link; nothing may be said on the browser's console."""
    from playwright.async_api import async_playwright

    if which("chromium") is None:
        pytest.skip("chromium missing: make browser (as root)")
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = await browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        await page.goto(f"http://127.0.0.1:{port}/vao/{board.link(name).token}")
        await page.locator("button").first.click()
        await page.wait_for_url(f"http://127.0.0.1:{port}/")
        await page.goto(f"http://127.0.0.1:{port}/tien-do")
        await page.wait_for_selector("#live:not([hidden])")
        yield page
        await browser.close()
    # A line that was lost on purpose is an error of the browser's own; anything about our policy is ours.
    assert [text for text in said if "Content Security Policy" in text or "is not defined" in text] == []


async def test_a_page_follows_what_happens_without_asking(world: World) -> None:
    world.link(HUNG, LAN)
    world.now = hanoi(4, 8, month=5)
    board = BoardOnTest(world, public_url="")
    board.changes.on_commit(board.live.committed)
    async with served(board) as port, page_of(board, HUNG, port) as page:
        assert await page.locator("#live").inner_text() == "trực tiếp"
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        await page.wait_for_timeout(3_000)
        assert asked == [], "no page polls"
        assert "Chờ xác nhận" not in await page.locator("#main").inner_text()
        world.say(LAN, "xong 17")
        await page.locator("#main", has_text="chờ xác nhận").wait_for(timeout=TWO_SECONDS)
        assert len([url for url in asked if "/dong" not in url]) == 1
    board.changes.on_commit(None)


async def test_a_lost_line_says_so_and_heals(world: World) -> None:
    world.link(HUNG, LAN)
    world.now = hanoi(4, 8, month=5)
    board = BoardOnTest(world, public_url="")
    async with served(board) as port:
        context = page_of(board, HUNG, port)
        page = await context.__aenter__()
    await page.locator("#live.lost").wait_for(timeout=10_000)
    assert await page.locator("#live").inner_text() == "mất kết nối, đang nối lại"
    world.say(LAN, "xong 17")
    async with served(board, port):
        await page.locator("#live:not(.lost)").wait_for(timeout=15_000)
        await page.locator("#main", has_text="chờ xác nhận").wait_for(timeout=5_000)
        with world.database.transaction() as tx:
            tx.exec_driver_sql("UPDATE board_session SET ended_at = made_at")
        board.live.sessions_ended()
        await page.locator("input[name=code]").wait_for(timeout=5_000)
        await context.__aexit__(None, None, None)


async def test_what_somebody_is_typing_is_left_alone(world: World) -> None:
    world.link(HUNG, LAN)
    world.now = hanoi(4, 8, month=5)
    board = BoardOnTest(world, public_url="")
    board.changes.on_commit(board.live.committed)
    async with served(board) as port, page_of(board, HUNG, port) as page:
        await page.goto(f"http://127.0.0.1:{port}/cai-dat")
        await page.wait_for_selector("#live:not([hidden])")
        field = page.locator("input[name=words]").first
        await field.fill("6:4")
        world.say(HUNG, "giờ 8:00")
        await asyncio.sleep(3)
        assert await field.input_value() == "6:4"
        assert "8 giờ" not in await page.locator("#main").inner_text()
        await field.fill("")
        await field.blur()
        await page.locator("#main", has_text="8 giờ").wait_for(timeout=5_000)
        # A press is answered in its place, and the next one of the same form is another deed.
        for typed, shown in (("6:40", "6 giờ 40"), ("7:00", "7 giờ")):
            await field.fill(typed)
            await field.press("Enter")
            await page.locator("#answer", has_text=f"lúc {shown}").wait_for(timeout=10_000)
            await page.locator("#main", has_text=f"Tin buổi sáng: {shown} (giờ đồng chí chọn)").wait_for(timeout=5_000)
        assert page.url.endswith("/cai-dat")
    board.changes.on_commit(None)
