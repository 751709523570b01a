"""Weeks of the simulator on PostgreSQL: a slice of the 200 of `make long`."""

import pytest

from tests.databases import PostgresServer
from tests.simulation.account import faults_of
from tests.simulation.stores import POSTGRESQL, use_server
from tests.simulation.week import played

pytestmark = pytest.mark.usefixtures("own_server")


@pytest.fixture
def own_server(postgres_server: PostgresServer, postgres_template: str) -> None:
    """Weeks are played on the server of the session."""
    use_server(postgres_server, postgres_template)


def test_every_promise_holds_and_a_seed_is_the_same_again() -> None:
    with played(4, engine=POSTGRESQL) as week:
        assert faults_of(week) == [], "python -m tests.simulation --postgresql 4 --short"
        digest = week.digest()
    with played(4, engine=POSTGRESQL) as again:
        assert again.digest() == digest
