"""Works off the inbox in order: raw update -> Incoming -> command -> one transaction of the office."""

import json
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from bot.conversation.pasted_plans import MOST_TEXTS, ChatText, Pasted, is_part
from bot.conversation.shared_chats import NOT_ANSWERED, answer_instead, for_organisation
from bot.conversation.special_messages import FILES, SpecialMessages, caption_of
from bot.conversation.uploads import ASIDE, UploadJob, UploadWorker, handed_with, may_be_plan, picture_job
from bot.grammar.reading import read_command, read_message
from bot.grammar.spelling import clean
from bot.messages import Attachment, Incoming, Kind
from domain.inbox import InboxRow, MessageContext
from domain.messages import Command
from domain.messages.drafts import DropDraft, ImportPlan
from domain.messages.evidence import ShowEvidence
from domain.messages.orders import CancelTask
from domain.messages.pressed import INERT
from domain.messages.questions import AskTask, Clarify, Misunderstood
from domain.messages.rosters import LoadRoster
from services.commands.answer_messages import add_late_piece
from services.office.office import Office

log = logging.getLogger(__name__)

BATCH = 10  # small, so that answers go out between batches
LEAST = 3  # of a batch that ends early
_NAMES_A_FILE = (Misunderstood, ImportPlan, LoadRoster, Clarify, AskTask)  # as a caption: the file is to be read
_STOPS = (DropDraft(), CancelTask(None))  # bare words that end the reading of a file, where one is being read


