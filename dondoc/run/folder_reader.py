"""Reads the list of people and the plans of many folders in one process, which goes on while the last one is written.

Run as `python -m dondoc.run.folder_reader` this module is the child: a JSON line a folder on standard input, and a JSON
line with what was read on standard output. The parent kills it when a folder takes too long, and starts it again.
"""

import contextlib
import hashlib
import json
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from pydantic import TypeAdapter

from documents.rosters import Roster, RosterUnreadable, list_in, read_roster
from domain.drafts import PlanReading
from domain.names import fold
from services.plans.receive_plan import read_document

MOST_SECONDS = 120.0  # for one folder
MOST_BYTES = 20_000_000  # of one file
_MOST_DATA = 448 * 1024**2
_LISTS, _PLANS = ("danh-sach", "danh sach", "danhsach", "roster"), ("ke-hoach", "ke hoach", "kehoach", "plan")
_TOO_SLOW = f"đọc quá {MOST_SECONDS:.0f} giây mà chưa hết; hãy nạp riêng bằng dondoc load, dondoc import"
_BROKEN = "tệp làm chương trình đọc bị dừng giữa chừng; hãy nạp riêng bằng dondoc load, dondoc import"


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The files of one folder, and the units that its organisation has already."""

    files: tuple[str, ...]
    known_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FolderReading:
    """What the files of a folder say, or in one sentence why they could not be read."""

    roster: Roster | None = None
    roster_hash: str = ""
    plans: tuple[PlanReading, ...] = ()
    trouble: str = ""


class FolderReader:
    """The parent's side: `ask` for folders, and take their `answer`s in the same order."""

    def __init__(self, seconds: float = MOST_SECONDS) -> None:
        """`seconds` are what one folder may take."""
        self._seconds = seconds
        self._asked: deque[FolderFiles] = deque()
        self._child, self._lines = _started()

    def __enter__(self) -> "FolderReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def ask(self, files: FolderFiles) -> None:
        """Have a folder read; returns at once."""
        self._asked.append(files)
        self._say(files)

    def answer(self) -> FolderReading:
        """What the folder says that was asked for first."""
        try:
            line = self._lines.get(timeout=self._seconds)
        except queue.Empty:
            return self._given_up(_TOO_SLOW)
        if not line:
            return self._given_up(_BROKEN)
        self._asked.popleft()
        return _reading().validate_json(line)

    def _given_up(self, why: str) -> FolderReading:
        self._end()
        self._asked.popleft()
        self._child, self._lines = _started()
        for files in self._asked:
            self._say(files)
        return FolderReading(trouble=why)

    def _say(self, files: FolderFiles) -> None:
        with contextlib.suppress(BrokenPipeError):  # a child that ended is noticed when its answer is waited for
            _stream(self._child.stdin).write(json.dumps(asdict(files)).encode() + b"\n")
            _stream(self._child.stdin).flush()

    def _end(self) -> None:
        self._child.kill()
        self._child.wait()
        for stream in (self._child.stdin, self._child.stdout):
            with contextlib.suppress(BrokenPipeError):  # what was not written yet
                _stream(stream).close()


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise RuntimeError("the child was started without its pipes")
    return stream


def _started() -> tuple["subprocess.Popen[bytes]", "queue.Queue[bytes]"]:
    command = [sys.executable, "-m", "dondoc.run.folder_reader"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own module
    lines: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_listen, args=(_stream(child.stdout), lines), daemon=True).start()
    return child, lines


def _listen(stream: IO[bytes], lines: "queue.Queue[bytes]") -> None:
    with contextlib.suppress(ValueError, OSError):  # closed when the child is given up
        for line in stream:
            lines.put(line)
    lines.put(b"")


@cache
def _reading() -> "TypeAdapter[FolderReading]":
    return TypeAdapter(FolderReading)


def read_folder(files: FolderFiles) -> FolderReading:
    """Read the list of people first, so that names of its units are not taken apart in the plans."""
    try:
        contents = {path: _content(path) for path in files.files}
        roster_path, roster = _roster(contents)
        known = {*files.known_units, *(_units_of(roster) if roster else ())}
        plans = tuple(
            read_document(content, Path(path).name, known_units=known)
            for path, content in contents.items()
            if path != roster_path
        )
    except (RosterUnreadable, OSError) as error:
        return FolderReading(trouble=str(error))
    roster_hash = hashlib.sha256(contents[roster_path]).hexdigest() if roster else ""
    return FolderReading(roster, roster_hash, plans)


def _content(path: str) -> bytes:
    content = Path(path).read_bytes()
    if len(content) > MOST_BYTES:
        raise RosterUnreadable(f"{Path(path).name} lớn hơn {MOST_BYTES // 1_000_000} MB")
    return content


def _roster(contents: dict[str, bytes]) -> tuple[str, Roster | None]:
    """The file that its name, or else its content, says is the list of people. Raises RosterUnreadable."""
    named = [path for path in contents if fold(Path(path).name).startswith(_LISTS)]
    if len(named) > 1:
        raise RosterUnreadable(f"có {len(named)} tệp danh sách; chỉ để lại một")
    if named:
        return named[0], read_roster(contents[named[0]], Path(named[0]).name)
    for path, content in contents.items():
        if not fold(Path(path).name).startswith(_PLANS) and (found := list_in(content, Path(path).name)):
            return path, found
    return "", None


def _units_of(roster: Roster) -> Iterable[str]:
    for row in roster.rows:
        yield from filter(None, (row.unit, *row.aliases, *row.parents))


def _serve() -> None:
    with contextlib.suppress(ImportError):  # Windows has none
        import resource  # noqa: PLC0415 - as above

        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_DATA, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    for line in sys.stdin.buffer:
        asked: dict[str, Any] = json.loads(line)
        reading = read_folder(FolderFiles(tuple(asked["files"]), tuple(asked["known_units"])))
        sys.stdout.buffer.write(_reading().dump_json(reading) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
