"""The sheet of codes is printed by a press on the page: a file, once, for that session only, and kept nowhere."""

import logging
import re
from datetime import timedelta
from io import BytesIO

import httpx
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from domain.board_sessions import LINK_VALID
from domain.messages.accounts import Welcome
from storage.tables.columns import metadata
from tests.board import BoardOnTest, Browser
from tests.web.board.test_live_in_browser import page_of, served
from tests.world import HA, HUNG, LAN, World
from web.board.people import PEOPLE

PRINT = "mã tất cả"
CODE = re.compile(r"\b[2-9A-Z]{5}-[2-9A-Z]{5}\b")


@pytest.fixture
def board(world: World) -> BoardOnTest:
    world.link(HUNG, LAN, HA)
    return BoardOnTest(world)


async def fetch(browser: Browser, key: str, **headers: str) -> httpx.Response:
    return await browser.post("/lam/tep", {"Origin": browser.origin, **headers}, key=key, token=browser.token)


def codes_in(content: bytes) -> list[str]:
    return CODE.findall("\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(content)).pages))


async def test_the_coordinator_presses_and_fetches_a_card_for_everybody_not_linked(board: BoardOnTest) -> None:
    browser = await board.signed_in(HA)
    await browser.get(PEOPLE.path)
    told = await browser.press(PRINT, key="key-of-the-sheet")
    assert "the-moi-lien-ket.pdf" in told.text
    assert 'action="/lam/tep"' in told.text
    assert not CODE.search(told.text)
    file = await fetch(browser, "key-of-the-sheet")
    assert file.status_code == 200
    assert file.headers["content-type"] == "application/pdf"
    assert file.headers["cache-control"] == "no-store"
    assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''the-moi-lien-ket.pdf"
    codes = codes_in(file.content)
    [count] = re.findall(r"(\d+) thẻ", told.text)
    assert len(set(codes)) == len(codes) == int(count)
    text = PdfReader(BytesIO(file.content)).pages[0].extract_text()
    assert HUNG not in text, "who is linked needs none"
    [linked] = board.world.ask("a new phone", codes[0])
    assert isinstance(linked, Welcome)


async def test_the_file_is_given_once_and_its_codes_are_kept_nowhere(
    board: BoardOnTest, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = await board.signed_in(HA)
    await browser.press(PRINT, key="key-of-the-sheet")
    codes = codes_in((await fetch(browser, "key-of-the-sheet")).content)
    again = await fetch(browser, "key-of-the-sheet")
    assert again.status_code == 404
    assert "Nội dung chỉ hiện một lần" in again.text
    with board.world.database.reading() as tx:
        kept = [str(tx.execute(select(table)).all()) for table in metadata.sorted_tables]
    logged = [record.getMessage() + str(record.exc_text or "") for record in caplog.records]
    assert [code for code in codes for text in (*kept, *logged, again.text) if code in text] == []
    told = await browser.press(PRINT, key="key-of-the-sheet")  # the same press is no second deed
    assert "the-moi-lien-ket.pdf" not in told.text


@pytest.mark.parametrize("whose", [HA, HUNG, LAN])
async def test_nobody_else_fetches_it_nor_its_owner_from_another_browser(board: BoardOnTest, whose: str) -> None:
    browser, other = await board.signed_in(HA), await board.signed_in(whose)
    await browser.press(PRINT, key="key-of-the-sheet")
    await other.get("/")
    assert (await fetch(other, "key-of-the-sheet")).status_code == 404
    assert (await fetch(browser, "key-of-the-sheet")).status_code == 200


async def test_it_needs_our_form_our_token_and_a_session(board: BoardOnTest) -> None:
    browser = await board.signed_in(HA)
    await browser.press(PRINT, key="key-of-the-sheet")
    refused = [
        await fetch(browser, "key-of-the-sheet", Origin="https://evil.example"),
        await browser.post("/lam/tep", key="key-of-the-sheet", token="0" * 64),
        await browser.post("/lam/tep", key="key-of-the-sheet"),
        await fetch(browser, "a key"),
        await fetch(browser, "another-key-of-mine"),
        await browser.get("/lam/tep"),
        await board.browser().post("/lam/tep", key="key-of-the-sheet", token=browser.token),
    ]
    assert {answer.status_code for answer in refused} == {404}
    assert {answer.headers["content-type"] for answer in refused} == {"text/html; charset=utf-8"}
    await browser.post("/ra", token=browser.token)
    assert (await fetch(browser, "key-of-the-sheet")).status_code == 404


@pytest.mark.parametrize("whose", [LAN, HUNG])
async def test_who_may_not_print_codes_gets_no_file(board: BoardOnTest, whose: str) -> None:
    browser = await board.signed_in(whose)
    told = await browser.press(PRINT, key="key-of-the-sheet")
    assert "/lam/tep" not in told.text
    assert (await fetch(browser, "key-of-the-sheet")).status_code == 404


async def test_an_answer_that_is_no_file_is_none(board: BoardOnTest) -> None:
    browser = await board.signed_in(HA)
    await browser.press("tình hình", key="key-of-a-press")
    assert (await fetch(browser, "key-of-a-press")).status_code == 404


async def test_what_nobody_fetches_is_forgotten_after_ten_minutes(board: BoardOnTest) -> None:
    browser = await board.signed_in(HA)
    await browser.press(PRINT, key="key-of-the-sheet")
    planning = board.world.office.planning
    planning.housekeeping(board.world.now + LINK_VALID)
    assert (await browser.press(PRINT, key="key-of-the-sheet")).text.count("/lam/tep") == 1
    planning.housekeeping(board.world.now + LINK_VALID + timedelta(seconds=1))
    assert (await fetch(browser, "key-of-the-sheet")).status_code == 404


async def test_with_everybody_linked_it_says_so(board: BoardOnTest) -> None:
    with board.world.database.reading() as tx:
        names = [row[0] for row in tx.exec_driver_sql("SELECT name FROM person")]
    board.world.link(*(name for name in names if name not in {HUNG, LAN, HA}))
    told = await (await board.signed_in(HA)).press(PRINT)
    assert "/lam/tep" not in told.text


@pytest.mark.browser
async def test_a_browser_downloads_it_and_stays_where_it_is(world: World) -> None:
    world.link(HA, HUNG, LAN)
    board = BoardOnTest(world, public_url="")
    async with served(board) as port, page_of(board, HA, port) as page:
        await page.goto(f"http://127.0.0.1:{port}{PEOPLE.path}")
        requested: list[str] = []
        page.on("request", lambda request: requested.append(f"{request.url} {request.headers}"))
        await page.get_by_role("button", name="In thẻ mời", exact=False).first.click()
        button = page.locator("#answer form[action='/lam/tep'] button")
        async with page.expect_download() as waiting:
            await button.click()
        download = await waiting.value
        assert download.suggested_filename == "the-moi-lien-ket.pdf"
        codes = codes_in((await download.path()).read_bytes())
        assert page.url.endswith(PEOPLE.path)
    assert len(codes) > 10
    assert [code for code in codes for line in requested if code in line] == []
    [linked] = world.ask("phone of Minh", next(iter(codes)))
    assert isinstance(linked, Welcome)
