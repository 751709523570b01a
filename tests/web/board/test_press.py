"""A press on the board is an update: handled as in a chat, once, with the answer kept for who asks again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.board_sessions import LINK_VALID, PAGE
from services.commands.change_people import invite_person
from storage.tables import outbox
from tests.board import BoardOnTest
from tests.world import HA, HUNG, LAN, World


@pytest.fixture
def board(world: World) -> BoardOnTest:
    world.link(HUNG, LAN, HA)
    return BoardOnTest(world)


ASK, ASKED = "gia hạn 17 24/4 chờ số liệu", "đã ghi nhận"


def heard(board: BoardOnTest) -> set[str]:
    """Who is told something in a chat now."""
    return {delivery.chat_id for delivery in board.world.deliver()}


async def test_a_press_is_answered_on_the_page_and_told_in_the_chats(board: BoardOnTest) -> None:
    browser = await board.signed_in(LAN)
    answer = await browser.press("gia hạn 17 24/4", words="chờ\nsố liệu")
    assert answer.status_code == 200
    assert ASKED in answer.text
    assert "chờ số liệu" in answer.text
    assert heard(board) == {HA}  # the officer's own phone is told nothing: she has read it on the page


async def test_the_same_key_is_one_deed_with_one_answer(board: BoardOnTest) -> None:
    browser = await board.signed_in(LAN)
    first = await browser.press(ASK, key="the-same-key")
    again = await browser.press(ASK, key="the-same-key")
    assert _words(again.text) == _words(first.text)
    assert len([one for one in board.world.deliver() if one.chat_id == HA]) == 1


async def test_a_key_belongs_to_its_session(board: BoardOnTest) -> None:
    await (await board.signed_in(LAN)).press(ASK, key="the-same-key")
    other = await (await board.signed_in(HUNG)).press("tình hình", key="the-same-key")
    assert "gia hạn" not in other.text
    assert ASKED not in other.text


async def test_what_takes_long_says_so_and_is_answered_on_asking_again(board: BoardOnTest) -> None:
    browser = await board.signed_in(LAN)
    board.is_working = False
    board.step = 3.0
    late = await browser.press(ASK, key="the-same-key")
    assert "Đang làm" in late.text
    board.is_working = True
    assert ASKED in (await browser.press(ASK, key="the-same-key")).text
    assert heard(board) == {HA}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://ward.example"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_a_form_of_another_site_does_nothing(board: BoardOnTest, headers: dict[str, str]) -> None:
    browser = await board.signed_in(LAN)
    await browser.get("/")
    fields = {"text": ASK, "key": "key-of-a-press", "token": browser.token}
    assert (await browser.post("/lam", headers, **fields)).status_code == 404
    assert heard(board) == set()
    assert (await browser.post("/lam", {"Sec-Fetch-Site": "same-origin"}, **fields)).status_code == 200
    assert heard(board) == {HA}


async def test_a_press_needs_the_token_of_its_own_session(board: BoardOnTest) -> None:
    browser, other = await board.signed_in(LAN), await board.signed_in(HUNG)
    await other.get("/")
    for token in ("", "0" * 64, other.token):
        assert (await browser.post("/lam", text=ASK, key="key-of-a-press", token=token)).status_code == 404
    assert heard(board) == set()


async def test_what_is_no_press_is_refused(board: BoardOnTest) -> None:
    browser = await board.signed_in(LAN)
    assert (await browser.press("")).status_code == 400
    assert (await browser.press("x" * 3000)).status_code == 400
    assert (await browser.press(ASK, key="a key")).status_code == 400
    assert (await browser.press("x" * 40_000)).status_code == 413


async def test_a_page_never_becomes_a_way_to_reach_its_person(board: BoardOnTest) -> None:
    browser = await board.signed_in(LAN)
    with board.world.database.transaction() as tx:
        code = invite_person(tx, board.world.organisation_id, LAN, board.world.now).code
    for text in (code, f"/start {code}", "kênh page"):
        await browser.press(text)
    board.world.deliver()
    await (await board.signed_in(HA)).press("nhắc 17")
    assert heard(board) == {LAN}


async def test_courtesy_is_answered_on_the_page_too(board: BoardOnTest) -> None:
    browser = await board.signed_in(LAN)
    assert "Đã làm. Nội dung" not in (await browser.press("cảm ơn")).text


def _words(html: str) -> list[str]:
    return [line for line in html.splitlines() if line.startswith("<p>")]


async def test_a_press_in_a_session_that_ended_meanwhile_does_nothing(board: BoardOnTest) -> None:
    browser = await board.signed_in(LAN)
    await browser.get("/")
    board.is_working = False
    board.step = 3.0
    await browser.press(ASK)
    await browser.post("/ra", token=browser.token)
    board.is_working = True
    board.work()
    assert heard(board) == set()


async def test_a_secret_that_no_page_fetched_is_forgotten_after_ten_minutes(board: BoardOnTest) -> None:
    browser = await board.signed_in(HA)
    await browser.get("/")
    board.is_working, board.step = False, 3.0
    await browser.press(f"/ma {LAN}")  # the page goes away before the answer is there
    await browser.press("việc")
    board.is_working = True
    board.work()
    assert (kinds := told_on_pages(board)).count("CodeMade") == 1
    planning = board.world.office.planning
    planning.housekeeping(board.world.now + LINK_VALID)
    assert told_on_pages(board) == kinds
    planning.housekeeping(board.world.now + LINK_VALID + timedelta(seconds=1))
    assert told_on_pages(board) == [kind for kind in kinds if kind != "CodeMade"]
    assert len(kinds) > 1  # what is no secret is kept


def told_on_pages(board: BoardOnTest) -> list[str]:
    with board.world.database.reading() as tx:
        rows = tx.execute(select(outbox.c.sayings).where(outbox.c.channel == PAGE).order_by(outbox.c.id)).scalars()
        return [saying["kind"] for sayings in rows for saying in sayings]
