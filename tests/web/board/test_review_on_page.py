"""One draft, half in chat and half on the page: presses are commands, chats are told, a file becomes a draft."""

import asyncio
import json
from dataclasses import replace

import httpx
import pytest

from bot.conversation.page_presses import read_press
from bot.messages import Attachment, Kind
from domain.drafts import with_row
from domain.messages.draft_rows import SettledOnPage
from domain.messages.drafts import DoubtAsked, PlanImported
from domain.people import Role
from storage.drafts import load_draft, save_draft
from storage.people import put_role
from tests.board import BoardOnTest, Browser
from tests.long_plan import DOUBTS, ROWS, long_plan
from tests.people import find_by_name
from tests.plans_in_chat import send_plan
from tests.web.board.test_draft import presses
from tests.world import HA, HUNG, LAN, World, names_of

TYPED = "/du-thao/1"


@pytest.fixture
def ward(world: World) -> World:
    """Hà has sent the long plan; Hùng is a coordinator, too."""
    with world.database.transaction() as tx:
        put_role(tx, world.organisation_id, find_by_name(tx, world.organisation_id, HUNG) or 0, None, Role.COORDINATOR)
    world.link(HA, HUNG, LAN)
    send_plan(world, HA, long_plan())
    return world


@pytest.fixture
def board(ward: World) -> BoardOnTest:
    return BoardOnTest(ward)


async def pressed(browser: Browser, ending: str, words: str = "", path: str = TYPED) -> str:
    """Press the first button of the draft's page whose command ends so; what is answered."""
    page = await browser.get(path)
    text = next(text for text in presses(page.text) if text.endswith(ending))
    return (await browser.press(text, **({"words": words} if words else {}))).text


def left(ward: World) -> int:
    """How many questions are open, as the chat counts them."""
    [shown, *_] = [one for one in ward.ask(HA, "nhập kế hoạch") if hasattr(one, "left")]
    return int(shown.left)


async def test_half_in_chat_and_half_on_the_page(ward: World, board: BoardOnTest) -> None:
    assert left(ward) == DOUBTS
    ward.ask(HA, "sửa 16 hạn 30/6/2026")
    ward.ask(HA, "sửa 8 chủ trì UBND phường")
    browser = await board.signed_in(HA)
    assert "Đã sửa thời hạn của dòng 23" in await pressed(browser, " 23 deadline", "30/6/2026")
    assert "Đã sửa đơn vị chủ trì của dòng 4" in await pressed(browser, " 4 lead", "Phòng Văn hóa - Xã hội")
    assert left(ward) == DOUBTS - 4
    assert names_of(ward.ask(HA, "sửa 27 hạn 9/5/2026"))[0] == "RowChanged"
    assert "Đã tách dòng 1 thành 2 dòng" in await pressed(browser, " 1:", "Đào tạo cán bộ; Bồi dưỡng cán bộ")
    assert "Đã gộp dòng 6 vào dòng 5" in await pressed(browser, " 5,", "6")
    assert "Đã thêm dòng 35" in await pressed(browser, "/addrow q:x1v8", "Sơ kết; chủ trì UBND phường; hạn 1/7/2026")
    assert "Đã bỏ dòng 33" in await pressed(browser, " 33")
    assert ward.ask(HA, "lấy lại dòng 33")
    page = await browser.get(f"{TYPED}?ghi=1")
    assert f"Ghi {ROWS + 1} việc vào hệ thống." in page.text
    answer = await pressed(browser, " anyway", path=f"{TYPED}?ghi=1")
    assert f"{ROWS + 1} việc" in answer
    assert (await browser.get(TYPED)).status_code == 404
    assert names_of(ward.ask(HA, "xem 4")) != ["RowShown"]


async def test_a_question_of_the_chat_that_is_settled_on_the_page_says_so(ward: World, board: BoardOnTest) -> None:
    [asked] = ward.ask(HA, "chọn")
    assert isinstance(asked, DoubtAsked)
    mark = asked.doubt.mark.partition("x")[0]
    browser = await board.signed_in(HA)
    page = await browser.get(TYPED)
    ward.deliver()
    await browser.press(next(text for text in presses(page.text) if f"q:{mark}x" in text))
    edits = [each for each in ward.deliver() if each.edit_message_id]
    assert [(each.chat_id, names_of(each.responses)) for each in edits] == [(HA, ["SettledOnPage"])]
    told, again = ward.ask(HA, "A")
    assert isinstance(told, SettledOnPage)
    assert isinstance(again, DoubtAsked)
    assert names_of(ward.ask(HA, "A"))[0] == "DoubtAsked"


