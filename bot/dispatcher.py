"""Takes what waits in the inbox, in order: raw update -> what was heard -> command -> the office."""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ParamSpec, Protocol, TypeVar

from bot.grammar import read_command
from bot.messages import Incoming, Kind
from bot.spelling import clean
from domain.arrivals import InboxRow
from domain.heard import Heard
from services.office import Office

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
BATCH = 10  # small, so that answers go out between batches
P = ParamSpec("P")
T = TypeVar("T")


class InThread(Protocol):
    """Runs a plain function in the office's thread."""

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result."""
        ...


class Dispatcher:
    """Handles waiting updates one after the other; what fails is tried again later and holds up nobody.

    `readers` turn a channel's raw update into what was heard, and raise for one they cannot read.
    """

    def __init__(
        self,
        office: Office,
        readers: Mapping[str, Callable[[Mapping[str, Any]], Incoming]],
        now: Callable[[], datetime],
    ) -> None:
        self._office = office
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
            if handled:
                done()
            if handled < BATCH:
                await _woken(wake)

    def _handle(self, row: InboxRow) -> bool:
        heard: Heard | None = None
        try:
            incoming = self._readers[row.channel](json.loads(row.payload))
            heard = Heard(row.channel, incoming.chat_id, incoming.reply_to, incoming.pressed_on)
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
        elif incoming.kind is Kind.OTHER or not incoming.is_private or not incoming.text.strip():
            self._office.ignore(row.id, now, f"không phải lệnh: {incoming.kind.value}")
        else:
            self._office.handle(row.id, heard, read_command(incoming.text), now)
            log.info("update %s handled", row.id, extra={"action": "update_handled", "inbox_id": row.id})


async def _woken(wake: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(POLL_SECONDS):
            await wake.wait()
    except TimeoutError:
        return
    finally:
        wake.clear()
