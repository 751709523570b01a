"""Fetches and reads the plans that people send: slow work beside the inbox that holds up nobody."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import ParamSpec, Protocol, TypeVar

from bot.messages import Attachment, FetchFailed
from bot.pasting import MOST_LINES, OVER_A_BREAK, Line, Pasted, pasted_with
from bot.reading_progress import ReadingProgress, Say
from bot.spelling import clean
from domain.arrivals import InboxRow
from domain.commands import ImportPlan
from domain.drafts import PlanReading
from domain.evidence_files import LARGEST_BYTES
from domain.heard import Heard
from domain.plan_notices import PlanBeingRead
from services.office import Office
from services.receive_plan import PASTED

AT_ONCE = 2  # files in memory at a time
ASIDE = timedelta(minutes=2)  # after a crash the update is taken up again so much later
MOST_FETCHES = 20  # tries, a few minutes apart: an hour without a network loses nothing

P = ParamSpec("P")
T = TypeVar("T")
Fetch = Callable[[Attachment], Awaitable[bytes]]
Read = Callable[[bytes, str, Callable[[int, int], None], Collection[str]], Awaitable[PlanReading]]
Recall = Callable[[InboxRow, timedelta, int], Sequence[tuple[InboxRow, bool]]]

_log = logging.getLogger(__name__)


class InThread(Protocol):
    """Runs a plain function in the office's thread."""

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result."""
        ...


@dataclass(frozen=True, slots=True)
class Errand:
    """An update that waits for its file to be fetched (or its pasted text) and read."""

    row: InboxRow
    heard: Heard
    attachment: Attachment | None = None
    text: str = ""


class Intake:
    """Runs errands. `fetchers` (by channel) raise `FetchFailed`; `read` is slow and raises for no file, however bad;
    it is given the names of the units that are known.

    `recall` gives what the chat of a row said before, and since when; see `recall_chat`.
    """

    def __init__(
        self, office: Office, fetchers: Mapping[str, Fetch], read: Read, now: Callable[[], datetime], recall: Recall
    ) -> None:
        self._office = office
        self._fetchers = fetchers
        self._read = read
        self._now = now
        self._started_at = now()
        self._recall = recall
        self._turns: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._waiting: deque[Errand] = deque()
        self._busy: set[int] = set()
        self._running: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(AT_ONCE)

    def pasted(self, row: InboxRow, line_of: Callable[[InboxRow, bool], Line | None]) -> Pasted | None:
        """The plan that this message brings or goes on with; None when it is something else.

        `line_of` gives what an update of the chat says, None for nothing.
        """
        rows = self._recall(row, OVER_A_BREAK, MOST_LINES)
        lines = [line for earlier, is_taken in rows if (line := line_of(earlier, is_taken)) is not None]
        return pasted_with(lines, row.id, self._started_at)

    def take(self, errand: Errand) -> None:
        """Put an update aside until it is read; plain, from the office's thread. An update taken before stays so."""
        self._office.set_aside(errand.row.id, self._now() + ASIDE)
        if errand.row.id not in self._busy:
            self._busy.add(errand.row.id)
            self._waiting.append(errand)

    def begin(self, in_thread: InThread, done: Callable[[], None]) -> None:
        """Start on what was taken; call it in the loop. `done` is called when something was answered."""
        while self._waiting:
            errand = self._waiting.popleft()
            chat = (errand.heard.channel, errand.heard.chat_id)
            task = asyncio.create_task(self._in_turn(errand, self._turns.get(chat), in_thread, done))
            self._turns[chat] = task
            self._running.add(task)
            task.add_done_callback(partial(self._ended, errand.row.id, chat))

    async def _in_turn(
        self, errand: Errand, before: "asyncio.Task[None] | None", in_thread: InThread, done: Callable[[], None]
    ) -> None:
        """One after the other in each chat: the whole of a plan must not be overtaken by its first part."""
        if before is not None:
            await asyncio.wait([before])
        await self._run(errand, in_thread, done)

    def _ended(self, inbox_id: int, chat: tuple[str, str], task: "asyncio.Task[None]") -> None:
        """Also of an errand that was cancelled before it began."""
        self._running.discard(task)
        self._busy.discard(inbox_id)
        if self._turns.get(chat) is task:
            del self._turns[chat]

    async def close(self) -> None:
        """Leave what is not finished to the next start: its updates still wait."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _run(self, errand: Errand, in_thread: InThread, done: Callable[[], None]) -> None:
        try:
            async with self._places:
                known = await in_thread(self._office.unit_names)
                reading = await self._reading(errand, partial(self._say, errand, in_thread, done), known)
            command = ImportPlan(reading=reading)
            await in_thread(self._office.handle, errand.row.id, errand.heard, command, self._now())
            _log.info("plan read", extra={"action": "plan_read", "inbox_id": errand.row.id})
        except FetchFailed as failure:
            await self._later(errand, in_thread, failure.reason, MOST_FETCHES)
        except Exception as error:
            _log.exception("cannot take a plan in", extra={"action": "intake_failed", "inbox_id": errand.row.id})
            await self._later(errand, in_thread, f"{type(error).__name__}: {error}")
        done()

    async def _say(
        self, errand: Errand, in_thread: InThread, done: Callable[[], None], notice: PlanBeingRead, turn: int
    ) -> None:
        await in_thread(self._office.say_meanwhile, errand.row.id, errand.heard, notice, self._now(), turn)
        done()

    async def _reading(self, errand: Errand, say: Say, known: Collection[str]) -> PlanReading:
        if errand.attachment is None:
            return await self._told_of(errand.text.encode(), PASTED, say, known)
        name = clean(errand.attachment.name)[:200]
        try:
            content = await self._content(errand.heard.channel, errand.attachment)
        except FetchFailed as failure:
            if failure.trouble is None:
                raise
            return PlanReading(name, "", trouble=failure.trouble)
        return await self._told_of(content, name, say, known)

    async def _told_of(self, content: bytes, name: str, say: Say, known: Collection[str]) -> PlanReading:
        progress = ReadingProgress(name, say, asyncio.get_running_loop().time)
        try:
            return await self._read(content, name, progress.on_page, known)
        finally:
            await progress.finish()

    async def _content(self, channel: str, attachment: Attachment) -> bytes:
        if (attachment.size or 0) > LARGEST_BYTES:
            raise FetchFailed("larger than can be fetched", trouble="too_large")
        fetch = self._fetchers.get(channel)
        if fetch is None:
            raise FetchFailed(f"no files on {channel}", trouble="not_fetched")
        return await fetch(attachment)

    async def _later(self, errand: Errand, in_thread: InThread, reason: str, most: int | None = None) -> None:
        _log.warning("file not taken in: %s", reason, extra={"action": "intake_waits", "inbox_id": errand.row.id})
        try:
            await in_thread(self._office.fail, errand.row, errand.heard, self._now(), clean(reason), most)
        except Exception:
            _log.exception("update %s stays", errand.row.id, extra={"action": "update_stays"})
