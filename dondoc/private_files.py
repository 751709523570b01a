"""Permissions of files that hold names, messages or tokens: only the user that runs dondoc may read them.

On Windows, where file modes mean nothing, all functions do nothing.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

PRIVATE_UMASK, PRIVATE_FILE, PRIVATE_FOLDER = 0o077, 0o600, 0o700
_OTHERS, _GROUP = 0o007, 0o070
EVIDENCE = "dondoc-evidence"  # folder beside backups, shared by all of them
_BESIDE = ("", "-wal", "-shm", "-journal", ".lock")  # what SQLite and dondoc keep beside a database


def start_private() -> None:
    """Make every file private that this process and its children write from now on; called first of all."""
    # Database, log, lock, backups and reports were readable by everybody on the machine.
    os.umask(PRIVATE_UMASK)


def write_private(file: Path, content: bytes) -> None:
    """Write an export; one that was there and open to others is made private, too.

    Raises OSError.
    """
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(handle, "wb") as opened:
        tighten([file])
        opened.write(content)


def tighten(paths: Iterable[Path]) -> None:
    """Close to others those of these files and folders that are open to them and ours; what cannot be closed stays.

    What was opened to a group only was meant to be.
    """
    for path in paths:
        if _mode(path) & _OTHERS:
            with suppress(OSError):  # another owner's file; `dondoc doctor` names what stays open
                path.chmod(PRIVATE_FOLDER if path.is_dir() else PRIVATE_FILE)


def database_files(file: Path) -> list[Path]:
    """The database and what is kept beside it, whether it is there or not."""
    real = file.resolve()
    return [real.with_name(real.name + ending) for ending in _BESIDE]


def backup_files(folder: Path) -> list[Path]:
    """The nightly backups with their checksums and evidence, and their folder unless other things are kept in it."""
    if not folder.is_dir():
        return []
    files = [path for path in folder.glob("dondoc-*") if path.is_file()]
    evidence = folder / EVIDENCE
    ours = files + evidence_files(evidence)
    is_ours_alone = len(files) + evidence.is_dir() == len(list(folder.iterdir()))
    return [*ours, folder] if is_ours_alone else ours


def evidence_files(folder: Path) -> list[Path]:
    """A folder of evidence and what is in it, whether it is there or not."""
    return [folder, *folder.iterdir()] if folder.is_dir() else []


def open_to_others(paths: Iterable[Path]) -> list[Path]:
    """Paths that any user of this machine may read or write."""
    return [path for path in paths if _mode(path) & _OTHERS]


def open_secrets(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Files with secrets that others may read, with the mode that would do: 600 of our own, 640 of another owner.

    A file of root is read by way of its group: that is no fault.
    """
    for path in paths:
        is_ours = _is_ours(path)
        if _mode(path) & (_OTHERS | _GROUP if is_ours else _OTHERS):
            yield path, "600" if is_ours else "640"


def _mode(path: Path) -> int:
    """0 for what is not there, and where modes say nothing."""
    try:
        return stat.S_IMODE(path.stat().st_mode) if os.name == "posix" else 0
    except OSError:
        return 0


def _is_ours(path: Path) -> bool:
    try:
        return os.name == "posix" and path.stat().st_uid == os.geteuid()
    except OSError:
        return False
