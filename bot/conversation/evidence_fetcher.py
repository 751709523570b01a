"""Downloads evidence from the platforms into the evidence folder, in the background.

A file is claimed in one transaction, fetched without one, written to disk, and only then named by a row: a kill
between two of these steps costs one attempt and nothing else.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.conversation.uploads import InThread
from bot.grammar.spelling import clean
from bot.messages import Attachment, FetchFailed
from domain.evidence import FetchTrouble, FileToFetch
from services.maintenance.store_evidence import EvidenceService
from storage.evidence_folder import EvidenceFolder, QuotaReached

AT_ONCE = 2  # contents in memory at a time
FETCH_TIMEOUT = 120.0  # seconds; a guard over the platform's own, shorter timeouts

Fetch = Callable[[Attachment], Awaitable[bytes]]
_TOO_LARGE = "too_large"
_log = logging.getLogger(__name__)


class EvidenceFetcher:
    """Downloads all files that are due. `fetchers` (by channel) raise `FetchFailed`.

    `may_fetch` returns whether this process holds the sender lock; `in_thread` runs calls of the service.
    """

    def __init__(
        self,
        service: EvidenceService,
        folder: EvidenceFolder,
        fetchers: Mapping[str, Fetch],
        in_thread: InThread,
        now: Callable[[], datetime],
        may_fetch: Callable[[], bool] = lambda: True,
    ) -> None:
        self._service = service
        self._folder = folder
        self._fetchers = fetchers
        self._in_thread = in_thread
        self._now = now
        self._may_fetch = may_fetch

    async def work(self) -> None:
        """Fetch everything that is due, a few at a time."""
        while self._may_fetch():
            claimed = await self._in_thread(self._service.claim, self._now(), AT_ONCE)
            if not claimed:
                return
            await asyncio.gather(*map(self._take_in, claimed))

    async def _take_in(self, claimed: FileToFetch) -> None:
        try:
            content = await self._fetched(claimed)
            digest = await asyncio.to_thread(self._folder.store, content, self._now())
        except FetchFailed as failure:
            # A refusal is no last word: Telegram says the same of a file that is unknown and of one that is
            # "temporarily unavailable". Only a size does not change.
            refused = FetchTrouble.UNREACHABLE if failure.trouble is None else FetchTrouble.REFUSED
            is_too_large = failure.trouble == _TOO_LARGE
            trouble = FetchTrouble.TOO_LARGE if is_too_large else refused
            await self._failed(claimed, trouble, failure.reason, is_final=is_too_large)
        except QuotaReached as reached:
            await self._failed(claimed, FetchTrouble.NO_ROOM, str(reached))
        except OSError as error:
            _log.error("cannot write to %s: %s", self._folder.path, error, extra={"action": "evidence_not_written"})
            await self._failed(claimed, FetchTrouble.NOT_WRITTEN, str(error))
        else:
            await self._in_thread(self._service.note_stored, claimed, digest, len(content))
            _log.info("evidence %s stored", claimed.id, extra={"action": "evidence_stored", "file": claimed.id})

    async def _fetched(self, claimed: FileToFetch) -> bytes:
        fetch = self._fetchers.get(claimed.channel)
        if fetch is None:
            raise FetchFailed(f"no bot of {claimed.channel} is running")
        if not self._folder.free_bytes():
            raise QuotaReached("nothing is left of the quota")
        try:
            async with asyncio.timeout(FETCH_TIMEOUT):
                return await fetch(Attachment(claimed.file_ref, ""))
        except (TimeoutError, OSError) as error:  # of the network: one of the disk is told apart from it
            raise FetchFailed(type(error).__name__) from error

    async def _failed(
        self, claimed: FileToFetch, trouble: FetchTrouble, reason: str, *, is_final: bool = False
    ) -> None:
        about = {"action": "evidence_retry", "file": claimed.id, "attempt": claimed.attempt, "trouble": trouble.value}
        _log.warning("evidence not fetched: %s", clean(reason), extra=about)
        is_over = await self._in_thread(self._service.note_failed, claimed, trouble, self._now(), is_final=is_final)
        if is_over:
            _log.error("evidence %s given up", claimed.id, extra=about | {"action": "evidence_abandoned"})
