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
from documents.plans.formats.scans.album import pack_album
from documents.plans.formats.scans.parts import missing_parts
from domain.arrivals import InboxRow
from domain.commands import Command, ImportPlan
from domain.drafts import HAS_PICTURES, PlanReading
from domain.evidence_files import LARGEST_BYTES
from domain.heard import Heard
from domain.plan_notices import PlanBeingRead
from services.hold_draft import PHOTOGRAPH
from services.office import Office
from services.receive_plan import PASTED

AT_ONCE = 2  # files in memory at a time
ASIDE = timedelta(minutes=2)  # after a crash the update is taken up again so much later
ALBUM_WAIT = 1.5  # seconds for the pictures of an album, which come one after the other
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
    """An update that waits for its file to be fetched (or its pasted text) and read; several pictures are one file.

    `gather` makes the errand again once all pictures of its `album` have come. `otherwise` is what is meant, and from
    where (`handed`), if it turns out to be no plan; not even looked at unless it `may_be_plan`.
    """

    row: InboxRow
    heard: Heard
    attachments: tuple[Attachment, ...] = ()
    text: str = ""
    album: str | None = None
    gather: "Callable[[], Errand] | None" = None
    otherwise: Command | None = None
    handed: Heard | None = None
    may_be_plan: bool = True

    @property
    def name(self) -> str:
        """What the file is called."""
        if not self.attachments:
            return PASTED
        if len(self.attachments) > 1:
            return f"album-{len(self.attachments)}-anh"
        return clean(self.attachments[0].name)[:200] or PHOTOGRAPH


