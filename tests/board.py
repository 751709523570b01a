"""The board on the example ward, without a socket: `BoardOnTest(world)`; its browsers keep cookies and send forms."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import httpx

from bot.conversation.dispatcher import Dispatcher
from bot.conversation.page_presses import read_press
from bot.platforms.telegram.mini_app import signed_chat
from domain.board.changes import ChangeMarks, Topic
from domain.board_sessions import PAGE
from domain.messages import Response
from dondoc.run.board import FETCHED, ON_PAGE, HandledEvents
from services.context.board_links import MadeLink, make_link
from services.office.board_service import BoardService
from services.office.change_service import ChangeService
from services.office.wall_service import WallService
from storage.engine.database import Database
from storage.people import load_contacts
from tests.domain.builders import HANOI
from tests.world import World
from web.board.guard import OwnAddress
from web.board.live import Live
from web.board.site import BoardSetup, BoardSite
from wording.messages import Message
from wording.render import render

BOT_TOKEN = "123456:the-token-of-a-test"
PUBLIC, LOOPBACK = "https://ward.example", "http://127.0.0.1:8080"
_TOKEN = re.compile(r'name="token" value="([0-9a-f]{64})"')


class BoardOnTest:
    """`machine` (aware) is the machine's clock, `seconds` its monotonic one: it goes on by `step` when read.

    Pages are read on `pages`, where that is given.
    """

    def __init__(
        self, world: World, *, public_url: str = PUBLIC, people: Sequence[str] = (), pages: Database | None = None
    ) -> None:
        self.world = world
        self.machine = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
        self.seconds, self.step = 0.0, 0.01
        self.is_working = True
        self.files: dict[str, bytes] = {}
        self.stored: dict[str, bytes] = {}
        self._handled = HandledEvents()
        self._dispatcher = Dispatcher(world.office, {PAGE: read_press}, lambda: world.now, [PAGE], None)
        self.changes = ChangeService(world.database, world.organisation_id, pages)
        self.live = Live(self._look)
        self.site = BoardSite(
            BoardSetup(
                service=BoardService(world.database, world.organisation_id, pages),
                write=_at_once,
                read=_at_once,
                now=lambda: world.now,
                machine_now=lambda: self.machine,
                monotonic=self._monotonic,
                arrived=self.work,
                handled=self._handled,
                render=_rendered,
                draw=_drawn,
                stored_file=self._stored_file,
                address=OwnAddress(public_url, 8080),
                keep_file=self._keep,
                draft_picture=self._stored_file,
                live=self.live,
                walls=WallService(pages or world.database, world.organisation_id),
                read_signed=partial(signed_chat, BOT_TOKEN) if public_url else None,
                framed_by="http://127.0.0.1:9" if people else "",
                people={name: self.person_id(name) for name in people},
            )
        )

    def _keep(self, content: bytes) -> str:
        name = f"file {len(self.files) + 1}"
        self.files[name] = content
        return name

    async def _stored_file(self, digest: str) -> bytes | None:
        return self.stored.get(digest)

    async def _look(self, before: ChangeMarks) -> tuple[ChangeMarks, frozenset[Topic]]:
        return self.changes.look(before, self.world.now)

    def _monotonic(self) -> float:
        self.seconds += self.step
        return self.seconds

    def work(self) -> None:
        """Handle what was pressed, as the dispatcher does once it is woken."""
        if self.is_working:
            self._dispatcher.work()
            self._handled.notify()

    def person_id(self, name: str) -> int:
        with self.world.database.reading() as tx:
            return next(each.id for each in load_contacts(tx, self.world.organisation_id) if each.name == name)

    def link(self, name: str) -> MadeLink:
        """A fresh link of this person."""
        with self.world.database.transaction() as tx:
            return make_link(tx, self.world.organisation_id, self.person_id(name), self.machine)

    def browser(self, origin: str = PUBLIC, address: str = "127.0.0.1") -> "Browser":
        """A browser without a cookie, on a machine of this address."""
        return Browser(self, origin, address)

    async def signed_in(self, name: str, origin: str = PUBLIC) -> "Browser":
        """A browser of this person."""
        browser = self.browser(origin)
        answer = await browser.post(f"/vao/{self.link(name).token}")
        assert answer.status_code == 303, answer.text
        return browser


class Browser:
    """Keeps cookies, sends the origin with forms, and knows the token of the last page it was shown."""

    def __init__(self, board: BoardOnTest, origin: str, address: str) -> None:
        self.origin = origin
        self.token = ""
        transport = httpx.ASGITransport(app=board.site.app, client=(address, 40000))
        self.client = httpx.AsyncClient(transport=transport, base_url=origin)
        self._keys = iter(range(1, 1000))

    async def get(self, path: str, **more: Any) -> httpx.Response:
        answer = await self.client.get(path, **more)
        if found := _TOKEN.search(answer.text):
            self.token = found[1]
        return answer

    async def post(self, path: str, headers: dict[str, str] | None = None, **fields: str) -> httpx.Response:
        """A form, as a page of ours would send it unless `headers` say something else."""
        given = {"Origin": self.origin} if headers is None else headers
        return await self.client.post(path, data=fields, headers=given)

    async def press(self, text: str, key: str = "", **fields: str) -> httpx.Response:
        """Press a button that types this; the answer is the part of a page that a script shows."""
        if not self.token:
            await self.get("/")
        headers = {"Origin": self.origin, "HX-Request": "true"}
        key = key or f"key-of-a-press-{next(self._keys)}"
        return await self.post("/lam", headers, text=text, key=key, token=self.token, **fields)


async def _at_once(function: Callable[..., Any], *args: Any) -> Any:
    return function(*args)


def _rendered(responses: Sequence[Response], language: str) -> Message:
    return render(responses, language, ON_PAGE, zone=HANOI)


def _drawn(responses: Sequence[Response], language: str) -> Message:
    return render(responses, language, FETCHED, zone=HANOI)
