"""The evidence folder: one file for each content, named by its SHA-256, private, bounded by a quota.

A file appears whole or not at all: written under another name, brought to the disk, renamed. Its time of change is the
instant it was stored last by the program's clock, which says how long nobody has needed it. Plain calls: the edges run
them in a thread.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
PART = ".part"
PART_KEPT_FOR = timedelta(days=1)
_DIGEST = re.compile(r"[0-9a-f]{64}")


class QuotaReached(Exception):
    """The content does not fit into what the folder may hold."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of the folder: name, size in bytes, when it was stored last."""

    digest: str
    size: int
    stored_at: datetime


class EvidenceFolder:
    """The files in `path`, which is made when the first one is stored; together at most `quota_bytes`."""

    def __init__(self, path: Path, quota_bytes: int) -> None:
        self.path = path
        self.quota_bytes = quota_bytes

    def store(self, content: bytes, now: datetime) -> str:
        """Store a content once and return its name.

        Raises QuotaReached, or OSError when it cannot be written; nothing is left then.
        """
        digest = hashlib.sha256(content).hexdigest()
        target = self.path / digest
        if self.is_whole(digest):
            _touch(target, now)
            return digest
        if self.used_bytes() + len(content) > self.quota_bytes:
            raise QuotaReached(f"{len(content)} bytes more would be beyond {self.quota_bytes}")
        self.make()
        part = self.path / f"{digest}{PART}"
        try:
            _write(part, content)
            _touch(part, now)
            part.replace(target)
        except BaseException:
            with suppress(OSError):  # the first error is raised; `remove_parts` removes the rest
                part.unlink(missing_ok=True)
            raise
        # Without it a power cut may keep the file and lose its name.
        sync(self.path)
        return digest

    def has(self, digest: str, size: int | None = None) -> bool:
        """Whether a file of this name (and of this size) is there."""
        with suppress(OSError):  # unreadable is as good as missing: it is fetched again
            found = self.file(digest).stat()
            return size is None or found.st_size == size
        return False

    def is_whole(self, digest: str) -> bool:
        """Whether the file is there and its content fits its name; reads all of it."""
        with suppress(OSError):  # as above
            return digest_of(self.file(digest)) == digest
        return False

    def read(self, digest: str) -> bytes | None:
        """The content; None when it is not there, cannot be read or has changed."""
        try:
            content = self.file(digest).read_bytes()
        except OSError:  # the caller says that it is missing, and fetches it again
            return None
        return content if hashlib.sha256(content).hexdigest() == digest else None

    def remove(self, digest: str) -> None:
        """Remove a file; one that is not there is no fault. Raises OSError."""
        self.file(digest).unlink(missing_ok=True)

    def files(self) -> Iterator[StoredFile]:
        """All files in the folder that bear a digest for a name."""
        for entry, state in self._entries():
            if _DIGEST.fullmatch(entry.name):
                yield StoredFile(entry.name, state.st_size, datetime.fromtimestamp(state.st_mtime, UTC))

    def used_bytes(self) -> int:
        """Bytes of all files, what is being written included."""
        return sum(state.st_size for _, state in self._entries())

    def free_bytes(self) -> int:
        """What the quota leaves."""
        return max(0, self.quota_bytes - self.used_bytes())

    def is_writable(self) -> bool:
        """Whether a file could be stored; a folder that is not there yet can be made."""
        there = self.path
        while not there.exists() and there != there.parent:
            there = there.parent
        return there.is_dir() and os.access(there, os.W_OK | os.X_OK)

    def remove_parts(self, now: datetime) -> None:
        """Remove what was begun more than a day ago and never ended: the program was killed."""
        for entry, state in self._entries():
            began = datetime.fromtimestamp(state.st_mtime, UTC)
            if entry.name.endswith(PART) and now - began > PART_KEPT_FOR:
                with suppress(OSError):  # the next housekeeping tries again
                    Path(entry.path).unlink(missing_ok=True)

    def file(self, digest: str) -> Path:
        """Where a content is, whether it is there or not. Raises FileNotFoundError for what is no digest."""
        if not _DIGEST.fullmatch(digest):
            raise FileNotFoundError(digest[:80])  # a name out of a database must not lead elsewhere
        return self.path / digest

    def make(self) -> None:
        """Make the folder, for its user alone, unless it is there. Raises OSError."""
        self.path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)

    def _entries(self) -> Iterator[tuple["os.DirEntry[str]", os.stat_result]]:
        try:
            entries = list(os.scandir(self.path))
        except OSError:  # the folder is made with the first file
            return
        for entry in entries:
            with suppress(OSError):  # gone meanwhile
                if entry.is_file(follow_symlinks=False):
                    yield entry, entry.stat(follow_symlinks=False)


def digest_of(file: Path) -> str:
    """The SHA-256 of a file's content in hexadecimal. Raises OSError."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Bring a file or folder to the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(part: Path, content: bytes) -> None:
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _touch(file: Path, now: datetime) -> None:
    at = now.timestamp()
    os.utime(file, (at, at))
