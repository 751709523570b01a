"""The short form of the campaigns over every way in: each channel fetched and pushed, killed a few times."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.crash.campaign import POSTGRESQL, SQLITE
from tests.crash.channels import ChannelCampaign
from tests.crash.houses import empty_postgres, empty_sqlites
from tests.crash.starts import Nursery, open_nursery
from tests.crash.ways_in import VARIANTS
from tests.databases import PostgresServer

pytestmark = [pytest.mark.crash, pytest.mark.asyncio(loop_scope="module")]
SEED = 20261122


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nursery(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Nursery]:
    async with open_nursery(tmp_path_factory.mktemp("nursery")) as opened:
        yield opened


@pytest.mark.parametrize("channel", VARIANTS)
async def test_what_people_write_takes_effect_once_by_whatever_way_it_comes(
    nursery: Nursery, tmp_path: Path, channel: str
) -> None:
    report = await ChannelCampaign(nursery, SQLITE, next(empty_sqlites(tmp_path)), channel, SEED).run(4)
    assert report.broken == []
    assert report.said >= 8
    if not channel.endswith("zalo-polling"):
        assert report.lost == 0


async def test_a_mixed_population_loses_nothing_on_postgresql(
    nursery: Nursery, postgres_server: PostgresServer
) -> None:
    report = await ChannelCampaign(nursery, POSTGRESQL, next(empty_postgres(postgres_server)), "mixed", SEED).run(4)
    assert report.broken == []
    assert report.pushes > 0


async def test_what_is_pressed_on_the_board_is_done_once_on_postgresql(
    nursery: Nursery, postgres_server: PostgresServer
) -> None:
    report = await ChannelCampaign(nursery, POSTGRESQL, next(empty_postgres(postgres_server)), "page", SEED).run(4)
    assert report.broken == []
    assert report.pushes > 0
