"""One attempt to send a message: render it, wait for its turn, look whether it may still go, send it."""

import asyncio
import logging
from collections.abc import Callable, Hashable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bot.conversation.joint_mornings import Place
from bot.conversation.rate_limits import InFlightLimiter, Pacer
from bot.messages import DeliveryFailed, DeliveryUnknown, Sent
from domain.deliveries import Delivery, Outcome, Result
from wording.messages import Capabilities, Message

SEND_TIMEOUT = 120.0  # a guard over the channel's own, shorter timeouts
FRESH = timedelta(minutes=1)  # an older lease is checked again before sending: the machine may have slept meanwhile
LONGEST_WAIT = 3.0  # the row of a chat that must rest for longer is returned instead of holding the lease
AGAIN_SECONDS = 1.0

_log = logging.getLogger(__name__)


class Channel(Protocol):
    """A way to reach chats. `send` raises only `DeliveryFailed` and `DeliveryUnknown`."""

    name: str
    capabilities: Capabilities

    async def send(self, chat_id: str, message: Message, edit_message_id: str | None = None) -> Sent:
        """Send, or edit the message of that id where the channel can."""


Render = Callable[[Delivery, Capabilities], Message]


class Attempts:
    """Makes the attempts of one sender. Each ends with an outcome and raises nothing but cancellation.

    `render` may be slow and runs in a thread. `pacers`: one for each channel. `limiter`: of the messages in flight.
    `monotonic` returns seconds, `now` the instant. A row for a channel that `is_held` back meanwhile is returned
    untried, except a trial; so is every row while this process `may_send` nothing, because another one may be the
    sender. `sender`: for whom turns are taken where several senders share a pace.
    """

    def __init__(
        self,
        channels: Mapping[str, Channel],
        pacers: Mapping[str, Pacer],
        limiter: InFlightLimiter,
        *,
        render: Render,
        monotonic: Callable[[], float],
        now: Callable[[], datetime],
        is_held: Callable[[str], bool],
        may_send: Callable[[], bool],
        sender: Hashable,
    ) -> None:
        self._channels = channels
        self._pacers = pacers
        self._limiter = limiter
        self._render = render
        self._monotonic = monotonic
        self._now = now
        self._is_held = is_held
        self._may_send = may_send
        self._sender = sender

    async def make(self, delivery: Delivery, looked_at: datetime, place: Place | None = None) -> Outcome:
        """From rendering to the platform's answer. `looked_at`: when it was leased; `place`: among joint mornings."""
        channel = self._channels.get(delivery.channel)
        if channel is None:
            return _refused(delivery, f"no channel {delivery.channel!r} is running", retry_after=60.0)
        try:
            message = await asyncio.to_thread(self._render, delivery, channel.capabilities)
        except Exception as error:  # noqa: BLE001 - a message that cannot be rendered must not stop the others
            _log.exception("cannot render", extra={"action": "render_failed", **_about(delivery)})
            return _refused(delivery, f"cannot render: {type(error).__name__}", rejected=True)
        if place is not None:
            place.message.set_result(message)
        if self._is_held_back(delivery) and (place is None or not place.taken.is_set()):
            return Outcome(delivery.outbox_id, Result.HELD)
        rest = await (self._wait_turn(delivery) if place is None else self._wait_turn_or_be_taken(delivery, place))
        if place is not None and place.taken.is_set():
            return await place.outcome
        if rest:
            return _refused(delivery, "waiting for the platform's pace", retry_after=rest)
        if place is not None:
            message = await place.mornings.gather(place, channel.capabilities.max_length, self._is_fresh)
        outcome = self._too_late(delivery, looked_at) or await self._send(channel, delivery, message)
        self._pacers[delivery.channel].answered(delivery.chat_id, self._monotonic())
        self._limiter.answer(delivery.outbox_id)
        return outcome if place is None else place.mornings.settle(place, outcome)

    async def _wait_turn_or_be_taken(self, delivery: Delivery, place: Place) -> float:
        """As `_wait_turn`; a message that another one takes along waits no longer."""
        turn, taken = asyncio.create_task(self._wait_turn(delivery)), asyncio.create_task(place.taken.wait())
        try:
            await asyncio.wait({turn, taken}, return_when=asyncio.FIRST_COMPLETED)
            return turn.result() if turn.done() else 0.0
        finally:
            turn.cancel()
            taken.cancel()

    def _too_late(self, delivery: Delivery, looked_at: datetime) -> Outcome | None:
        """The outcome of a message that must not be sent after all, now that its turn has come; None when it may."""
        if not self._is_fresh(looked_at):
            return _refused(delivery, "looked at too long ago", retry_after=AGAIN_SECONDS)
        # Asked last of all: a program that hung for a minute wakes up here.
        if self._is_held_back(delivery) or not self._may_send():
            return Outcome(delivery.outbox_id, Result.HELD)
        return None

    def _is_fresh(self, looked_at: datetime) -> bool:
        return timedelta(0) <= self._now() - looked_at < FRESH

    def _is_held_back(self, delivery: Delivery) -> bool:
        return self._is_held(delivery.channel) and not delivery.is_trial

    async def _wait_turn(self, delivery: Delivery) -> float:
        """Wait until the message may be sent and return 0, or return the seconds when its chat must rest too long."""
        pacer, rank = self._pacers[delivery.channel], int(delivery.priority)
        turn = pacer.turns.turn(self._sender, rank)

        def pace() -> float:
            return pacer.wait(self._monotonic())

        while True:
            await self._limiter.leave(delivery.outbox_id, pace, rank)
            wait = pacer.take(delivery.chat_id, self._monotonic()) if pacer.turns.is_next(turn) else None
            if wait == 0:
                return 0.0
            self._limiter.land([delivery.outbox_id])
            if wait is not None and wait > LONGEST_WAIT:
                return wait
            if wait is None or pace():
                await pacer.turns.wait(turn, pace, LONGEST_WAIT)
            else:
                await asyncio.sleep(wait)  # its chat must rest

    async def _send(self, channel: Channel, delivery: Delivery, message: Message) -> Outcome:
        try:
            async with asyncio.timeout(SEND_TIMEOUT):
                sent = await channel.send(delivery.chat_id, message, delivery.edit_message_id)
        except DeliveryFailed as failure:
            return self._failed(delivery, failure)
        except DeliveryUnknown as unknown:
            return _unknown(delivery, unknown.reason)
        except Exception as error:  # noqa: BLE001 - a bug or the timeout, after the request may have left: unknown
            # A bug or the guard's timeout, after the request may have left: not known to be unsent.
            _log.exception("send broke", extra={"action": "send_failed", **_about(delivery)})
            return _unknown(delivery, f"{type(error).__name__}")
        self._pacers[delivery.channel].accepted(delivery.chat_id)
        _log.info("sent", extra={"action": "sent", **_about(delivery)})
        is_secret = any(response.is_secret for response in delivery.responses)
        return Outcome(
            delivery.outbox_id, Result.SENT, message_id=sent.message_id, text=message.text, is_secret=is_secret
        )

    def _failed(self, delivery: Delivery, failure: DeliveryFailed) -> Outcome:
        pacer, now = self._pacers[delivery.channel], self._monotonic()
        rest = failure.retry_after
        if rest and failure.is_token_wide:
            pacer.pause(rest, now)
        elif rest:
            rest = pacer.refused(rest, now, delivery.chat_id)
        return _refused(
            delivery,
            failure.reason,
            permanent=failure.permanent,
            rejected=failure.rejected,
            retry_after=rest,
            moved_to=failure.moved_to,
            is_line_down=failure.is_token_wide,
            is_quota=failure.is_quota,
        )


