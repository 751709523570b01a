"""Pages are read on connections of their own: they cannot write, wait for no writer, and end what is too slow."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from time import monotonic

import pytest
from sqlalchemy.exc import DBAPIError

from dondoc.databases import open_page_engine
from storage.engine.database import Database
from tests.board import BoardOnTest
from tests.world import HUNG, LAN, World

SLOW = {  # for ever, and a minute
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}
Open = Callable[[float], Database]


@pytest.fixture
def open_pages(database_url: str) -> Iterator[Open]:
    """Opens what pages read with, for so many seconds at a time."""
    with ExitStack() as stack:

        def opened(seconds: float) -> Database:
            database = Database(open_page_engine(database_url, seconds, connections=2))
            stack.callback(database.close)
            return database

        yield opened


def slow(pages: Database) -> float:
    """How long the database is asked something that takes a minute or for ever, until it gives up."""
    began = monotonic()
    with pytest.raises(TimeoutError), pages.reading() as tx:
        tx.exec_driver_sql(SLOW[tx.dialect.name])
    return monotonic() - began


def test_a_query_that_is_too_slow_is_ended_by_the_database(database: Database, open_pages: Open) -> None:
    pages = open_pages(0.3)
    assert 0.25 < slow(pages) < 10
    with database.reading() as tx:
        if tx.dialect.name == "postgresql":
            running = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query = 'SELECT pg_sleep(60)'"
            assert tx.exec_driver_sql(running).scalar() == 0
    # The connection is as good as before, and what is read next has all its time again.
    assert 0.25 < slow(pages) < 10
    with pages.reading() as tx:
        assert tx.exec_driver_sql("SELECT 1").scalar() == 1


def test_many_short_queries_that_take_too_long_together_are_ended(database: Database, open_pages: Open) -> None:
    began, pages = monotonic(), open_pages(0.3)

    def ask_for_ten_seconds() -> None:
        with pages.reading() as tx:
            while monotonic() < began + 10:
                tx.exec_driver_sql("SELECT 1")

    with pytest.raises(TimeoutError):
        ask_for_ten_seconds()
    assert monotonic() - began < 5


def test_the_look_for_changes_is_ended_too(database: Database, open_pages: Open) -> None:
    with open_pages(0.3).raw_cursor() as (dialect, cursor), pytest.raises(Exception, match=r"interrupted|timeout"):
        cursor.execute(SLOW[dialect])


def test_nothing_can_be_written_on_the_connections_of_pages(world: World, open_pages: Open) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"), open_pages(2).reading() as tx:
        tx.exec_driver_sql("UPDATE organisation SET name = 'X'")
    assert world.organisation.name != "X"


async def test_a_page_waits_neither_for_a_writer_nor_for_a_connection_of_the_office(
    world: World, open_pages: Open
) -> None:
    board = BoardOnTest(world, pages=open_pages(2))
    browser = await board.signed_in(HUNG)
    with ExitStack() as held:
        tx = held.enter_context(world.database.transaction())
        tx.exec_driver_sql("UPDATE task SET title = title")
        if tx.dialect.name == "postgresql":  # all six of the office
            for _ in range(5):
                held.enter_context(world.database.reading())
        began = monotonic()
        shown = await browser.get("/")
        assert (shown.status_code, monotonic() - began < 2) == (200, True)


async def test_a_page_that_is_too_slow_says_what_to_do(
    world: World, open_pages: Open, caplog: pytest.LogCaptureFixture
) -> None:
    board = BoardOnTest(world, pages=open_pages(0))
    browser = await board.signed_in(HUNG)
    for path in ("/", "/viec?chu=hop", "/minh-chung/1/1", "/du-thao/1/anh/1", "/khong-co"):
        answer = await browser.get(path)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5"), path
        assert "Chờ vài giây rồi mở lại" in answer.text
        assert f'href="{path}"' in answer.text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert {record.__dict__.get("action") for record in caplog.records} >= {"page_too_slow"}


async def test_a_press_whose_answer_cannot_be_read_is_done_and_says_so(world: World, open_pages: Open) -> None:
    world.link(LAN)
    quick, busy = BoardOnTest(world), BoardOnTest(world, pages=open_pages(0))
    browser = await quick.signed_in(LAN)
    await browser.get("/viec/17")
    late = busy.browser()
    late.client.cookies = browser.client.cookies
    answer = await late.post("/lam", text="/done 17", key="key-of-one-press-17", token=browser.token)
    assert answer.status_code == 503
    assert "đã được nhận và chỉ làm một lần" in answer.text
    assert "chờ xác nhận" in (await browser.get("/viec/17")).text


@pytest.fixture
def world(database: Database) -> World:
    world = World(database)
    world.link(HUNG)
    return world
