"""The long form: `python -m tests.time [SEED]` plays a whole year of sixty people and two hundred tasks."""

import random
import sys
import tempfile
import time
from pathlib import Path

from dondoc.databases import open_engine
from storage.database import Database
from tests.databases import migrated
from tests.time.plans import random_plan, random_roster
from tests.time.test_a_year_of_life import NEW_YEAR, check, live, seeded


def main() -> None:
    """Print the seed, play, check every promise, print how many routine messages an officer had."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(1_000_000)  # noqa: S311 - guards no secret
    sys.stdout.write(f"seed {seed}\n")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory(prefix="dondoc-year-") as folder:
        url = f"sqlite:///{Path(folder) / 'dondoc.db'}"
        migrated(url)
        database, dice = Database(open_engine(url)), seeded(seed)
        plan = random_plan(dice, 200, NEW_YEAR.date(), 330)
        year = live(database, random_roster(dice, 60), plan, dice, NEW_YEAR)
        check(year)
        database.close()
    told = (
        f"median {year.median_a_day():.2f}, mean {year.mean_a_day():.2f} routine messages per officer and working day"
    )
    sys.stdout.write(f"{told}; {len(year.life.told)} reminders, {year.clean_days} days looked at, ")
    sys.stdout.write(f"{time.process_time():.0f} s of CPU\nevery promise held\n")


if __name__ == "__main__":
    main()
