"""Rows labelled by hand from real plans (tests/data): facts to measure the reader against."""

import csv
from datetime import date
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def rows(name: str, doc: str | None = None) -> list[dict[str, str]]:
    """All rows of a gold table, or those of one document."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{k: v or "" for k, v in r.items()} for r in found if doc is None or r["doc"] == doc]


def day(text: str) -> date | None:
    """An ISO day, or None for an empty cell."""
    return date.fromisoformat(text) if text else None
