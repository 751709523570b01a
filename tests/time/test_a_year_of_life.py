"""A season of a ward in seconds, through the real services: what is promised holds on every single day.

`python -m tests.time` plays the whole year of sixty people and two hundred tasks, or many seasons one after the other.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from statistics import median

import pytest

from documents.rosters import Roster
from domain.plans import PlanDraft
from services.administration.look_up import verify_history
from storage.engine.database import Database
from tests.time.life import Life
from tests.time.plans import random_plan, random_roster
from tests.time.telling import by_task, twice_told
from tests.time.years import Year, random_outages
from tests.world import example_plan, example_roster

NEW_YEAR = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
APRIL = datetime(2026, 4, 9, 8, 0, tzinfo=UTC)


def live(database: Database, roster: Roster, plan: PlanDraft, random: Random, start: datetime, days: int = 365) -> Year:
    year = Year(Life(database, roster, plan, random, start), random, days, random_outages(random, days))
    year.run()
    return year


MOST_A_DAY = 0.5  # routine messages of an officer on a working day, in the middle


def check_peace(year: Year) -> None:
    """In the middle of all days of all officers, and for the officer in the middle."""
    means = year.means_a_day()
    assert year.median_a_day() < MOST_A_DAY
    assert median(means) < MOST_A_DAY, f"the officer in the middle has {median(means):.2f} a day"


def check(year: Year) -> None:
    life = year.life
    assert life.told, "nobody was told anything"
    assert twice_told(life.told) == []
    assert len(by_task(life.told)) > 3
    assert life.asked_back * 20 <= life.typed, "more than one command in twenty is asked about"
    with life.database.reading() as tx:
        verified = verify_history(tx, life.id)
    assert verified.faults == ()
    assert verified.count > 20


def test_a_season_of_two_hundred_tasks_and_sixty_people(
    sqlite_database: Database, record_testsuite_property: Callable[[str, object], None]
) -> None:
    random = seeded(1)
    plan = random_plan(random, 200, NEW_YEAR.date(), 90)
    year = live(sqlite_database, random_roster(random, 60), plan, random, NEW_YEAR, 60)
    check(year)
    record_testsuite_property("median_messages_per_officer_and_working_day", year.median_a_day())
    assert year.mean_a_day() < 1


def test_two_months_of_a_years_plan_have_no_message_in_the_middle(sqlite_database: Database) -> None:
    """A slice of `python -m tests.time`: two hundred tasks over a year, sixty people."""
    random = seeded(1)
    plan = random_plan(random, 200, NEW_YEAR.date(), 330)
    year = live(sqlite_database, random_roster(random, 60), plan, random, NEW_YEAR, 60)
    check(year)
    check_peace(year)


BY_CHANCE = Random().randint(10, 10**6)  # noqa: S311 - plays a season, guards no secret


@pytest.mark.parametrize("seed", [2, BY_CHANCE], ids=["a seed that stays", "a seed by chance"])
def test_a_season_of_a_small_ward(sqlite_database: Database, seed: int) -> None:
    sys.stdout.write(f"seed {seed}")  # shown when it fails
    play_season(sqlite_database, seed)


def play_season(database: Database, seed: int) -> None:
    """Four months of a small ward, and all that is promised of them."""
    random = seeded(seed)
    plan = random_plan(random, 40, NEW_YEAR.date(), 110, units=6)
    check(live(database, random_roster(random, 14, units=6), plan, random, NEW_YEAR, 120))


def test_a_season_of_the_real_plan(sqlite_database: Database) -> None:
    check(live(sqlite_database, example_roster(), example_plan(), seeded(7), APRIL, 100))


def seeded(number: int) -> Random:
    """The same year every time."""
    return Random(number)  # noqa: S311 - plays a year, guards no secret
