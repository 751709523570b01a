"""The boards of all organisations with a bot: each is made when somebody first asks for it."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from starlette.types import ASGIApp

from bot.platforms.telegram.mini_app import signed_chat
from dondoc.app import App, ServiceThreads
from dondoc.run.board import FETCHED, LOOPBACK, ON_PAGE, Board, Demonstration, board_url
from dondoc.run.known_organisations import KnownOrganisations
from dondoc.run.page_reads import PageReads
from dondoc.run.served_organisation import ServedOrganisation
from services.office.whose_page import WhosePage
from web.server import ListeningSocket, WebServer
from web.whose import Asked, SeveralBoards

MOST_KEPT = 60  # boards in memory beside those with open pages; each takes a few hundred kilobytes
MOST_REMEMBERED = 2000  # links, cookies and screens of which it is known whose they are


class Boards:
    """The board of `own`, which answers whatever is nobody's in particular, and those of all others that are `known`.

    `base` is the address for links in messages; "" where boards are reached from this machine only. What is given in
    `reads` is closed with them.
    """

    def __init__(
        self,
        app: App,
        threads: ServiceThreads,
        reads: PageReads,
        own: ServedOrganisation,
        known: KnownOrganisations,
        listening: ListeningSocket,
        demonstration: Demonstration | None,
    ) -> None:
        self._app, self._threads, self._reads = app, threads, reads
        self._organisations, self._demonstration = known, demonstration
        self._port = listening.getsockname()[1]
        self.base = board_url(app) or (f"http://{LOOPBACK}:{self._port}" if demonstration else "")
        self._whose = WhosePage(reads.database)
        self._known: OrderedDict[Asked, int] = OrderedDict()
        self._making = asyncio.Lock()
        self._telling: AsyncExitStack | None = None
        self._left: dict[int, AsyncExitStack] = {}
        self._own = own.id
        self._boards: OrderedDict[int, Board] = OrderedDict({own.id: self._made(own)})
        self._told = tuple(self._boards.values())  # read by the threads that commit
        self.site = SeveralBoards(self._board_of, self._only)

    def _made(self, one: ServedOrganisation) -> Board:
        token = one.tokens.get("telegram")
        return Board(
            one.app,
            self._threads,
            self._reads,
            one.context.arrived,
            partial(one.rendered, capabilities=ON_PAGE),
            partial(one.rendered, capabilities=FETCHED),
            one.context.stored_file,
            self._port,
            self._demonstration,
            partial(signed_chat, token) if token else None,
        )

    def server(self) -> WebServer | None:
        """The server of the board alone, in the demonstration; elsewhere the program's own serves it."""
        return None if self._demonstration is None else WebServer(self.site.app, self._demonstration.listening)

    def handled(self, organisation_id: int) -> None:
        """Something of this organisation was handled: somebody may wait for it at a page."""
        if (board := self._boards.get(organisation_id)) is not None:
            board.handled.notify()

    @asynccontextmanager
    async def telling(self) -> AsyncIterator[None]:
        """Tell open pages what changes until left; then their lines end."""
        self._boards[self._own].on_commit(self._committed)
        try:
            async with AsyncExitStack() as self._telling:
                await self._tell(self._own)
                yield
        finally:
            self._boards[self._own].on_commit(None)

    def close(self) -> None:
        """Wait for what is being read; end its threads and connections."""
        self._reads.close()

    def _committed(self) -> None:
        for board in self._told:
            board.committed()

    async def _tell(self, organisation_id: int) -> None:
        if self._telling is not None:
            self._left[organisation_id] = await self._telling.enter_async_context(AsyncExitStack())
            await self._left[organisation_id].enter_async_context(self._boards[organisation_id].telling())

    def _only(self) -> ASGIApp | None:
        return self._boards[self._own].site.app if len(self._organisations) == 1 else None

    async def _board_of(self, asked: Asked) -> ASGIApp:
        """The board that a request is for; the first one says to everybody else that there is no such thing."""
        organisation_id = self._known.get(asked)
        if organisation_id is None and asked != Asked():
            organisation_id = await self._reads.threads(self._find, asked)
            if organisation_id is not None and not asked.code:
                self._known[asked] = organisation_id
                if len(self._known) > MOST_REMEMBERED:
                    self._known.popitem(last=False)
        one = None if organisation_id is None else self._organisations.get(organisation_id)
        return self._boards[self._own].site.app if one is None else (await self._kept(one)).site.app

    def _find(self, asked: Asked) -> int | None:
        if asked.link:
            return self._whose.of_link(asked.link)
        if asked.wall:
            return self._whose.of_wall(asked.wall)
        if asked.code:
            return self._whose.of_code(asked.code, self._app.clock.machine_now())
        if asked.session:
            return self._whose.of_session(asked.session)
        return self._organisations.of_bot("telegram", asked.bot, asked.of)

    async def _kept(self, one: ServedOrganisation) -> Board:
        async with self._making:
            if one.id not in self._boards:
                self._boards[one.id] = await asyncio.to_thread(self._made, one)
                await self._tell(one.id)
                await self._drop_one()
                self._told = tuple(self._boards.values())
            self._boards.move_to_end(one.id)
            return self._boards[one.id]

    async def _drop_one(self) -> None:
        """Forget the board that nobody has asked for longest, and that no page shows."""
        if len(self._boards) <= MOST_KEPT:
            return
        idle = (id_ for id_, board in self._boards.items() if id_ != self._own and not board.open_pages)
        if (oldest := next(idle, None)) is not None:
            del self._boards[oldest]
            await self._left.pop(oldest, AsyncExitStack()).aclose()
