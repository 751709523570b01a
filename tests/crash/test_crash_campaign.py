"""The short form of `make crash`: a few kills on each engine, a few points of the enumeration."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.crash.campaign import POSTGRESQL, SQLITE, Campaign
from tests.crash.enumeration import Enumeration, chosen
from tests.crash.houses import empty_postgres, empty_sqlites, sqlite_stories
from tests.crash.outages import CASES, Outage, OutageCase
from tests.crash.starts import Nursery, open_nursery
from tests.databases import PostgresServer

pytestmark = [pytest.mark.crash, pytest.mark.asyncio(loop_scope="module")]
SEED = 20260410


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nursery(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Nursery]:
    async with open_nursery(tmp_path_factory.mktemp("nursery")) as opened:
        yield opened


async def test_on_sqlite_nothing_is_lost_and_nothing_doubled_however_often_it_is_killed(
    nursery: Nursery, tmp_path: Path
) -> None:
    report = await Campaign(nursery, SQLITE, next(empty_sqlites(tmp_path)), SEED, print).run(6)
    assert report.broken == []
    assert report.kills.total() >= 6


async def test_on_postgresql_nothing_is_lost_and_nothing_doubled_however_often_it_is_killed(
    nursery: Nursery, postgres_server: PostgresServer
) -> None:
    report = await Campaign(nursery, POSTGRESQL, next(empty_postgres(postgres_server)), SEED + 1, print).run(5)
    assert report.broken == []
    assert report.kills.total() >= 5


@pytest.mark.parametrize("case", [CASES[1], CASES[3]], ids=str)
async def test_an_outage_at_half_past_seven_silences_nobody(nursery: Nursery, tmp_path: Path, case: OutageCase) -> None:
    report = await Outage(nursery, SQLITE, next(empty_sqlites(tmp_path)), case).run()
    assert report.broken == []
    assert report.people >= 3


async def test_a_kill_before_a_system_call_breaks_no_promise(nursery: Nursery, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is missing; `make crash` fails without it")
    with sqlite_stories(tmp_path) as urls:
        enumeration = Enumeration(nursery, SQLITE, urls, tmp_path)
        result = await enumeration.run(chosen(await enumeration.points(), 3, SEED), print)
    assert result.broken == []
    assert result.killed.total() >= 2
