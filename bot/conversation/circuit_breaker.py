"""Circuit breaker per channel, fed by every send, and the prober that asks a failing platform until it answers.

Probes (getMe) find out whether the platform is back, so no message spends an attempt on it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.conversation.attempts import Channel
from bot.messages import DeliveryFailed, DeliveryUnknown, Sent
from domain.bounds import doubling_wait
from domain.channel_holds_and_quotas import HoldReason
from wording.messages import Message

LEAST_FAILURES = 3  # in a row: one bad moment is no outage
MOST_AT_RISK = 8  # sends in a row that fail while probes are answered: only then is it the line, and no bad messages
LEAST_CHATS = 3  # refused for speed in a row without a success: then the limit is the bot's, not a chat's
FIRST_HOLD, LONGEST_HOLD = 5.0, 300.0  # seconds until one message is tried again; each failed try doubles them
FIRST_QUOTA_HOLD, LONGEST_QUOTA_HOLD = 600.0, 6 * 3600.0
TRIAL_SECONDS = 30.0  # a trial message that came to nothing (its chat had to rest, say) lets another be tried
NOBODY_TRIED = 60.0


class CircuitBreaker:
    """Counts failures of the line or the bot (never of one chat) since the last success, and holds the channel back.

    After a failure nothing is sent until a probe is answered or until a growing wait has passed, when one message is
    tried; an outage therefore costs the waiting messages no attempt. When eight sends in a row fail although probes
    are answered, only the wait counts.

    `patience` in seconds: a channel that fails for longer is out, and people with another channel get their messages
    there. `monotonic` returns seconds. `on_trouble` is called at each failure.
    """

    def __init__(self, monotonic: Callable[[], float], patience: float) -> None:
        self._monotonic = monotonic
        self._patience = patience
        self.on_trouble: Callable[[], None] = lambda: None
        self._failures = 0
        self._since = 0.0
        self._waiting_chats: set[str] = set()
        self._waits_until = 0.0
        self._opens_at: float | None = None  # held back until then; None: not held back
        self._reason = HoldReason.LINE
        self._tries = 0
        self._is_line_down = False  # no probe has been answered since the last failure
        self._trial_until = 0.0

    @property
    def is_failing(self) -> bool:
        """Whether several sends in a row failed, or the platform does not answer probes either."""
        return self._failures >= LEAST_FAILURES or (self.is_held and self._is_line_down)

    @property
    def is_out(self) -> bool:
        """Whether it has failed for longer than `patience`, or has no messages left this month."""
        if self.is_held and self._reason is HoldReason.QUOTA:
            return True
        return self.is_failing and self._monotonic() - self._since >= self._patience

    @property
    def is_throttled(self) -> bool:
        """Whether the platform answers but refuses chat after chat for speed."""
        return self._failures >= LEAST_FAILURES and len(self._waiting_chats) >= LEAST_CHATS

    @property
    def is_held(self) -> bool:
        """Whether nothing may be sent but a trial."""
        return self._opens_at is not None

    @property
    def may_try(self) -> bool:
        """Whether the channel is held back and one message may be tried now."""
        now = self._monotonic()
        return self._opens_at is not None and not self._is_line_down and now >= max(self._opens_at, self._trial_until)

    @property
    def hold(self) -> tuple[HoldReason, float, float, int] | None:
        """Reason, seconds since the start, seconds it lasts at most, failed trials; None when nothing is held back."""
        if self._opens_at is None:
            return None
        now = self._monotonic()
        left = LONGEST_HOLD if self._is_line_down else max(self._opens_at - now, TRIAL_SECONDS)
        return self._reason, now - self._since, left, self._tries

    def resume(self, reason: HoldReason, seconds: float, tries: int, since: float) -> None:
        """Resume a hold found in the database: `seconds` until the next trial, begun `since` seconds ago."""
        now = self._monotonic()
        longest = LONGEST_QUOTA_HOLD if reason is HoldReason.QUOTA else LONGEST_HOLD
        self._since, self._failures = now - max(since, 0.0), 1
        self._opens_at, self._reason, self._tries = now + min(max(seconds, 0.0), longest), reason, max(tries, 1)
        self.on_trouble()

    def begin_trial(self) -> None:
        """Note that one message was leased as a trial; no second one is leased meanwhile."""
        self._trial_until = self._monotonic() + TRIAL_SECONDS

    def told_to_wait(self, chat_id: str, seconds: float) -> None:
        """Note that the platform refused one chat for this many seconds.

        Telegram does not say whether chat or bot is meant: a busy chat is no failure, one chat after the other is.
        """
        if len(self._waiting_chats) < LEAST_CHATS:
            self._waiting_chats.add(chat_id)
        self._waits_until = max(self._waits_until, self._monotonic() + seconds)
        if len(self._waiting_chats) >= LEAST_CHATS:
            self._count()
            self.on_trouble()

    def probed(self) -> None:
        """Note that a probe was answered, which proves nothing about sends while those are held back."""
        if self.is_throttled:
            if self.is_out and self._monotonic() >= self._waits_until:
                self.succeeded()
            return
        if self.is_held and self._reason is HoldReason.QUOTA:
            return
        if self._is_line_down or self._nobody_tries():
            self.succeeded()
        # The failures are not forgotten with an answered probe: else a platform that answers getMe and refuses every
        # message would never be out.
        elif self._failures < MOST_AT_RISK:
            self._release()  # it may have been one message's fault; another failure counts with this one

    def probe_failed(self) -> None:
        """Note that a probe failed: until one is answered, no message is spent on a trial."""
        if self.is_held and self._reason is HoldReason.LINE:
            self._is_line_down = True

    def failed(self) -> None:
        """Note that the line or the whole bot could not send."""
        self._count()
        # Not an attempt of the message: an outage of 20 s at 07:30 once lost every morning message, because two
        # attempts of unknown outcome parked it (docs/adr/0014).
        self._hold(HoldReason.LINE, FIRST_HOLD, LONGEST_HOLD)

    def quota_spent(self) -> None:
        """Note that no messages are left this month; the platform is asked again after growing waits."""
        self._count()
        self._hold(HoldReason.QUOTA, FIRST_QUOTA_HOLD, LONGEST_QUOTA_HOLD)

    def succeeded(self) -> None:
        """Note a success: the platform accepted something or refused it for the message's own sake."""
        self._failures = self._tries = 0
        self._waiting_chats.clear()
        self._waits_until = 0.0
        self._release()

    def _release(self) -> None:
        self._opens_at, self._is_line_down, self._trial_until = None, False, 0.0

    def _count(self) -> None:
        if not self._failures:
            self._since = self._monotonic()
        self._failures += 1

    def _hold(self, reason: HoldReason, first: float, longest: float) -> None:
        """A failure while held back was on its way already, so only a failed trial doubles the wait."""
        now = self._monotonic()
        if self._opens_at is None or reason is not self._reason:
            self._tries = 1
            self._opens_at = now + first
        elif now >= self._opens_at:
            self._tries += 1
            self._opens_at = now + doubling_wait(self._tries, first, longest)
        self._reason, self._trial_until = reason, 0.0
        self.on_trouble()

    def _nobody_tries(self) -> bool:
        """Whether a trial has been allowed for a minute and no message was there to be tried."""
        is_idle = self._opens_at is not None and self._trial_until <= self._opens_at
        return is_idle and self._monotonic() >= (self._opens_at or 0.0) + NOBODY_TRIED


