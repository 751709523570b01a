"""The evidence folder: where it is, what `dondoc doctor` reports of it, its backups, and its tick.

A content never changes, so all backups of one folder share a single copy of each: `dondoc-evidence` beside them, each
file named by its SHA-256 and therefore verified by its own name.
"""

import logging
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Coroutine, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from bot.conversation.evidence_fetcher import EvidenceFetcher, Fetch
from domain.evidence import NEARLY_FULL
from dondoc.app import App, ServiceThreads
from dondoc.databases import sqlite_file
from dondoc.ops.backups import sum_file, written_atomically
from dondoc.ops.health_check import MEGABYTE, HealthCheck
from dondoc.ops.logs import log_organisation
from dondoc.private_files import EVIDENCE
from dondoc.settings import Settings
from scheduler.metronome import Tick
from scheduler.rounds import go_round
from services.maintenance.store_evidence import EvidenceService
from services.plans.draft_pictures import sweep_pictures
from storage.backups import evidence_named_in
from storage.evidence_folder import EvidenceFolder, digest_of
from wording.languages import words_for

log = logging.getLogger(__name__)
DRAFT_PICTURES_MB = 256  # a scanned row has about 0.03
FETCH_SECONDS = 20.0
SWEEP_SECONDS = 3600.0
MOST_SWEPT = 5  # organisations at a time
Answer = tuple[bool, str, str]
REMEDIES = {
    "evidence_full": (
        "Tăng DONDOC_EVIDENCE_QUOTA_MB (đủ đĩa cho cả bản sao lưu) rồi khởi động lại “dondoc run”; ảnh, tệp chưa lưu "
        "của 30 ngày qua tự tải lại."
    ),
    "evidence_not_written": "Kiểm tra đĩa và quyền ghi của thư mục DONDOC_EVIDENCE_FOLDER; chương trình tự thử lại.",
    "evidence_missing": (
        "Đưa lại thư mục minh chứng (đĩa chưa gắn?), hoặc chép tệp thiếu từ thư mục dondoc-evidence cạnh bản sao lưu."
    ),
}


def folder_path(settings: Settings) -> Path:
    """Where the contents are; a relative path counts from the database's folder, on PostgreSQL from the current one."""
    file = sqlite_file(settings.database_url.get_secret_value())
    beside = Path() if file is None else file.absolute().parent
    return beside / settings.evidence_folder


def evidence_folder(settings: Settings) -> EvidenceFolder:
    """The folder with its quota."""
    return _folder(folder_path(settings), settings.evidence_quota_mb)


def draft_pictures(settings: Settings) -> EvidenceFolder:
    """Where pictures of scanned rows are while their draft is open; a backup leaves them out."""
    return _folder(folder_path(settings) / "drafts", DRAFT_PICTURES_MB)


@lru_cache(maxsize=4)  # one for all organisations of a program
def _folder(path: Path, megabytes: int) -> EvidenceFolder:
    return EvidenceFolder(path, megabytes * MEGABYTE)


def evidence_service(app: App) -> EvidenceService:
    """The folder with the rows of this organisation."""
    return EvidenceService(app.database, app.organisation.id, evidence_folder(app.settings))


def check_evidence(apps: Sequence[App]) -> Iterator[Answer]:
    """Whether the folder of these organisations is as their rows say, may be written to and has room."""
    folder, services = evidence_folder(apps[0].settings), [evidence_service(app) for app in apps]
    counts = [service.counts(apps[0].clock.now()) for service in services]
    stored, used = sum(one.stored for one in counts), folder.used_bytes()
    is_roomy = used < NEARLY_FULL * folder.quota_bytes and not any(one.no_room for one in counts)
    seen = f"Kho minh chứng {folder.path}: {stored} ảnh, tệp, {_mb(used)}/{_mb(folder.quota_bytes)} MB."
    yield is_roomy, seen, "" if is_roomy else REMEDIES["evidence_full"]
    if not folder.is_writable() or any(one.not_written for one in counts):
        yield False, f"Không ghi được vào kho minh chứng {folder.path}.", REMEDIES["evidence_not_written"]
    if missing := sum(len(service.missing()) for service in services):
        yield False, f"Tệp minh chứng đã lưu không còn trong kho: {missing}.", REMEDIES["evidence_missing"]
    if waiting := sum(one.waiting for one in counts):
        yield True, f"Ảnh, tệp minh chứng đang chờ tải về: {waiting}.", ""
    given_up: Counter[str] = Counter()
    for one in counts:
        given_up.update(dict(one.given_up))
    for trouble, count in given_up.items():
        reason = words_for("vi").evidence.contents.get(trouble, trouble)
        yield True, f"Minh chứng của 30 ngày qua không lưu được: {count} ({reason}).", ""


