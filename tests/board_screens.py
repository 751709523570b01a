"""The pages of the board as a browser shows them: `python -m tests.board_screens` writes docs/images/board-*.png."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PIL import Image

from dondoc.databases import open_engine
from services.administration.keep_walls import open_wall
from services.office.wall_service import WallService
from storage.engine.database import Database
from storage.organisations import lock_organisation
from tests.board_scene import FourthWeek
from tests.databases import migrated
from tests.pages import html_of
from tests.screens import FONTS
from tests.world import HA, HUNG, LAN, World
from web.board.draft import DRAFT, PLANS
from web.board.history import HISTORY
from web.board.overview import OVERVIEW
from web.board.page import Page
from web.board.people import PEOPLE
from web.board.reports import REPORTS
from web.board.settings import SETTINGS
from web.board.tasks import TASK, TASKS
from web.board.templating import STATIC, environment
from web.board.timeline import CALENDAR, TIMELINE
from web.board.wall import render_wall
from wording.languages import words_for

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab
    from playwright.sync_api import Route

FOLDER = Path(__file__).parents[1] / "docs" / "images"
WIDTHS = {390: 844, 834: 1112, 1440: 900}
MOST_PIXELS = 1600
COLOURS = 64
ORIGIN = "http://board.example"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Screen:
    """A page as one person sees it."""

    chat: str
    page: Page
    values: Mapping[str, str] = field(default_factory=dict)


SCREENS: Mapping[str, Screen] = {
    "overview": Screen(HUNG, OVERVIEW),
    "tasks": Screen(HUNG, TASKS),
    "task": Screen(HUNG, TASK, {"number": "6"}),
    "task-of-unit": Screen(LAN, TASK, {"number": "7"}),
    "timeline": Screen(HUNG, TIMELINE),
    "calendar": Screen(HUNG, CALENDAR),
    "plans": Screen(HA, PLANS),
    "draft": Screen(HA, DRAFT, {"draft": "1"}),
    "draft-write": Screen(HA, DRAFT, {"draft": "1", "ghi": "1"}),
    "people": Screen(HA, PEOPLE),
    "reports": Screen(HA, REPORTS),
    "history": Screen(HUNG, HISTORY),
    "settings": Screen(HA, SETTINGS),
}


def every_page(world: World) -> dict[str, str]:
    """Every page as it is rendered, those before the door too."""
    words = words_for("vi")
    door = {
        "sign-in": environment().get_template("sign_in.html").render(words=words, trouble="wrong"),
        "enter": environment().get_template("enter.html").render(words=words, name=HUNG, secret="x" * 43),
    }
    return door | {name: html_of(world, each.chat, each.page, each.values) for name, each in SCREENS.items()}


def wall_of(world: World) -> str:
    """The screen of a meeting room."""
    with world.database.transaction() as tx:
        lock_organisation(tx, world.organisation_id)
        _, token = open_wall(tx, world.organisation_id, "Phòng họp tầng 2", world.now, shows_names=False)
    shown = WallService(world.database, world.organisation_id).view(
        token,
        world.now,
        lambda context, facts: render_wall(context, facts, stream="/man-hinh/x/dong", own="/man-hinh/x", mark="m-1"),
    )
    assert shown is not None
    return shown


# A machine without a desktop has no system font worth a picture: ours is as wide as those of phones.
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir>
<match target="pattern">
<edit name="family" mode="prepend" binding="strong"><string>Be Vietnam Pro</string></edit>
</match>
</fontconfig>"""


@contextmanager
def browser() -> Iterator[Any]:
    """The machine's own Chromium, with the font of the cards as the system's."""
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        configuration = Path(folder) / "fonts.conf"
        configuration.write_text(_FONTS.format(fonts=FONTS, cache=folder), encoding="utf-8")
        opened = playwright.chromium.launch(
            executable_path=which("chromium"),
            args=["--no-sandbox", "--disable-gpu"],
            env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
        )
        yield opened
        opened.close()


def show(tab: "Tab", html: str, width: int, height: int | None = None) -> None:
    """Open a page that was rendered; its static files come from where the site takes them."""

    def serve(route: "Route") -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path == "/page":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif path.startswith("/tinh/"):
            file = STATIC / path.rpartition("/")[2]
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        else:
            route.fulfill(status=404)

    tab.route("**/*", serve)
    tab.set_viewport_size({"width": width, "height": height or WIDTHS.get(width, 900)})
    tab.goto(f"{ORIGIN}/page")


def keep(picture: bytes, path: Path) -> None:
    """The top of the page, in as few colours as it has: a tenth of the bytes."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, MOST_PIXELS)))
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Write a picture of each page at each width; names that are given choose among them."""
    with TemporaryDirectory() as folder, browser() as opened:
        database = Database(open_engine(migrated(f"sqlite:///{folder}/board.db")))
        world = FourthWeek(database)
        for name, html in every_page(world).items():
            if sys.argv[1:] and name not in sys.argv[1:]:
                continue
            for width in WIDTHS:
                tab = opened.new_page()
                show(tab, html, width)
                keep(tab.screenshot(full_page=True), FOLDER / f"board-{name}-{width}.png")
                tab.close()
        tab = opened.new_page()
        show(tab, wall_of(world), 1920, 1080)
        tab.evaluate("document.getElementById('live').hidden = true")  # no program is behind the picture
        keep(tab.screenshot(), FOLDER / "board-wall-1920.png")


if __name__ == "__main__":
    main()
