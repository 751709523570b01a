"""One week with its story: `python -m tests.simulation SEED`. Many: `python -m tests.simulation --weeks 2000 [SEED]`.

`--postgresql` plays them on PostgreSQL, whose server the tests bring (DONDOC_TEST_POSTGRES names another);
`--standby` plays two programs there, of which one stands by.
Exit code 1 when a promise was broken; a broken week is cut down to the shortest list of events that still breaks it.
"""

import argparse
import random
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from multiprocessing import get_context
from typing import Any

from tests.simulation.account import faults_of, judged
from tests.simulation.shrinking import shortest
from tests.simulation.stores import POSTGRESQL, SQLITE, server_and_template, use_server
from tests.simulation.week import played

WEEKS_A_PROCESS = 20  # then a fresh one: what a dead process left behind is gone with it


def main() -> int:
    """Play what was asked for."""
    arguments = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    arguments.add_argument("seed", type=int, nargs="?", default=random.randrange(1_000_000))  # noqa: S311 - no secret
    arguments.add_argument(
        "--weeks", type=int, default=0, help="so many weeks, each with a seed of its own from SEED on"
    )
    arguments.add_argument("--workers", type=int, default=2, help="processes that play at the same time")
    arguments.add_argument("--until-broken", action="store_true", help="stop at the first broken week")
    arguments.add_argument("--short", action="store_true", help="cut a broken week down to the events that break it")
    arguments.add_argument("--postgresql", action="store_true", help="on PostgreSQL")
    arguments.add_argument("--standby", action="store_true", help="on PostgreSQL, where a second program stands by")
    given = arguments.parse_args()
    how = {"engine": POSTGRESQL if given.postgresql or given.standby else SQLITE, "is_paired": given.standby}
    if not given.weeks:
        return _one(given.seed, how, is_short=given.short)
    return _many(given.seed, given.weeks, given.workers, how, is_over_when_broken=given.until_broken)


def _one(seed: int, how: Mapping[str, Any], *, is_short: bool) -> int:
    """The story of a week, and what the account says of it."""
    with played(seed, **how) as week:
        story = sorted([*week.story(), *week.phones_by_time()])
        faults = faults_of(week)
        _say("\n".join(line for _, line in story))
    _say(f"\nseed {seed}: " + ("every promise held" if not faults else "\n".join(faults)))
    if faults and is_short:
        _say("\nthe shortest list of events that still breaks it:")
        for event in shortest(seed, **how):
            _say(f"  {event.as_json()}")
    return 1 if faults else 0


def _many(first: int, weeks: int, workers: int, how: Mapping[str, Any], *, is_over_when_broken: bool) -> int:
    began, broken, done = time.monotonic(), [], 0
    context = get_context("spawn")
    again = (
        "--short" if how["engine"] == SQLITE else "--standby --short" if how["is_paired"] else "--postgresql --short"
    )
    with ExitStack() as kept:
        shared: dict[str, Any] = {}
        if how["engine"] == POSTGRESQL:
            server, template = kept.enter_context(server_and_template())
            shared = {"initializer": use_server, "initargs": (server, template)}
        pool = kept.enter_context(context.Pool(workers, maxtasksperchild=WEEKS_A_PROCESS, **shared))
        for seed, faults in pool.imap_unordered(partial(judged, **how), range(first, first + weeks)):
            done += 1
            if faults:
                broken.append(seed)
                _say(f"seed {seed} (again: python -m tests.simulation {seed} {again})\n  " + "\n  ".join(faults[:5]))
            if faults and is_over_when_broken:
                return 1
            if done % 50 == 0:
                _say(f"{done} weeks, {60 * done / (time.monotonic() - began):.1f} a minute, {len(broken)} broken")
    _say(
        f"{weeks} weeks from seed {first}: {len(broken)} broken, {60 * weeks / (time.monotonic() - began):.1f} a minute"
    )
    return 1 if broken else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
