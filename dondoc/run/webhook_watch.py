"""Receiving by webhook, seen from our side: once a minute the platform is asked where it pushes to."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from dondoc.run.lines import Receiving
from dondoc.run.webhook_addresses import ELSEWHERE, GONE, address_in, trouble_with

log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0
TOKEN_REFUSED = "token_refused"  # noqa: S105 - the name of a trouble, as both platforms' pollers have it
_SENTENCES = {
    GONE: "no webhook is set: run «dondoc webhook set»",
    ELSEWHERE: "the webhook points elsewhere: run «dondoc webhook set»",
    TOKEN_REFUSED: "the platform refuses the bot token: check the token",
}


class WebhookWatch:
    """Keeps `receiving` up to date.

    `ask` asks the platform for its webhook info; `own` is the address it should push to (`own_address`); `trouble_of`
    names what an error means; `now` notes a contact and returns its instant (aware UTC).
    """

    def __init__(
        self,
        ask: Callable[[], Awaitable[Any]],
        own: str,
        trouble_of: Callable[[Exception], str],
        now: Callable[[], datetime],
    ) -> None:
        self._ask = ask
        self._own = own
        self._trouble_of = trouble_of
        self._now = now
        self.receiving = Receiving(None)
        self._is_unknown = False

    async def run(self) -> None:
        """Look until cancelled; no error ends it."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Ask the platform whether it answers, knows the token, and pushes to our address."""
        try:
            info = await self._ask()
        except Exception as error:  # whatever it is, the platform gave no word of the webhook
            log.warning("no word of the webhook: %s", type(error).__name__, extra={"action": "webhook_check_failed"})
            trouble = str(self._trouble_of(error))
            # To the poller a refusal that speaks of the webhook says that one is set; here, that there is none.
            self._note(self.receiving.last_contact, GONE if trouble == "webhook_set" else trouble)
            self._is_unknown = True
        else:
            if self._is_unknown:
                log.info("the platform tells of the webhook again", extra={"action": "webhook_recovered"})
            self._is_unknown = False
            self._note(self._now(), trouble_with(info, self._own), address_in(info))

    def _note(self, last_contact: datetime | None, trouble: str | None, address: str = "") -> None:
        sentence = _SENTENCES.get(trouble or "")
        if sentence and trouble != self.receiving.trouble:
            log.error("%s (%s)", sentence, address or "-", extra={"action": "alert", "trouble": trouble})
        self.receiving = Receiving(last_contact, trouble, must_be_mended=sentence is not None)
