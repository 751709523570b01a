"""The maintenance loop of the running program: alerts, heartbeat, nightly backups, deletion of old rows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp

from dondoc.app import App, ServiceThreads
from dondoc.ops.backups import damaged_backups, database_file, is_nightly_backup_due, make_nightly, nightly_folder
from dondoc.ops.evidence import copy_evidence, damaged_evidence, evidence_beside, evidence_folder, prune_evidence
from dondoc.ops.health_check import NO_DATABASE, HealthCheck
from dondoc.ops.logs import log_organisation
from scheduler.metronome import Tick
from scheduler.rounds import Turns
from services.maintenance.maintenance import Maintenance
from web.health import Health

log = logging.getLogger(__name__)
WATCH_SECONDS = 60.0
MAINTENANCE_SECONDS = 600.0
TIMEOUT_SECONDS = 10.0
MOST_WATCHED = 60  # other organisations at a time: of 170 each has its turn within three minutes
MOST_FORGETTING = 50  # at a time, once a day each


class OrganisationWatch:
    """Acts on what the `health_check` of one organisation shows, and removes what is too old."""

    def __init__(self, app: App, threads: ServiceThreads, health_check: HealthCheck) -> None:
        self._app = app
        self._threads = threads
        self._health_check = health_check
        self._maintenance = Maintenance(app.database, app.organisation.id)
        self._forgotten_at: datetime | None = None
        self._found: frozenset[str] = frozenset()

    async def watch(self) -> Health:
        """Check the health once: log and alert findings."""
        with log_organisation(self._app.organisation.code or ""):
            health = await self._health_check.look()
            self._write_down(health)
            if self._health_check.overdue_checks:
                await self._threads(self._maintenance.mend, self._health_check.overdue_checks, self._app.clock.now())
            told = [finding for finding in health.findings if finding.kind != NO_DATABASE]
            if told:
                await self._threads(self._maintenance.alert, told, self._app.clock.now())
            return health

    def _write_down(self, health: Health) -> None:
        for finding in health.findings:
            text = f"{finding.kind}: {finding.count}"
            about = {"trouble": finding.kind, "tasks": finding.numbers}
            log.error(text, extra={"action": "alert", **about, "names": finding.names, "count": finding.count})
        found = frozenset(finding.kind for finding in health.findings)
        for kind in sorted(self._found - found):
            log.warning("%s is over", kind, extra={"action": "alert_resolved", "trouble": kind})
        self._found = found

    @property
    def must_forget(self) -> bool:
        """Whether old rows were last removed more than a day ago."""
        return self._forgotten_at is None or self._app.clock.now() - self._forgotten_at >= timedelta(days=1)

    async def forget(self) -> None:
        """Remove what is older than the organisation keeps it."""
        now, keep_days = self._app.clock.now(), self._app.settings.keep_days
        with log_organisation(self._app.organisation.code or ""):
            counts = await self._threads(self._maintenance.forget, now, timedelta(days=keep_days))
            self._forgotten_at = now
            log.info("forgotten: %s", counts, extra={"action": "old_rows_deleted"})


def _nobody() -> Sequence[OrganisationWatch]:
    return ()


class MaintenanceLoop:
    """Watches each organisation, backs the database up and removes old rows.

    `health_check` is that of the organisation that tells of the machine, too; `others` returns the watches of all
    others. `look` returns the health of them all together.
    """

    def __init__(
        self,
        app: App,
        threads: ServiceThreads,
        health_check: HealthCheck,
        others: Callable[[], Sequence[OrganisationWatch]] = _nobody,
        look: Callable[[], Awaitable[Health]] | None = None,
        is_own: Callable[[], bool] = lambda: True,
    ) -> None:
        """`is_own` says whether the organisation that tells of the machine is served by this program at all."""
        self._app = app
        self._threads = threads
        self._health_check = health_check
        self._own, self._others, self._look = OrganisationWatch(app, threads, health_check), others, look
        self._is_own = is_own
        self._watched = Turns[OrganisationWatch](MOST_WATCHED)
        self._file = database_file(app.settings)
        self._read_back_at: datetime | None = None
        self._backup_without_evidence: Path | None = None

    def follow(self, health_check: HealthCheck) -> None:
        """The organisation that tells of the machine has other bots now."""
        self._health_check, self._own = health_check, OrganisationWatch(self._app, self._threads, health_check)

    def ticks(self) -> list[Tick]:
        """What to do, and how often; none of it delays the start."""
        return [
            Tick("watch", WATCH_SECONDS, self.watch, is_made_at_start=False),
            Tick("maintenance", MAINTENANCE_SECONDS, self.maintain, is_made_at_start=False),
        ]

    async def watch(self) -> None:
        """Check the health once: log and alert findings, or send the heartbeat when there are none.

        Of many organisations only some at a time; the others have their turn at the next call.
        """
        others = self._others()
        health = await self._own.watch() if self._is_own() else None
        await self._of_each(self._watched.take(others), lambda one: one.watch())
        if others and self._look is not None:
            health = await self._look()
        url = self._app.settings.heartbeat_url
        if health is not None and health.is_well and url is not None:
            await send_heartbeat(url.get_secret_value())

    async def _of_each(
        self, watches: Sequence[OrganisationWatch], act: Callable[[OrganisationWatch], Awaitable[object]]
    ) -> None:
        """A failure of one stops no other."""
        for one in watches:
            try:
                await act(one)
            except Exception:
                log.exception("a watch failed", extra={"action": "item_failed", "round": "watch"})

    async def maintain(self) -> None:
        """Make the nightly backup when due; once a day read all backups back and delete old rows."""
        now = self._app.clock.now()
        await self._back_up(now)
        if self._read_back_at is None or now - self._read_back_at >= timedelta(days=1):
            await self._read_back()
            self._read_back_at = now
        if self._is_own() and self._own.must_forget:
            await self._own.forget()
        due = [one for one in self._others() if one.must_forget]
        await self._of_each(due[:MOST_FORGETTING], OrganisationWatch.forget)

    async def _back_up(self, now: datetime) -> None:
        settings = self._app.settings
        if self._file is None or not settings.backup_keep:
            return
        if is_nightly_backup_due(self._health_check.last_backup_at(), now, self._app.organisation.zone):
            folder = nightly_folder(settings, self._file)
            try:
                made = await asyncio.to_thread(make_nightly, self._file, folder, now, settings.backup_keep)
            except Exception:
                self._health_check.is_backup_failing = True
                log.exception("the backup failed", extra={"action": "backup_failed"})
            else:
                self._health_check.is_backup_failing = False
                log.info("backup %s, %s events", made.file.name, made.events, extra={"action": "backup_made"})
                self._backup_without_evidence = made.file
        if self._backup_without_evidence is not None:
            await self._copy_evidence(self._backup_without_evidence)

    async def _copy_evidence(self, backup: Path) -> None:
        """Tried again until it is done: the copy of the database counts without it."""
        try:
            live, target = evidence_folder(self._app.settings), evidence_beside(backup)
            carried = await asyncio.to_thread(copy_evidence, backup, live, target)
            await asyncio.to_thread(prune_evidence, backup.parent, live)
        except Exception:
            self._health_check.is_backup_failing = True
            log.exception("the evidence was not backed up", extra={"action": "backup_failed"})
            return
        self._backup_without_evidence, self._health_check.is_backup_failing = None, False
        if carried.missing:
            log.error("%d files of evidence are missing", len(carried.missing), extra={"action": "evidence_missing"})

    async def _read_back(self) -> None:
        """Read every backup to its end, so that a failing disk is noticed while other backups still exist."""
        if self._file is None:
            return
        folder = nightly_folder(self._app.settings, self._file)
        damaged = await asyncio.to_thread(damaged_backups, folder)
        damaged += await asyncio.to_thread(damaged_evidence, folder)
        for file in damaged:
            log.error("%s does not fit its checksum", file.name, extra={"action": "backup_damaged"})
        self._health_check.damaged_backups = len(damaged)


async def send_heartbeat(url: str) -> bool:
    """Request the address once and return whether that succeeded; the address may hold a secret and is never logged."""
    try:
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
            is_heard = answer.ok
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        log.warning("the heartbeat was not heard: %s", type(error).__name__, extra={"action": "heartbeat_failed"})
        return False
    if not is_heard:
        log.warning("the heartbeat was refused: %s", answer.status, extra={"action": "heartbeat_failed"})
    return is_heard
