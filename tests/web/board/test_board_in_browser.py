"""The pages in a real browser: nothing that axe forbids, no sideways scrolling, everything reached by the keyboard."""

from collections.abc import Iterator
from itertools import groupby
from shutil import which
from typing import Any

import pytest

from storage.engine.database import Database
from tests.board_scene import FourthWeek
from tests.board_screens import browser, every_page, show, wall_of

pytestmark = pytest.mark.browser
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WHERE = (
    "[[...document.querySelectorAll('*')].indexOf(document.activeElement),"
    " getComputedStyle(document.activeElement).outlineStyle]"
)


@pytest.fixture(scope="module")
def opened() -> Iterator[Any]:
    pytest.importorskip("playwright.sync_api")
    if which("chromium") is None:
        pytest.skip("no chromium on PATH: make browser (as root)")
    with browser() as found:
        yield found


@pytest.fixture
def pages(sqlite_database: Database) -> dict[str, str]:
    """Every page as it is rendered in the fourth week."""
    return every_page(FourthWeek(sqlite_database))


@pytest.fixture
def screens(sqlite_database: Database) -> dict[str, str]:
    """Every page, and the screen of a meeting room."""
    world = FourthWeek(sqlite_database)
    return every_page(world) | {"wall": wall_of(world)}


def test_axe_finds_nothing_in_light_and_in_dark(opened: Any, screens: dict[str, str]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = []
    for name, html in screens.items():
        for scheme in ("light", "dark"):
            tab = opened.new_page(color_scheme=scheme)
            show(tab, html, 1440)
            result = axe.run(tab)
            found += [
                (name, scheme, violation["id"], [node["html"][:120] for node in violation["nodes"]][:3])
                for violation in result.response["violations"]
            ]
            tab.close()
    assert found == [], "\n".join(map(str, found))


def test_no_page_scrolls_sideways(opened: Any, pages: dict[str, str]) -> None:
    wide = {}
    for name, html in pages.items():
        for width in (390, 834, 1440, 2560):
            tab = opened.new_page()
            show(tab, html, width)
            wide[name, width] = tab.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            tab.close()
    assert {key: by for key, by in wide.items() if by > 0} == {}


def test_the_keyboard_reaches_everything_in_reading_order_and_shows_where_it_is(
    opened: Any, pages: dict[str, str]
) -> None:
    for name, html in pages.items():
        tab = opened.new_page()
        show(tab, html, 1440)
        expected = tab.evaluate(
            "[...document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden])')]"
            ".filter(e => e.tabIndex >= 0 && e.checkVisibility()).length"
        )
        seen = []
        if not tab.evaluate("document.activeElement.hasAttribute('autofocus')"):
            tab.keyboard.press("Tab")
        # The browser stops at each part of a date, and at its calendar.
        parts_of_dates = 3 * tab.locator("input[type=date]").count()
        for _ in range(expected + parts_of_dates):
            seen.append(tab.evaluate(WHERE))
            tab.keyboard.press("Tab")
        order = [place for place, _ in groupby(place for place, _ in seen)]
        assert order == sorted(set(order)), name
        assert len(order) == expected, name
        assert {outline for _, outline in seen} == {"solid"}, name
        tab.close()
