"""Wires the sending side: channels with circuit breakers and probers, the sender, and the holds it stores."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.conversation.attempts import Channel
from bot.conversation.circuit_breaker import CircuitBreaker, Prober, WatchedChannel
from bot.conversation.joint_mornings import JointMornings
from bot.conversation.rate_limits import Pacer
from bot.conversation.sender import POLL_SECONDS, Joining, Sender
from bot.conversation.shifts import Shifts
from bot.platforms.receiving import QUIET, ReceivingState
from domain.channel_holds_and_quotas import ChannelHold, HoldReason, blocking
from domain.deliveries import Delivery, Outcome, Result
from dondoc.app import ServiceThreads
from dondoc.clock import Clock
from dondoc.run.group_commit import GroupCommit
from scheduler.places import Places
from services.office.office import Office
from storage.engine.worker_epoch import LeaseLost
from wording.messages import Capabilities, Message

log = logging.getLogger(__name__)

Render = Callable[[Delivery, Capabilities], Message]
Joins = tuple[int, str, Mapping[str, JointMornings]]  # the organisation, its code, and those of its shared bots
_NONE: Mapping[str, CircuitBreaker] = {}
_NO_WAKES: Mapping[str, Callable[[], None]] = {}


class SendingConnector(Protocol):
    """What of a connector is needed to send on it."""

    pacer: Pacer

    @property
    def channel(self) -> Channel:
        """What messages are sent on."""
        ...

    @property
    def shared_since(self) -> datetime | None:
        """Since when another program has been fetching the same bot's messages; None while none does."""
        ...

    async def probe(self) -> None:
        """Ask the platform something that changes nothing; raises when it does not answer."""


