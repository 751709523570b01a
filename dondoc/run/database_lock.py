"""One running program per SQLite file: a second one is refused at once instead of sending everything twice.

Two locks, freed by the system when the process ends, however it ends:
* `NAME.lock` beside the file, NAME with all links resolved: SQLite too keeps its log beside the resolved name.
* one byte of the file itself, which goes with the file and not with a name: a hard link, a file mounted elsewhere, a
  moved file or a lock file that was swept away let nobody in.
"""

import errno
import fcntl
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from dondoc.databases import sqlite_file

# SQLite itself locks bytes from 2^30 on for half a kilobyte; this one is beyond any size a database can have. A lock
# of the open file (OFD) and not of the process: those of the process are dropped when SQLite closes the file.
_BYTE = 2**62
_OWN = getattr(fcntl, "F_OFD_SETLK", None)  # Linux
_TAKEN = (errno.EAGAIN, errno.EACCES)


class AlreadyRunning(Exception):
    """Another dondoc runs on this database; the text says so."""


@contextmanager
def hold_database_lock(database_url: str, *, is_made: bool = False) -> Iterator[None]:
    """Hold the file's locks while running; `is_made`: a file that is not there yet is made, so that it can be held.

    Raises AlreadyRunning or OSError. PostgreSQL needs no file lock, nor does a database in memory.
    """
    file = sqlite_file(database_url)
    if file is None:
        yield
        return
    real = file.resolve()
    with ExitStack() as held:
        by_name = held.enter_context(real.with_name(f"{real.name}.lock").open("w", encoding="utf-8"))
        _hold(file, lambda: fcntl.flock(by_name, fcntl.LOCK_EX | fcntl.LOCK_NB))
        # Held until the engine is closed: with this handle the process's own locks on the file would go.
        by_identity = _open(real, is_made=is_made)
        if by_identity is not None:
            held.callback(os.close, by_identity)
            _hold(file, lambda: _lock_byte(by_identity))
        yield


def _open(real: Path, *, is_made: bool) -> int | None:
    """None where there is no file to hold, or one that may only be read: then SQLite will say what is wrong."""
    try:
        return os.open(real, os.O_RDWR | os.O_CLOEXEC | (os.O_CREAT if is_made else 0), 0o600)
    except OSError:
        return None


def _lock_byte(handle: int) -> None:
    """Where the system or the disk has no such locks, the name has to do."""
    if _OWN is None:
        return
    # struct flock: type, whence, start, length, pid (0 for locks of an open file)
    wanted = struct.pack("hhqqi0q", fcntl.F_WRLCK, os.SEEK_SET, _BYTE, 1, 0)
    try:
        fcntl.fcntl(handle, _OWN, wanted)
    except OSError as error:
        if error.errno in _TAKEN:
            raise


def _hold(file: Path, lock: Callable[[], object]) -> None:
    try:
        lock()
    except OSError as error:
        if error.errno not in _TAKEN:
            raise
        raise AlreadyRunning(
            f"Một chương trình dondoc khác đang chạy với {file} (có thể dưới tên khác). "
            "Hãy dừng nó trước, hoặc dùng tệp khác."
        ) from error
