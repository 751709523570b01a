"""Whether a channel can be sent on at all: one breaker for each, fed by every send. It reads no clock of its own."""

from collections.abc import Callable

from bot.messages import DeliveryFailed, DeliveryUnknown, Message, Sent
from bot.sender import Channel

LEAST_FAILURES = 3  # in a row: one bad moment is no outage
LEAST_CHATS = 3  # told to wait, with nothing accepted in between: then it is the bot that must wait, and not a chat


class Breaker:
    """Counts failures of the line or the bot (never of one chat) since the last success.

    `patience` in seconds: a channel that has failed for so long is out, and whoever has another one is written to
    there. It is back with the first send, or probe, that gets through. `monotonic` gives seconds.
    """

    def __init__(self, monotonic: Callable[[], float], patience: float) -> None:
        self._monotonic = monotonic
        self._patience = patience
        self._failures = 0
        self._since = 0.0
        self._waiting_chats: set[str] = set()
        self._waits_until = 0.0

    @property
    def is_failing(self) -> bool:
        """Several sends in a row went wrong; worth a probe."""
        return self._failures >= LEAST_FAILURES

    @property
    def is_out(self) -> bool:
        """It has been failing for longer than we wait."""
        return self.is_failing and self._monotonic() - self._since >= self._patience

    @property
    def is_throttled(self) -> bool:
        """The platform answers, but has been telling chat after chat to wait."""
        return self.is_failing and len(self._waiting_chats) >= LEAST_CHATS

    def told_to_wait(self, chat_id: str, seconds: float) -> None:
        """One chat was told to come again in so many seconds. Telegram does not say whether chat or bot is meant:
        a busy chat is no failure, one chat after the other is.
        """
        if len(self._waiting_chats) < LEAST_CHATS:
            self._waiting_chats.add(chat_id)
        self._waits_until = max(self._waits_until, self._monotonic() + seconds)
        if len(self._waiting_chats) >= LEAST_CHATS:
            self.failed()

    def probed(self) -> None:
        """A harmless question was answered. That says nothing about sends while those are held back."""
        if not self.is_throttled or (self.is_out and self._monotonic() >= self._waits_until):
            self.succeeded()

    def failed(self) -> None:
        """The line or the whole bot could not send."""
        if not self._failures:
            self._since = self._monotonic()
        self._failures += 1

    def succeeded(self) -> None:
        """Something got through."""
        self._failures = 0
        self._waiting_chats.clear()
        self._waits_until = 0.0


class WatchedChannel:
    """The channel as it is, with its breaker told of every send."""

    def __init__(self, channel: Channel, breaker: Breaker) -> None:
        self._channel = channel
        self._breaker = breaker
        self.name = channel.name
        self.capabilities = channel.capabilities

    async def send(self, chat_id: str, message: Message, edit_message_id: str | None = None) -> Sent:
        """Send as the channel does; a refusal that concerns one chat or message shows that the line is well."""
        try:
            sent = await self._channel.send(chat_id, message, edit_message_id)
        except DeliveryFailed as failure:
            if failure.is_token_wide:
                self._breaker.failed()
            elif failure.permanent or failure.rejected:
                self._breaker.succeeded()
            elif failure.retry_after is not None:
                self._breaker.told_to_wait(chat_id, failure.retry_after)
            raise
        except DeliveryUnknown:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        return sent
