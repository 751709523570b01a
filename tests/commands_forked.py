"""Runs `dondoc` commands in children of one process that has imported everything, a second sooner than a new start.

Each command is a process of its own all the same, with its own folder, environment, input and exit code. What a new
start alone can show (what is imported when, what the locale does) is tried with a new start.

As a program: reads one JSON object a line ({"words", "folder", "environment", "files"}: the files are what the three
standard streams are) and answers with one line: the number of the child, and another when it has ended: its exit code.
"""

import atexit
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, TextIO

ROOT = Path(__file__).parents[1]
# Read by the interpreter when it starts, so that a child of a running one would not obey them.
OF_THE_INTERPRETER = ("PYTHON", "LC_", "LANG", "TZ", "LD_")


def may_be_forked(environment: Mapping[str, str]) -> bool:
    """False where the environment says something to the interpreter itself."""
    told = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
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


class _Parent:
    """The process that forks; one for each process of the test run."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", __spec__.name if __spec__ else __name__], cwd=ROOT, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        atexit.register(self._end)

    def run(self, order: Mapping[str, Any], seconds: float) -> int:
        with self._turn:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            child = self._number()
            killing = threading.Timer(seconds, os.kill, (child, signal.SIGKILL))
            began = time.monotonic()
            killing.start()
            code = self._number()
            killing.cancel()
            if code == -signal.SIGKILL and time.monotonic() - began >= seconds:
                raise subprocess.TimeoutExpired([*order["words"]], seconds)
            return code

    def _number(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())

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
        flags = (os.O_RDONLY, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for number, (name, flag) in enumerate(zip(order["files"], flags, strict=True)):
            opened = os.open(name, flag, 0o600)
            os.dup2(opened, number)
            os.close(opened)
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
        os.fdopen(1, "w", encoding="utf-8"),
        os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace"),
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
    for name in ("dondoc.cli", "documents.plans.formats", "documents.rosters", "documents.reports"):
        package = importlib.import_module(name)
        for found in pkgutil.iter_modules(package.__path__, f"{name}."):
            importlib.import_module(found.name)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _child(json.loads(line))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
