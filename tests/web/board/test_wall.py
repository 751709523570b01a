"""The screen of the meeting room: the leader's figures, no names unless agreed to, until it is ended."""

import csv
import re
from datetime import timedelta
from pathlib import Path
from shutil import which

import pytest

from domain.board.wall import WallShown
from domain.messages.reports import ShowStatus, StatusShown
from services.administration.keep_walls import close_wall, open_wall
from services.commands.show_status import show_status
from services.maintenance.recovery import settle_restored
from services.office.wall_service import WallService
from storage.organisations import lock_organisation
from storage.walls import end_all_walls, list_walls
from tests.pages import reading_as
from tests.world import HUNG, LAN, ROSTER, THANH, World, hanoi
from web.board.templating import STATIC
from web.board.wall import TASKS_AT_ONCE, render_wall, slides_of

FIVE_METRES = 36  # pixels of 1,080: 23 mm on a screen of 55 inches, twice what good eyes need


class Room:
    """A screen that was opened in the example ward."""

    def __init__(self, world: World, *, shows_names: bool = False) -> None:
        self.world, self.service = world, WallService(world.database, world.organisation_id)
        with world.database.transaction() as tx:
            lock_organisation(tx, world.organisation_id)
            self.wall, self.token = open_wall(
                tx, world.organisation_id, "Phòng họp tầng 2", world.now, shows_names=shows_names
            )

    def html(self) -> str:
        shown = self.service.view(
            self.token,
            self.world.now,
            lambda context, shown: render_wall(
                context, shown, stream="/man-hinh/x/dong", own="/man-hinh/x", mark="m-1"
            ),
        )
        assert shown is not None
        return shown

    def facts(self) -> WallShown:
        shown = self.service.view(self.token, self.world.now, lambda _context, shown: shown)
        assert shown is not None
        return shown


@pytest.fixture
def world(world: World) -> World:
    world.link(HUNG, THANH, LAN)
    world.say(THANH, f"giao 17 {LAN}")
    world.deliver()
    world.now = hanoi(4, 8, month=5)
    return world


def test_the_figures_are_the_leaders(world: World) -> None:
    shown = Room(world).facts()
    with reading_as(world, HUNG) as context:
        [told] = show_status(context, ShowStatus(view="text")).responses
    assert isinstance(told, StatusShown)
    assert shown.status.cells == told.cells
    assert shown.status.overdue == told.overdue
    assert shown.status.units == told.units


def test_nobody_is_named_unless_it_was_agreed_to(world: World) -> None:
    plain, named = Room(world), Room(world, shows_names=True)
    everybody = [row["person"] for row in csv.DictReader(ROSTER.read_text(encoding="utf-8").splitlines())]
    assert LAN not in plain.html()
    assert len(everybody) > 10
    assert not [name for name in everybody if name and name in plain.html()]
    assert f"đ/c {LAN}" in named.html()


def test_a_screen_that_was_ended_shows_nothing(world: World) -> None:
    room, other = Room(world), Room(world)
    assert room.service.is_open(room.token)
    assert not room.service.is_open(room.token + "x")
    with world.database.transaction() as tx:
        lock_organisation(tx, world.organisation_id)
        assert close_wall(tx, world.organisation_id, room.wall.number, world.now) is not None
        assert close_wall(tx, world.organisation_id, room.wall.number, world.now) is None
        assert [wall.number for wall in list_walls(tx, world.organisation_id)] == [other.wall.number]
    assert not room.service.is_open(room.token)
    assert room.service.view(room.token, world.now, lambda *_: True) is None
    with world.database.transaction() as tx:
        assert end_all_walls(tx, world.organisation_id, world.now) == 1
    assert not other.service.is_open(other.token)


def test_a_restore_ends_every_screen_also_one_that_was_open_when_the_backup_was_made(world: World) -> None:
    room, other = Room(world), Room(world, shows_names=True)
    with world.database.transaction() as tx:
        organisation = lock_organisation(tx, world.organisation_id)
        settle_restored(tx, organisation, world.now - timedelta(hours=1), world.now)
        assert list_walls(tx, world.organisation_id) == []
    for each in (room, other):
        assert not each.service.is_open(each.token)
        assert each.service.view(each.token, world.now, lambda *_: True) is None


def test_the_secret_is_stored_nowhere(world: World) -> None:
    room = Room(world)
    with world.database.reading() as tx:
        kept = str(tx.exec_driver_sql("SELECT * FROM wall").all()) + str(
            tx.exec_driver_sql("SELECT * FROM event").all()
        )
    assert room.token not in kept
    assert "Phòng họp tầng 2" in kept


def test_a_long_list_is_turned_in_pages(world: World) -> None:
    shown = Room(world).facts()
    slides = [slide for slide in slides_of(shown) if slide.kind == "overdue"]
    assert sum(len(slide.tasks) for slide in slides) == len(shown.status.overdue)
    assert all(len(slide.tasks) <= TASKS_AT_ONCE for slide in slides)
    assert {slide.pages for slide in slides} == {len(slides)}


def test_a_screen_has_no_inline_script_or_style_and_no_form(world: World) -> None:
    html = Room(world).html()
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)|<form|<button", html) == []


@pytest.mark.browser
def test_it_turns_by_itself_and_is_read_from_five_metres(world: World, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    if which("chromium") is None:
        pytest.skip("chromium missing: make browser (as root)")
    file = tmp_path / "wall.html"
    file.write_text(re.sub(r"/tinh/[0-9a-f]{12}/", f"file://{STATIC}/", Room(world).html()), encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        screen = browser.new_page(viewport={"width": 1920, "height": 1080})
        screen.clock.install()
        screen.goto(f"file://{file}")
        count = screen.locator(".slide").count()
        seen = []
        for _ in range(count):
            assert screen.locator(".slide:not([hidden])").count() == 1
            seen.append(screen.locator(".slide:not([hidden]) h2").inner_text())
            assert screen.evaluate(SMALLEST_LETTER) >= FIVE_METRES
            assert screen.evaluate(HIDDEN_PIXELS) == 0
            screen.clock.run_for(15_000)
        browser.close()
    assert len(set(seen)) == count >= 4


SMALLEST_LETTER = """() => Math.min(...[...document.querySelectorAll('body *')]
    .filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
    .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""
HIDDEN_PIXELS = """() => {
    const slide = document.querySelector('.slide:not([hidden])');
    return Math.max(slide.scrollHeight - slide.clientHeight, document.documentElement.scrollWidth - innerWidth, 0);
}"""
