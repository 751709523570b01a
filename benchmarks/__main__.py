"""`make bench`: floor and ours by turns in one run; a table on the terminal, JSON and docs/performance.md."""

import argparse
import asyncio
import json
import statistics
import sys
from pathlib import Path
from typing import Any

from benchmarks.resting import measure_resting
from benchmarks.throughput import measure_floor, measure_ours

RESULTS = Path(__file__).parent / "results.json"
PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def main() -> None:
    """Measure, print, save."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--pairs", type=int, default=5, help="how often floor and ours are measured by turns")
    parser.add_argument("--commands", type=int, default=1000, help="commands in one measurement")
    options = parser.parse_args()
    results = measure(options.pairs, options.commands)
    table = as_table(results)
    sys.stdout.write(table)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    write_page(table)


def measure(pairs: int, commands: int) -> dict[str, Any]:
    """Floor, ours, floor, ours …; ratios are medians over the pairs."""
    measured = []
    for number in range(pairs):
        sys.stderr.write(f"pair {number + 1} of {pairs} …\n")
        floor, ours = measure_floor(commands), measure_ours(commands)
        measured.append(
            {"floor_per_second": floor.per_second, "ours_per_second": ours.per_second,
             "floor_cpu_ms": floor.cpu_seconds * 1000, "ours_cpu_ms": ours.cpu_seconds * 1000}
        )  # fmt: skip
    seconds, megabytes = asyncio.run(measure_resting())
    return {
        "commands": commands,
        "pairs": measured,
        "throughput_ratio": statistics.median(p["ours_per_second"] / p["floor_per_second"] for p in measured),
        "cpu_ratio": statistics.median(p["ours_cpu_ms"] / p["floor_cpu_ms"] for p in measured),
        "start_seconds": seconds,
        "resting_megabytes": megabytes,
    }


def as_table(results: dict[str, Any]) -> str:
    """The figures people compare, as Markdown."""
    ours = statistics.median(p["ours_per_second"] for p in results["pairs"])
    floor = statistics.median(p["floor_per_second"] for p in results["pairs"])
    cpu = statistics.median(p["ours_cpu_ms"] for p in results["pairs"])
    floor_cpu = statistics.median(p["floor_cpu_ms"] for p in results["pairs"])
    rows = (
        ("what", "ours", "floor", "ratio", "goal"),
        ("---", "---", "---", "---", "---"),
        ("`/done` handled per second, SQLite FULL (floor: stock python-telegram-bot echo bot)", f"{ours:.0f}",
         f"{floor:.0f}", f"{results['throughput_ratio']:.2f}", "at least 1.0"),
        ("processor time per command, start included, ms", f"{cpu:.2f}", f"{floor_cpu:.2f}",
         f"{results['cpu_ratio']:.2f}", "at most 1.0"),
        ("start to first answer, s", f"{results['start_seconds']:.2f}", "", "", "under 2"),
        ("resident memory at rest, MB", f"{results['resting_megabytes']:.0f}", "", "", "at most 90"),
    )  # fmt: skip
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def write_page(table: str) -> None:
    """Put the table between the marks of docs/performance.md; the words around it are written by hand."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
