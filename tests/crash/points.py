"""The named points at which the program under test can be killed; set from outside, no production code knows of them.

DONDOC_TEST_KILL_AT=point:n kills the process (SIGKILL, nothing is cleaned up) at the n-th passing of the point.
"""

import os
import signal
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any

from alembic import command

import dondoc.ops.backups
import services.commands.handlers
import services.office.delivery_service
import services.office.post_answer
import services.reminders.schedule_digests
from bot.platforms.telegram.client import BotApi
from bot.platforms.telegram.outbound import TelegramChannel
from bot.platforms.zalo.outbound import ZaloChannel
from services.office.board_service import BoardService
from services.office.command_service import CommandService
from services.office.delivery_service import DeliveryService
from services.office.inbox_service import InboxService
from storage import inbox

ENVIRONMENT_NAME = "DONDOC_TEST_KILL_AT"

POINTS: dict[str, str] = {
    "received": "after receive, before commit",
    "stored": "after commit, before the platform is told",
    "acknowledging": "as the platform is about to be told",
    "handled": "in the handler, changes written, before commit",
    "answered": "after the answer is queued, before commit",
    "committed": "after the command's commit",
    "planned": "after a reminder is posted, before commit",
    "leased": "after lease, before send",
    "sent": "after send, before the receipt is recorded",
    "recorded": "after the receipt is written, before commit",
    "settled": "after the receipt's commit",
}
MIGRATING = "migrating"  # before the n-th statement of the migration
BACKING_UP = "backing up"  # the nightly copy is made and not yet verified
RARE = {MIGRATING: "in the middle of a migration", BACKING_UP: "in the middle of a backup"}


class KillSwitch:
    """Counts how often the chosen point is passed and ends the process at the n-th time."""

    def __init__(self, order: str) -> None:
        """`order` is point:n; raises ValueError for a point unknown."""
        self.point, _, number = order.partition(":")
        if self.point not in POINTS | RARE:
            raise ValueError(f"no kill point {self.point!r}; known: {', '.join(POINTS | RARE)}")
        self._left = int(number or 1)
        self._lock = Lock()

    def passed(self, point: str) -> None:
        """The program is at this point."""
        if point != self.point:
            return
        with self._lock:
            self._left -= 1
            if self._left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


def arm(order: str) -> None:
    """Wrap the program's own functions so that the process dies where `order` (point:n) says."""
    switch = KillSwitch(order)
    _after(switch, "received", inbox, "add_arrivals")
    _after(switch, "stored", InboxService, "receive")
    _after(switch, "stored", BoardService, "press")
    _after(switch, "answered", services.office.post_answer, "post_late")
    _after(switch, "answered", services.office.post_answer, "post")  # to a page
    _after(switch, "committed", CommandService, "handle")
    _after(switch, "planned", services.reminders.schedule_digests, "post_each")
    _after(switch, "recorded", services.office.delivery_service, "record_outcomes")
    _after_exchange(switch)
    for kind, handler in list(services.commands.handlers.HANDLERS.items()):
        services.commands.handlers.HANDLERS[kind] = _then(switch, "handled", handler)
    _after_awaited(switch, "sent", TelegramChannel, "send")
    _after_awaited(switch, "sent", ZaloChannel, "send")
    _before_acknowledging(switch)
    _after(switch, BACKING_UP, dondoc.ops.backups, "copy_sqlite")
    _during_migration(switch)


def _then(switch: KillSwitch, point: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """The call, and then the point; what gives nothing (an empty lease, nothing new) does not count."""

    @wraps(call)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        result = call(*args, **kwargs)
        if result or result is None:
            switch.passed(point)
        return result

    return wrapped


def _after(switch: KillSwitch, point: str, owner: Any, name: str) -> None:
    setattr(owner, name, _then(switch, point, getattr(owner, name)))


def _after_awaited(switch: KillSwitch, point: str, owner: Any, name: str) -> None:
    call = getattr(owner, name)

    @wraps(call)
    async def wrapped(*args: Any, **kwargs: Any) -> Any:
        result = await call(*args, **kwargs)
        switch.passed(point)
        return result

    setattr(owner, name, wrapped)


def _after_exchange(switch: KillSwitch) -> None:
    """One commit settles receipts and leases what goes next: each is a point where it happened."""
    exchange = DeliveryService.exchange

    @wraps(exchange)
    def wrapped(self: DeliveryService, outcomes: Any, *args: Any, **kwargs: Any) -> Any:
        leased = exchange(self, outcomes, *args, **kwargs)
        for point, happened in (("settled", outcomes), ("leased", leased)):
            if happened:
                switch.passed(point)
        return leased

    setattr(DeliveryService, "exchange", wrapped)  # noqa: B010 - an assignment to a method is not typed


def _before_acknowledging(switch: KillSwitch) -> None:
    """The poller's next request carries a higher offset: that is what tells the platform."""
    call, offsets = BotApi.call, [0]

    @wraps(call)
    async def wrapped(self: BotApi, method: str, params: Any, timeout: float) -> Any:  # noqa: ASYNC109 - the method's own
        offset = params.get("offset", 0)
        if method == "getUpdates" and offset > offsets[0]:
            offsets[0] = offset
            switch.passed("acknowledging")
        return await call(self, method, params, timeout)

    setattr(BotApi, "call", wrapped)  # noqa: B010 - an assignment to a method is not typed


def _during_migration(switch: KillSwitch) -> None:
    from sqlalchemy import Engine, event

    migrate = command.upgrade

    def upgrade(*args: Any, **kwargs: Any) -> None:
        def before(*_: Any) -> None:
            switch.passed(MIGRATING)

        event.listen(Engine, "before_cursor_execute", before)
        try:
            migrate(*args, **kwargs)
        finally:
            event.remove(Engine, "before_cursor_execute", before)

    setattr(command, "upgrade", upgrade)  # noqa: B010 - a module's function is not typed as mutable
