"""The evidence folder at work: contents are fetched as they are handed in, and once an hour the folder is gone over."""

import logging
from collections.abc import Callable, Mapping

from bot.conversation.evidence_fetcher import EvidenceFetcher, Fetch
from dondoc.app import House
from dondoc.ops.evidence import draft_pictures, evidence_folder
from dondoc.ops.health_check import Vitals
from dondoc.run.threads import OfficeThreads
from scheduler.metronome import Tick
from services.draft_pictures import sweep_pictures
from services.store_evidence import EvidenceService

FETCH_SECONDS = 20.0
SWEEP_SECONDS = 3600.0

log = logging.getLogger(__name__)


class EvidenceUpkeep:
    """One tick: it is never made twice at a time, so that fetching and sweeping take turns in this process."""

    def __init__(
        self,
        house: House,
        threads: OfficeThreads,
        fetchers: Mapping[str, Fetch],
        vitals: Vitals,
        may_fetch: Callable[[], bool],
    ) -> None:
        folder = evidence_folder(house.settings)
        self._house = house
        self._pictures = draft_pictures(house.settings)
        self._threads = threads
        self._vitals = vitals
        self._service = EvidenceService(house.database, house.organisation.id, folder)
        self._keeper = EvidenceFetcher(self._service, folder, fetchers, threads, house.clock.now, may_fetch)
        self._may_fetch = may_fetch
        self._swept_at: float | None = None

    def ticks(self) -> list[Tick]:
        """What to do, and how often; it does not delay the start."""
        return [Tick("evidence", FETCH_SECONDS, self._work, is_made_at_start=False)]

    async def fetch_missing_again(self) -> None:
        """After a restore: what the restored rows name and the folder has not is fetched again."""
        count = await self._threads(self._service.fetch_missing_again, self._house.clock.now())
        if count:
            log.warning("%d pieces of evidence are fetched again", count, extra={"action": "evidence_fetched_again"})

    async def _work(self) -> None:
        at = self._house.clock.monotonic()
        if self._may_fetch() and (self._swept_at is None or at - self._swept_at >= SWEEP_SECONDS):
            removed = await self._threads(self._service.sweep, self._house.clock.now())
            self._vitals.missing_evidence = len(await self._threads(self._service.missing))
            self._swept_at = at
            if removed:
                log.info("%d files of evidence removed", removed, extra={"action": "evidence_swept"})
        if self._may_fetch():
            await self._threads(sweep_pictures, self._house.database, self._pictures, self._house.clock.now())
        await self._keeper.work()
