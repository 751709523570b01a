"""Receiving by webhook, seen from our side: once a minute the platform is asked where it pushes to."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from dondoc.lines import Receiving

log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0


class WebhookWatch:
    """`ask` asks the platform for its webhook info; `now` notes a contact and gives its instant (aware UTC)."""

    def __init__(self, ask: Callable[[], Awaitable[Any]], now: Callable[[], datetime]) -> None:
        self._ask = ask
        self._now = now
        self.receiving = Receiving(None)

    async def run(self) -> None:
        """Look until cancelled; no error ends it."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Whether the platform answers, and knows an address to push to."""
        try:
            info = await self._ask()
        except Exception as error:  # whatever it is, the platform cannot be reached now
            log.warning("no word of the webhook: %s", type(error).__name__, extra={"action": "webhook_unknown"})
            self.receiving = Receiving(self.receiving.last_contact, "network")
            return
        is_set = isinstance(info, dict) and bool(info.get("url"))
        if not is_set and self.receiving.trouble != "webhook_gone":
            log.error(
                "no webhook is set: run «dondoc webhook set»", extra={"action": "alert", "trouble": "webhook_gone"}
            )
        self.receiving = Receiving(self._now(), None if is_set else "webhook_gone", must_be_mended=not is_set)
