"""A database of very many wards on both engines: each measure by turns with its floor, as lines of the table."""

import gc
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.rows import Row
from benchmarks.wards import ALL_WARDS, Wards, load
from benchmarks.wards_measures import Pair, Scale
from dondoc.databases import open_engine
from tests.databases import running_postgres

FEW_WARDS = 100
TICK_MICROSECONDS = 50
STATUS_MILLISECONDS = 20


def measure(pairs: int, *, is_full: bool) -> list[Row]:
    """3,321 wards with 1.5 million tasks, or a hundred wards with 45,000 for a quick look."""
    wards = Wards(ALL_WARDS if is_full else FEW_WARDS)
    rows = []
    for name, url in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        with url() as address:
            rows += _measure(name, address, wards, pairs)
    return rows


def _measure(engine_name: str, url: str, wards: Wards, pairs: int) -> list[Row]:
    engine = open_engine(url)
    began = time.perf_counter()
    load(engine, wards)
    took = time.perf_counter() - began
    scale = Scale(engine, wards)
    gc.freeze()  # as the program does at its start
    where = f"{engine_name}, {wards.tasks:,} tasks of {wards.count:,} wards"
    sys.stderr.write(f"{where}: loaded in {took:.0f} s\n")
    rows = [
        Row.alone(f"loading, s ({where})", took, "", is_met=True),
        _tick(where, [scale.empty_tick() for _ in range(pairs)], is_sqlite=engine_name == "SQLite"),
        _row(f"1,000 due fetched, ms ({where})", "the same columns by primary key", 1.5,
             [scale.fetch_1000() for _ in range(pairs)]),
        _row(f"1,000 planned and committed, ms ({where})", "a bare UPDATE and INSERT", 2,
             [scale.plan_1000() for _ in range(pairs)]),
        _row(f"a morning's reminders planned, ms ({where})", "a bare SELECT of all ids", 4,
             [scale.morning_peak() for _ in range(pairs)]),
        _status(where, scale),
    ]  # fmt: skip
    engine.dispose()
    return rows


def _tick(where: str, pairs: list[Pair], *, is_sqlite: bool) -> Row:
    row = _row(f"tick with nothing due, ms ({where})", "`SELECT 1` through the same engine", 3, pairs)
    if not is_sqlite:
        return row
    goal = f"at most {TICK_MICROSECONDS} µs"
    is_met = row.ours * 1000 <= TICK_MICROSECONDS
    return Row(row.what, row.floor_is, row.ours, row.floor, row.ratio, goal, is_met, row.pairs)


def _status(where: str, scale: Scale) -> Row:
    milliseconds = scale.status_p99() * 1000
    what = f"figures of one ward, 99 of 100 within ms ({where})"
    return Row.alone(what, milliseconds, f"under {STATUS_MILLISECONDS}", is_met=milliseconds < STATUS_MILLISECONDS)


def _row(what: str, floor_is: str, goal: float, pairs: list[Pair]) -> Row:
    milliseconds = [(pair.floor * 1000, pair.ours * 1000) for pair in pairs]
    return Row.of_pairs(what, floor_is, milliseconds, f"at most {goal:g}", goal=goal)


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/wards.db"


@contextmanager
def _postgresql() -> Iterator[str]:
    with running_postgres() as server, server.fresh() as url:
        yield url
