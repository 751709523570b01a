"""Every address of the board, each role, own and others': the table `pages.md` is tried cell by cell.

A page without a line in it fails, as a command without lines in `tests/security/authorisation.md` does.
"""

import re
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from documents.plans.plan_reader import read_plan
from domain.drafts import OpenDraft
from domain.people import Role
from storage.drafts import add_draft
from storage.engine.database import Database
from tests.board import BoardOnTest, Browser
from tests.plans_in_chat import plan_text
from tests.security.ward import PEOPLE, TASKS_OF, TITLE, Ward
from web.board.pages import PAGES
from web.board.templating import SITE_PATHS

ROOT = Path(__file__).parents[3]
ROWS = [
    [cell.strip(" `") for cell in line.strip("|").split("|")]
    for line in (Path(__file__).parent / "pages.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| `")
]
ROLES = [Role.OFFICER, Role.HEAD, Role.COORDINATOR, Role.LEADER, Role.INSPECTOR, Role.ADMINISTRATOR]
NUMBERS = {whose: number for number, whose in enumerate(TASKS_OF, 1)}


# Of the site's own addresses those without a line here, each with what tries it.
TRIED_ELSEWHERE = {
    "enter": "tests/web/board/test_door.py",  # before anybody is signed in
    "mini": "tests/web/board/test_mini_app.py",
    "leave": "tests/web/board/test_door.py",
    "events": "tests/web/board/test_live_in_browser.py",  # has no end
    "evidence_piece": "tests/web/board/test_evidence_piece.py",
}
PICTURE, DIGEST = b"\x89PNG\r\n\x1a\nrow one", "1" * 64
FILE = ("ke-hoach.txt", plan_text([("Rà soát", "Ban Cam", "", "30/6/2026"), ("Tổng kết", "Ban Cam", "", "1/7/2026")]))


@pytest.fixture
def board(database: Database) -> BoardOnTest:
    """Draft 1 waits; its first row was read from a scan, its second was not."""
    ward = Ward(database)
    plan = read_plan(FILE[1], FILE[0])
    first, *others = plan.tasks
    plan = replace(plan, tasks=(replace(first, picture=DIGEST), *others))
    with database.transaction() as tx:
        add_draft(tx, ward.organisation_id, OpenDraft(plan, FILE[0], "hash"), None, ward.now)
    board = BoardOnTest(ward)
    board.stored[DIGEST] = PICTURE
    return board


def tried(row: list[str]) -> str:
    return row[0].replace("N", str(NUMBERS.get(row[1], ""))).removeprefix("POST ")


async def answer_to(browser: Browser, row: list[str], key: str) -> httpx.Response:
    """What the browser is answered at the address of the line."""
    path = tried(row)
    if not row[0].startswith("POST "):
        return await browser.get(path)
    fields, headers = {"key": f"key-of-{key}", "token": browser.token}, {"Origin": browser.origin}
    if path == SITE_PATHS["upload"]:
        return await browser.client.post(path, data=fields, files={"file": FILE}, headers=headers)
    if path == SITE_PATHS["fetch"]:
        await browser.post(SITE_PATHS["do"], headers, text="mã tất cả", **fields)
    return await browser.post(path, headers, text="việc", **fields)


@pytest.mark.parametrize("place", range(len(ROLES)), ids=[role.value for role in ROLES])
async def test_each_role_sees_what_the_table_says(board: BoardOnTest, place: int) -> None:
    browser = await board.signed_in(PEOPLE[ROLES[place].value])
    board.step = 1.0
    await browser.get("/cai-dat")  # a page with forms
    for n, row in enumerate(ROWS):
        answer = await answer_to(browser, row, f"line-{n}")
        assert answer.status_code == (200 if row[2 + place] == "yes" else 404), row
        if answer.status_code == 404:
            assert TITLE not in answer.text


async def test_who_is_not_signed_in_gets_one_answer(board: BoardOnTest) -> None:
    board.step = 10.0
    texts = {(await answer_to(board.browser(), row, f"line-{n}")).text for n, row in enumerate(ROWS)}
    assert len(texts) == 1
    assert TITLE not in texts.pop()


def test_every_page_has_its_lines() -> None:
    listed = {re.sub(r"\b(N|\d+)\b", "N", row[0].removeprefix("POST ")) for row in ROWS}
    paths = [
        *(page.path for page in PAGES),
        *(path for name, path in SITE_PATHS.items() if name not in TRIED_ELSEWHERE),
    ]
    missing = [path for path in paths if re.sub(r"{\w+(:int)?}", "N", path) not in listed]
    assert missing == [], "say in tests/web/board/pages.md who sees these"
    assert all((ROOT / file).is_file() for file in TRIED_ELSEWHERE.values())


def test_the_site_has_no_address_that_the_table_does_not_know(board: BoardOnTest) -> None:
    known = {*SITE_PATHS.values(), *(page.path for page in PAGES)}
    of_door = {"/tinh/{digest}/{file}", "/vao/{secret}", "/{rest:path}"}
    routes = {route.path for route in board.site.routes if not route.path.startswith("/man-hinh/")}
    assert routes <= known | of_door
