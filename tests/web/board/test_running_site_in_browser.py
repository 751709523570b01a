"""The site itself in a real browser, signed in, on a phone and at a desk: axe, keyboard, console, our policy."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from domain.people import Role
from storage.engine.database import Database
from tests.board import BoardOnTest
from tests.board_scene import FourthWeek
from tests.chromium import chromium
from tests.world import HA, HUNG
from web.board.draft import DRAFT_DAY
from web.board.pages import PAGES
from web.server import WebServer, listening_socket

pytestmark = pytest.mark.browser
WIDTHS = {390: 844, 1440: 900}
PLACES = {"{number:int}": "6", "{draft:int}": "1"}
FOCUSABLE = (
    "[...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')]"
    ".filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility())"
)
# Each place the keyboard comes to, in order. A page may put the cursor somewhere by itself: that counts as reached.
WATCH = """
const everything = [...document.querySelectorAll('*')];
window.reached = [];
const note = (element) => window.reached.push(everything.indexOf(element));
if (document.activeElement !== document.body) note(document.activeElement);
document.addEventListener('focusin', (event) => note(event.target));
"""


@asynccontextmanager
async def site(database: Database) -> AsyncIterator[tuple[BoardOnTest, str]]:
    """The board of the fourth week on a port of its own, and its address."""
    board = BoardOnTest(FourthWeek(database), public_url="")
    board.step = 1.0  # the limit of requests is tried elsewhere
    listening = listening_socket("127.0.0.1", 0)
    async with WebServer(board.site.app, listening), board.live.running():
        yield board, f"http://127.0.0.1:{listening.getsockname()[1]}"


def addresses(role: Role) -> dict[str, str]:
    """The pages that this role has, each with something to show."""
    own = [page for page in PAGES if role in page.roles and page is not DRAFT_DAY]  # which is a part of another one
    return {page.name: re.sub(r"\{\w+:int\}", lambda found: PLACES[found[0]], page.path) for page in own}


async def wrongs_of(opened: Any, board: BoardOnTest, url: str, name: str, role: Role) -> list[str]:
    """What is wrong on the pages of this person, who enters by a link as anybody does."""
    tab = await (await opened.new_context()).new_page()
    wrongs: list[str] = []
    tab.on("console", lambda said: wrongs.append(f"{tab.url} console: {said.text}"))
    tab.on("pageerror", lambda error: wrongs.append(f"{tab.url} error: {error}"))
    await tab.goto(f"{url}/vao/{board.link(name).token}")
    await tab.locator("button").first.click()
    await tab.wait_for_url(f"{url}/")
    for page, path in addresses(role).items():
        for width, height in WIDTHS.items():
            await tab.set_viewport_size({"width": width, "height": height})
            answer = await tab.goto(f"{url}{path}")
            assert answer.status == 200, path
            found = [*await axe_says(tab), *await keyboard_misses(tab)]
            wrongs += [f"{page} at {width} px for {role}: {wrong}" for wrong in found]
    return wrongs


async def axe_says(tab: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.async_playwright").Axe()
    violations = (await axe.run(tab)).response["violations"]
    return [f"{each['id']} {[node['html'][:100] for node in each['nodes']][:3]}" for each in violations]


async def keyboard_misses(tab: Any) -> list[str]:
    """What Tab does not come to, or comes to out of order."""
    count = await tab.evaluate(f"{FOCUSABLE}.length")
    await tab.evaluate(WATCH)
    # The browser stops at each part of a date and at its calendar, and at what scrolls.
    for _ in range(count + 3 * await tab.locator("input[type=date]").count() + 5):
        await tab.keyboard.press("Tab")
    reached = list(dict.fromkeys(await tab.evaluate("window.reached")))  # behind the last one it begins again
    missed = await tab.evaluate(
        f"(reached) => {{ const everything = [...document.querySelectorAll('*')]; return {FOCUSABLE}"
        ".filter(e => !reached.includes(everything.indexOf(e))).map(e => e.outerHTML.slice(0, 100)) }",
        reached,
    )
    is_in_order = reached == sorted(reached)
    return [*(f"not reached: {element}" for element in missed), *([] if is_in_order else ["out of order"])]


async def test_every_page_of_the_running_site_is_sound_on_a_phone_and_at_a_desk(sqlite_database: Database) -> None:
    async with site(sqlite_database) as (board, url), chromium() as opened:
        people = ((HUNG, Role.LEADER), (HA, Role.COORDINATOR))
        found = await asyncio.gather(*(wrongs_of(opened, board, url, name, role) for name, role in people))
        assert [wrong for wrongs in found for wrong in wrongs] == []
