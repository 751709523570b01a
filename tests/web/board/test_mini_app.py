"""The Mini App: what Telegram signed opens the board once, for the person of the chat; all else opens nothing."""

import json
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest

from bot.platforms.telegram.mini_app import signature, signed_chat
from domain.board_sessions import SessionEnd
from services.office.board_service import BoardService
from storage.board_sessions import end_sessions_of
from storage.offboarding import remove_person
from storage.tables import chat_account
from tests.board import BOT_TOKEN, LOOPBACK, BoardOnTest
from tests.chromium import chromium
from tests.world import HUNG, World
from web.server import WebServer, listening_socket

CHAT = "7001"


@pytest.fixture
def board(world: World) -> BoardOnTest:
    board = BoardOnTest(world)
    with world.database.transaction() as tx:
        values = {
            "organisation_id": world.organisation_id, "person_id": board.person_id(HUNG), "channel": "telegram",
            "chat_id": CHAT, "is_alive": True, "linked_at": world.now,
        }  # fmt: skip
        tx.execute(chat_account.insert().values(**values))
    return board


def init_data(board: BoardOnTest, *, user: str = CHAT, age: float = 2, token: str = BOT_TOKEN, **more: str) -> str:
    """As Telegram hands it to the page."""
    fields = {
        "query_id": "AAHdF6IQ", "user": json.dumps({"id": int(user), "first_name": "Hùng"}, ensure_ascii=False),
        "auth_date": str(int((board.machine - timedelta(seconds=age)).timestamp())), "signature": "of-a-third-party",
        **more,
    }  # fmt: skip
    return urlencode({**fields, "hash": signature(fields, token)})


async def refused(board: BoardOnTest, signed: str) -> None:
    """It gets the answer of every unknown address, and no cookie."""
    unknown = await board.browser().get("/khong-co")
    answer = await board.browser().post("/mini", signed=signed)
    assert (answer.status_code, answer.text) == (404, unknown.text)
    assert "set-cookie" not in answer.headers


def test_the_signature_is_the_one_that_telegram_documents() -> None:
    # Computed with `openssl dgst -sha256 -hmac`, independently of the code: key of "WebAppData", then sorted lines.
    assert (
        signature({"user": '{"id":1}', "auth_date": "1"}, "1:a")
        == "62c79558b3c2c1cb718b9c53b966536e4ec25e492e881a730996608d68bc253f"
    )


async def test_what_telegram_signed_opens_the_board_once(board: BoardOnTest) -> None:
    page = await board.browser().get("/mini")
    assert page.status_code == 200
    assert "Hùng" not in page.text
    assert "Thủy Nguyên" not in page.text
    assert page.headers["content-security-policy"].endswith("frame-ancestors 'none'")
    signed, browser = init_data(board), board.browser()
    entered = await browser.post("/mini", signed=signed)
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    assert entered.headers["set-cookie"].startswith("__Host-dondoc=")
    assert "Phạm Quốc Hùng" in (await browser.get("/")).text
    await refused(board, signed)
    again = "&".join(reversed(signed.split("&")))  # the same fields, written in another way
    await refused(board, again)


async def test_it_stays_used_after_a_new_link_and_after_signing_out(board: BoardOnTest) -> None:
    signed, browser = init_data(board), board.browser()
    assert (await browser.post("/mini", signed=signed)).status_code == 303
    board.link(HUNG)
    with board.world.database.transaction() as tx:
        end_sessions_of(tx, board.person_id(HUNG), board.machine, SessionEnd.LOGGED_OUT)
    await refused(board, signed)


async def test_another_program_at_the_same_database_takes_it_no_second_time(board: BoardOnTest) -> None:
    read = signed_chat(BOT_TOKEN, init_data(board), board.machine)
    assert read is not None
    world = board.world
    first, second = (BoardService(world.database, world.organisation_id) for _ in range(2))
    assert first.enter_from_chat(read, "", board.machine, world.now) is not None
    assert second.enter_from_chat(read, "", board.machine, world.now) is None


