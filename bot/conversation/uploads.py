"""Background worker that downloads and reads uploaded plans, so slow files do not block the inbox.

A photographed plan looks like a picture sent as evidence for a task. Pictures without words are therefore read first,
and are treated as evidence when no plan is found on them.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import ParamSpec, Protocol, TypeVar

from bot.conversation.pasted_plans import AFTER_DOWNTIME, MOST_TEXTS, ChatText, Pasted, pasted_with
from bot.conversation.special_messages import caption_of
from bot.grammar.reading import read_message
from bot.grammar.spelling import clean
from bot.messages import Attachment, FetchFailed, Incoming, Kind
from documents.plans.formats.scans import missing_parts
from documents.plans.formats.scans.album import pack_album
from domain.drafts import HAS_PICTURES, PlanReading
from domain.evidence import LARGEST_BYTES, EvidenceKind, Handed
from domain.inbox import InboxRow, MessageContext
from domain.messages import Command
from domain.messages.drafts import ImportPlan, PlanBeingRead
from domain.messages.evidence import ShowEvidence
from domain.messages.questions import Misunderstood
from domain.messages.rosters import LoadRoster
from services.office.office import Office
from services.plans.hold_draft import PHOTOGRAPH
from services.plans.receive_plan import PASTED

FIRST_AFTER, THEN_EVERY = 15.0, 60.0  # seconds; most files are read in two
Say = Callable[[PlanBeingRead, int], Awaitable[bool]]  # the notice and its number, from 1; False when it cannot be said


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
class UploadJob:
    """An update whose file (or pasted text) is to be fetched and read; several pictures are one file.

    `gather` rebuilds the job once all pictures of its `album` have come. `otherwise` and its context `handed` are the
    command to run when the file holds no plan; the file is not read at all unless it `may_be_plan`.
    """

    row: InboxRow
    origin: MessageContext
    attachments: tuple[Attachment, ...] = ()
    text: str = ""
    album: str | None = None
    gather: "Callable[[], UploadJob] | None" = None
    otherwise: Command | None = None
    handed: MessageContext | None = None
    may_be_plan: bool = True

    @property
    def name(self) -> str:
        """The name of the file."""
        if not self.attachments:
            return PASTED
        if len(self.attachments) > 1:
            return f"album-{len(self.attachments)}-anh"
        return clean(self.attachments[0].name)[:200] or PHOTOGRAPH


class UploadWorker:
    """Runs upload jobs beside the inbox, one after the other in each chat.

    `fetchers` (by channel) raise `FetchFailed`. `read` is slow, never raises for a bad file, and gets the names of the
    known units. A file that `read` answers with HAS_PICTURES goes to `read_pictures`, one at a time, while other files
    are read. `recall` returns the earlier messages of a row's chat with their time (`recall_chat`). On the channels in
    `edited` a message can replace an earlier one. `keep_pictures` stores the pictures of scanned rows.
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
        self._waiting: list[UploadJob] = []
        self._jobs: dict[int, UploadJob] = {}  # taken and not ended, in this order
        self._stopped: list[int] = []
        self._running: dict[int, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        # A scan leaves its place to other files and waits for a turn of its own: each of its pages takes seconds.
        self._pictures = asyncio.Semaphore(1)

    def pasted(self, row: InboxRow, chat_text_of: Callable[[InboxRow, bool], ChatText | None]) -> Pasted | None:
        """The plan that this message starts or continues; None when it is something else.

        `chat_text_of` returns what an update of the chat says, None for nothing.
        """
        rows = self._recall(row, AFTER_DOWNTIME, MOST_TEXTS)
        texts = [text for earlier, is_taken in rows if (text := chat_text_of(earlier, is_taken)) is not None]
        return pasted_with(texts, row.id, self._started_at)

    def take(self, job: UploadJob) -> None:
        """Queue a job and postpone its update until it is read; idempotent. Called in the office's thread."""
        self._office.inbox.set_aside(job.row.id, self._now() + ASIDE)
        if job.row.id not in self._jobs:
            self._jobs[job.row.id] = job
            self._waiting.append(job)

    def job_of(self, channel: str, chat_id: str) -> UploadJob | None:
        """The first job of a chat that has not ended; None when there is none. Called in the office's thread."""
        taken = list(self._jobs.values())
        return next((one for one in taken if (one.origin.channel, one.origin.chat_id) == (channel, chat_id)), None)

    def has_album(self, origin: MessageContext, album: str | None) -> bool:
        """Whether a job waits for, or reads, the pictures of this album. Called in the office's thread."""
        chat = (origin.channel, origin.chat_id)
        taken = [one for one in list(self._jobs.values()) if (one.origin.channel, one.origin.chat_id) == chat]
        return album is not None and any(one.album == album for one in taken)

    @property
    def reads_photographs(self) -> bool:
        """Whether this machine can read photographs; the first call is slow."""
        return not missing_parts()

    def stop(self, job: UploadJob) -> None:
        """End a job whose update was handled otherwise. Called in the office's thread."""
        self._stopped.append(job.row.id)

    def begin(self, in_thread: InThread, done: Callable[[], None]) -> None:
        """Start queued jobs and cancel stopped ones; called in the event loop.

        `done` is called when something was answered.
        """
        while self._waiting:
            job = self._waiting.pop(0)
            chat = (job.origin.channel, job.origin.chat_id)
            task = asyncio.create_task(self._in_turn(job, self._turns.get(chat), in_thread, done))
            self._turns[chat] = task
            self._running[job.row.id] = task
            task.add_done_callback(partial(self._ended, job.row.id, chat))
        while self._stopped:
            if (stopped := self._running.get(self._stopped.pop(0))) is not None:
                stopped.cancel()

    async def _in_turn(
        self, job: UploadJob, before: "asyncio.Task[None] | None", in_thread: InThread, done: Callable[[], None]
    ) -> None:
        """Run the jobs of a chat one after the other, so that the first part of a plan never overtakes the whole."""
        if before is not None:
            await asyncio.wait([before])
        await self._run(job, in_thread, done)

    def _ended(self, inbox_id: int, chat: tuple[str, str], task: "asyncio.Task[None]") -> None:
        """Forget a finished job, also one that was cancelled before it began."""
        self._running.pop(inbox_id, None)
        self._jobs.pop(inbox_id, None)
        if self._turns.get(chat) is task:
            del self._turns[chat]

    async def close(self) -> None:
        """Cancel unfinished jobs; their updates still wait in the inbox for the next start."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _run(self, job: UploadJob, in_thread: InThread, done: Callable[[], None]) -> None:
        try:
            if job.gather is not None:
                await asyncio.sleep(self._album_wait if job.album else 0)
                job = await in_thread(job.gather)
            known = await in_thread(self._office.commands.unit_names)
            command, origin = await self._understood(job, partial(self._say, job, in_thread, done), known)
            await in_thread(self._office.commands.handle, job.row.id, origin, command, self._now())
            _log.info("plan read", extra={"action": "plan_read", "inbox_id": job.row.id})
        except FetchFailed as failure:
            await self._later(job, in_thread, failure.reason, MOST_FETCHES)
        except Exception as error:  # noqa: BLE001 - a bad file must not stop the reading of others
            _log.exception("cannot take a plan in", extra={"action": "upload_failed", "inbox_id": job.row.id})
            await self._later(job, in_thread, f"{type(error).__name__}: {error}")
        done()

    async def _say(
        self, job: UploadJob, in_thread: InThread, done: Callable[[], None], notice: PlanBeingRead, turn: int
    ) -> bool:
        is_edited = job.origin.channel in self._edited
        told = (job.row.id, job.origin, notice, self._now(), turn)
        is_said = await in_thread(partial(self._office.commands.say_meanwhile, is_edited=is_edited), *told)
        done()
        return is_said

    async def _understood(self, job: UploadJob, say: Say, known: Collection[str]) -> tuple[Command, MessageContext]:
        """The command of the job: take in the plan or the list of people, or what else its pictures were sent for."""
        reading = await self._reading(job, say, known) if job.may_be_plan else None
        if job.otherwise is not None and job.handed is not None and (reading is None or reading.plan is None):
            return job.otherwise, job.handed
        if reading is not None and reading.people is not None:
            return LoadRoster(reading.people, reading.file_name), job.origin
        kept = None if reading is None else await asyncio.to_thread(self._keep_pictures, reading)
        return ImportPlan(reading=kept), job.origin

    async def _reading(self, job: UploadJob, say: Say, known: Collection[str]) -> PlanReading:
        name, now = job.name, asyncio.get_running_loop().time
        progress = ReadingProgress(name, say, now, is_edited=job.origin.channel in self._edited)
        try:
            async with self._places:
                content = await self._content(job)
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

    async def _content(self, job: UploadJob) -> bytes:
        if not job.attachments:
            return job.text.encode()
        contents = [await self._fetched(job.origin.channel, each) for each in job.attachments]
        return contents[0] if len(contents) == 1 else pack_album(contents)

    async def _fetched(self, channel: str, attachment: Attachment) -> bytes:
        if (attachment.size or 0) > LARGEST_BYTES:
            raise FetchFailed("larger than can be fetched", trouble="too_large")
        fetch = self._fetchers.get(channel)
        if fetch is None:
            raise FetchFailed(f"no files on {channel}", trouble="not_fetched")
        return await fetch(attachment)

    async def _later(self, job: UploadJob, in_thread: InThread, reason: str, most: int | None = None) -> None:
        _log.warning("file not taken in: %s", reason, extra={"action": "upload_retry", "inbox_id": job.row.id})
        try:
            await in_thread(self._office.inbox.fail, job.row, job.origin, self._now(), clean(reason), most)
        except Exception:  # noqa: BLE001 - the update stays in the inbox and is tried again
            _log.exception("update %s stays", job.row.id, extra={"action": "update_retry"})


Piece = tuple[InboxRow, Incoming]
_ENDINGS = (".jpg", ".jpeg", ".png")


def is_picture(incoming: Incoming) -> bool:
    """Whether it is a picture, or a file with the name of one."""
    name = incoming.attachment.name.lower() if incoming.attachment else ""
    return incoming.kind is Kind.PHOTO or (incoming.kind is Kind.FILE and name.endswith(_ENDINGS))


def may_be_plan(pieces: Sequence[Incoming]) -> bool:
    """Whether the caption asks to read a plan, or holds no command."""
    command = _meant(pieces)
    return all(map(is_picture, pieces)) and (command is None or isinstance(command, ImportPlan | Misunderstood))


def picture_job(first: Piece, origin: MessageContext, others: Callable[[], Sequence[Piece]]) -> UploadJob:
    """The job that reads a picture and the `others` of its album that have come by now, in their order."""
    pieces = sorted([first, *others()], key=_place)
    said = [incoming for _, incoming in pieces]
    rows = tuple(row.id for row, _ in pieces if row.id != first[0].id)
    text, command = caption_of(said).strip(), _meant(said)
    evidence = command is None or isinstance(command, Misunderstood)
    return UploadJob(
        first[0],
        replace(origin, with_rows=rows),
        tuple(incoming.attachment for incoming in said if incoming.attachment),
        album=first[1].album,
        gather=partial(picture_job, first, origin, others),
        otherwise=ShowEvidence(None, text) if evidence else None if isinstance(command, ImportPlan) else command,
        handed=_with_handed(replace(origin, text=text, with_rows=rows), said),
        may_be_plan=may_be_plan(said),
    )


def handed_with(incoming: Incoming) -> Handed:
    """The attachment of a message as evidence."""
    attachment = incoming.attachment or Attachment("", "")
    usual = EvidenceKind.PHOTO if incoming.kind is Kind.PHOTO else EvidenceKind.FILE
    kind = EvidenceKind(attachment.kind) if attachment.kind else usual
    return Handed(kind, attachment.file_id, attachment.name, attachment.size)


def _with_handed(origin: MessageContext, said: Sequence[Incoming]) -> MessageContext:
    first, *more = map(handed_with, said)
    return replace(origin, handed=first, more_handed=tuple(more))


def _meant(pieces: Sequence[Incoming]) -> Command | None:
    text = caption_of(pieces)
    return read_message(text) if text.strip() else None


def _place(piece: Piece) -> tuple[int, int]:
    """Place in the album: message numbers keep its order, whenever each picture arrives."""
    row, incoming = piece
    number = incoming.message_id or ""
    return int(number) if number.isdecimal() else 0, row.id


class ReadingProgress:
    """Reports reading progress to the chat when a long file leaves pages to wait for.

    Pages that are pictures take seconds each: where a message can be edited, one message counts every page. Call
    `on_page` in the event loop for each page that was read, and `finish` before the answer is posted.
    """

    def __init__(self, file_name: str, say: Say, now: Callable[[], float], *, is_edited: bool = False) -> None:
        """`now` returns monotonic seconds. `is_edited`: each report replaces the one before."""
        self._file_name = file_name
        self._say = say
        self._now = now
        self._is_edited = is_edited
        self._next_at = now() + FIRST_AFTER
        self._every = THEN_EVERY
        self._turn = 0
        self._said: list[asyncio.Task[None]] = []

    def on_page(self, page: int, pages: int) -> None:
        """Report when the person has waited long enough; page 0 announces that pictures follow."""
        if page == 0 and self._is_edited:
            self._next_at, self._every = self._now(), 0.0
        waits = self._is_edited and not all(told.done() for told in self._said)  # for the message to be edited
        if page == 0 or page >= pages or waits or self._now() < self._next_at:
            return
        self._next_at = self._now() + self._every
        self._turn += 1
        notice = PlanBeingRead(self._file_name, page, pages)
        self._said.append(asyncio.ensure_future(self._tell(notice, self._turn)))

    async def _tell(self, notice: PlanBeingRead, turn: int) -> None:
        if not await self._say(notice, turn):
            self._turn -= 1

    async def finish(self) -> None:
        """Wait until all reports are in the outbox, so that the answer comes last; their failures are ignored."""
        await asyncio.gather(*self._said, return_exceptions=True)