class WatchedChannel:
    """Wraps a channel and reports every send to its circuit breaker."""

    def __init__(self, channel: Channel, breaker: CircuitBreaker) -> None:
        self._channel = channel
        self._breaker = breaker
        self.name = channel.name
        self.capabilities = channel.capabilities

    async def send(self, chat_id: str, message: Message, edit_message_id: str | None = None) -> Sent:
        """Send as the channel does; a refusal that concerns one chat or message proves that the line works."""
        try:
            sent = await self._channel.send(chat_id, message, edit_message_id)
        except DeliveryFailed as failure:
            self._note(chat_id, failure)
            raise
        except DeliveryUnknown:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        return sent

    def _note(self, chat_id: str, failure: DeliveryFailed) -> None:
        if failure.is_quota:
            self._breaker.quota_spent()
        elif failure.is_token_wide:
            self._breaker.failed()
        elif failure.permanent or failure.rejected:
            self._breaker.succeeded()
        elif failure.retry_after is not None:
            self._breaker.told_to_wait(chat_id, failure.retry_after)


FIRST_WAIT, LONGEST_WAIT = 0.5, 15.0  # seconds between probes; the first probe goes at once
PROBE_TIMEOUT = 10.0

_log = logging.getLogger(__name__)


class Prober:
    """Probes a failing channel until it recovers; idle otherwise. `probe` raises when the platform does not answer."""

    def __init__(self, name: str, breaker: CircuitBreaker, probe: Callable[[], Awaitable[None]]) -> None:
        self._name = name
        self._breaker = breaker
        self._probe = probe
        self._troubled = asyncio.Event()
        breaker.on_trouble = self._troubled.set

    async def run(self, wake: Callable[[], None]) -> None:
        """Probe until cancelled; `wake` wakes the sender when messages may be sent again."""
        while True:
            await self._troubled.wait()
            self._troubled.clear()
            await self._until_well(wake)

    async def _until_well(self, wake: Callable[[], None]) -> None:
        asked = 0
        while self._breaker.is_held or self._breaker.is_failing:
            if await self._is_troubled_within(doubling_wait(asked, FIRST_WAIT, LONGEST_WAIT) if asked else 0.0):
                # Seven messages of one morning failed, each for its own reason, and made the others wait up to 8 s
                # each time, because the distance of probes grew although they were answered.
                asked = 0
            asked += 1
            await self._ask()
            if not self._breaker.is_held or self._breaker.may_try:
                wake()

    async def _is_troubled_within(self, seconds: float) -> bool:
        """Wait this long; return True at once when a message fails that an answered probe had released."""
        if self._breaker.is_held:
            await asyncio.sleep(seconds)
            return False
        self._troubled.clear()
        with suppress(TimeoutError):
            return await asyncio.wait_for(self._troubled.wait(), seconds)
        return False

    async def _ask(self) -> None:
        try:
            async with asyncio.timeout(PROBE_TIMEOUT):
                await self._probe()
        except Exception as error:  # noqa: BLE001 - whatever it is, the platform did not answer
            _log.debug("no answer from %s: %s", self._name, type(error).__name__, extra={"action": "probe_failed"})
            self._breaker.probe_failed()
        else:
            self._breaker.probed()