def _mb(size: int) -> int:
    return -(-size // MEGABYTE)


@dataclass(frozen=True, slots=True)
class CopiedEvidence:
    """Contents that a database names: copied now, there already, and nowhere to be found whole."""

    copied: int
    there: int
    missing: tuple[str, ...]


def evidence_beside(backup: Path) -> EvidenceFolder:
    """The contents that belong to a backup, and to the others in its folder."""
    return EvidenceFolder(backup.absolute().parent / EVIDENCE, 0)


def copy_evidence(database: Path, source: EvidenceFolder, target: EvidenceFolder) -> CopiedEvidence:
    """Copy the contents that `database` names from one folder to the other; keep whole copies, replace damaged ones.

    Every file is read to its end. Raises OSError when the copy cannot be written, sqlite3.Error for a broken database.
    """
    copied, there, missing = 0, 0, []
    for digest in sorted(evidence_named_in(database)):
        if target.is_whole(digest):
            there += 1
        elif source.is_whole(digest):
            _copy(source.file(digest), target, digest)
            copied += 1
        else:
            missing.append(digest)
    return CopiedEvidence(copied, there, tuple(missing))


def prune_evidence(backups: Path, live: EvidenceFolder) -> int:
    """Remove contents that neither the program nor any backup beside them needs; returns how many.

    Where a backup cannot be read nothing is removed: nobody knows what it needs.
    """
    kept = EvidenceFolder(backups / EVIDENCE, 0)
    spare = [file.digest for file in kept.files() if not live.has(file.digest)]
    if not spare:
        return 0
    try:
        needed = frozenset[str]().union(*map(evidence_named_in, _databases(backups)))
    except (sqlite3.Error, OSError):
        return 0
    gone = [digest for digest in spare if digest not in needed]
    for digest in gone:
        kept.remove(digest)
    return len(gone)


def damaged_evidence(backups: Path) -> list[Path]:
    """Copies whose content does not fit their name, or cannot be read; all of each is read."""
    kept = EvidenceFolder(backups / EVIDENCE, 0)
    return [kept.file(file.digest) for file in kept.files() if not kept.is_whole(file.digest)]


def _databases(backups: Path) -> list[Path]:
    """The backups of a folder, nightly ones and others, known by their checksums."""
    found = [path for path in backups.iterdir() if path.is_file() and sum_file(path).exists()]
    return [path for path in found if path.suffix != sum_file(path).suffix]


def _copy(file: Path, target: EvidenceFolder, digest: str) -> None:
    target.make()
    with written_atomically(target.path / digest) as part:
        shutil.copyfile(file, part)
        with suppress(OSError):
            shutil.copystat(file, part)  # since when nobody has needed it
            part.chmod(0o600)
        if digest_of(part) != digest:
            raise OSError(f"{file} does not fit its name any more")


class OrganisationEvidence:
    """The evidence of one organisation: fetched from its bots, and swept."""

    def __init__(
        self,
        app: App,
        threads: ServiceThreads,
        fetchers: Mapping[str, Fetch],
        health_check: HealthCheck,
        may_fetch: Callable[[], bool],
    ) -> None:
        folder = evidence_folder(app.settings)
        self._app, self._threads, self._health_check = app, threads, health_check
        self._service = EvidenceService(app.database, app.organisation.id, folder)
        self._fetcher = EvidenceFetcher(self._service, folder, fetchers, threads, app.clock.now, may_fetch)
        self._swept_at: float | None = None

    async def fetch_missing_again(self) -> None:
        """After a restore: what the restored rows name and the folder has not is fetched again."""
        count = await self._threads(self._service.fetch_missing_again, self._app.clock.now())
        if count:
            log.warning("%d pieces of evidence are fetched again", count, extra={"action": "evidence_refetched"})

    async def fetch(self) -> None:
        """Fetch everything that is due."""
        with log_organisation(self._app.organisation.code or ""):
            await self._fetcher.work()

    @property
    def must_sweep(self) -> bool:
        """Whether it was last swept more than an hour ago."""
        return self._swept_at is None or self._app.clock.monotonic() - self._swept_at >= SWEEP_SECONDS

    async def sweep(self) -> None:
        """Remove what no report has named for long, and look whether a file is missing."""
        with log_organisation(self._app.organisation.code or ""):
            at = self._app.clock.monotonic()
            removed = await self._threads(self._service.sweep, self._app.clock.now())
            self._health_check.missing_evidence = len(await self._threads(self._service.missing))
            self._swept_at = at
            if removed:
                log.info("%d files of evidence removed", removed, extra={"action": "evidence_deleted"})


class EvidenceMaintenance:
    """One tick: it is never made twice at a time, so that fetching and sweeping take turns in this process.

    `served` returns the evidence of each organisation, by its number; `to_fetch(now)` tells which have something due.
    """

    def __init__(
        self,
        app: App,
        threads: ServiceThreads,
        served: Callable[[], Mapping[int, OrganisationEvidence]],
        to_fetch: Callable[[datetime], Collection[int]],
        may_fetch: Callable[[], bool],
    ) -> None:
        self._app, self._threads = app, threads
        self._served, self._to_fetch = served, to_fetch
        self._pictures = draft_pictures(app.settings)
        self._may_fetch = may_fetch

    def ticks(self) -> list[Tick]:
        """What to do, and how often; it does not delay the start."""
        return [Tick("evidence", FETCH_SECONDS, self._work, is_made_at_start=False)]

    async def _work(self) -> None:
        if not self._may_fetch():
            return
        served = self._served()
        due = [id_ for id_, one in served.items() if one.must_sweep][:MOST_SWEPT]
        await go_round("evidence", due, lambda id_: _done(served[id_].sweep()))
        await self._threads(sweep_pictures, self._app.database, self._pictures, self._app.clock.now())
        due = sorted(served.keys() & set(await self._threads(self._to_fetch, self._app.clock.now())))
        await go_round("evidence", due, lambda id_: _done(served[id_].fetch()))


async def _done(work: Coroutine[None, None, None]) -> int:
    await work
    return 1
