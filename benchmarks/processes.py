"""The processes that are measured, as an installed program runs them: with compiled bytecode, on a sandbox server."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from benchmarks.ward import make_ward
from dondoc.databases import open_engine

TOKEN = "1:benchmark-token-of-the-sandbox"  # noqa: S105 - opens nothing but the sandbox
ECHO_BOT = ("-m", "benchmarks.echo_bot")
SEND_LOOP = ("-m", "benchmarks.send_loop")
FRIDAY = "2026-04-10T10:00:00+07:00"
# A collection of its garbage takes 40 ms, in which nothing arrives: that would count as the program's.
SANDBOX = "import gc, runpy; gc.disable(); runpy.run_module('sandbox', run_name='__main__')"
UNLIMITED = 1000.0  # sends a second: the most that the setting allows
_BYTECODE = tempfile.TemporaryDirectory(prefix="dondoc-bench-")


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has used: processor seconds of its own, resident megabytes now."""

    cpu_seconds: float
    megabytes: float


@cache
def program_environment() -> dict[str, str]:
    """Bytecode is written where it can be thrown away, and is there before anything is measured."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": _BYTECODE.name}
    imports = (
        "import dondoc.cli.run, dondoc.cli.load_folders, dondoc.run.worker, wording.render, benchmarks.echo_bot\n"
        "from services.context.working_calendar import build_calendar; build_calendar([2026])"  # imports all countries
    )
    subprocess.run([sys.executable, "-c", imports], env=environment, check=True)
    return environment


@contextmanager
def sandbox(phones: int, per_second: int | None = None) -> Iterator[str]:
    """A fresh sandbox server as a process of its own; its address. `per_second` is enforced as a strict second."""
    limits = [] if per_second is None else ["--rates", "--per-second", str(per_second)]
    with announced(["-c", SANDBOX, "--token", TOKEN, "--phones", str(phones), *limits]) as address:
        yield address


@contextmanager
def announced(words: Sequence[str]) -> Iterator[str]:
    """Python with these words as a process of its own, ended afterwards; the address that it prints first."""
    command = [sys.executable, *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=program_environment())
    try:
        yield process.stdout.readline().strip() if process.stdout else ""
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def running(words: Sequence[str], settings: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Python with these words as a process of its own, ended afterwards."""
    environment = {**program_environment(), **(settings or {})}
    process = subprocess.Popen([sys.executable, *words], env=environment, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@contextmanager
def ward(
    people: int, tasks: int, database_url: str | None = None, make: Callable[[Engine, int, int], None] = make_ward
) -> Iterator[str]:
    """A database with a ward that `make` puts there; its URL."""
    with tempfile.TemporaryDirectory() as folder:
        url = database_url or f"sqlite:///{folder}/bench.db"
        engine = open_engine(url)
        make(engine, people, tasks)
        engine.dispose()
        yield url


@contextmanager
def dondoc(database_url: str, server: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """The whole program on this database and server; `settings` by their names without DONDOC_."""
    given = {
        "DATABASE_URL": database_url, "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": server, "HTTP_PORT": "0",
        "LOG_LEVEL": "WARNING", "CLOCK": FRIDAY, "POLL_SECONDS": "1", "SENDS_PER_SECOND": str(UNLIMITED),
    }  # fmt: skip
    environment = {f"DONDOC_{name}": value for name, value in {**given, **settings}.items()}
    with running(["-m", "dondoc", "run"], environment) as process:
        yield process


def usage(process: subprocess.Popen[bytes]) -> Usage:
    """What the process has used until now."""
    proc = Path("/proc") / str(process.pid)
    fields = re.sub(r"^.*\) ", "", (proc / "stat").read_text()).split()
    resident = re.search(r"VmRSS:\s+(\d+)", (proc / "status").read_text())
    cpu = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return Usage(cpu, int(resident.group(1)) / 1024 if resident else 0.0)
