"""`make bench`: floor and ours by turns in one run; JSON here, the table on the terminal and in the docs."""

import argparse
import sys
from collections.abc import Callable, Sequence

from benchmarks import answers, resting, sending, throughput, ward_scale
from benchmarks.rows import Row, keep
from benchmarks.table import as_table, write_page
from tests.databases import running_postgres

Measure = Callable[[argparse.Namespace], Sequence[Row]]


def on_postgres(options: argparse.Namespace) -> list[Row]:
    """The same commands on a server of our own, a fresh database for each measurement."""
    with running_postgres() as server:
        return throughput.measure(options.pairs, options.commands, "PostgreSQL", server.create)


MEASURES: dict[str, Measure] = {
    "done": lambda options: throughput.measure(options.pairs, options.commands),
    "postgres": on_postgres,
    "answers": lambda options: answers.measure(options.pairs, options.commands),
    "unlimited": lambda options: sending.unlimited(options.pairs, options.commands),
    "broadcast": lambda options: sending.broadcast(5000 if options.full else 600),
    "catchup": lambda options: sending.catch_up(10_000, 30) if options.full else sending.catch_up(*options.catch_up),
    "wards": lambda options: ward_scale.measure(options.pairs, is_full=options.full),
    "rest": lambda options: resting.measure(options.pairs),
}


def main() -> None:
    """Measure what is named, print, save."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", help="what to measure; everything without a name")
    parser.add_argument("--pairs", type=int, default=5, help="how often floor and ours are measured by turns")
    parser.add_argument("--commands", type=int, default=1000, help="commands or messages in one measurement")
    parser.add_argument("--catch-up", type=int, nargs=2, default=(10_000, 150), metavar=("N", "RATE"))
    parser.add_argument("--full", action="store_true", help="5,000 and 10,000 messages at Telegram's pace: ten minutes")
    options = parser.parse_args()
    if unknown := set(options.names) - MEASURES.keys():
        parser.error(f"cannot measure {', '.join(sorted(unknown))}; known: {', '.join(MEASURES)}")
    for name in options.names or MEASURES:
        sys.stderr.write(f"{name} …\n")
        keep(MEASURES[name](options), f"{options.pairs} pairs of {options.commands}")
    sys.stdout.write(as_table())
    write_page()


if __name__ == "__main__":
    main()