class Outgoing:
    """Sends what the office leases; a failing channel is held back, probed, and tried with single messages.

    `patience`: minutes until people with another channel get their messages there. `may_send` returns whether this
    process holds the sender lock; `render` makes the text. `on_leased` is called with every lease, `on_recorded` with
    recorded outcomes.
    """

    def __init__(
        self,
        clock: Clock,
        office: Office,
        threads: ServiceThreads,
        connectors: Mapping[str, SendingConnector],
        *,
        patience: float,
        render: Render,
        may_send: Callable[[], bool] = lambda: True,
        poll_seconds: float = POLL_SECONDS,
        shared: Mapping[str, CircuitBreaker] = _NONE,
        wakes: Mapping[str, Callable[[], None]] = _NO_WAKES,
        joins: Joins | None = None,
        places: Places | None = None,
        shifts: Shifts | None = None,
        receipts: Callable[[], GroupCommit | None] = lambda: None,
    ) -> None:
        """`places`: for as many senders at a time as may ask the database; those for whose answer somebody waits come
        first. `shifts`: for as many as send at a time what nobody waits for. `receipts` returns what records with
        others what was sent, None where each records for itself. `shared` are the circuit breakers of bots
        that other organisations use, too; those of them that are probed here stand in `wakes`, with what wakes all
        their senders; `joins` says with whom morning messages go as one.
        """
        self._clock = clock
        self._office = office
        self._threads = threads
        self._connectors = connectors
        self._render = render
        self._may_send = may_send
        self._poll_seconds = poll_seconds
        own = {name: CircuitBreaker(clock.monotonic, 60 * patience) for name in connectors if name not in shared}
        self._breakers = {name: shared.get(name) or own[name] for name in connectors}
        self._probed = [*own, *wakes]
        self._wakes = wakes
        self._joins = joins
        self._places, self._shifts, self._receipts = places or Places(1), shifts, receipts
        self.leased = 0  # messages, so far
        self.on_leased: Callable[[Sequence[Delivery]], None] = lambda _deliveries: None
        self.on_recorded: Callable[[Sequence[Outcome]], None] = lambda _outcomes: None

    async def open(self) -> Sender:
        """Make the sender, and resume the holds that another process stored."""
        now = self._clock.now()
        for hold in blocking(await self._threads(self._office.delivery.holds)):
            if hold.channel in self._breakers:
                left, since = (hold.until - now).total_seconds(), (now - hold.began_at).total_seconds()
                self._breakers[hold.channel].resume(hold.reason, left, hold.tries, since)
        self._probers = {
            name: Prober(name, self._breakers[name], self._connectors[name].probe) for name in self._probed
        }
        self.sender = Sender(
            {
                name: WatchedChannel(connector.channel, self._breakers[name])
                for name, connector in self._connectors.items()
            },
            {name: connector.pacer for name, connector in self._connectors.items()},
            exchange=self._exchange,
            render=self._render,
            monotonic=self._clock.monotonic,
            now=self._clock.now,
            poll_seconds=self._poll_seconds,
            may_send=self._may_send,
            is_held=lambda name: self._breakers[name].is_held,
            shifts=self._shifts,
            joining=None if self._joins is None else Joining(*self._joins, lease=self._lease_morning),
        )
        self.sender.join_mornings()
        return self.sender

    async def probe(self) -> None:
        """Probe failing channels until cancelled."""
        runs = [prober.run(self._wakes.get(name, self.sender.wake)) for name, prober in self._probers.items()]
        if len(runs) == 1:  # mostly: one task less for each of many organisations
            await runs[0]
            return
        async with asyncio.TaskGroup() as group:
            for run in runs:
                group.create_task(run)

    @property
    def is_probing(self) -> bool:
        """Whether there is a channel that is probed here, and not by another organisation on the same bot."""
        return bool(self._probed)

    def seen(self, name: str, receiving: ReceivingState) -> ReceivingState:
        """The state of receiving, with trouble of sending where receiving has none."""
        breaker = self._breakers[name]
        trouble = "throttled" if breaker.is_throttled else "cannot_send" if breaker.is_out else None
        if breaker.hold is not None and breaker.hold[0] is HoldReason.QUOTA:
            trouble = "quota_spent"
        return replace(receiving, trouble=trouble) if trouble and not receiving.trouble else receiving

    def holds(self) -> list[ChannelHold]:
        """The channels that are held back at this moment."""
        now = self._clock.now()
        found = []
        for name, breaker in self._breakers.items():
            if breaker.hold is not None:
                reason, since, left, tries = breaker.hold
                began, until = now - timedelta(seconds=since), now + timedelta(seconds=left)
                found.append(ChannelHold(name, reason, began, until, tries, breaker.may_try, breaker.is_out))
            elif (shared_since := self._connectors[name].shared_since) is not None:
                found.append(ChannelHold(name, HoldReason.SECOND, shared_since, now + QUIET))
        return found

    def hurry(self) -> None:
        """Somebody waits for an answer that is to be sent."""
        self.sender.wake(is_urgent=True)
        self._places.hurry(self)
        if (together := self._receipts()) is not None:
            together.hurry()

    async def _exchange(self, outcomes: Sequence[Outcome], limit: int) -> list[Delivery]:
        most = limit if self._may_send() else 0
        if not outcomes and not most:
            return []
        try:
            if not most and await self._is_recorded_together(outcomes):
                self.on_recorded(outcomes)
                return []
            await self._places.take(self, is_urgent=self.sender.is_urgent)
            try:
                out = [name for name, breaker in self._breakers.items() if breaker.is_out]
                now, holds = self._clock.now(), self.holds()
                deliveries = await self._threads(self._office.delivery.exchange, outcomes, now, most, out, holds)
            finally:
                self._places.leave()
        except LeaseLost:
            # Not tried again: another program has released these rows and marks what it repeats.
            log.warning("the outcomes of %d messages are lost", len(outcomes), extra={"action": "lease_lost"})
            return []
        for delivery in deliveries:
            if delivery.is_trial:
                self._breakers[delivery.channel].begin_trial()
        self.leased += len(deliveries)
        if most:
            self.on_leased(deliveries)
        self.on_recorded(outcomes)
        return deliveries

    async def _is_recorded_together(self, outcomes: Sequence[Outcome]) -> bool:
        """Record with others what was simply sent; False for all else, and where that failed. Raises LeaseLost."""
        together = self._receipts()
        if together is None or self.holds() or any(outcome.result is not Result.SENT for outcome in outcomes):
            return False
        try:
            await together.record(outcomes)
        except LeaseLost:
            raise
        except Exception:  # one of the others may be to blame: each records for itself
            log.exception("cannot record together", extra={"action": "record_failed", "attempt": 0})
            return False
        return True

    async def _lease_morning(self, channel: str, chat_id: str) -> list[Delivery] | None:
        """Lease the morning message to a chat, for which one of another organisation waits."""
        if not self._may_send():
            return []
        try:
            now = self._clock.now()
            deliveries = await self._threads(self._office.delivery.lease_morning, now, channel, chat_id)
        except LeaseLost:
            return []
        if deliveries:
            self.leased += len(deliveries)
            self.on_leased(deliveries)
        return deliveries