class Dispatcher:
    """Handles waiting updates one after the other; a failed update is retried later and blocks only its own chat.

    `readers` turn a channel's raw update into an `Incoming`, and raise when they cannot. On channels in
    `without_pictures` answers are text only; on those in `without_files` no file is sent. Uploaded plans go to the
    `uploads` worker, which answers when they are read; without one, files are ignored.
    """

    def __init__(
        self,
        office: Office,
        readers: Mapping[str, Callable[[Mapping[str, Any]], Incoming]],
        now: Callable[[], datetime],
        without_pictures: Collection[str] = (),
        uploads: UploadWorker | None = None,
        is_awaited: Callable[[], bool] = lambda: False,
        without_files: Collection[str] = (),
        machine_now: Callable[[], datetime] | None = None,
    ) -> None:
        """`is_awaited` returns whether another call waits for the thread in which `work` runs.

        `machine_now` is the machine's own clock, where `now` may have been moved.
        """
        self._office = office
        self._is_awaited = is_awaited
        self._uploads = uploads
        self._without_pictures = frozenset(without_pictures)
        self._without_files = frozenset(without_files)
        self._readers = readers
        # A long plan has a hundred parts, and each of them is joined with all before it.
        self._text_and_plan = lru_cache(maxsize=MOST_TEXTS)(self._read_text)
        self._now, self._machine_now = now, machine_now or now
        self._special = SpecialMessages(office, readers, now)

    def work(self) -> int:
        """Handle up to a batch of waiting updates; return how many moved. Runs in the office's thread.

        A batch ends early when another call waits for that thread: on SQLite receiving and sending have no other.
        """
        moved = 0
        held: set[tuple[str, str]] = set()  # chats of which an update failed: their later ones wait, to keep the order
        for row in self._office.inbox.waiting(self._now(), BATCH):
            chat = (row.channel, row.chat_id or f"update {row.id}")
            if chat not in held:
                is_done, has_moved = self._handle(row)
                moved += has_moved
                held.update(() if is_done else {chat})
            # On SQLite all share one thread: under a flood each message waited for ten commands, ten messages a
            # second went out and the queue of answers grew.
            if moved >= LEAST and self._is_awaited():
                break
        return moved

    def _handle(self, row: InboxRow) -> tuple[bool, bool]:
        """Return whether the update was handled, and whether it moved at all (a failed one is postponed)."""
        origin: MessageContext | None = None
        try:
            incoming = self._readers[row.channel](json.loads(row.payload))
            if row.shared is not None:
                incoming = for_organisation(incoming, row.shared)
            shows_pictures = row.channel not in self._without_pictures
            origin = MessageContext(
                row.channel, incoming.chat_id, incoming.reply_to, incoming.pressed_on, shows_pictures, incoming.text,
                may_be_again=row.may_be_again, said_at=row.said_at,
                takes_files=row.channel not in self._without_files, keyboard=incoming.keyboard,
                machine_at=self._machine_now(), bot=row.bot,
            )  # fmt: skip
            self._act(row, incoming, origin)
        except Exception as error:
            # A bug or a broken database: the update stays, is tried again, and other chats go on.
            log.exception("update %s failed", row.id, extra={"action": "update_failed", "inbox_id": row.id})
            # The Telegram library read one such update again and again, some 430 requests in two seconds, and all
            # others waited.
            has_moved = self._fail(row, origin, f"{type(error).__name__}: {error}")
            return has_moved and origin is None, has_moved  # what cannot be read is parked, and holds up nobody
        return True, True

    def _fail(self, row: InboxRow, origin: MessageContext | None, error: str) -> bool:
        """Postpone the update; False when not even that can be stored.

        Park unreadable updates immediately: retrying cannot help, and their chat would wait behind them.
        """
        most_attempts = 1 if origin is None else None
        try:
            # An error may quote what came in: cleaned, or a database could not store it and the row would never move.
            if self._office.inbox.fail(row, origin, self._now(), clean(error), most_attempts):
                log.error("update %s parked", row.id, extra={"action": "update_parked", "inbox_id": row.id})
        except Exception:
            log.exception("update %s stays", row.id, extra={"action": "update_retry", "inbox_id": row.id})
            return False
        return True

    def _act(self, row: InboxRow, incoming: Incoming, origin: MessageContext) -> None:
        now = self._now()
        if row.shared is not None and row.shared.way in NOT_ANSWERED:
            self._office.inbox.ignore(row.id, now, f"shared: {row.shared.way}")
        elif row.shared is not None and (use_case := answer_instead(incoming, row.shared)) is not None:
            self._office.commands.respond(row.id, origin, now, use_case)
        elif not _is_plain_text(incoming) and self._special.take(row, origin, incoming):
            log.info("update %s answered", row.id, extra={"action": "update_not_text", "inbox_id": row.id})
        elif incoming.kind in {Kind.BLOCKED, Kind.UNBLOCKED}:
            self._office.commands.note_reachable(row.id, origin, now, is_blocked=incoming.kind is Kind.BLOCKED)
        elif incoming.attachment is not None:
            self._receive_file(row, origin, incoming, incoming.attachment)
        elif incoming.kind is Kind.PRESS and incoming.text == INERT:
            self._office.inbox.ignore(row.id, now, "button_used")
        elif incoming.kind in {Kind.OTHER, Kind.FILE, Kind.PHOTO} or not incoming.text.strip():
            self._office.inbox.ignore(row.id, now, f"no_command: {incoming.kind.value}")
        else:
            self._obey(row, origin, read_message(incoming.text), incoming.text)

    def _receive_file(self, row: InboxRow, origin: MessageContext, incoming: Incoming, attachment: Attachment) -> None:
        """Take a file as a plan or list where the sender may import one; as evidence otherwise, or with a command."""
        if self._uploads is not None and self._uploads.has_album(origin, incoming.album):
            self._office.inbox.set_aside(row.id, self._now() + ASIDE)  # it belongs to what is being read
            return
        album = self._special.album(row, incoming)
        handled = [piece.id for piece, _, is_taken in album if is_taken and not self._office.inbox.is_waiting(piece.id)]
        if handled:
            late = replace(origin, handed=handed_with(incoming))
            self._office.commands.respond(row.id, late, self._now(), partial(add_late_piece, earlier=handled))
            return
        text = incoming.text if incoming.text.strip() else caption_of([piece for _, piece, _ in album])
        command = read_command(text) if text.strip() else None
        is_evidence = command is not None and not isinstance(command, _NAMES_A_FILE)
        may, _ = self._office.commands.commands_of(origin.channel, origin.chat_id, self._now())
        if self._are_pages(incoming, [incoming, *(piece for _, piece, _ in album)], command) and ImportPlan in may:
            others = partial(self._others_of_album, row, incoming)
            self._take_in(row, origin, picture_job((row, incoming), origin, others))
            return
        if incoming.kind is Kind.FILE and not is_evidence and not album and not FILES.isdisjoint(may):
            if self._uploads is None:
                self._office.inbox.ignore(row.id, self._now(), "no_command: file")
                return
            self._take_in(row, origin, UploadJob(row, origin, (attachment,)))
            return
        handed = replace(
            origin,
            text=text,
            handed=handed_with(incoming),
            more_handed=tuple(handed_with(piece) for _, piece, _ in album),
            with_rows=tuple(other.id for other, _, _ in album),
        )
        meant = command if command is not None and is_evidence else ShowEvidence(None, text.strip())
        self._office.commands.handle(row.id, handed, meant, self._now())

    def _are_pages(self, incoming: Incoming, pieces: Sequence[Incoming], command: Command | None) -> bool:
        """Whether these pictures may be a plan: the caption asks for it, or this machine can read photographs."""
        if self._uploads is None or (incoming.kind is Kind.FILE and not incoming.album) or not may_be_plan(pieces):
            return False
        return isinstance(command, ImportPlan) or self._uploads.reads_photographs

    def _others_of_album(self, row: InboxRow, incoming: Incoming) -> list[tuple[InboxRow, Incoming]]:
        """The other pictures of an album that are still waiting."""
        album = self._special.album(row, incoming)
        return [(other, piece) for other, piece, _ in album if self._office.inbox.is_waiting(other.id)]

    def _obey(self, row: InboxRow, origin: MessageContext, command: Command, typed: str) -> None:
        pasted = self._pasted(row, command, typed)
        if pasted is not None and pasted.is_in_later:
            self._office.inbox.ignore(row.id, self._now(), "in_later_part")
            return
        if pasted is not None:
            self._take_in(row, origin, UploadJob(row, origin, text=pasted.text))
            return
        # In the transaction of the answer, and the reading process is killed: nothing of the file is written
        # afterwards.
        if command in _STOPS and self._stopped(row, origin):
            return
        self._office.commands.handle(row.id, origin, command, self._now())
        took = max(0.0, (self._now() - row.received_at).total_seconds())
        told = {"action": "update_handled", "inbox_id": row.id, "platform": row.channel, "seconds": round(took, 3)}
        log.info("update %s handled", row.id, extra=told)

    def _stopped(self, row: InboxRow, origin: MessageContext) -> bool:
        """Stop reading a file for this chat; return whether one was being read."""
        job = None if self._uploads is None else self._uploads.job_of(origin.channel, origin.chat_id)
        if self._uploads is None or job is None:
            return False
        now = job.gather() if job.gather is not None else job
        self._office.commands.handle(
            row.id, origin, DropDraft((now.row.id, *now.origin.with_rows), now.name), self._now()
        )
        self._uploads.stop(job)
        return True

    def _pasted(self, row: InboxRow, command: Command, typed: str) -> Pasted | None:
        """The plan pasted in this message or over several; None when the message is something else."""
        is_plan = isinstance(command, ImportPlan) and bool(command.text)
        if self._uploads is None or not (is_plan or is_part(clean(typed))):
            return None
        return self._uploads.pasted(row, self._chat_text)

    def _chat_text(self, row: InboxRow, is_taken: bool) -> ChatText | None:  # noqa: FBT001 -- a callback
        """The text of an update of a chat; None when it has none or cannot be read."""
        text, plan = self._text_and_plan(row.channel, row.payload)
        return ChatText(row.id, row.received_at, text, plan, is_taken) if text else None

    def _read_text(self, channel: str, payload: str) -> tuple[str, str | None]:
        """The text of an update, and of a text that imports a plan the plan."""
        try:
            incoming = self._readers[channel](json.loads(payload))
        except Exception as error:  # noqa: BLE001 - an unreadable update was parked when its turn came
            log.debug("left out of a plan: %s", type(error).__name__, extra={"action": "update_skipped"})
            return "", None
        if incoming.attachment is not None or not incoming.text.strip():
            return "", None
        command = read_command(incoming.text)
        return clean(incoming.text), (command.text or None) if isinstance(command, ImportPlan) else None

    def _take_in(self, row: InboxRow, origin: MessageContext, job: UploadJob) -> None:
        """Queue the upload of a person who may import plans or lists; refuse others at once, before any download."""
        may, _ = self._office.commands.commands_of(origin.channel, origin.chat_id, self._now())
        if self._uploads is not None and not FILES.isdisjoint(may):
            self._uploads.take(job)
        else:
            self._office.commands.handle(row.id, origin, ImportPlan(), self._now())


def _is_plain_text(incoming: Incoming) -> bool:
    """Whether it is what people nearly always send: a text of their own in their private chat."""
    is_own = incoming.is_private and not incoming.is_edit and not incoming.is_forwarded
    return is_own and incoming.kind is Kind.TEXT and incoming.attachment is None and bool(incoming.text.strip())