@pytest.mark.parametrize("age", [300, 3600, -120])
async def test_it_holds_five_minutes_of_machine_time(board: BoardOnTest, age: float) -> None:
    board.world.now += timedelta(days=3)  # the clock of a demonstration
    await refused(board, init_data(board, age=age))
    assert (await board.browser().post("/mini", signed=init_data(board, age=299))).status_code == 303


async def test_what_was_not_signed_so_opens_nothing(board: BoardOnTest) -> None:
    good = init_data(board)
    forged = [
        "",
        "nonsense",
        good[:-1] + ("0" if good[-1] != "0" else "1"),
        good.replace("7001", "7002"),
        good.replace("auth_date=", "auth_date=9"),
        f"{good}&user=%7B%22id%22%3A7001%7D",
        good.rpartition("&hash=")[0],
        init_data(board, token="123456:another-token"),
        init_data(board, auth_date="soon"),
        init_data(board, auth_date="9" * 18),
        init_data(board, more="x" * 3000).replace("x", "y", 1),
        init_data(board).replace("user=", "nobody="),
        good + "%ff",
    ]
    for signed in forged:
        board.seconds += 60  # the door lets nobody try without end
        await refused(board, signed)
    board.seconds += 60
    assert (await board.browser().post("/mini", signed=good)).status_code == 303


async def test_a_form_of_another_site_opens_nothing_and_uses_nothing_up(board: BoardOnTest) -> None:
    signed = init_data(board)
    foreign = await board.browser().post("/mini", {"Origin": "https://evil.example"}, signed=signed)
    assert foreign.status_code == 404
    assert (await board.browser().post("/mini", signed=signed)).status_code == 303


async def test_who_is_not_linked_or_was_removed_gets_in_no_more(board: BoardOnTest) -> None:
    await refused(board, init_data(board, user="7009"))
    browser = board.browser()
    assert (await browser.post("/mini", signed=init_data(board))).status_code == 303
    with board.world.database.transaction() as tx:
        remove_person(tx, board.person_id(HUNG), board.machine)
    assert "Hùng" not in (await browser.get("/")).text
    await refused(board, init_data(board, age=1))


async def test_without_a_public_address_there_is_no_mini_app(world: World) -> None:
    shown = BoardOnTest(world, public_url="")
    unknown = await shown.browser(LOOPBACK).get("/khong-co")
    for answer in (await shown.browser(LOOPBACK).get("/mini"), await shown.browser(LOOPBACK).post("/mini", signed="x")):
        assert (answer.status_code, answer.text) == (404, unknown.text)


@pytest.mark.browser
async def test_the_page_hands_in_what_telegram_put_behind_its_address(board: BoardOnTest) -> None:
    listening = listening_socket("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"

    def opened(signed: str) -> str:
        """The address that Telegram's apps open."""
        return f"{url}/mini#tgWebAppData={quote(signed)}&tgWebAppVersion=9.1&tgWebAppPlatform=android"

    forged = init_data(board, token="1:of-another-bot")
    async with WebServer(board.site.app, listening), chromium() as browser:
        for address in (f"{url}/mini", opened(forged)):
            stranger = await browser.new_page()
            await stranger.goto(address)
            await stranger.locator("input[name=code]").wait_for()
            assert "Phạm Quốc Hùng" not in await stranger.content()
            assert await stranger.context.cookies() == []
        page = await browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(opened(init_data(board)))
        await page.wait_for_url(f"{url}/")
        assert "Phạm Quốc Hùng" in await page.locator("body").inner_text()
        assert [address for address in asked if not address.startswith(url)] == []
        # What was signed is gone from the address before anything else is loaded.
        await page.go_back()
        assert "tgWebAppData" not in page.url
        assert [text for text in said if "Content Security Policy" in text or "is not defined" in text] == []
