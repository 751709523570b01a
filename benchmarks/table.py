"""`python -m benchmarks.table`: the table of docs/performance.md, made from what was measured and kept as JSON."""

import sys
from pathlib import Path
from typing import Any

from benchmarks.rows import load

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
HEAD = ("what", "ours", "floor", "ratio", "goal", "met")


def as_table() -> str:
    """The figures people compare, as Markdown."""
    lines = [HEAD, ("---",) * len(HEAD), *(_line(row) for row in load().values())]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def write_page() -> None:
    """Put the table between the marks of the page; the words around it are written by hand."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{as_table()}\n{END}{after}", encoding="utf-8")


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    what = f"{row['what']} ({row['note']})" if row["note"] else row["what"]
    floor = "" if row["floor"] is None else f"{_figure(row['floor'])} ({row['floor_is']})"
    ratio = "" if row["ratio"] is None else f"{row['ratio']:.2f}"
    return what, _figure(row["ours"]), floor, ratio, row["goal"], "yes" if row["is_met"] else "**no**"


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


if __name__ == "__main__":
    write_page()
    sys.stdout.write(as_table())
