"""A plan of 33 rows with eight doubts is reviewed in a real browser in one sitting: by mouse, and by keyboard only."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from shutil import which
from typing import Any

import pytest
import uvicorn

from domain.messages.drafts import PlanImported
from storage.engine.database import Database
from storage.tasks import load_tasks
from tests.board import LOOPBACK, BoardOnTest
from tests.board_screens import browser
from tests.long_plan import DOUBTS, ROWS, long_plan
from tests.plans_in_chat import send_plan
from tests.world import HA, HUNG, LAN, World

pytestmark = pytest.mark.browser
MOST_KEYS = 400  # a reader who needs more for one step has lost the way


@pytest.fixture(scope="module")
def opened() -> Iterator[Any]:
    pytest.importorskip("playwright.sync_api")
    if which("chromium") is None:
        pytest.skip("no chromium on PATH: make browser (as root)")
    with browser() as found:
        yield found


@pytest.fixture
def ward(sqlite_database: Database) -> World:
    """Hà has sent the plan by chat."""
    world = World(sqlite_database)
    world.link(HA, HUNG, LAN)
    send_plan(world, HA, long_plan())
    return world


@pytest.fixture
def site(ward: World) -> Iterator[str]:
    """The address of the board, served on a port of its own."""
    board = BoardOnTest(ward, public_url="")
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(board.site.app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
    thread.start()
    yield f"{LOOPBACK.rpartition(':')[0]}:{listening.getsockname()[1]} {board.link(HA).token}"
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture
def tab(opened: Any, site: str) -> Iterator[Any]:
    """Hà, signed in, before the draft; what the page complains about fails the test."""
    address, _, secret = site.partition(" ")
    complaints: list[str] = []
    tab = opened.new_page()
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.goto(f"{address}/vao/{secret}")
    tab.get_by_role("button").first.click()
    tab.wait_for_url(f"{address}/")
    tab.goto(f"{address}/ke-hoach")
    yield tab
    tab.close()
    assert complaints == []


def said(tab: Any, selector: str, words: str) -> None:
    """Wait until it stands there."""
    tab.locator(selector).filter(has_text=words).first.wait_for()


def settled(tab: Any, left: int) -> None:
    said(tab, ".bar-of-review strong", f"còn {left}")


def written(ward: World) -> dict[int, str]:
    """Titles of the tasks of the plan, by the row on paper."""
    with ward.database.reading() as tx:
        found = [each.task for each in load_tasks(tx, ward.organisation_id)]
    return {task.number: task.title for task in found if task.plan_id == max(each.plan_id for each in found)}


def test_the_whole_plan_is_reviewed_in_one_sitting(tab: Any, ward: World) -> None:
    tab.get_by_role("link", name="Xem và sửa").click()
    tab.locator(".pair:not(.unread)").nth(ROWS - 1).wait_for()
    assert tab.locator(".pair:not(.unread)").count() == ROWS
    settled(tab, DOUBTS)
    field = tab.locator("#han-16")
    field.fill("trước ngày 1/7/2026")
    said(tab, "#han-16-hieu", "thứ Ba 30/6/2026")
    field.press("Enter")
    settled(tab, 7)
    tab.locator("#dong-8").get_by_role("button", name="Chỉ UBND phường chủ trì").click()
    settled(tab, 6)
    tab.locator("#chu-tri-4").fill("Phòng Văn hóa - Xã hội")
    tab.locator("#dong-4").get_by_role("button", name="Lưu Chủ trì, dòng 4").click()
    settled(tab, 5)
    tab.locator("#dong-12").get_by_role("button", name="Không có đơn vị phối hợp").click()
    settled(tab, 4)
    tab.locator("#dong-19").get_by_role("button", name="Lùi về ngày làm việc liền trước").click()
    settled(tab, 3)
    tab.locator("#han-23").fill("30/6/2026")
    tab.locator("#han-23").press("Enter")
    settled(tab, 2)
    tab.locator("#han-27").fill("9/5/2026")
    tab.locator("#han-27").press("Enter")
    settled(tab, 1)
    tab.locator("#muc-1").get_by_role("button", name="Theo dõi tất cả").click()
    tab.wait_for_selector("#dong-35")
    tab.locator("#dong-33 details summary").click()
    tab.locator("#dong-33").get_by_role("button", name="Bỏ dòng 33").click()
    tab.wait_for_selector("text=Lấy lại dòng 33")
    tab.locator("#dong-1 details summary").click()
    tab.locator("#tach-1").fill("Xây dựng kế hoạch đào tạo; Xây dựng kế hoạch bồi dưỡng")
    tab.locator("#tach-1").press("Enter")
    tab.wait_for_selector("#dong-36")
    tab.locator("#them-dong").fill("Sơ kết 6 tháng; chủ trì Văn phòng Đảng ủy; phối hợp UBND phường; hạn 30/6/2026")
    tab.locator("#them-dong").press("Enter")
    tab.wait_for_selector("#dong-37")
    tab.get_by_role("link", name="Ghi và báo…").click()
    assert "Ghi 36 việc vào hệ thống." in tab.locator("#ghi").inner_text()
    tab.locator("#ghi").get_by_role("button", name="Ghi và báo").click()
    tab.wait_for_selector("#answer >> text=36 việc")
    titles = written(ward)
    assert len(titles) == 36
    assert "Xây dựng kế hoạch bồi dưỡng" in titles.values()
    assert any(isinstance(one, PlanImported) for each in ward.deliver() for one in each.responses) is False


def test_by_keyboard_alone(tab: Any, ward: World) -> None:
    def go(selector: str, key: str = "Tab") -> None:
        """Move on by the key until the focus is on what the selector names."""
        for _ in range(MOST_KEYS):
            if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            tab.keyboard.press(key)
        raise AssertionError(f"{selector} is not reached")

    go("a[href='/du-thao/1'].button")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#review")
    settled(tab, DOUBTS)
    go("#tiep")
    tab.keyboard.press("Enter")
    go(".doubt button")
    for _ in range(DOUBTS + 2):  # the two lines that are followed have no day, which is asked then
        before = tab.locator(".bar-of-review strong").inner_text()
        tab.locator(".doubt button:focus").wait_for()
        tab.keyboard.press("Enter")
        tab.locator(".bar-of-review strong").filter(has_not_text=before).wait_for()
    assert not tab.locator(".doubt").count()
    go("#han-2")
    tab.keyboard.press("Control+A")
    tab.keyboard.type("hằng quý")
    said(tab, "#han-2-hieu", "hằng quý")
    tab.keyboard.press("Enter")
    said(tab, "#answer", "dòng 2")
    go("a.primary[href*='ghi=1']", "Shift+Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#ghi")
    go("#ghi button")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#answer >> text=việc")
    assert len(written(ward)) >= ROWS


def test_without_a_script_a_correction_is_answered_on_a_page_of_its_own(opened: Any, site: str, ward: World) -> None:
    address, _, secret = site.partition(" ")
    with opened.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{address}/vao/{secret}")
        tab.get_by_role("button").first.click()
        tab.goto(f"{address}/du-thao/1")
        tab.locator("#han-16").fill("30/6/2026")
        tab.locator("#han-16").press("Enter")
        assert "Đã sửa thời hạn của dòng 16" in tab.locator("main").inner_text()
        tab.goto(f"{address}/du-thao/1")
        assert tab.locator("#han-16").input_value() == "30/6/2026"
