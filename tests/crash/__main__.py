"""The long form: `python -m tests.crash [--kills N] [--seed N] [--engine sqlite|postgresql] [--points N]`."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.crash.campaign import Campaign, Report
from tests.crash.starts import Nursery, open_nursery
from tests.crash.tables import say, show_campaigns
from tests.databases import running_postgres

ENGINES = ("sqlite", "postgresql")
KILLS_OF_A_CAMPAIGN = 40


def main() -> int:
    """Run the campaigns; 0 when every promise held."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description="Kill the real program, many times.")
    parser.add_argument("--kills", type=int, default=200, help="how many kills on each engine")
    parser.add_argument("--seed", type=int, default=int(time.time()) % 1_000_000, help="the same seed, the same kills")  # noqa: TID251
    parser.add_argument("--engine", choices=ENGINES, action="append", help="one engine only")
    options = parser.parse_args()
    say(f"seed {options.seed}")
    reports = asyncio.run(campaigns(options.engine or ENGINES, options.kills, options.seed))
    return 1 if any(report.broken for report in reports) else 0


async def campaigns(engines: list[str] | tuple[str, ...], kills: int, seed: int) -> list[Report]:
    """Campaigns of some forty kills each, until there are enough on every engine."""
    reports = []
    with tempfile.TemporaryDirectory(prefix="dondoc-crash-") as name:
        async with open_nursery(Path(name)) as nursery:
            for engine in engines:
                with urls(engine, Path(name)) as fresh:
                    reports += await _on_engine(nursery, engine, fresh, kills, seed)
    show_campaigns(reports)
    return reports


async def _on_engine(nursery: Nursery, engine: str, urls: Iterator[str], kills: int, seed: int) -> list[Report]:
    reports: list[Report] = []
    while (left := kills - sum(report.kills.total() for report in reports)) > 0:
        campaign = Campaign(nursery, engine, next(urls), seed + len(reports), say)
        reports.append(await campaign.run(min(KILLS_OF_A_CAMPAIGN, left)))
    return reports


@contextmanager
def urls(engine: str, folder: Path) -> Iterator[Iterator[str]]:
    """As many empty databases as are asked for."""
    if engine == "sqlite":
        yield (f"sqlite:///{folder / f'{number}.db'}" for number in range(1_000))
        return
    with running_postgres() as server:
        yield (server.create() for _ in range(1_000))


if __name__ == "__main__":
    sys.exit(main())
