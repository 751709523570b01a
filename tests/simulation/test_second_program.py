"""On a SQLite file a second program is refused while one runs, and only then."""

from tests.simulation.account import faults_of
from tests.simulation.events import Event
from tests.simulation.week import played


def test_a_second_program_is_refused_until_the_first_is_dead() -> None:
    events = [
        Event(50_000, "second_program"),
        Event(50_100, "kill", {"steps": 3, "down": 600}),
        Event(50_500, "second_program"),
        Event(52_000, "second_program"),
    ]
    with played(1, events, 1) as week:
        assert faults_of(week) == []
        told = [line for _, line in week.story() if "second program" in line]
    assert [line.partition("program ")[2] for line in told] == ["is refused", "may start", "is refused"]