async def test_a_cell_that_somebody_has_just_corrected_is_not_overwritten_unseen(
    ward: World, board: BoardOnTest
) -> None:
    browser = await board.signed_in(HA)
    page = await browser.get(TYPED)
    stale = next(text for text in presses(page.text) if text.endswith(" 7 deadline"))
    ward.ask(HUNG, "nhập kế hoạch")
    ward.ask(HUNG, "sửa 7 hạn 1/7/2026")
    answer = (await browser.press(stale, words="2/7/2026")).text
    assert f"Dòng 7 vừa được đ/c {HUNG} sửa thời hạn thành “1/7/2026”." in answer
    assert "Đã sửa thời hạn" in await pressed(browser, " 7 deadline", "2/7/2026")


async def test_two_pages_at_once_write_once(ward: World, board: BoardOnTest) -> None:
    mine, yours = await board.signed_in(HA), await board.signed_in(HUNG)
    texts = []
    for browser in (mine, yours):
        page = await browser.get(f"{TYPED}?ghi=1")
        texts.append(next(text for text in presses(page.text) if text.startswith("/write")))
    first, second = await asyncio.gather(mine.press(texts[0]), yours.press(texts[1]))
    assert "Đã ghi" in first.text
    assert "Đã ghi" not in second.text
    sent = [one for each in ward.deliver() for one in each.responses if isinstance(one, PlanImported)]
    assert len(sent) <= 1


async def test_a_file_becomes_an_update_with_its_file(ward: World, board: BoardOnTest) -> None:
    board.is_working, board.step = False, 5.0
    browser = await board.signed_in(HA)
    page = await browser.get("/ke-hoach")
    assert 'action="/ke-hoach/tep"' in page.text
    answer = await upload(browser, long_plan())
    assert answer.status_code == 200
    [row] = ward.office.inbox.waiting(ward.now)
    assert list(board.files.values()) == [long_plan()]
    incoming = read_press(json.loads(row.payload))
    assert incoming.kind is Kind.FILE
    assert incoming.attachment == Attachment("file 1", "kế hoạch.docx", len(long_plan()))
    again = await upload(browser, long_plan())
    assert again.status_code == 200
    assert len(ward.office.inbox.waiting(ward.now)) == 1


async def upload(browser: Browser, content: bytes, **more: str) -> httpx.Response:
    """Send a file as the form of the page does."""
    fields = {"key": "one-upload", "token": browser.token, **more}
    files = {"file": ("kế hoạch.docx", content)}
    return await browser.client.post(
        "/ke-hoach/tep", data=fields, files=files, headers={"Origin": browser.origin}, timeout=60
    )


@pytest.mark.parametrize("who", [HUNG, LAN])
async def test_only_coordinators_may_send_one(world: World, who: str) -> None:
    world.link(HA, HUNG, LAN)
    board = BoardOnTest(world)
    browser = await board.signed_in(who)
    await browser.get("/")
    answer = await upload(browser, b"x")
    assert answer.status_code == 404
    assert board.files == {}


async def test_a_file_without_the_token_of_the_session_is_not_kept(ward: World, board: BoardOnTest) -> None:
    browser = await board.signed_in(HA)
    await browser.get("/ke-hoach")
    assert (await upload(browser, b"x", token="0" * 64)).status_code == 404
    assert (await upload(board.browser(), b"x")).status_code == 404
    assert (await upload(browser, b"")).status_code == 400
    assert board.files == {}


async def test_a_file_that_is_too_large_is_answered_as_in_a_chat(ward: World, board: BoardOnTest) -> None:
    board.is_working, board.step = False, 5.0
    browser = await board.signed_in(HA)
    await browser.get("/ke-hoach")
    answer = await upload(browser, bytes(20 * 1024 * 1024 + 1))
    assert answer.status_code == 200
    assert board.files == {}
    assert (await upload(browser, bytes(21 * 1024 * 1024), key="another-one")).status_code == 413


async def test_a_scanned_row_shows_its_picture_to_coordinators_only(ward: World, board: BoardOnTest) -> None:
    with ward.database.transaction() as tx:
        draft = load_draft(tx, ward.organisation_id, 1)
        assert draft is not None
        save_draft(
            tx, ward.organisation_id, with_row(draft, 4, lambda row: replace(row, picture="4" * 64)), None, ward.now
        )
    board.stored["4" * 64] = b"\x89PNG\r\n\x1a\nrow four"
    coordinator, officer = await board.signed_in(HA), await board.signed_in(LAN)
    assert 'src="/du-thao/1/anh/4"' in (await coordinator.get(TYPED)).text
    shown = await coordinator.get("/du-thao/1/anh/4")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
    assert (await coordinator.get("/du-thao/1/anh/5")).status_code == 404
    assert (await coordinator.get("/du-thao/2/anh/4")).status_code == 404
    assert (await officer.get("/du-thao/1/anh/4")).status_code == 404
