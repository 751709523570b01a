"""How commands print: JSON with Vietnamese kept readable, or plain tables."""

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime, time

from rich.console import Console
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
        table.add_row(*(_safe(cell) for cell in row))
    Console(markup=False, highlight=False, emoji=False).print(table)


def _safe(cell: str) -> Text:

    return Text(cell)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def short_instant(local: datetime) -> str:
    """An instant on the wall clock as officials write it: "07:30 ngày 10/4/2026"."""
    return f"{local:%H:%M} ngày {local.day}/{local.month}/{local.year}"
