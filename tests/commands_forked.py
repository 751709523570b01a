"""Runs `dondoc` commands in children of one process that has imported everything, a second sooner than a new start.

Each command is a process of its own all the same, with its own folder, environment, input and exit code. What a new
start alone can show (what is imported when, what the locale does) is tried with a new start.

As a program: reads one JSON object a line ({"words", "folder", "environment", "files"}: the files are what the three
standard streams are) and answers with a line `born N`, N the number of the child, and `dead N CODE` when that ends.
"""

import asyncio
import atexit
import ctypes
import gc
import importlib
import json
import os
import pkgutil
import queue
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, TextIO

ROOT = Path(__file__).parents[1]
# Read by the interpreter when it starts, so that a child of a running one would not obey them.
OF_THE_INTERPRETER = ("PYTHON", "LC_", "LANG", "TZ", "LD_")
# Packages with all their modules: also what the program imports only once it needs it.
IMPORTED = (
    "dondoc.cli", "dondoc.run", "dondoc.ops", "bot.platforms.telegram", "bot.platforms.zalo", "web",
    "documents.plans.formats", "documents.rosters", "documents.reports", "alembic.command",
    "sqlalchemy.dialects.sqlite.pysqlite", "sqlalchemy.dialects.postgresql.psycopg",
)  # fmt: skip
PR_SET_PDEATHSIG = 1
SECONDS_TO_FORK = 60.0
MOST_FILES = 256


def may_be_forked(environment: Mapping[str, str]) -> bool:
    """False where the environment says something to the interpreter itself."""
    told = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "PYTHONASYNCIODEBUG": "1"}  # asyncio asks at each loop
    return all(
        told.get(name) == value or not name.startswith(OF_THE_INTERPRETER) for name, value in environment.items()
    )


def run_forked(
    words: Sequence[str | Path], folder: Path, environment: Mapping[str, str], typed: str, seconds: float
) -> subprocess.CompletedProcess[str]:
    """`dondoc` with these words, to its end; raises TimeoutExpired after `seconds`, when it has been killed."""
    with tempfile.TemporaryDirectory(prefix="dondoc-forked-") as kept:
        files = [Path(kept, name) for name in ("in", "out", "err")]
        files[0].write_text(typed, encoding="utf-8")
        arguments = ["dondoc", *map(str, words)]
        order = {
            "words": arguments,
            "folder": str(folder),
            "environment": dict(environment),
            "files": [str(file) for file in files],
        }
        code = _parent().run(order, seconds)
        out, err = (file.read_text(encoding="utf-8") for file in files[1:])
        return subprocess.CompletedProcess(arguments, code, out, err)


class Forked:
    """A command that runs on; as much of `asyncio.subprocess.Process` as tests need."""

    def __init__(self, number: int, ended: "Future[int]") -> None:
        self.pid = number
        self._ended = ended

    @property
    def returncode(self) -> int | None:
        """Its exit code, negative for the signal that ended it; None while it lives."""
        return self._ended.result() if self._ended.done() else None

    def send_signal(self, number: int) -> None:
        """Signal it; nothing where it has ended meanwhile."""
        if not self._ended.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        """Its exit code, once it has ended."""
        return await asyncio.shield(asyncio.wrap_future(self._ended))


async def start_forked(words: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> Forked:
    """`dondoc` with these words; what it prints is added to the file `log`."""
    order = {
        "words": ["dondoc", *words], "folder": str(folder), "environment": dict(environment),
        "files": [os.devnull, str(log), str(log)],
    }  # fmt: skip
    return Forked(*await asyncio.to_thread(_parent().start, order))


class _Parent:
    """The process that forks; one for each process of the test run."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._born: queue.SimpleQueue[tuple[int, Future[int]]] = queue.SimpleQueue()
        self._ends: dict[int, Future[int]] = {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", __spec__.name if __spec__ else __name__], cwd=ROOT, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        threading.Thread(target=self._listen, daemon=True).start()
        atexit.register(self._end)

    def start(self, order: Mapping[str, Any]) -> "tuple[int, Future[int]]":
        """The number of the child, and its exit code to come."""
        with self._turn:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            return self._born.get(timeout=SECONDS_TO_FORK)

    def run(self, order: Mapping[str, Any], seconds: float) -> int:
        """The exit code; raises TimeoutExpired after `seconds`, when it has been killed."""
        child, ended = self.start(order)
        try:
            return ended.result(timeout=seconds)
        except TimeoutError:
            os.kill(child, signal.SIGKILL)
            raise subprocess.TimeoutExpired([*order["words"]], seconds) from None

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            match line.split():
                case ["born", number]:
                    ended: Future[int] = Future()
                    self._ends[int(number)] = ended
                    self._born.put((int(number), ended))
                case ["dead", number, code]:
                    self._ends.pop(int(number)).set_result(int(code))

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()


_parents: list[_Parent] = []


def _parent() -> _Parent:
    if not _parents:
        _parents.append(_Parent())
    return _parents[0]


def _child(order: Mapping[str, Any]) -> NoReturn:
    """Become the command."""
    code = 70
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # a test run that is killed leaves nobody behind
        flags = (os.O_RDONLY, os.O_WRONLY | os.O_CREAT | os.O_APPEND, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for number, (name, flag) in enumerate(zip(order["files"], flags, strict=True)):
            opened = os.open(name, flag, 0o600)
            os.dup2(opened, number)
            os.close(opened)
        os.closerange(3, MOST_FILES)
        sys.stdin, sys.stdout, sys.stderr = _streams()
        os.chdir(order["folder"])
        os.environ.clear()
        os.environ.update(order["environment"])
        sys.argv = list(order["words"])
        code = _ended()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _streams() -> tuple[TextIO, TextIO, TextIO]:
    """Python's own three, of whatever the descriptors 0 to 2 are now."""
    return (
        os.fdopen(0, encoding="utf-8"),
        os.fdopen(1, "w", buffering=1, encoding="utf-8"),
        os.fdopen(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace"),
    )


def _ended() -> int:
    from dondoc.__main__ import main

    try:
        main()
    except SystemExit as ending:
        if ending.code is None or isinstance(ending.code, int):
            return ending.code or 0
        sys.stderr.write(f"{ending.code}\n")
        return 1
    except BaseException:  # as the interpreter would
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def _serve() -> None:
    """Import what commands import, then fork for each line until there are no more."""
    for name in IMPORTED:
        package = importlib.import_module(name)
        for found in pkgutil.iter_modules(getattr(package, "__path__", ()), f"{name}."):
            importlib.import_module(found.name)
    gc.freeze()
    with selectors.DefaultSelector() as waiting:
        waiting.register(sys.stdin, selectors.EVENT_READ)
        lines = _lines()
        while True:
            for key, _ in waiting.select():
                if key.data is None:
                    for order in next(lines, ()):
                        child = os.fork()
                        if not child:
                            _child(order)
                        _say("born", child)
                        waiting.register(os.pidfd_open(child), selectors.EVENT_READ, child)
                else:
                    waiting.unregister(key.fd)
                    os.close(key.fd)
                    _, status = os.waitpid(key.data, 0)
                    _say("dead", key.data, os.waitstatus_to_exitcode(status))


def _lines() -> Iterator[list[Any]]:
    """What has come on standard input, the orders that are whole; ends this process where the other side has ended."""
    begun = b""
    while came := os.read(0, 65536):
        *whole, begun = (begun + came).split(b"\n")
        yield [json.loads(line) for line in whole]
    os._exit(0)


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _serve()
