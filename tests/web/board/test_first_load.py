"""The first load of a page, with everything it names, is at most 150 kB as it goes over the line."""

import gzip
import re

from storage.engine.database import Database
from tests.board_scene import FourthWeek
from tests.board_screens import SCREENS, every_page
from web.board.draft import DRAFT_DAY
from web.board.pages import PAGES
from web.board.templating import STATIC

MOST = 150 * 1000


def test_the_first_load_of_each_page_is_small(sqlite_database: Database) -> None:
    for name, html in every_page(FourthWeek(sqlite_database)).items():
        files = set(re.findall(r'(?:src|href)="/tinh/[0-9a-f]+/([^"]+)"', html))
        assert "board.css" in files
        load = [html.encode(), *((STATIC / file).read_bytes() for file in files)]
        assert sum(len(gzip.compress(part)) for part in load) < MOST, name


def test_every_page_is_among_the_screens_that_are_measured_and_shown() -> None:
    shown = {screen.page.name for screen in SCREENS.values()}
    assert {page.name for page in PAGES} - shown == {DRAFT_DAY.name}  # a part of a page, not one