class Intake:
    """Runs errands. `fetchers` (by channel) raise `FetchFailed`; `read` is slow and raises for no file, however bad;
    it is given the names of the units that are known.

    A file that `read` leaves with HAS_PICTURES is read by `read_pictures`, one at a time, while others are read.
    `recall` gives the earlier messages of a row's chat and their time; see `recall_chat`. On the channels in `edited`
    a message can replace an earlier one. `keep_pictures` stores those of scanned rows.
    """

    def __init__(
        self,
        office: Office,
        fetchers: Mapping[str, Fetch],
        read: Read,
        now: Callable[[], datetime],
        recall: Recall,
        read_pictures: Read | None = None,
        edited: Collection[str] = (),
        album_wait: float = ALBUM_WAIT,
        keep_pictures: Callable[[PlanReading], PlanReading] = lambda reading: reading,
    ) -> None:
        self._office = office
        self._fetchers = fetchers
        self._read = read
        self._read_pictures = read_pictures or read
        self._edited = frozenset(edited)
        self._album_wait = album_wait
        self._keep_pictures = keep_pictures
        self._now = now
        self._started_at = now()
        self._recall = recall
        self._turns: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._waiting: deque[Errand] = deque()
        self._errands: dict[int, Errand] = {}  # taken and not ended, in this order
        self._stopped: deque[int] = deque()
        self._running: dict[int, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._pictures = asyncio.Semaphore(1)

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
        if errand.row.id not in self._errands:
            self._errands[errand.row.id] = errand
            self._waiting.append(errand)

    def errand_of(self, channel: str, chat_id: str) -> Errand | None:
        """What is being read for a chat, the first of several; plain, from the office's thread."""
        taken = list(self._errands.values())
        return next((one for one in taken if (one.heard.channel, one.heard.chat_id) == (channel, chat_id)), None)

    def has_album(self, heard: Heard, album: str | None) -> bool:
        """Whether an errand waits for, or reads, the pictures of this album; plain, from the office's thread."""
        chat = (heard.channel, heard.chat_id)
        taken = [one for one in list(self._errands.values()) if (one.heard.channel, one.heard.chat_id) == chat]
        return album is not None and any(one.album == album for one in taken)

    @property
    def reads_photographs(self) -> bool:
        """Whether this machine can; slow when it is asked first."""
        return not missing_parts()

    def stop(self, errand: Errand) -> None:
        """End an errand whose update is dealt with; plain, from the office's thread."""
        self._stopped.append(errand.row.id)

    def begin(self, in_thread: InThread, done: Callable[[], None]) -> None:
        """Start on what was taken, end what was stopped; call it in the loop.

        `done` is called when something was answered.
        """
        while self._waiting:
            errand = self._waiting.popleft()
            chat = (errand.heard.channel, errand.heard.chat_id)
            task = asyncio.create_task(self._in_turn(errand, self._turns.get(chat), in_thread, done))
            self._turns[chat] = task
            self._running[errand.row.id] = task
            task.add_done_callback(partial(self._ended, errand.row.id, chat))
        while self._stopped:
            if (stopped := self._running.get(self._stopped.popleft())) is not None:
                stopped.cancel()

    async def _in_turn(
        self, errand: Errand, before: "asyncio.Task[None] | None", in_thread: InThread, done: Callable[[], None]
    ) -> None:
        """One after the other in each chat: the whole of a plan must not be overtaken by its first part."""
        if before is not None:
            await asyncio.wait([before])
        await self._run(errand, in_thread, done)

    def _ended(self, inbox_id: int, chat: tuple[str, str], task: "asyncio.Task[None]") -> None:
        """Also of an errand that was cancelled before it began."""
        self._running.pop(inbox_id, None)
        self._errands.pop(inbox_id, None)
        if self._turns.get(chat) is task:
            del self._turns[chat]

    async def close(self) -> None:
        """Leave what is not finished to the next start: its updates still wait."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _run(self, errand: Errand, in_thread: InThread, done: Callable[[], None]) -> None:
        try:
            if errand.gather is not None:
                await asyncio.sleep(self._album_wait if errand.album else 0)
                errand = await in_thread(errand.gather)
            known = await in_thread(self._office.unit_names)
            command, heard = await self._understood(errand, partial(self._say, errand, in_thread, done), known)
            await in_thread(self._office.handle, errand.row.id, heard, command, self._now())
            _log.info("plan read", extra={"action": "plan_read", "inbox_id": errand.row.id})
        except FetchFailed as failure:
            await self._later(errand, in_thread, failure.reason, MOST_FETCHES)
        except Exception as error:
            _log.exception("cannot take a plan in", extra={"action": "intake_failed", "inbox_id": errand.row.id})
            await self._later(errand, in_thread, f"{type(error).__name__}: {error}")
        done()

    async def _say(
        self, errand: Errand, in_thread: InThread, done: Callable[[], None], notice: PlanBeingRead, turn: int
    ) -> bool:
        is_edited = errand.heard.channel in self._edited
        told = (errand.row.id, errand.heard, notice, self._now(), turn)
        is_said = await in_thread(partial(self._office.say_meanwhile, is_edited=is_edited), *told)
        done()
        return is_said

    async def _understood(self, errand: Errand, say: Say, known: Collection[str]) -> tuple[Command, Heard]:
        """What the errand asks for: to take a plan in, or what else its pictures were sent for."""
        reading = await self._reading(errand, say, known) if errand.may_be_plan else None
        if errand.otherwise is not None and errand.handed is not None and (reading is None or reading.plan is None):
            return errand.otherwise, errand.handed
        kept = None if reading is None else await asyncio.to_thread(self._keep_pictures, reading)
        return ImportPlan(reading=kept), errand.heard

    async def _reading(self, errand: Errand, say: Say, known: Collection[str]) -> PlanReading:
        name, now = errand.name, asyncio.get_running_loop().time
        progress = ReadingProgress(name, say, now, is_edited=errand.heard.channel in self._edited)
        try:
            async with self._places:
                content = await self._content(errand)
                reading = await self._read(content, name, progress.on_page, known)
            if reading.trouble != HAS_PICTURES:
                return reading
            async with self._pictures:
                return await self._read_pictures(content, name, progress.on_page, known)
        except FetchFailed as failure:
            if failure.trouble is None:
                raise
            return PlanReading(name, "", trouble=failure.trouble)
        finally:
            await progress.finish()

    async def _content(self, errand: Errand) -> bytes:
        if not errand.attachments:
            return errand.text.encode()
        contents = [await self._fetched(errand.heard.channel, each) for each in errand.attachments]
        return contents[0] if len(contents) == 1 else pack_album(contents)

    async def _fetched(self, channel: str, attachment: Attachment) -> bytes:
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
