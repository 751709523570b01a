"""One running program per SQLite file: a second one is refused at once instead of sending everything twice.

Two locks, both freed by the system when the process ends, however it ends:
* `NAME.lock` beside the file (`filelock`), NAME with all links resolved: SQLite too keeps its log beside that name.
* one byte of the database file itself, a lock of the inode: a hard link, a file mounted elsewhere, a moved file or a
  deleted lock file do not get around it. `filelock` has no such lock, because it opens a file of its own.
"""

import errno
import os
import struct
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from dondoc.databases import sqlite_file

try:
    import fcntl
except ImportError:  # Windows, where the lock by name has to do
    fcntl = None  # type: ignore[assignment]

# SQLite itself locks bytes from 2^30 on for half a kilobyte; this one is beyond any size a database can have. A lock
# of the open file (OFD) and not of the process: those of the process are dropped when SQLite closes the file.
_BYTE = 2**62
_LOCK_OF_OPEN_FILE = getattr(fcntl, "F_OFD_SETLK", None)  # Linux
_TAKEN = (errno.EAGAIN, errno.EACCES)


class AlreadyRunning(Exception):
    """Another dondoc runs on this database; the text says so."""


@contextmanager
def hold_database_lock(database_url: str, *, is_made: bool = False) -> Iterator[None]:
    """Hold the file's locks while running; `is_made` creates a missing file, so that its inode can be locked.

    Raises AlreadyRunning or OSError. PostgreSQL needs no file lock, nor does a database in memory.
    """
    file = sqlite_file(database_url)
    if file is None:
        yield
        return
    real = file.resolve()
    # A soft lock, which filelock falls back to by default, would outlive a killed program.
    by_name = FileLock(real.with_name(f"{real.name}.lock"), timeout=0, fallback_to_soft=False, preserve_lock_file=True)
    with ExitStack() as held:
        try:
            held.enter_context(by_name)
            # Held until the engine is closed: with this handle the process's own locks on the file would go.
            handle = _open(real, is_made=is_made)
            if handle is not None:
                held.callback(os.close, handle)
                _lock_byte(handle)
        except (Timeout, BlockingIOError) as error:
            raise AlreadyRunning(
                f"Một chương trình dondoc khác đang chạy với {file} (có thể dưới tên khác). "
                "Hãy dừng nó trước, hoặc dùng tệp khác."
            ) from error
        yield


def _open(real: Path, *, is_made: bool) -> int | None:
    """A descriptor of the file; None where it is missing or read-only, which SQLite reports better."""
    try:
        return os.open(real, os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | (os.O_CREAT if is_made else 0), 0o600)
    except OSError:
        return None


def _lock_byte(handle: int) -> None:
    """Lock the byte; on a system or disk without such locks the lock by name has to do.

    Raises BlockingIOError when another program holds it.
    """
    # Linux only. filelock opens a file of its own, and no library locks the inode of ours (docs/adr/0017).
    if _LOCK_OF_OPEN_FILE is None:
        return
    # struct flock: type, whence, start, length, pid (0 for locks of an open file)
    wanted = struct.pack("hhqqi0q", fcntl.F_WRLCK, os.SEEK_SET, _BYTE, 1, 0)
    try:
        fcntl.fcntl(handle, _LOCK_OF_OPEN_FILE, wanted)
    except OSError as error:
        if error.errno in _TAKEN:
            raise BlockingIOError(error.errno, "the database file is locked") from error
