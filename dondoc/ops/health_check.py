"""Health of the running program, from its own activity, its queues and the disk. Reads only."""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from importlib.metadata import version

from bot.platforms.receiving import ReceivingState
from domain.channel_holds_and_quotas import HoldReason
from domain.channels import shown_channel
from domain.evidence import EvidenceCounts
from domain.messages.reach import AlertFinding
from dondoc.app import App, ServiceThreads
from dondoc.ops.backups import database_file, free_megabytes, nightly_backups, nightly_folder
from services.maintenance.audit_organisation import Audited
from services.maintenance.maintenance import Maintenance
from web.health import ChannelSeen, EvidenceSeen, Health

log = logging.getLogger(__name__)

_VERSION = version("dondoc")  # read once: looking it up reads a file
FRESH_SECONDS = 2.0  # a request within this time gets the cached result
DATABASE_SECONDS = 5.0
SENDING_SECONDS = 180.0
MEGABYTE = 1024 * 1024
MOST_NAMED = 20
LEAST_MEGABYTES = 200
OLD_BACKUP = timedelta(hours=50)
NO_DATABASE = "database"
# Troubles of receiving that are findings of their own: each has another remedy.
NAMED_TROUBLES = frozenset({"token_refused", "webhook_gone", "webhook_elsewhere", "webhook_set", "second_poller"})


