"""Reads a plan in a process of its own, so that a slow, huge or hostile file ends that process and nothing else.

The parent watches the child's memory and pace from outside and kills it, with all it started, before the machine
suffers. Run as `python -m dondoc.run.plan_process NAME` this module is the child: on standard input a JSON line with
the names of the units that are known, then the bytes of the file; on standard output a JSON line `[page, pages]` for
each page that was read (page 0: those that follow are pictures, and slow), then the reading as one line. With `--text`
behind the name it ends before the first page that is a picture.
"""

import asyncio
import contextlib
import hashlib
import json
import logging
import mmap
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from documents.plans.blocks import PlanUnreadable
from domain.drafts import HAS_PICTURES, PlanReading
from domain.plans import PlanDraft
from services.plans.receive_plan import read_document

OnPage = Callable[[int, int], None]  # the page that was read (from 1) and of how many
_MEGABYTE = 1024**2
MOST_RESIDENT = 512 * _MEGABYTE  # what a reading process never exceeds; a usual plan needs 75 to 100 MB
WAITS_FOR = 6  # seconds by the clock on the wall that count as one of the processor's time
_LOOK_EVERY = 0.02  # seconds; a program can take up 40 MB in that time
_MOST_DATA = 448 * _MEGABYTE  # the child's own limit, without the 30 MB of program files that are resident too
_LONGEST_LINE = 32 * _MEGABYTE
_LONGEST_COMPLAINT = 2000  # bytes of standard error that are kept
_OUT_OF_MEMORY = 77  # the child's exit code when its own limit was met first
_HAS_PICTURES = 78  # the child's exit code when it was to read text only
_TEXT_ONLY = "--text"
_PROC = Path("/proc")
_SENTENCES = {
    "too_slow": "Đọc tệp quá lâu ({seconds:g} giây không xong thêm trang nào, hoặc cả tệp quá chậm) nên đã dừng; "
    "đề nghị chỉ gửi phần bảng nhiệm vụ hoặc chia nhỏ tệp, tốt nhất dạng .docx.",
    "too_much_memory": "Tệp cần quá nhiều bộ nhớ nên đã dừng đọc; đề nghị chỉ gửi phần bảng nhiệm vụ, tốt nhất dạng "
    ".docx.",
    "not_read": "Tệp làm chương trình đọc bị dừng giữa chừng; đề nghị lưu lại thành .docx rồi gửi lại.",
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How long and how large a reading may be.

    `seconds` for a file, and for each page of a reader that goes page by page; every page that was read adds
    `seconds_per_page` to the whole, so that 300 pages may take five minutes while each shows progress; a page that is a
    picture adds `seconds_per_scan`. All are seconds of WorkClock. `memory` in bytes, of the process and what it started
    together; it is killed there, a safe distance below MOST_RESIDENT, and at `memory_of_scans` where pages are
    pictures.
    """

    seconds: float = 20.0
    seconds_per_page: float = 1.0
    memory: int = MOST_RESIDENT - 64 * _MEGABYTE
    seconds_per_scan: float = 20.0
    memory_of_scans: int = 400 * _MEGABYTE


READING_LIMITS = ReadingLimits()


def read_plan_in_process(
    content: bytes,
    file_name: str,
    on_page: OnPage = lambda _page, _pages: None,
    known_units: Collection[str] = (),
    *,
    bounds: ReadingLimits = READING_LIMITS,
) -> PlanDraft:
    """The same for the command line, which has nothing else to do meanwhile.

    Raises PlanUnreadable with one Vietnamese sentence.
    """
    reading = asyncio.run(read_in_process(content, file_name, on_page, known_units, bounds=bounds))
    if reading.plan is None:
        raise PlanUnreadable(_SENTENCES.get(reading.trouble, reading.trouble).format(seconds=bounds.seconds))
    return reading.plan


async def read_in_process(
    content: bytes,
    file_name: str,
    on_page: OnPage = lambda _page, _pages: None,
    known_units: Collection[str] = (),
    *,
    bounds: ReadingLimits = READING_LIMITS,
    reads_pictures: bool = True,
) -> PlanReading:
    """Read the file; `on_page` hears of each page where the reader goes page by page, and 0 before pictures.

    `known_units` are names and aliases of units that are read whole.

    Never raises for a file: `trouble` is the reader's sentence, "too_slow", "too_much_memory", or "not_read" when the
    process broke; HAS_PICTURES for a file with pages that are pictures, unless it `reads_pictures`. Cancelling the call
    kills the process.
    """
    # A process and not a thread: a damaged .xls ended the one that read it, and a PDF of 4 kB with a million letters
    # took 2 GB.
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "dondoc.run.plan_process", file_name, *(() if reads_pictures else (_TEXT_ONLY,)),
        stdin=PIPE, stdout=PIPE, stderr=PIPE, limit=_LONGEST_LINE, start_new_session=True,
    )  # fmt: skip
    clock = WorkClock(child.pid, asyncio.get_running_loop().time)
    talk = _ChildStreams(child, ReadingPace(bounds, clock()), on_page, clock)
    talking = asyncio.create_task(talk.hold(_asked(known_units) + content))
    watching = asyncio.create_task(_first_excess(child.pid, talk.pace, clock))
    try:
        await asyncio.wait({talking, watching}, return_when=asyncio.FIRST_COMPLETED)
        excess = "" if talking.done() else watching.result()
        return talk.reading(file_name, hashlib.sha256(content).hexdigest(), excess)
    finally:
        watching.cancel()
        _kill(child)
        await asyncio.wait({talking}, timeout=5)  # its pipes end with the process
        talking.cancel()
        await asyncio.gather(talking, watching, return_exceptions=True)
        await child.wait()


class WorkClock:
    """Seconds that a process and all it started have worked, or a sixth of those that passed if that is more.

    By the clock on the wall alone a small file was given up on a machine that was busy with other things. Where nothing
    tells the processor's time (macOS, Windows) all seconds count.
    """

    def __init__(self, pid: int, wall: Callable[[], float]) -> None:
        self._pid, self._wall, self._began = pid, wall, wall()
        self._worked = 0.0

    def __call__(self) -> float:
        """Never less than before, although the times of processes that ended may be lost."""
        worked, passed = processor_seconds(self._pid), self._wall() - self._began
        seconds = passed if worked is None and not self._worked else max(worked or 0.0, passed / WAITS_FOR)
        self._worked = max(self._worked, seconds)
        return self._worked


class ReadingPace:
    """When patience ends, on a WorkClock: a page in time, and the whole in time for the pages that were read."""

    def __init__(self, bounds: ReadingLimits, now: float) -> None:
        self._bounds = bounds
        self._page_by = self._whole_by = now + bounds.seconds
        self._a_page = bounds.seconds_per_page
        self.memory = bounds.memory  # bytes

    def pages_are_pictures(self, now: float) -> None:
        """Give each page that follows more time, and all of them less memory."""
        self._a_page = self._bounds.seconds_per_scan
        self._page_by = now + self._bounds.seconds_per_scan
        self._whole_by = max(self._whole_by, self._page_by)
        self.memory = min(self._bounds.memory, self._bounds.memory_of_scans)

    def page_was_read(self, now: float) -> None:
        """Give the next page its time."""
        self._page_by = now + self._bounds.seconds
        self._whole_by += self._a_page

    def is_lost(self, now: float) -> bool:
        """True when the page or the whole takes too long."""
        return now > min(self._page_by, self._whole_by)


class _ChildStreams:
    """What goes to the child and comes from it."""

    def __init__(self, child: Process, pace: ReadingPace, on_page: OnPage, clock: Callable[[], float]) -> None:
        self._child, self.pace, self._on_page, self._clock = child, pace, on_page, clock
        self._answer = self._complaint = b""

    async def hold(self, content: bytes) -> None:
        """Hand the file over and listen to the end."""
        await asyncio.gather(self._say(content), self._listen(), self._collect_complaints())
        await self._child.wait()

    def reading(self, file_name: str, file_hash: str, excess: str) -> PlanReading:
        """What came of it; `excess` names the limit that was passed, "" when the child ended by itself."""
        if not excess and self._child.returncode == _OUT_OF_MEMORY:
            excess = "too_much_memory"
        if not excess and self._child.returncode == _HAS_PICTURES:
            excess = HAS_PICTURES
        try:
            return (
                PlanReading(file_name, file_hash, trouble=excess) if excess else _reading().validate_json(self._answer)
            )
        except ValidationError:
            complaint = self._complaint.decode(errors="replace")
            _log.warning("reading broke: %s", complaint, extra={"action": "plan_reader_failed"})
            return PlanReading(file_name, file_hash, trouble="not_read")

    async def _say(self, content: bytes) -> None:
        assert self._child.stdin is not None  # noqa: S101 - PIPE was asked for
        with contextlib.suppress(ConnectionError):  # it may have died with the file half handed over
            self._child.stdin.write(content)
            await self._child.stdin.drain()
        self._child.stdin.close()

    async def _listen(self) -> None:
        assert self._child.stdout is not None  # noqa: S101 - PIPE was asked for
        with contextlib.suppress(ValueError):  # a longer line than any plan has: what follows is no reading
            async for line in self._child.stdout:
                if not line.startswith(b"["):
                    self._answer = line
                    continue
                page, pages = json.loads(line)
                now = self._clock()
                if page == 0:
                    self.pace.pages_are_pictures(now)
                else:
                    self.pace.page_was_read(now)
                self._on_page(page, pages)

    async def _collect_complaints(self) -> None:
        assert self._child.stderr is not None  # noqa: S101 - PIPE was asked for
        while piece := await self._child.stderr.read(65536):
            self._complaint = (self._complaint + piece)[-_LONGEST_COMPLAINT:]


async def _first_excess(pid: int, pace: ReadingPace, clock: Callable[[], float]) -> str:
    """Watch until a limit is passed, and name it: "too_much_memory" or "too_slow"."""
    while not pace.is_lost(clock()):
        if (resident_bytes(pid) or 0) > pace.memory:
            return "too_much_memory"
        await asyncio.sleep(_LOOK_EVERY)
    return "too_slow"


def _kill(child: Process) -> None:
    """End the child and what it started (LibreOffice): they are a group of their own."""
    if child.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):  # it ended meanwhile
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def processor_seconds(pid: int) -> float | None:
    """Seconds of processor time that the process and all it started have used; None where nothing tells."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    ticks = sum(map(int, stat.rpartition(")")[2].split()[11:15]))  # own and of children that ended: user, system
    return ticks / os.sysconf("SC_CLK_TCK") + sum(processor_seconds(child) or 0.0 for child in _children(pid))


