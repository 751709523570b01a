"""How commands print: JSON with Vietnamese kept readable, plain tables, and progress on a terminal's standard error."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, time
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text


def print_json(value: object) -> None:
    """One JSON document on standard output; days and instants in ISO form."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n")


def print_json_line(value: object) -> None:
    """One JSON object on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=_plain) + "\n")


def print_line(text: str = "") -> None:
    """A line of plain text."""
    sys.stdout.write(text + "\n")


def print_table(headers: Sequence[str], rows: Sequence[Sequence[str]], title: str | None = None) -> None:
    """A table as wide as the terminal; nothing in a cell is taken for markup."""
    table = Table(title=title, show_lines=False, pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(markup=False, highlight=False, emoji=False).print(table)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


LARGE = 200 * 1024  # bytes; smaller files are read before a bar could be seen


@contextmanager
def shown_while(what: str, *, is_long: bool = True) -> Iterator[Callable[[int, int], None]]:
    """A moving bar and the seconds so far, until the work is done.

    What it yields may be called with the page that was done and the number of pages: then the bar shows how far it is,
    also for work that did not look long.
    """
    if not sys.stderr.isatty():
        yield lambda _page, _pages: None
        return
    with ExitStack() as stack:
        bar = stack.enter_context(_bar()) if is_long else _bar()
        task = bar.add_task(what, total=None)

        def show(page: int, pages: int) -> None:
            if pages > 1 and not bar.live.is_started:
                stack.enter_context(bar)
            bar.update(task, description=f"{what}, trang {page}/{pages}", completed=page, total=pages)

        yield show


def counted(lines: Iterable[str], what: str) -> Iterator[str]:
    """The lines, counted aloud while they are worked on, where they do not come from the keyboard."""
    if not sys.stderr.isatty() or sys.stdin.isatty() or sys.stdout.isatty():
        yield from lines
        return
    with _bar() as bar:
        task = bar.add_task(what, total=None)
        for count, line in enumerate(lines, 1):
            yield line
            bar.update(task, description=f"{what} ({count})")


T = TypeVar("T")


def progress_over(things: Sequence[T], what: str) -> Iterator[T]:
    """The things, with a bar that says how many are done, at a terminal."""
    if not sys.stderr.isatty():
        yield from things
        return
    with _bar() as bar:
        task = bar.add_task(what, total=len(things))
        for count, thing in enumerate(things):
            bar.update(task, description=f"{what} ({count}/{len(things)})", completed=count)
            yield thing


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    # What is printed meanwhile belongs on standard output, not above the bar.
    return Progress(
        *columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False
    )
