"""The door of the board: links that are used once, codes, sessions that end, and strangers who learn nothing."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.board_sessions import CODE_TRIES, SessionEnd
from storage.board_sessions import end_all_sessions
from storage.tables import event, inbox
from tests.board import LOOPBACK, PUBLIC, BoardOnTest
from tests.world import HUNG, LAN, World


@pytest.fixture
def board(world: World) -> BoardOnTest:
    world.link(HUNG, LAN)
    return BoardOnTest(world)


async def test_a_link_is_shown_as_often_as_it_is_asked_for_and_used_once(board: BoardOnTest) -> None:
    path = f"/vao/{board.link(HUNG).token}"
    for _ in range(3):  # a messenger fetches it for its preview
        shown = await board.browser().get(path)
        assert shown.status_code == 200
        assert "Phạm Quốc Hùng" in shown.text
        assert "set-cookie" not in shown.headers
    browser = board.browser()
    entered = await browser.post(path)
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    cookie = entered.headers["set-cookie"]
    assert cookie.startswith("__Host-dondoc=")
    assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Phạm Quốc Hùng" in (await browser.get("/")).text
    again = await board.browser().post(path)
    assert again.status_code == 403
    assert "Hùng" not in again.text
    assert (await board.browser().get(path)).status_code == 404


async def test_a_link_holds_ten_minutes_of_machine_time(board: BoardOnTest) -> None:
    path = f"/vao/{board.link(HUNG).token}"
    board.world.now += timedelta(days=3)  # the clock of a demonstration
    assert (await board.browser().get(path)).status_code == 200
    board.machine += timedelta(minutes=10)
    assert (await board.browser().get(path)).status_code == 404
    assert (await board.browser().post(path)).status_code == 403


async def test_a_new_link_ends_the_one_before(board: BoardOnTest) -> None:
    old, new = board.link(HUNG), board.link(HUNG)
    assert (await board.browser().post(f"/vao/{old.token}")).status_code == 403
    assert (await board.browser().post(f"/vao/{new.token}")).status_code == 303


@pytest.mark.parametrize("spelled", ["{0}", "{1}-{2}", " {3} "])
async def test_the_code_opens_the_same_door_at_a_desk(board: BoardOnTest, spelled: str) -> None:
    code = board.link(HUNG).code
    typed = spelled.format(code, code[:4], code[4:], code.lower())
    browser = board.browser()
    assert (await browser.post("/vao", code=typed)).status_code == 303
    assert "Phạm Quốc Hùng" in (await browser.get("/")).text
    assert (await board.browser().post("/vao", code=typed)).status_code == 403


async def test_five_wrong_codes_end_the_code_and_not_the_link(board: BoardOnTest) -> None:
    link = board.link(HUNG)
    wrong = link.code[:-1] + ("2" if link.code[-1] != "2" else "3")
    for _ in range(CODE_TRIES):
        assert (await board.browser().post("/vao", code=wrong)).status_code == 403
    assert (await board.browser().post("/vao", code=link.code)).status_code == 403
    assert (await board.browser().post(f"/vao/{link.token}")).status_code == 303


async def test_who_guesses_without_end_is_held_up(board: BoardOnTest) -> None:
    statuses = [(await board.browser().post("/vao", code="22222222")).status_code for _ in range(40)]
    assert statuses.count(429) >= 9


async def test_a_session_ends_after_twelve_hours_of_machine_time(board: BoardOnTest) -> None:
    browser = await board.signed_in(HUNG)
    board.world.now += timedelta(days=3)
    board.machine += timedelta(hours=11, minutes=59)
    assert "Hùng" in (await browser.get("/")).text
    board.machine += timedelta(minutes=1)
    assert "Hùng" not in (await browser.get("/")).text


async def test_leaving_ends_the_session_for_whoever_has_the_cookie(board: BoardOnTest) -> None:
    browser = await board.signed_in(HUNG)
    await browser.get("/")
    thief = board.browser()
    thief.client.cookies = dict(browser.client.cookies)
    assert "Hùng" in (await thief.get("/")).text
    assert (await browser.post("/ra", token=browser.token)).status_code == 303
    assert "Hùng" not in (await thief.get("/")).text


async def test_a_removed_person_and_a_restore_end_sessions_and_links(board: BoardOnTest) -> None:
    browser, link = await board.signed_in(HUNG), board.link(HUNG)
    with board.world.database.transaction() as tx:
        end_all_sessions(tx, board.world.organisation_id, board.machine, SessionEnd.RESTORED)
    assert "Hùng" not in (await browser.get("/")).text
    assert (await board.browser().post(f"/vao/{link.token}")).status_code == 403


async def test_a_stranger_gets_one_answer_everywhere(board: BoardOnTest) -> None:
    link = board.link(HUNG).token
    wrong = [
        "/viec/3",
        "/khong-co",
        "/vao/" + "x" * 43,
        f"/vao/{link[:-1]}",
        "/lam",
        "/ra",
        "/thu",
        "/tinh/0/board.css",
    ]
    answers = [await board.browser().get(path) for path in wrong]
    assert {(answer.status_code, answer.text) for answer in answers} == {(404, answers[0].text)}
    assert "Thủy Nguyên" not in answers[0].text
    forged = board.browser()
    forged.client.cookies.set("__Host-dondoc", "y" * 43)
    assert (await forged.get("/viec/3")).text == answers[0].text
    first = await board.browser().get("/")
    assert (first.status_code, first.text) == (200, answers[0].text)


@pytest.mark.parametrize(
    ("host", "address", "is_ours"),
    [
        ("ward.example", "127.0.0.1", True),
        ("127.0.0.1:8080", "127.0.0.1", True),
        ("localhost:8080", "::1", True),
        ("evil.example", "127.0.0.1", False),
        ("ward.example:81", "127.0.0.1", False),
        ("", "127.0.0.1", False),
    ],
)
async def test_only_our_own_host_is_answered(board: BoardOnTest, host: str, address: str, is_ours: bool) -> None:
    got = await board.browser(address=address).get("/", headers={"Host": host})
    assert (got.status_code == 200) is is_ours
    assert got.headers["content-security-policy"].endswith("frame-ancestors 'none'")


async def test_without_a_public_address_only_this_machine_is_answered(world: World) -> None:
    board = BoardOnTest(world, public_url="")
    assert (await board.browser(LOOPBACK).get("/")).status_code == 200
    assert (await board.browser(LOOPBACK, "10.0.0.7").get("/")).status_code == 404  # whatever Host it names
    assert (await board.browser(PUBLIC).get("/")).status_code == 404
    browser = await board.signed_in(HUNG, LOOPBACK)
    assert list(browser.client.cookies) == ["dondoc-8080"]


async def test_only_the_demonstration_signs_people_in_and_may_be_framed(board: BoardOnTest) -> None:
    frames = {"Origin": "http://127.0.0.1:9"}
    assert (await board.browser(LOOPBACK).post("/thu", frames, person=HUNG)).status_code == 404
    shown = BoardOnTest(board.world, public_url="", people=[HUNG])
    page = await shown.browser(LOOPBACK).get("/")
    assert page.headers["content-security-policy"].endswith("frame-ancestors http://127.0.0.1:9")
    assert (await board.browser().get("/")).headers["x-frame-options"] == "DENY"
    assert (await shown.browser(LOOPBACK).post("/thu", frames, person=HUNG)).status_code == 303
    assert (await shown.browser(LOOPBACK).post("/thu", {}, person=HUNG)).status_code == 404
    assert (await shown.browser(LOOPBACK).post("/thu", frames, person=LAN)).status_code == 404


async def test_another_session_in_the_same_browser_replaces_the_one_before(board: BoardOnTest) -> None:
    browser = await board.signed_in(HUNG)
    old = browser.client.cookies["__Host-dondoc"]
    assert (await browser.post(f"/vao/{board.link(LAN).token}")).status_code == 303
    assert "Lan" in (await browser.get("/")).text
    other = board.browser()
    other.client.cookies.set("__Host-dondoc", old)
    assert "Hùng" not in (await other.get("/")).text


async def test_no_page_goes_into_a_cache_or_a_referrer(board: BoardOnTest) -> None:
    browser = await board.signed_in(HUNG)
    for path in ("/", "/khong-co", f"/vao/{board.link(LAN).token}"):
        headers = (await browser.get(path)).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "same-origin"


async def test_no_secret_is_in_the_log_or_in_the_history(board: BoardOnTest, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    link, other = board.link(HUNG), board.link(LAN)
    browser = board.browser()
    await browser.get(f"/vao/{link.token}")
    await browser.post(f"/vao/{link.token}")
    await browser.press("tình hình")
    await browser.post("/lam", text="tình hình", key="key-of-a-press", token="0" * 64)
    await board.browser().post("/vao", code=other.code)
    await board.browser().post("/vao", code=other.code)
    secrets = {link.token, link.code, other.token, other.code, browser.client.cookies["__Host-dondoc"], browser.token}
    with board.world.database.reading() as tx:
        kept = str(tx.execute(select(event)).all()) + str(tx.execute(select(inbox)).all())
    said = str([one.getMessage() for one in caplog.records if not one.name.startswith("http")])  # the browser's own
    assert {secret for secret in secrets if secret in said or secret in kept} == set()
