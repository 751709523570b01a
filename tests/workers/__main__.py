"""Long campaigns: `python -m tests.workers [--faults N] [--seed N] [--first INDEX]`.

So many faults in slices of twenty, each of a database and a seed of its own: a run that was stopped is resumed by the
seed and the index of the slice it had come to. Exit code 1 when a promise was broken.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path

from tests.databases import migrated, running_postgres
from tests.workers.campaign import Campaign, Report
from tests.workers.province import founded

OF_A_SLICE = 20


def main() -> int:
    """Play the slices, one after the other."""
    arguments = argparse.ArgumentParser(prog="python -m tests.workers", description=__doc__)
    arguments.add_argument("--faults", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=random.randrange(1_000_000))  # noqa: S311 - no secret
    arguments.add_argument("--first", type=int, default=0, help="the slice to begin with")
    arguments.add_argument("--workers", type=int, default=4)
    arguments.add_argument("--organisations", type=int, default=12)
    arguments.add_argument("--rate", type=float, default=50.0, help="messages a second")
    given = arguments.parse_args()
    sys.stdout.write(f"seed {given.seed}\n")
    reports = []
    with running_postgres() as server:
        for index in range(given.first, -(-given.faults // OF_A_SLICE)):
            with server.fresh() as url, tempfile.TemporaryDirectory(prefix="dondoc-workers-") as folder:
                left = min(OF_A_SLICE, given.faults - index * OF_A_SLICE)
                reports.append(asyncio.run(_slice(migrated(url), Path(folder), given, index, left)))
            sys.stdout.write("\n".join([f"slice {index}: {reports[-1].line()}", *reports[-1].broken]) + "\n")
            sys.stdout.flush()
    return 1 if any(report.broken for report in reports) else 0


async def _slice(url: str, folder: Path, given: argparse.Namespace, index: int, faults: int) -> Report:
    async with founded(url, given.organisations) as province:
        seed = given.seed + 1000 * index
        return await Campaign(province, folder, seed, workers=given.workers, rate=given.rate).run(faults)


if __name__ == "__main__":
    sys.exit(main())
