"""Events by `getUpdates`, for trying out: ask for one event, store it, ask for the next.

Zalo's getUpdates has no acknowledgement: an event is gone from the platform once it was handed out. An event on its
way when the line breaks or the program is killed is lost, so at most one; the webhook is the durable way in.
"""

from collections.abc import Awaitable, Callable

from bot.platforms.errors import Trouble
from bot.platforms.polling import Fetched
from bot.platforms.zalo.client import ZaloApi, ZaloRefused
from bot.platforms.zalo.errors import trouble_of
from bot.platforms.zalo.inbound import RawEvent, events_in
from bot.platforms.zalo.outbound import ZaloChannel

ANSWER_TIMEOUT = 10.0
IDLE_PAUSE = 0.2  # seconds: a platform that ends polls at once is not asked in a hot loop
POLL_ENDED = 408  # how Zalo says that nothing happened during a long poll


class ZaloEvents:
    """The source of the poller. `store(event)` stores one raw event durably; `channel` names the bot in the log."""

    # Zalo hands an event out once: the poller keeps what it could not store and asks for nothing more until it has.
    is_redelivered = False

    def __init__(
        self, api: ZaloApi, store: Callable[[RawEvent], Awaitable[None]], channel: str = ZaloChannel.name
    ) -> None:
        self.platform = channel
        self._api = api
        self._store = store

    async def fetch(self, timeout: int) -> Fetched[RawEvent]:  # noqa: ASYNC109 - of the platform's long poll
        """The event of one poll; an empty list when the poll ended without one."""
        try:
            result = await self._api.call("getUpdates", {"timeout": timeout}, timeout + ANSWER_TIMEOUT)
        except ZaloRefused as refused:
            if refused.code != POLL_ENDED:
                raise
            result = None
        events = events_in(result)
        return Fetched(events, is_last=not events, pause=0.0 if events else IDLE_PAUSE)

    async def store(self, updates: list[RawEvent]) -> None:
        """Store the events one after the other; one that is stored leaves the list, so a retry goes on behind it."""
        while updates:
            await self._store(updates[0])
            del updates[0]

    def trouble_of(self, error: Exception) -> Trouble:
        """What an error of `fetch` means."""
        return trouble_of(error)

    def named_wait(self, error: Exception) -> float | None:  # noqa: ARG002 - of the protocol
        """Zalo names no time to wait."""
        return None

    async def close(self) -> None:
        """Do nothing: no other task runs beside the poll."""
