"""Open pages are told what changed: within two seconds, whoever changed it, and only as long as their session is."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import aiohttp
import pytest
from starlette.types import Receive, Scope, Send

import web.board.live
from domain.board.changes import ChangeMarks, Topic, topics_of
from domain.history import EventKind
from services.office.change_service import ChangeService
from storage.engine.database import Database
from tests.world import LAN, World, hanoi
from web.board.live import Live
from web.server import WebServer, listening_socket

TWO_SECONDS = 2.0


class Board:
    """The streams of one ward on a socket, as the site serves them."""

    def __init__(self, database: Database, organisation_id: int) -> None:
        self.changes = ChangeService(database, organisation_id)
        self.now = hanoi(9, 15)
        self.live = Live(self._look)
        self.is_alive = True
        self.url = ""

    async def _look(self, before: ChangeMarks) -> tuple[ChangeMarks, frozenset[Topic]]:
        return await asyncio.to_thread(self.changes.look, before, self.now)

    async def _alive(self) -> bool:
        return self.is_alive

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.live.serve(scope, receive, send, self._alive)

    @asynccontextmanager
    async def serving(self, *, has_signal: bool = True) -> AsyncIterator[aiohttp.ClientSession]:
        self.changes.on_commit(self.live.committed if has_signal else None)
        listening = listening_socket("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}/dong"
        session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=30), connector=aiohttp.TCPConnector(limit=0)
        )
        async with WebServer(self.answer, listening), self.live.running(), session:
            yield session
        self.changes.on_commit(None)


async def next_events(stream: aiohttp.ClientResponse, name: str) -> tuple[set[str], str]:
    """The names of what comes, until the event of this name, and the id of that one."""
    names = set()
    async with asyncio.timeout(60):
        while True:
            event = (await stream.content.readuntil(b"\n\n")).decode().split("\n")
            names.add(event[0].removeprefix("event: "))
            if name in names:
                return names, event[1].removeprefix("id: ")


async def arrived_at(stream: aiohttp.ClientResponse, name: str) -> float:
    """When the event of this name came, on the clock that all processes of the machine share."""
    await next_events(stream, name)
    return monotonic()


@pytest.fixture
def world(database: Database) -> World:
    world = World(database)
    world.link(LAN)
    return world


@pytest.mark.parametrize("has_signal", [True, False], ids=["committed here", "found by looking"])
async def test_a_change_arrives_within_two_seconds(world: World, has_signal: bool) -> None:
    board = Board(world.database, world.organisation_id)
    async with board.serving(has_signal=has_signal) as session, session.get(board.url) as stream:
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        await next_events(stream, "heartbeat")
        began = monotonic()
        await asyncio.to_thread(world.say, LAN, "xong 17")
        names, _ = await next_events(stream, "tasks")
        assert monotonic() - began < TWO_SECONDS
        assert not names & {"drafts", "settings"}


async def test_a_change_of_another_process_arrives_within_two_seconds(world: World, database_url: str) -> None:
    board = Board(world.database, world.organisation_id)
    words = [sys.executable, "-c", ANOTHER_PROCESS, database_url, str(world.organisation_id)]
    async with board.serving() as session, session.get(board.url) as stream:
        await next_events(stream, "heartbeat")
        coming = asyncio.create_task(arrived_at(stream, "people"))
        done = await asyncio.to_thread(
            subprocess.run, words, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2]
        )
        assert await coming - float(done.stdout) < TWO_SECONDS


ANOTHER_PROCESS = """
import sys, time
from datetime import UTC, datetime
from domain.history import Event, EventKind
from dondoc.databases import open_engine
from storage.engine.database import Database
from storage.events import append_event
from storage.organisations import lock_organisation
url, own = sys.argv[1], int(sys.argv[2])
with Database(open_engine(url)).transaction() as tx:
    lock_organisation(tx, own)
    append_event(tx, own, Event(datetime.now(UTC), "máy chủ", EventKind.PERSON_MOVED))
