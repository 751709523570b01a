"""The board within the running program: its site, what its pages read with, and what presses need."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from bot.messages import Attachment, FetchFailed
from bot.platforms.connector import Signal
from domain.board.changes import ChangeMarks, Topic
from domain.messages import Response
from dondoc.app import App, ServiceThreads
from dondoc.bots import public_board
from dondoc.ops.evidence import draft_pictures
from dondoc.run.page_reads import PageReads
from services.office.board_service import BoardService
from services.office.change_service import ChangeService
from services.office.wall_service import WallService
from web.board.guard import OwnAddress
from web.board.live import Live
from web.board.mini import ReadSigned
from web.board.site import BoardSetup, BoardSite
from web.server import ListeningSocket
from wording.messages import Capabilities, Message

LOOPBACK = "127.0.0.1"
ON_PAGE = Capabilities(
    has_buttons=True, has_edits=False, has_pictures=False, max_length=12_000, max_caption=0, fetches_files=True
)
FETCHED = replace(ON_PAGE, has_files=True, fetches_files=False)  # by a press of its own


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What only the demonstration has: a port of its own for the board, the page that frames it, and its people.

    `people`: person ids by the key that the page of phones sends to see the board as one of them.
    """

    listening: ListeningSocket
    framed_by: str
    people: Mapping[str, int] = field(default_factory=dict)


class HandledEvents:
    """Wakes those who wait for what they pressed; used in the loop's own thread."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def next(self) -> asyncio.Event:
        """An event that is set as soon as anything is handled from now on."""
        return self._event

    def notify(self) -> None:
        """Something was handled."""
        self._event.set()
        self._event = asyncio.Event()


class Board:
    """The board of one organisation; `render` makes the message of an answer for a page in a language, `draw` that with
    its file.

    `read_signed` checks what Telegram signed, where its bot shows the board as a Mini App.
    """

    def __init__(
        self,
        app: App,
        threads: ServiceThreads,
        reads: PageReads,
        arrived: Signal,
        render: Callable[[Sequence[Response], str], Message],
        draw: Callable[[Sequence[Response], str], Message],
        stored_file: Callable[[str], Awaitable[bytes | None]],
        port: int,
        demonstration: Demonstration | None = None,
        read_signed: ReadSigned | None = None,
    ) -> None:
        self.handled = HandledEvents()
        self._reads = reads
        self._app = app
        self._changes = ChangeService(app.database, app.organisation.id, reads.database)
        self._live = Live(self._look)
        self.site = BoardSite(
            BoardSetup(
                service=BoardService(app.database, app.organisation.id, reads.database),
                write=threads,
                read=reads.threads,
                now=app.clock.now,
                machine_now=app.clock.machine_now,
                monotonic=app.clock.monotonic,
                arrived=arrived.set,
                handled=self.handled,
                render=render,
                draw=draw,
                stored_file=stored_file,
                address=OwnAddress(board_url(app), port),
                keep_file=partial(keep_upload, app),
                draft_picture=partial(draft_picture, app),
                live=self._live,
                walls=WallService(reads.database, app.organisation.id),
                superior=app.settings.superior,
                read_signed=read_signed if board_url(app) else None,
                framed_by=demonstration.framed_by if demonstration else "",
                people=demonstration.people if demonstration else {},
            )
        )

    @asynccontextmanager
    async def telling(self) -> AsyncIterator[None]:
        """Tell open pages what changes until left; then their lines end."""
        async with self._live.running():
            yield

    def on_commit(self, call: Callable[[], None] | None) -> None:
        """Call this after each commit of this process, in the thread that committed; None stops it."""
        self._changes.on_commit(call)

    def committed(self) -> None:
        """Something was committed; may be called from any thread."""
        self._live.committed()

    @property
    def open_pages(self) -> int:
        """How many open pages are told what changes."""
        return self._live.open_pages

    async def _look(self, before: ChangeMarks) -> tuple[ChangeMarks, frozenset[Topic]]:
        return await self._reads.threads(self._changes.look, before, self._app.clock.now())


async def draft_picture(app: App, digest: str) -> bytes | None:
    """The picture of a scanned row; None when it is there no more."""
    return await asyncio.to_thread(draft_pictures(app.settings).read, digest)


def keep_upload(app: App, content: bytes) -> str:
    """Store an uploaded plan beside the pictures of drafts, from where it is swept once it was read."""
    return draft_pictures(app.settings).store(content, app.clock.now())


async def fetch_upload(app: App, attachment: Attachment) -> bytes:
    """An uploaded plan; raises FetchFailed when it is there no more."""
    content = await asyncio.to_thread(draft_pictures(app.settings).read, attachment.file_id)
    if content is None:
        raise FetchFailed("the upload is gone", trouble="not_fetched")
    return content


def board_url(app: App) -> str:
    """The public address at which the board is reached; "" where it is served on this machine only."""
    return public_board(app.settings)
