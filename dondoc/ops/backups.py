"""Backups of the SQLite file: made while the program runs, verified before they count, kept for some nights.

Each has its SHA-256 beside it in the form of `sha256sum`, because SQLite's own check does not find every flipped bit.
"""

import hashlib
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
from dondoc.private_files import backup_files, tighten
from dondoc.settings import Settings
from services.administration.look_up import verify_history
from storage.backups import BrokenDatabase, Fault, check_sound, copy_sqlite, fold_log
from storage.engine.database import Database
from storage.migrating import refuse_newer
from storage.organisations import list_organisations

NIGHT = time(2, 0)
_NIGHTLY = re.compile(r"dondoc-(\d{8}T\d{6})Z\.db")
_STAMP = "%Y%m%dT%H%M%S"
# Of 200 flipped bits 13 passed SQLite's own check. In the form of `sha256sum`, so that it can be checked without
# dondoc.
ENDING = ".sha256"
_LINE = re.compile(rb"([0-9a-f]{64}) [ *][^\n]+\n?")
ON_POSTGRESQL = (
    'Cơ sở dữ liệu PostgreSQL sao lưu bằng lệnh của nó: PGOPTIONS="-c dondoc.organisation=all" pg_dump '
    '--enable-row-security --format=custom --file={file} "$DONDOC_DATABASE_URL" '
    "&& sha256sum {file} > {file}.sha256. "
    "Xem docs/operation.md. Sau đó chép thư mục minh chứng (DONDOC_EVIDENCE_FOLDER) vào cùng chỗ."
)


_FAULTS = {
    Fault.UNREADABLE: "không đọc được",
    Fault.NOT_SQLITE: "không phải cơ sở dữ liệu SQLite lành lặn",
    Fault.DAMAGED: "cơ sở dữ liệu bị hỏng",
}


class NotSound(Exception):
    """The file is no sound database of dondoc; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a copy that was read to its end holds: lines of history, and whose they are."""

    events: int
    organisations: tuple[str, ...]


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
        with written_atomically(target) as part:
            with _explained(source):
                copy_sqlite(source, part, taken_at)
            # A backup of a database whose history is broken never appears, or it would push out one that is whole.
            verified = verify(part)
            size = part.stat().st_size
            with written_atomically(sum_file(target)) as line:
                line.write_text(checksum_line(part, target.name), encoding="ascii")
    except BaseException:
        sum_file(target).unlink(missing_ok=True)
        raise
    return Backup(target, size, verified.events)


@contextmanager
def written_atomically(target: Path) -> Iterator[Path]:
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


@contextmanager
def _explained(name: Path) -> Iterator[None]:
    """Raises NotSound with a sentence for the administrator; `name` is what people call the file."""
    try:
        yield
    except BrokenDatabase as error:
        raise NotSound(f"{name}: {_FAULTS[error.fault]} ({error.detail})") from error


def verify(file: Path, name: Path | None = None) -> Verified:
    """Read all of a copy that is ours alone: pages, schema, chain of the history.

    `name` is what people call it. Raises NotSound, or SchemaTooNew when a newer program wrote it.
    """
    name = name or file
    with _explained(name):
        check_sound(file)
    engine = open_engine(f"sqlite:///{file}")
    try:
        refuse_newer(engine)
        with Database(engine).reading() as tx:
            known = list_organisations(tx)
            if not known:
                raise NotSound(f"{name}: không có tổ chức nào, không phải cơ sở dữ liệu của dondoc")
            histories = [(organisation, verify_history(tx, organisation.id)) for organisation in known]
    finally:
        engine.dispose()
    fold_log(file)
    for organisation, history in histories:
        if history.faults:
            whose = f" của {organisation.name}" if len(known) > 1 else ""
            raise NotSound(f"{name}: nhật ký{whose} không nguyên vẹn từ dòng {history.faults[0][0]}")
    return Verified(sum(history.count for _, history in histories), tuple(one.name for one in known))


def nightly_folder(settings: Settings, file: Path) -> Path:
    """Where nightly backups are: a relative path counts from the database's folder."""
    return file.absolute().parent / settings.backup_dir


def nightly_backups(folder: Path) -> list[tuple[datetime, Path]]:
    """The nightly backups in the folder, oldest first; files with other names are ignored."""
    found = [(_NIGHTLY.fullmatch(path.name), path) for path in folder.glob("dondoc-*.db")]
    return sorted((datetime.strptime(m[1], _STAMP).replace(tzinfo=UTC), path) for m, path in found if m)


def is_nightly_backup_due(newest: datetime | None, now: datetime, zone: tzinfo) -> bool:
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


def sum_file(file: Path) -> Path:
    """Where the checksum of this backup stands."""
    return file.with_name(file.name + ENDING)


def checksum_line(content: Path, name: str) -> str:
    """What `sha256sum` would print of a file called `name` with this content."""
    return f"{_digest(content)}  {name}\n"


def has_checksum(file: Path) -> bool:
    """False for a backup of an older version, and for one that was parted from its checksum."""
    return sum_file(file).exists()


def check_content(content: Path, file: Path) -> None:
    """Compare this content with the checksum beside `file`, which has to be there.

    Raises NotSound when it does not fit.
    """
    line = _LINE.fullmatch(sum_file(file).read_bytes())
    if line is None or line[1].decode() != _digest(content):
        raise NotSound(f"{file}: bản sao lưu bị hỏng, nội dung không khớp mã kiểm tra {sum_file(file)}")


def damaged_backups(folder: Path) -> list[Path]:
    """The backups of a folder that do not fit their checksum, or cannot be read; all of each is read."""
    return [file for file in _with_checksum(folder) if not _fits(file)]


def forget_lone_checksums(folder: Path) -> None:
    """Remove checksums without a backup: one that was moved away, or never finished because the program was killed."""
    for file in _named_by_checksums(folder):
        if not file.exists():
            sum_file(file).unlink(missing_ok=True)


def _remove(part: Path) -> None:
    for path in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _with_checksum(folder: Path) -> list[Path]:
    return [file for file in _named_by_checksums(folder) if file.exists()]


def _named_by_checksums(folder: Path) -> list[Path]:
    return sorted(path.with_name(path.name.removesuffix(ENDING)) for path in folder.glob(f"dondoc-*.db{ENDING}"))


def _fits(file: Path) -> bool:
    try:
        check_content(file, file)
    except FileNotFoundError:
        return True  # put away meanwhile
    except (NotSound, OSError):
        return False
    return True


def _digest(content: Path) -> str:
    with content.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
