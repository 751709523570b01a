"""The long form: `python -m tests.crash [--kills N] [--seed N] [--engine NAME] [--points N] [--channel NAME]`."""

import argparse
import asyncio
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.crash.campaign import POSTGRESQL, SQLITE, Campaign, Report
from tests.crash.channels import ChannelCampaign, ChannelReport
from tests.crash.enumeration import Enumerated, Enumeration, chosen
from tests.crash.houses import empty_postgres, empty_sqlites, postgres_stories, sqlite_stories
from tests.crash.outages import CASES, Outage, OutageReport
from tests.crash.starts import Nursery, open_nursery
from tests.crash.story import NoStrace
from tests.crash.tables import say, show_campaigns, show_channels, show_enumerations, show_outages
from tests.crash.ways_in import VARIANTS
from tests.databases import running_postgres

ENGINES = (SQLITE, POSTGRESQL)
KILLS_OF_A_CAMPAIGN = 40


@dataclass(frozen=True, slots=True)
class Databases:
    """Where campaigns and stories of one engine take theirs from."""

    engine: str
    empty: Iterator[str]
    stories: Iterator[str]


def main() -> int:
    """Run the campaigns and the enumeration; 0 when every promise held."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description="Kill the real program, many times.")
    parser.add_argument("--kills", type=int, default=200, help="how many kills on each engine")
    parser.add_argument("--points", type=int, default=300, help="how many system calls to kill at on each engine")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000), help="the same seed, the same kills")  # noqa: S311 - no secret
    parser.add_argument("--engine", choices=ENGINES, action="append", help="one engine only")
    parser.add_argument("--channel", choices=VARIANTS, action="append", help="only what comes in by this way")
    parser.add_argument("--channel-kills", type=int, default=40, help="how many kills on each engine and channel")
    parser.add_argument("--outages", action=argparse.BooleanOptionalAction, default=True, help="outages at half past 7")
    options = parser.parse_args()
    say(f"seed {options.seed}")
    if options.channel:
        options.kills = options.points = options.outages = 0
    try:
        is_well = asyncio.run(everything(options))
    except NoStrace as missing:
        say(str(missing))
        return 1
    return 0 if is_well else 1


async def everything(options: argparse.Namespace) -> bool:
    """Campaigns, then enumerations, on every engine; whether every promise held."""
    reports: list[Report] = []
    enumerations: list[Enumerated] = []
    by_channel: list[ChannelReport] = []
    outages: list[OutageReport] = []
    with tempfile.TemporaryDirectory(prefix="dondoc-crash-") as name:
        folder = Path(name)
        async with open_nursery(folder) as nursery:
            for engine in options.engine or ENGINES:
                with databases(engine, folder) as given:
                    reports += await _campaigns(nursery, given, options.kills, options.seed)
                    by_channel += await _channel_campaigns(nursery, given, options)
                    if options.outages:
                        outages += await _outages(nursery, given)
                    if options.points:
                        enumerations.append(await _enumeration(nursery, given, folder, options.points, options.seed))
    show_campaigns(reports)
    show_channels(by_channel)
    show_outages(outages)
    show_enumerations(enumerations)
    broken = [
        *(o.broken for o in outages),
        *(r.broken for r in reports),
        *(c.broken for c in by_channel),
        *(e.broken for e in enumerations),
    ]
    return not any(broken)


async def _campaigns(nursery: Nursery, given: Databases, kills: int, seed: int) -> list[Report]:
    """Campaigns of some forty kills each, until there are enough."""
    reports: list[Report] = []
    while (left := kills - sum(report.kills.total() for report in reports)) > 0:
        campaign = Campaign(nursery, given.engine, next(given.empty), seed + len(reports), say)
        reports.append(await campaign.run(min(KILLS_OF_A_CAMPAIGN, left)))
        for sentence in reports[-1].broken:
            say(f"BROKEN: {sentence}")
    return reports


async def _channel_campaigns(nursery: Nursery, given: Databases, options: argparse.Namespace) -> list[ChannelReport]:
    """One campaign for each way in."""
    reports: list[ChannelReport] = []
    for channel in options.channel or VARIANTS:
        campaign = ChannelCampaign(nursery, given.engine, next(given.empty), channel, options.seed)
        reports.append(await campaign.run(options.channel_kills))
        say(f"{given.engine} {channel}: {reports[-1].kills} kills, {reports[-1].said} said")
        for sentence in reports[-1].broken:
            say(f"BROKEN: {sentence}")
    return reports


async def _outages(nursery: Nursery, given: Databases) -> list[OutageReport]:
    """Each kind of outage once."""
    reports: list[OutageReport] = []
    for case in CASES:
        reports.append(await Outage(nursery, given.engine, next(given.empty), case).run())
        for sentence in reports[-1].broken:
            say(f"BROKEN: {sentence}")
    return reports


async def _enumeration(nursery: Nursery, given: Databases, folder: Path, points: int, seed: int) -> Enumerated:
    enumeration = Enumeration(nursery, given.engine, given.stories, folder)
    return await enumeration.run(chosen(await enumeration.points(), points, seed), say)


@contextmanager
def databases(engine: str, folder: Path) -> Iterator[Databases]:
    """As many databases as are asked for."""
    with ExitStack() as stack:
        if engine == SQLITE:
            yield Databases(engine, empty_sqlites(folder), stack.enter_context(sqlite_stories(folder)))
            return
        server = stack.enter_context(running_postgres())
        yield Databases(engine, empty_postgres(server), stack.enter_context(postgres_stories(server)))


if __name__ == "__main__":
    sys.exit(main())
