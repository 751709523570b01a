"""Takes what waits in the inbox, in order: raw update -> what was heard -> command -> the office."""

import asyncio
import json
import logging
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from bot.grammar import read_command
from bot.intake import Errand, Intake, InThread
from bot.messages import Incoming, Kind
from bot.spelling import clean
from domain.arrivals import InboxRow
from domain.commands import Command, ImportPlan
from domain.heard import Heard
from services.office import Office

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
BATCH = 10  # small, so that answers go out between batches


class Dispatcher:
    """Handles waiting updates one after the other; what fails is tried again later and holds up nobody.

    `readers` turn a channel's raw update into what was heard, and raise for one they cannot read. Who asks on one of
    the channels `without_pictures` is answered in text only. Plans go to the `intake`, which answers them when they
    are read; without one, files are left alone.
    """

    def __init__(
        self,
        office: Office,
        readers: Mapping[str, Callable[[Mapping[str, Any]], Incoming]],
        now: Callable[[], datetime],
        without_pictures: Collection[str] = (),
        intake: Intake | None = None,
    ) -> None:
        self._office = office
        self._intake = intake
        self._without_pictures = frozenset(without_pictures)
        self._readers = readers
        self._now = now

    def work(self) -> int:
        """Handle up to a batch of waiting updates; gives how many moved. Plain: run it in the office's thread."""
        rows = self._office.waiting(self._now(), BATCH)
        return sum(self._handle(row) for row in rows)

    async def run(self, in_thread: InThread, wake: asyncio.Event, done: Callable[[], None]) -> None:
        """Work whenever woken and at least once a second, for ever; `done` is called when something was handled."""
        while True:
            try:
                handled = await in_thread(self.work)
            except Exception:
                log.exception("the inbox cannot be worked on", extra={"action": "dispatch_failed"})
                handled = 0
            if self._intake is not None:
                self._intake.begin(in_thread, done)
            if handled:
                done()
            if handled < BATCH:
                await _woken(wake)

    def _handle(self, row: InboxRow) -> bool:
        heard: Heard | None = None
        try:
            incoming = self._readers[row.channel](json.loads(row.payload))
            shows_pictures = row.channel not in self._without_pictures
            heard = Heard(
                row.channel, incoming.chat_id, incoming.reply_to, incoming.pressed_on, shows_pictures, incoming.text
            )
            self._act(row, incoming, heard)
        except Exception as error:
            # A bug or a broken database: the update stays, is tried again, and those behind it go on.
            log.exception("update %s failed", row.id, extra={"action": "update_failed", "inbox_id": row.id})
            return self._fail(row, heard, f"{type(error).__name__}: {error}")
        return True

    def _fail(self, row: InboxRow, heard: Heard | None, error: str) -> bool:
        """Put the update aside for a while; False when not even that can be written down."""
        try:
            # An error may quote what came in: cleaned, or a database could not store it and the row would never move.
            if self._office.fail(row, heard, self._now(), clean(error)):
                log.error("update %s parked", row.id, extra={"action": "update_parked", "inbox_id": row.id})
        except Exception:
            log.exception("update %s stays", row.id, extra={"action": "update_stays", "inbox_id": row.id})
            return False
        return True

    def _act(self, row: InboxRow, incoming: Incoming, heard: Heard) -> None:
        now = self._now()
        if incoming.kind in {Kind.BLOCKED, Kind.UNBLOCKED}:
            self._office.note_reachable(row.id, heard, now, is_blocked=incoming.kind is Kind.BLOCKED)
        elif not incoming.is_private:
            self._office.ignore(row.id, now, "không phải chat riêng")
        elif incoming.kind is Kind.FILE and self._intake is not None:
            self._take_in(row, heard, Errand(row, heard, incoming.attachment))
        elif incoming.kind in {Kind.OTHER, Kind.FILE} or not incoming.text.strip():
            self._office.ignore(row.id, now, f"không phải lệnh: {incoming.kind.value}")
        else:
            self._obey(row, heard, read_command(incoming.text))

    def _obey(self, row: InboxRow, heard: Heard, command: Command) -> None:
        if isinstance(command, ImportPlan) and command.text and self._intake is not None:
            self._take_in(row, heard, Errand(row, heard, text=command.text))
            return
        self._office.handle(row.id, heard, command, self._now())
        log.info("update %s handled", row.id, extra={"action": "update_handled", "inbox_id": row.id})

    def _take_in(self, row: InboxRow, heard: Heard, errand: Errand) -> None:
        """Fetch and read only what a person with the right to it sent; everybody else gets the refusal at once."""
        may, _ = self._office.commands_of(heard.channel, heard.chat_id)
        if self._intake is not None and "import" in may:
            self._intake.take(errand)
        else:
            self._office.handle(row.id, heard, ImportPlan(), self._now())


async def _woken(wake: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(POLL_SECONDS):
            await wake.wait()
    except TimeoutError:
        return
    finally:
        wake.clear()