def resident_bytes(pid: int) -> int | None:
    """Bytes that the process and everything it started hold in memory; shared pages count in each.

    A child of the very size of its parent does not count: it was forked this moment, holds its parent's pages and has
    not begun its own program. None where nothing tells: the process has ended, or the system has no /proc (macOS,
    Windows).
    """
    pages = _pages(pid)
    if pages is None:
        return None
    size, resident = pages
    begun = (child for child in _children(pid) if (_pages(child) or pages)[0] != size)
    return resident * mmap.PAGESIZE + sum(resident_bytes(child) or 0 for child in begun)


def _pages(pid: int) -> tuple[int, int] | None:
    """The size of the process and how much of it is in memory, both in pages."""
    try:
        fields = (_PROC / str(pid) / "statm").read_text(encoding="ascii").split()
    except OSError:
        return None
    return int(fields[0]), int(fields[1])


def _children(pid: int) -> list[int]:
    try:
        lists = [path.read_text(encoding="ascii") for path in (_PROC / str(pid) / "task").glob("*/children")]
    except OSError:  # a thread ended while its list was being read; the next look is a moment away
        return []
    return [int(child) for listed in lists for child in listed.split()]


def main() -> None:
    """Be the child."""
    # Libraries may print; standard output carries only the answer.
    told, sys.stdout = sys.stdout.buffer, sys.stderr
    is_text_only = _TEXT_ONLY in sys.argv[2:]

    def on_page(page: int, pages: int) -> None:
        if page == 0 and is_text_only:
            sys.exit(_HAS_PICTURES)
        _bound_processor()
        told.write(b"%s\n" % json.dumps([page, pages]).encode())
        told.flush()

    _bound_memory()
    _bound_processor()
    try:
        known_units = json.loads(sys.stdin.buffer.readline())
        reading = _reading().dump_json(read_document(sys.stdin.buffer.read(), sys.argv[1], on_page, known_units))
    except MemoryError:
        sys.exit(_OUT_OF_MEMORY)
    told.write(reading + b"\n")


def _asked(known_units: Collection[str]) -> bytes:
    return json.dumps(sorted(known_units)).encode() + b"\n"


@cache  # made when there is a first plan, and not at every start
def _reading() -> TypeAdapter[PlanReading]:
    return TypeAdapter(PlanReading)


def _bound_memory() -> None:
    """Limit the process's own memory: one huge request fails at once, while the parent checks 50 times a second."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limits; others may forbid them
        import resource  # noqa: PLC0415 - Windows has none

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_DATA, most))


def _bound_processor() -> None:
    """Should the parent be killed, nobody watches any more: the child ends by itself after a page's time at work."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # as above: the watch from outside remains
        import resource  # noqa: PLC0415 - Windows has none

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + READING_LIMITS.seconds) + 1, most))


if __name__ == "__main__":
    main()