def _refused(
    delivery: Delivery,
    reason: str,
    *,
    permanent: bool = False,
    rejected: bool = False,
    retry_after: float | None = None,
    moved_to: str | None = None,
    is_line_down: bool = False,
    is_quota: bool = False,
) -> Outcome:
    _log.warning("not sent: %s", reason, extra={"action": "send_refused", **_about(delivery)})
    return Outcome(
        delivery.outbox_id,
        Result.REFUSED,
        reason=reason,
        permanent=permanent,
        rejected=rejected,
        retry_after=retry_after,
        moved_to=moved_to,
        is_line_down=is_line_down,
        is_quota=is_quota,
    )


def _about(delivery: Delivery) -> dict[str, object]:
    """What a line of the log says beside its words: by `inbox_id` a message is followed from update to receipt."""
    update = {} if delivery.inbox_id is None else {"inbox_id": delivery.inbox_id}
    return {"outbox_id": delivery.outbox_id, "attempt": delivery.attempt, "platform": delivery.channel, **update}


def _unknown(delivery: Delivery, reason: str) -> Outcome:
    _log.warning("perhaps sent: %s", reason, extra={"action": "send_unconfirmed", **_about(delivery)})
    return Outcome(delivery.outbox_id, Result.UNKNOWN, reason=reason)
