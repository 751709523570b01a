"""Every address of the board, each role, own and others': the table `pages.md` is tried cell by cell.

A page without a line in it fails, as a command without lines in `tests/security/authorisation.md` does.
"""

import re
from pathlib import Path

import pytest

from domain.people import Role
from storage.engine.database import Database
from tests.board import BoardOnTest
from tests.security.ward import PEOPLE, TASKS_OF, TITLE, Ward
from web.board.pages import PAGES

ROWS = [
    [cell.strip(" `") for cell in line.strip("|").split("|")]
    for line in (Path(__file__).parent / "pages.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| `")
]
ROLES = [Role.OFFICER, Role.HEAD, Role.COORDINATOR, Role.LEADER, Role.INSPECTOR, Role.ADMINISTRATOR]
NUMBERS = {whose: number for number, whose in enumerate(TASKS_OF, 1)}


@pytest.fixture
def board(database: Database) -> BoardOnTest:
    return BoardOnTest(Ward(database))


def tried(row: list[str]) -> str:
    return row[0].replace("N", str(NUMBERS.get(row[1], "")))


@pytest.mark.parametrize("place", range(len(ROLES)), ids=[role.value for role in ROLES])
async def test_each_role_sees_what_the_table_says(board: BoardOnTest, place: int) -> None:
    browser = await board.signed_in(PEOPLE[ROLES[place].value])
    board.step = 1.0
    for row in ROWS:
        answer = await browser.get(tried(row))
        assert answer.status_code == (200 if row[2 + place] == "yes" else 404), row
        if answer.status_code == 404:
            assert TITLE not in answer.text


async def test_who_is_not_signed_in_gets_one_answer(board: BoardOnTest) -> None:
    board.step = 10.0
    texts = {(await board.browser().get(tried(row))).text for row in ROWS}
    assert len(texts) == 1
    assert TITLE not in texts.pop()


def test_every_page_has_its_lines() -> None:
    listed = {re.sub(r"\b(N|\d+)\b", "N", row[0]) for row in ROWS}
    missing = [page.path for page in PAGES if re.sub(r"{\w+(:int)?}", "N", page.path) not in listed]
    assert missing == [], "say in tests/web/board/pages.md who sees these"