print(time.monotonic())
"""


async def test_a_line_outlives_a_moment_in_which_nothing_can_be_read(world: World) -> None:
    board = Board(world.database, world.organisation_id)

    async def is_busy() -> bool:
        raise TimeoutError

    board._alive = is_busy  # type: ignore[method-assign]
    async with board.serving() as session, session.get(board.url) as stream:
        await next_events(stream, "heartbeat")
        await asyncio.to_thread(world.say, LAN, "xong 17")
        await next_events(stream, "tasks")


async def test_a_browser_that_lost_the_line_is_told_what_changed_meanwhile(world: World) -> None:
    board = Board(world.database, world.organisation_id)
    async with board.serving() as session:
        async with session.get(board.url) as stream, session.get(board.url) as other:
            _, known = await next_events(stream, "heartbeat")
            await next_events(other, "heartbeat")
            stream.close()
            await asyncio.to_thread(world.say, LAN, "xong 17")
            await next_events(other, "tasks")
        for address, headers in ((board.url, {"Last-Event-ID": known}), (f"{board.url}?since={known}", {})):
            async with session.get(address, headers=headers) as again:
                names, _ = await next_events(again, "tasks")
                assert "settings" not in names
        async with session.get(board.url, headers={"Last-Event-ID": board.live.mark}) as again:
            assert await next_events(again, "heartbeat") == ({"heartbeat"}, board.live.mark)
        for unknown in ("00000000-0", "rubbish", "-1"):
            async with session.get(board.url, headers={"Last-Event-ID": unknown}) as again:
                assert {"tasks", "people", "drafts"} <= (await next_events(again, "history"))[0]


async def test_what_changed_between_reading_the_page_and_connecting_is_told(world: World) -> None:
    board = Board(world.database, world.organisation_id)
    async with board.serving() as session:
        mark = board.live.mark  # nobody looks while no page is open
        await asyncio.to_thread(world.say, LAN, "xong 17")
        async with session.get(f"{board.url}?since={mark}") as stream:
            began = monotonic()
            await next_events(stream, "tasks")
            assert monotonic() - began < TWO_SECONDS


async def test_midnight_changes_everything(world: World) -> None:
    board = Board(world.database, world.organisation_id)
    async with board.serving() as session, session.get(board.url) as stream:
        await next_events(stream, "heartbeat")
        board.now = hanoi(10, 0, 0)
        names, _ = await next_events(stream, "history")
        assert names >= {"tasks", "people", "drafts", "settings"}


async def test_a_stream_ends_with_its_session(world: World) -> None:
    board = Board(world.database, world.organisation_id)
    async with board.serving() as session:
        async with session.get(board.url) as stream:
            await next_events(stream, "heartbeat")
            board.is_alive = False
            board.live.sessions_ended()
            await next_events(stream, "ended")
            assert await asyncio.wait_for(stream.content.read(), 5) == b""
        async with session.get(board.url) as stream:
            await next_events(stream, "ended")
        assert board.live.open_pages == 0


async def test_a_page_that_is_left_is_forgotten(world: World) -> None:
    board = Board(world.database, world.organisation_id)
    async with board.serving() as session:
        async with session.get(board.url) as stream:
            await next_events(stream, "heartbeat")
            assert board.live.open_pages == 1
            stream.close()
        async with asyncio.timeout(5):
            while board.live.open_pages:  # noqa: ASYNC110 - the server notices by itself
                await asyncio.sleep(0.02)


async def test_more_pages_than_allowed_are_asked_to_come_later(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.board.live, "MOST_STREAMS", 2)
    board = Board(world.database, world.organisation_id)
    async with board.serving() as session, session.get(board.url) as one, session.get(board.url) as two:
        await next_events(one, "heartbeat")
        await next_events(two, "heartbeat")
        async with session.get(board.url) as three:
            assert three.status == 503


async def test_heartbeats_come_and_keep_the_line_open(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer than any other answer may take."""
    monkeypatch.setattr(web.board.live, "HEARTBEAT_SECONDS", 0.1)
    monkeypatch.setattr(web.server, "ANSWER_SECONDS", 0.3)
    board = Board(world.database, world.organisation_id)
    async with board.serving() as session, session.get(board.url) as stream:
        for _ in range(8):
            await next_events(stream, "heartbeat")


async def test_a_database_that_is_gone_for_a_moment_loses_no_change(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = Board(world.database, world.organisation_id)
    async with board.serving() as session, session.get(board.url) as stream:
        await next_events(stream, "heartbeat")
        with monkeypatch.context() as patched:
            patched.setattr(board.changes, "look", _broken)
            await asyncio.to_thread(world.say, LAN, "xong 17")
            await asyncio.sleep(0.2)
        await next_events(stream, "tasks")


def _broken(*_: object) -> None:
    raise OSError("no database")


def test_every_kind_of_event_tells_the_pages_that_show_it() -> None:
    without_tasks = {kind for kind in EventKind if Topic.TASKS not in topics_of([kind])}
    assert without_tasks == {"draft_changed", "invite_made", "codes_printed", "feed_renewed", "hour_chosen",
                             "channel_chosen", "wall_opened", "wall_ended",
                             "board_link_made", "board_entered"}  # fmt: skip
    assert topics_of(["a kind of a later version"]) == {Topic.TASKS, Topic.HISTORY}
    assert topics_of([EventKind.PERSON_REMOVED]) == {Topic.PEOPLE, Topic.TASKS, Topic.HISTORY}
    assert topics_of([]) == frozenset()


def test_nothing_is_asked_of_the_database_while_no_page_is_open(world: World) -> None:
    looked: list[Callable[[], None]] = []

    async def look(before: ChangeMarks) -> tuple[ChangeMarks, frozenset[Topic]]:
        looked.append(lambda: None)
        return before, frozenset()

    async def watch() -> None:
        live = Live(look)
        async with live.running():
            live.committed()
            await asyncio.sleep(1.2)

    asyncio.run(watch())
    assert len(looked) == 1, "once at the start"
