"""Weeks of the simulator on PostgreSQL: a slice of the 200 of `make long`."""

import pytest

from tests.databases import PostgresServer
from tests.simulation.account import faults_of
from tests.simulation.events import Event
from tests.simulation.stores import POSTGRESQL, use_server
from tests.simulation.ward import LEADER
from tests.simulation.week import played

pytestmark = pytest.mark.usefixtures("own_server")


@pytest.fixture
def own_server(postgres_server: PostgresServer, postgres_template: str) -> None:
    """Weeks are played on the server of the session."""
    use_server(postgres_server, postgres_template)


def test_every_promise_holds() -> None:
    with played(4, engine=POSTGRESQL) as week:
        assert faults_of(week) == [], "python -m tests.simulation --postgresql 4 --short"


def test_a_seed_is_the_same_again() -> None:
    digests = []
    for _ in range(2):
        with played(4, engine=POSTGRESQL, days=2) as week:
            digests.append(week.digest())
    assert digests[0] == digests[1]


def test_two_programs_take_over_from_each_other_and_a_seed_is_the_same_again() -> None:
    with played(1, engine=POSTGRESQL, days=2, is_paired=True) as week:
        assert faults_of(week) == [], "python -m tests.simulation --standby 1 --short"
        digest, pair = week.digest(), week.pair
    assert pair is not None
    assert len(pair.takers) >= 2
    with played(1, engine=POSTGRESQL, days=2, is_paired=True) as again:
        assert again.digest() == digest


@pytest.mark.parametrize(("seconds", "takers"), [(15, 1), (1200, 2)])
@pytest.mark.parametrize("commit", [None, 1])
def test_who_hangs_past_its_lease_is_replaced_and_does_nothing_more(
    seconds: int, takers: int, commit: int | None
) -> None:
    asks = [
        Event(50_400 + at, "say", {"person": LEADER, "chat": 0, "passed_on": False, "text": "tình hình", "verb": None})
        for at in (-1, 30, 900, 1300)
    ]
    hangs = Event(50_400, "hang", {"seconds": seconds, "commit": commit, "is_after": False})
    with played(1, [*asks, hangs], 1, POSTGRESQL, is_paired=True) as week:
        assert faults_of(week) == []
        answers = [shown for shown in week.phone(LEADER, 0).shown if not shown.is_marked]
        pair = week.pair
    assert pair is not None
    assert len(pair.takers) == takers
    assert len(answers) >= 3
