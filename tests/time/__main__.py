"""The long form: `python -m tests.time [SEED]` plays a whole year of sixty people and two hundred tasks.

`--seasons N` plays N seasons of a small ward instead, each with a seed of its own from SEED on.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from storage.engine.database import Database
from tests.databases import migrated, on_a_kept_engine
from tests.time.plans import random_plan, random_roster
from tests.time.test_a_year_of_life import NEW_YEAR, check, check_peace, live, play_season, seeded


def main() -> None:
    """Print the seed, play, check every promise, print how many routine messages an officer had."""
    arguments = argparse.ArgumentParser(prog="python -m tests.time", description=__doc__)
    arguments.add_argument("seed", type=int, nargs="?", default=random.randrange(1_000_000))  # noqa: S311 - no secret
    arguments.add_argument("--seasons", type=int, default=0, help="so many seasons of a small ward instead of the year")
    given = arguments.parse_args()
    if given.seasons:
        for seed in range(given.seed, given.seed + given.seasons):
            _say(f"seed {seed}\n")
            with _database() as database:
                play_season(database, seed)
    else:
        _say(f"seed {given.seed}\n")
        _play_year(given.seed)
    _say("every promise held\n")


def _play_year(seed: int) -> None:
    with _database() as database:
        dice = seeded(seed)
        plan = random_plan(dice, 200, NEW_YEAR.date(), 330)
        year = live(database, random_roster(dice, 60), plan, dice, NEW_YEAR)
        check(year)
        life, means = year.life, year.means_a_day()
        told = f"{year.median_a_day():.2f} in the middle of all days, {median(means):.2f} for the officer in the middle"
        _say(
            f"routine messages a working day: {told}, {year.mean_a_day():.2f} on average; {len(life.told)} reminders, "
        )
        _say(f"{life.praised} mornings with praise, {life.undated} with undated work, {life.snoozed} asked for again; ")
        _say(f"{year.clean_days} days looked at, ")
        check_peace(year)
        assert min(life.praised, life.undated, life.snoozed) > 0, "nothing was praised, undated or asked for again"
    _say(f"{time.process_time():.0f} s of CPU\n")


@contextmanager
def _database() -> Iterator[Database]:
    """A new one."""
    with (
        tempfile.TemporaryDirectory(prefix="dondoc-year-") as folder,
        on_a_kept_engine(migrated(f"sqlite:///{Path(folder) / 'dondoc.db'}")) as database,
    ):
        yield database


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
