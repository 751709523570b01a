"""Backups of the SQLite file: made while the program runs, verified before they count, kept for some nights."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from pathlib import Path

from dondoc.databases import open_engine, sqlite_file
from dondoc.failures import CannotDo
from dondoc.ops.checksums import checksum_line, forget_lone_checksums, sum_file
from dondoc.private_files import backup_files, tighten
from dondoc.settings import Settings
from services.verify_history import verify_history
from storage.backups import NotSound, check_sound, copy_sqlite, fold_log
from storage.engine.database import Database
from storage.migrating import refuse_newer
from storage.organisations import first_organisation

NIGHT = time(2, 0)
_NIGHTLY = re.compile(r"dondoc-(\d{8}T\d{6})Z\.db")
_STAMP = "%Y%m%dT%H%M%S"
ON_POSTGRESQL = (
    'Cơ sở dữ liệu PostgreSQL sao lưu bằng lệnh của nó: pg_dump --format=custom --file={file} "$DONDOC_DATABASE_URL" '
    "&& sha256sum {file} > {file}.sha256. "
    "Xem docs/operation.md. Sau đó chép thư mục minh chứng (DONDOC_EVIDENCE_FOLDER) vào cùng chỗ."
)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a copy that was read to its end holds: lines of history, and whose they are."""

    events: int
    organisation: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy: its size in bytes and how many lines of history it holds. Its checksum stands beside it."""

    file: Path
    size: int
    events: int


def database_file(settings: Settings) -> Path | None:
    """The SQLite file; None for PostgreSQL and for a database in memory."""
    return sqlite_file(settings.database_url.get_secret_value())


def make_backup(source: Path, target: Path, taken_at: datetime) -> Backup:
    """Copy the database into `target`, which must not exist; it appears whole and verified, or not at all.

    Its checksum appears first: a backup without one is one of an older version. Raises CannotDo, NotSound or OSError.
    """
    if not source.is_file():
        raise CannotDo(f"Không có cơ sở dữ liệu {source}.")
    for there in (target, sum_file(target)):
        if there.exists():
            raise CannotDo(f"Tệp {there} đã có. Hãy đặt tên khác.")
    if not target.absolute().parent.is_dir():
        raise CannotDo(f"Không có thư mục {target.absolute().parent}.")
    try:
        with being_made(target) as part:
            copy_sqlite(source, part, taken_at)
            verified = verify(part)
            size = part.stat().st_size
            with being_made(sum_file(target)) as line:
                line.write_text(checksum_line(part, target.name), encoding="ascii")
    except BaseException:
        sum_file(target).unlink(missing_ok=True)
        raise
    return Backup(target, size, verified.events)


@contextmanager
def being_made(target: Path) -> Iterator[Path]:
    """A file to write to, which becomes `target` at the end, safe on the disk; nothing is left of a failure."""
    part = target.with_name(f"{target.name}.part")
    _remove(part)
    try:
        yield part
        _sync(part)
        part.replace(target)
        _sync(target.absolute().parent)
    finally:
        _remove(part)


def verify(file: Path, name: Path | None = None) -> Verified:
    """Read all of a copy that is ours alone: pages, schema, chain of the history.

    `name` is what people call it. Raises NotSound, or SchemaTooNew when a newer program wrote it.
    """
    name = name or file
    check_sound(file, name)
    engine = open_engine(f"sqlite:///{file}")
    try:
        refuse_newer(engine)
        with Database(engine).reading() as tx:
            organisation = first_organisation(tx)
            if organisation is None:
                raise NotSound(f"{name}: không có tổ chức nào, không phải cơ sở dữ liệu của dondoc")
            verified = verify_history(tx, organisation.id)
    finally:
        engine.dispose()
    fold_log(file)
    if verified.faults:
        raise NotSound(f"{name}: nhật ký không nguyên vẹn từ dòng {verified.faults[0][0]}")
    return Verified(verified.count, organisation.name)


def nightly_folder(settings: Settings, file: Path) -> Path:
    """Where nightly backups are: a relative path counts from the database's folder."""
    return file.absolute().parent / settings.backup_dir


def nightly_backups(folder: Path) -> list[tuple[datetime, Path]]:
    """The nightly backups there, oldest first; files of other names are nobody's business."""
    found = [(_NIGHTLY.fullmatch(path.name), path) for path in folder.glob("dondoc-*.db")]
    return sorted((datetime.strptime(m[1], _STAMP).replace(tzinfo=UTC), path) for m, path in found if m)


def is_night_over_due(newest: datetime | None, now: datetime, zone: tzinfo) -> bool:
    """True when no backup was made since the last 02:00, local time."""
    local = now.astimezone(zone)
    night = datetime.combine(local.date(), NIGHT, zone)
    last_night = night if local >= night else night - timedelta(days=1)
    return newest is None or newest < last_night


def make_nightly(source: Path, folder: Path, now: datetime, keep: int) -> Backup:
    """A backup named by its instant; the oldest beyond `keep` are removed once it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    tighten(backup_files(folder))  # those of versions before, too
    made = make_backup(source, folder / f"dondoc-{now.astimezone(UTC).strftime(_STAMP)}Z.db", now)
    for _, path in nightly_backups(folder)[:-keep]:
        path.unlink(missing_ok=True)
    forget_lone_checksums(folder)
    return made


def free_megabytes(file: Path) -> int:
    """Free space where the file is, in MB."""
    return shutil.disk_usage(file.absolute().parent).free // (1024 * 1024)


def _remove(part: Path) -> None:
    for path in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
