"""An outage of any length, at any hour, of any kind: who was to hear that day hears that day, if it can be.

A slice here, every second case on Telegram and SQLite; all of them by `make long`.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import PostgresServer, on_a_kept_engine
from tests.outage.grid import FAULTS, GRID, LENGTHS, STARTS, Case, day_of, faults_of, load_ward
from tests.outage.morning import Told

# Of what is not played whole: every kind of fault, start and length, but not each with each.
SLICES = {"telegram": 2, "zalo": 4}
ON_POSTGRESQL = [case for number, case in enumerate(GRID) if number % 17 == 0]


@pytest.fixture(scope="module")
def sqlite_ward(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> tuple[Path, int]:
    """A file with the example ward, nobody linked."""
    file = tmp_path_factory.mktemp("outage") / "ward.db"
    shutil.copyfile(sqlite_template, file)
    return file, load_ward(f"sqlite:///{file}")


@pytest.fixture(scope="module")
def postgresql_ward(postgres_server: PostgresServer, postgres_template: str) -> Iterator[tuple[str, int]]:
    """The same as a database to copy from."""
    with postgres_server.fresh(postgres_template) as url:
        yield url, load_ward(url)


@pytest.mark.parametrize("channel", ["telegram", "zalo"])
@pytest.mark.parametrize("start", STARTS)
def test_whatever_the_outage_on_sqlite(sqlite_ward: tuple[Path, int], tmp_path: Path, start: str, channel: str) -> None:
    def play(case: Case, number: int) -> Told:
        file = tmp_path / f"{number}.db"
        shutil.copyfile(sqlite_ward[0], file)
        with on_a_kept_engine(f"sqlite:///{file}") as database:
            return day_of(case, database, sqlite_ward[1])

    cases = [case for case in GRID if case.start == start and case.channel == channel][:: SLICES[channel]]
    assert faults_of(cases, play) == []
    assert len(cases) == -(-len(LENGTHS) * 6 // SLICES[channel])


def test_whatever_the_outage_on_postgresql(postgres_server: PostgresServer, postgresql_ward: tuple[str, int]) -> None:
    def play(case: Case, _number: int) -> Told:
        with postgres_server.fresh(postgresql_ward[0]) as url, on_a_kept_engine(url) as database:
            return day_of(case, database, postgresql_ward[1])

    assert faults_of(ON_POSTGRESQL, play) == []
    assert {(case.channel, case.fault.name) for case in ON_POSTGRESQL} == {(c, fault.name) for c, fault in FAULTS}