class HealthCheck:
    """Collects the health of one organisation; `receiving` returns the state of each of its channels.

    `served` returns all organisations that the program serves, `idle_until` the monotonic instant until which there was
    nothing to send for this one. `is_of_installation`: what concerns them all (the disk,
    backups, organisations that nobody serves) is told with this one.

    Ages are measured on the monotonic clock, so that a clock change raises no alarm.
    """

    def __init__(
        self,
        app: App,
        threads: ServiceThreads,
        receiving: Callable[[], Mapping[str, ReceivingState]],
        served: Callable[[], Collection[int]] | None = None,
        idle_until: Callable[[], float] = lambda: float("-inf"),
        *,
        is_of_installation: bool = True,
    ) -> None:
        self._served, self._idle_until, self._is_of_installation = served, idle_until, is_of_installation
        self._audited: tuple[Audited, int] | None = None  # with how many messages were unsent by then
        self._app = app
        self._threads = threads
        self._receiving = receiving
        self._maintenance = Maintenance(app.database, app.organisation.id)
        self._file = database_file(app.settings)
        self._started_at = app.clock.now()
        self._began = self._planned = self._leased = app.clock.monotonic()
        self._contacts: dict[str, tuple[datetime | None, float]] = {}
        self._unplanned: dict[int, float] = {}
        self.is_backup_failing = self._is_blind = False
        self._auditing: asyncio.Task[Audited] | None = None
        self._seen: tuple[float, Health] | None = None
        self.overdue_checks: tuple[int, ...] = ()
        self.damaged_backups = 0
        self.missing_evidence = 0

    def planned(self) -> None:
        """Note that due reminders were planned."""
        self._planned = self._app.clock.monotonic()

    def leased(self) -> None:
        """Note that the sender leased messages."""
        self._leased = self._app.clock.monotonic()

    def forget(self) -> None:
        """Discard the cached result, so that the next call measures again."""
        self._seen = None

    async def look(self) -> Health:
        """The program's health, at most two seconds old."""
        now = self._app.clock.monotonic()
        if self._seen is None or now - self._seen[0] > FRESH_SECONDS:
            self._seen = (now, self._health(await self._audit()))
        return self._seen[1]

    async def _audit(self) -> Audited | None:
        """None when the database does not answer; a question still open is not asked again."""
        if self._auditing is None or self._auditing.done():
            self._auditing = asyncio.create_task(self._audit_now(), name="audit")
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                audited = await asyncio.shield(self._auditing)
        except Exception as error:  # noqa: BLE001 - whatever it is, the database is ill, and that is the answer
            reason = type(error).__name__
            log.warning("cannot look into the database: %s", reason, extra={"action": "audit_failed"})
            self._is_blind = True
            return None
        if self._is_blind:
            log.warning("the database answers again", extra={"action": "audit_recovered"})
            self._is_blind = False
        return audited

    async def _audit_now(self) -> Audited:
        now = self._app.clock.now()
        if not self._is_of_installation:
            return await self._threads(self._maintenance.audit_alone, now)
        return await self._threads(self._maintenance.audit, now, None if self._served is None else self._served())

    def known(self) -> Health | None:
        """The health by what was found in the database at the last `look`, and as receiving stands now; None before."""
        if self._seen is None:
            return None
        audited, unsent = self._audited or (None, None)
        return self._told(audited, unsent)

    def _health(self, audited: Audited | None) -> Health:
        unsent = None if audited is None else self._unsent(audited)
        self._audited = None if audited is None else (audited, unsent or 0)
        return self._told(audited, unsent)

    def _told(self, audited: Audited | None, unsent: int | None) -> Health:
        receiving = self._not_receiving()
        self.overdue_checks = () if audited is None else tuple(audited.overdue_checks)
        planning, sending = self._age(self._planned), self._age(max(self._leased, self._idle_until()))
        plan_patience = max(120.0, 4 * self._app.settings.tick_seconds)
        findings = [
            *([receiving] if receiving is not None else []),
            *self._found_on_platforms(),
            *self._wrong_clock(),
            *([AlertFinding("not_planning", int(planning // 60))] if planning > plan_patience else []),
            *([AlertFinding("not_sending", int(sending // 60))] if sending > SENDING_SECONDS else []),
            *([AlertFinding(NO_DATABASE, 1)] if audited is None else found_in(audited, unsent or 0)),
            *([AlertFinding("evidence_missing", self.missing_evidence)] if self.missing_evidence else []),
            *self._found_on_disk(),
        ]
        kinds = {finding.kind for finding in findings}
        return Health(
            at=self._app.clock.now(),
            started_at=self._started_at,
            version=_VERSION,
            findings=tuple(findings),
            is_receiving="not_receiving" not in kinds,
            is_planning="not_planning" not in kinds,
            is_sending="not_sending" not in kinds,
            channels={n: ChannelSeen(s.last_contact, s.trouble) for n, s in self._receiving().items()},
            inbox_waiting=audited.inbox.waiting if audited else None,
            outbox_waiting=audited.outbox.waiting if audited else None,
            parked=audited.inbox.parked + audited.outbox.parked if audited else None,
            oldest_waiting_seconds=self._oldest_seconds(audited) if audited else None,
            unsent=unsent,
            without_reminder=audited.quiet if audited else {},
            last_backup_at=self.last_backup_at(),
            free_megabytes=None if self._file is None else free_megabytes(self._file),
            evidence=None if audited is None else self._evidence(audited.evidence),
            snoozed=audited.snoozed if audited else 0,
            snoozed_until=audited.snoozed_until if audited else None,
        )

    def _evidence(self, counts: EvidenceCounts) -> EvidenceSeen:
        quota = self._app.settings.evidence_quota_mb * MEGABYTE
        given_up = sum(count for _, count in counts.given_up)
        return EvidenceSeen(
            counts.waiting, counts.stored, given_up, counts.stored_bytes, quota, missing=self.missing_evidence
        )

    def _age(self, instant: float) -> float:
        return self._app.clock.monotonic() - instant

    def _not_receiving(self) -> AlertFinding | None:
        """Platforms that answered too long ago, or that something a person must mend keeps silent."""
        patience = 3.0 * (self._app.settings.poll_seconds + 10)
        silent: dict[str, float] = {}
        for name, state in self._receiving().items():
            known, since = self._contacts.get(name, (None, self._began))
            if state.last_contact != known:
                since = self._app.clock.monotonic()
                self._contacts[name] = (state.last_contact, since)
            if state.must_be_mended or self._age(since) > patience:
                silent[shown_channel(name)] = self._age(since)
        if not silent:
            return None
        return AlertFinding("not_receiving", int(max(silent.values()) // 60), names=tuple(silent))

    def _found_on_platforms(self) -> list[AlertFinding]:
        """What a person must mend on a platform, by its own name beside `not_receiving`."""
        met: dict[str, list[str]] = {}
        for name, state in self._receiving().items():
            if state.must_be_mended and state.trouble in NAMED_TROUBLES:
                met.setdefault(state.trouble, []).append(shown_channel(name))
        return [AlertFinding(kind, len(names), names=tuple(names)) for kind, names in met.items()]

    def _wrong_clock(self) -> list[AlertFinding]:
        """The platforms' messages are dated otherwise than our clock says."""
        off = {
            shown_channel(name): seen.clock_minutes for name, seen in self._receiving().items() if seen.clock_minutes
        }
        return [AlertFinding("clock_wrong", max(off.values()), names=tuple(off))] if off else []

    def _unsent(self, audited: Audited) -> int:
        """Should have been sent, minus sent: a person counts once planning had its chance and left them out."""
        now = self._app.clock.monotonic()
        self._unplanned = {person: self._unplanned.get(person, now) for person in audited.unplanned}
        patience = 2 * self._app.settings.tick_seconds + 30
        forgotten = sum(now - since > patience for since in self._unplanned.values())
        queue = audited.outbox
        return (
            forgotten
            + audited.sent_without_receipt
            + len(audited.given_up)
            + queue.late
            + queue.held
            + queue.unconfirmed
        )

    def _oldest_seconds(self, audited: Audited) -> float:
        oldest = audited.oldest_at
        return 0.0 if oldest is None else max(0.0, (self._app.clock.now() - oldest).total_seconds())

    def last_backup_at(self) -> datetime | None:
        """When the newest nightly backup was taken."""
        if self._file is None:
            return None
        found = nightly_backups(nightly_folder(self._app.settings, self._file))
        return found[-1][0] if found else None

    def _found_on_disk(self) -> list[AlertFinding]:
        if self._file is None or not self._is_of_installation:
            return []
        free, last, now = free_megabytes(self._file), self.last_backup_at(), self._app.clock.now()
        found = [AlertFinding("disk_low", free)] if free < LEAST_MEGABYTES else []
        if self.is_backup_failing:
            found.append(AlertFinding("backup_failed", 1))
        if self.damaged_backups:
            found.append(AlertFinding("backup_damaged", self.damaged_backups))
        if self._app.settings.backup_keep and now - (last or self._started_at) > OLD_BACKUP:
            found.append(AlertFinding("no_backup" if last is None else "backup_old", _hours(now - (last or now))))
        return found


HELD_AS = {HoldReason.QUOTA: "quota_spent", HoldReason.SECOND: "routine_held"}


def found_in(audited: Audited, unsent: int) -> list[AlertFinding]:
    """What the database shows not to be as it should be."""
    queue, given_up = audited.outbox, len(audited.given_up)
    reasons = {hold.reason for hold in audited.holds}
    counts = {
        "late_inbox": audited.inbox.late,
        "late_outbox": queue.late,
        HELD_AS.get(reasons.pop(), "channel_held") if len(reasons) == 1 else "channel_held": queue.held,
        "unconfirmed": queue.unconfirmed,
        "given_up": given_up,
        "unsent": unsent - queue.late - queue.held - queue.unconfirmed - given_up,
        "parked": audited.inbox.parked + queue.parked - given_up,
        "evidence_full": audited.evidence.no_room,
        "evidence_not_written": audited.evidence.not_written,
    }
    found = [AlertFinding(kind, count) for kind, count in counts.items() if count > 0]
    wrong = tuple(sorted(set(audited.overdue_checks.values())))
    numbered = (("no_next", audited.no_next), ("astray", wrong))
    found += [AlertFinding(f"no_{role.value}", 1) for role in audited.vacant]
    if audited.unserved:
        names = tuple(f"{name} ({count})" for name, count in audited.unserved[:MOST_NAMED])
        found.append(AlertFinding("unserved", sum(count for _, count in audited.unserved), names=names))
    return [*found, *(AlertFinding(kind, len(numbers), numbers) for kind, numbers in numbered if numbers)]


def _hours(length: timedelta) -> int:
    return int(length.total_seconds() // 3600)
