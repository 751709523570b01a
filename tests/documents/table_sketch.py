"""Tables sketched as lists of cells for tests: "^" is a cell merged with the one above it."""

from collections.abc import Iterable, Sequence

from documents.plans.blocks import Row


def sketched(lines: Iterable[Sequence[str]], *, banners: Sequence[int] = (), table: int = 1) -> list[Row]:
    """The rows of one table; `banners` are the places (from 0) of cells over the whole width."""
    rows: list[Row] = []
    above: list[str] = []
    for i, line in enumerate(lines):
        repeated = frozenset(j for j, cell in enumerate(line) if cell == "^")
        above = [above[j] if j in repeated else cell for j, cell in enumerate(line)]
        rows.append(Row(tuple(above), table, i + 1, repeated=repeated, is_banner=i in banners))
    return rows
