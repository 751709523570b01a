"""Pages of the board: hostile text is shown safely on each, and neither links, codes nor cookies come out anywhere."""

import html
import logging
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from storage.engine.database import Database
from storage.tables.columns import metadata
from tests.board import BoardOnTest, Browser
from tests.security.poisons import POISONS
from tests.security.test_hostile_text import unsafe
from tests.security.ward import CHATS, PEOPLE, Ward, task
from web.board.pages import PAGES

PATHS = [re.sub(r"{\w+(:int)?}", "1", page.path) for page in PAGES]
POISONED = [name for name in POISONS if name not in {"very long", "one long word", "endless number"}]


async def seen_by(browser: Browser) -> dict[str, str]:
    """Each page that this browser is shown, by its address."""
    answers = {path: await browser.get(path) for path in PATHS}
    return {path: answer.text for path, answer in answers.items() if answer.status_code == 200}


@pytest.mark.parametrize("poison", POISONED)
async def test_hostile_text_is_shown_safely_on_every_page(sqlite_database: Database, poison: str) -> None:
    text = POISONS[poison]
    title = text.replace("\x00", "").encode("utf-8", "ignore").decode()[:200]  # readers of plans leave those out
    ward = Ward(sqlite_database, [task(1, "our unit", f"Việc {title}"), task(2, "others")])
    ward.link_all()
    for typed in (f"gia hạn 1 30/7/2026 {text}", f"vướng 1 {text}", f"tiến độ 1 60 {text}", f"xin ý kiến 1 {text}"):
        ward.ask_in(CHATS["officer"], typed)
    board = BoardOnTest(ward)
    board.step = 1.0
    for role in ("leader", "coordinator", "officer"):
        pages = await seen_by(await board.signed_in(PEOPLE[role]))
        assert len(pages) >= 3, role
        assert poison != "html" or "&lt;b&gt;đậm" in "".join(pages.values())
        for path, page in pages.items():
            assert not re.search(r"<script>alert|<b>đậm|<a href='http://x'", page), path
            assert unsafe(re.sub(r"[\r\t]", "", html.unescape(page))) == set(), path


@pytest.fixture
def board(database: Database) -> BoardOnTest:
    return BoardOnTest(Ward(database))


def kept(database: Database) -> Iterator[str]:
    """Every row of every table, as text."""
    with database.reading() as tx:
        for table in metadata.sorted_tables:
            yield from (f"{table.name} {tuple(row)!r}" for row in tx.execute(select(table)))


async def test_no_page_log_line_or_table_shows_a_link_a_code_or_a_cookie_even_while_pages_crash(
    board: BoardOnTest, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    board.step = 1.0
    link, browser = board.link(PEOPLE["leader"]), board.browser()
    entered = await browser.post(f"/vao/{link.token}")
    cookies = list(browser.client.cookies.values())
    secrets = [link.token, link.code, link.code.replace("-", ""), *cookies]
    assert len(cookies) == 1
    told = [entered.text, *(await seen_by(browser)).values()]
    told += [(await browser.press(text)).text for text in ("việc", "người", "nhắc 1")]
    told.append((await board.browser().get(f"/vao/{link.token}")).text.replace(f"/vao/{link.token}", ""))

    def breaks(*_: object) -> None:
        raise RuntimeError("the page breaks")

    monkeypatch.setattr(board.world.office.board, "view", breaks)
    for path in PATHS:
        try:
            answer = await browser.get(path)
            told += [answer.text, str(answer.headers)]
        except RuntimeError as error:
            told.append(str(error))
    told += [
        record.getMessage() + str(record.exc_text or "") for record in caplog.records if record.name[:5] != "httpx"
    ]
    told += kept(board.world.database)
    assert len(told) > 50
    assert [each[:200] for each in told for secret in secrets if secret in each] == []
