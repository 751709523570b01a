"""`make bench`: floor and ours by turns in one run; JSON here, the table on the terminal and in the docs."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from benchmarks import (
    answers,
    board,
    board_http,
    flatness,
    forgetting,
    founding,
    kept_apart,
    live_pages,
    reading,
    resting,
    sending,
    throughput,
    ward_scale,
)
from benchmarks.rows import Row, keep
from benchmarks.table import as_table, write_page
from benchmarks.wards import ALL_WARDS
from tests.databases import running_postgres

Measure = Callable[[argparse.Namespace], Sequence[Row]]


def on_postgres(options: argparse.Namespace) -> list[Row]:
    """The same commands on a server of our own, a fresh database for each measurement."""
    with running_postgres() as server:
        return throughput.measure(options.pairs, options.commands, "PostgreSQL", server.create)


def pages_on_postgres(options: argparse.Namespace) -> list[Row]:
    """The same pages on a server of our own."""
    with running_postgres() as server:
        return board_http.measure(options.pairs, options.commands // 2, "PostgreSQL", server.create)


def _wards(options: argparse.Namespace) -> tuple[int, int]:
    """All wards of the country with 452 tasks each, or three hundred with a dozen."""
    return (ALL_WARDS, 452) if options.full else (300, 12)


MEASURES: dict[str, Measure] = {
    "done": lambda options: throughput.measure(options.pairs, options.commands),
    "postgres": on_postgres,
    "answers": lambda options: answers.measure(options.pairs, options.commands),
    "live": lambda options: live_pages.measure(options.pairs, options.commands * 3 // 4),
    "reading": lambda options: reading.measure(options.pairs),
    "board": lambda options: board.measure(options.pairs, options.commands),
    "pages": lambda options: board_http.measure(options.pairs, options.commands // 2),
    "pages_postgres": pages_on_postgres,
    "unlimited": lambda options: sending.unlimited(options.pairs, options.commands),
    "broadcast": lambda options: sending.broadcast(5000 if options.full else 600),
    "catchup": lambda options: sending.catch_up(10_000, 30) if options.full else sending.catch_up(*options.catch_up),
    "wards": lambda options: ward_scale.measure(options.pairs, is_full=options.full),
    "founding": lambda options: founding.measure(ALL_WARDS if options.full else FOUNDED),
    "kept_apart": lambda options: kept_apart.measure(options.pairs, options.commands // 4),
    "flatness": lambda options: flatness.measure(options.pairs, options.commands // 4, *_wards(options)),
    "forgetting": lambda options: forgetting.measure(*((170, 100) if options.full else (20, 30)), options.pairs),
    "rest": lambda options: resting.measure(options.pairs),
}


FOUNDED = 30  # organisations
LIMIT_SECONDS, FULL_LIMIT_SECONDS = 240, 1800  # of one measure: what takes longer hangs


def main() -> None:
    """Measure what is named, print, save. Several are measured each in a process of its own, within a time limit."""
    options = _options()
    names = options.names or list(MEASURES)
    failed = [] if len(names) == 1 else [name for name in names if not _in_process(name, options)]
    if len(names) == 1:
        keep(MEASURES[names[0]](options), f"{options.pairs} pairs of {options.commands}")
    sys.stdout.write(as_table())
    write_page()
    if failed:
        sys.exit(f"failed: {', '.join(failed)}; their lines, if there are any, are of an earlier run")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", help="what to measure; everything without a name")
    parser.add_argument("--pairs", type=int, default=5, help="how often floor and ours are measured by turns")
    parser.add_argument("--commands", type=int, default=400, help="commands or messages in one measurement")
    parser.add_argument("--catch-up", type=int, nargs=2, default=(1500, 100), metavar=("N", "RATE"))
    parser.add_argument("--full", action="store_true", help="5,000 and 10,000 messages at Telegram's pace: ten minutes")
    options = parser.parse_args()
    if unknown := set(options.names) - MEASURES.keys():
        parser.error(f"cannot measure {', '.join(sorted(unknown))}; known: {', '.join(MEASURES)}")
    return options


def _in_process(name: str, options: argparse.Namespace) -> bool:
    """Measure one thing; False when it failed or took too long: then everything that it has started is ended."""
    sys.stderr.write(f"{name} …\n")
    words = [name, "--pairs", str(options.pairs), "--commands", str(options.commands)]
    words += ["--catch-up", *map(str, options.catch_up), *(["--full"] if options.full else [])]
    command = [sys.executable, "-m", "benchmarks", *words]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        return process.wait(FULL_LIMIT_SECONDS if options.full else LIMIT_SECONDS) == 0
    except subprocess.TimeoutExpired:
        sys.stderr.write(f"{name} took too long\n")
        return False
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """First so that servers of its own are stopped as they ought to be, then for good."""
    for how, patience in ((signal.SIGINT, 20), (signal.SIGKILL, 5)):
        try:
            if process.poll() is None:
                process.send_signal(how)
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
        break
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # its session: whatever is left of it


if __name__ == "__main__":
    main()
