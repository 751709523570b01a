"""The pages in a real browser: nothing that axe forbids, no sideways scrolling, everything reached by the keyboard."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from pypdf import PdfReader

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
        tab = opened.new_page()
        show(tab, html, 1440)
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # else colours are fading still
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
        tab = opened.new_page()
        show(tab, html, 390)
        for width in (390, 834, 1440, 2560):
            tab.set_viewport_size({"width": width, "height": 900})
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


def test_the_overview_prints_whole_on_upright_a4(opened: Any, pages: dict[str, str], tmp_path: Path) -> None:
    tab = opened.new_page()
    show(tab, pages["overview"], 1440)
    shown = tab.locator(".tasks a.name").all_inner_texts()
    assert len(shown) > 3
    assert all("\n" in name for name in shown)  # the number is read to who cannot see it
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 718, "height": 1000})  # A4 without its margins of 10 mm
    assert tab.evaluate(OVER) <= 0
    tab.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    tab.close()
    sheets = PdfReader(tmp_path / "page.pdf").pages
    for sheet in sheets:
        assert abs(float(sheet.mediabox.width) - 595) < 2
        assert abs(float(sheet.mediabox.height) - 842) < 2
    text = "".join("".join(sheet.extract_text() for sheet in sheets).split())
    assert [title for title in shown if "".join(title.partition("\n")[2].split()) not in text] == []
    assert "Đăngxuất" not in text
