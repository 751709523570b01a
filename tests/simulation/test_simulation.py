"""Weeks of the whole program under the simulator: a slice of the campaign of `make long`, and the simulator itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulation.account import faults_of
from tests.simulation.events import Event
from tests.simulation.mutants import SLICE, listed, played_with, seeds
from tests.simulation.shrinking import shortest
from tests.simulation.week import Week, played

# Of the faults whose seeds are known, those that `make test` tries again; `make long` tries all of them.
QUICK = (
    "marked as sent before it is sent",
    "undo of an older deed",
    "one unit's share counts for all",
    "a forwarded text is obeyed",
)


@pytest.mark.parametrize("seed", SLICE)
def test_in_a_week_by_dice_every_promise_holds(seed: int) -> None:
    with played(seed) as week:
        assert faults_of(week) == [], f"python -m tests.simulation {seed} --short"


def test_the_faults_that_the_simulator_must_find_still_fit_the_program() -> None:
    assert len(listed()) >= 32


@pytest.mark.parametrize("fault", QUICK)
def test_a_fault_that_is_put_back_is_found_by_its_seed(fault: str) -> None:
    seed = dict(seeds())[fault]
    assert [is_broken for _, is_broken in played_with(fault, seed, 1)] == [True]


def test_a_seed_is_the_same_to_the_byte_in_another_process_with_another_order_of_hashes(tmp_path: Path) -> None:
    weeks = (Week(seed, tmp_path) for seed in SLICE)
    seed_of_many = next(week.seed for week in weeks if "new_phone" in {event.kind for event in week.drawn})
    play = f"from tests.simulation.week import played\nwith played({seed_of_many}) as w: print(w.digest())"
    told = [
        subprocess.run(
            [sys.executable, "-c", play],
            check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert told[0] == told[1]
    assert len(told[0].strip()) == 64


def test_a_broken_week_is_cut_down_to_what_breaks_it() -> None:
    def is_broken(events: object) -> bool:
        assert isinstance(events, list)
        return {"kill", "trouble"} <= {event.kind for event in events if isinstance(event, Event)}

    left = shortest(7, is_broken)
    assert sorted(event.kind for event in left) == ["kill", "trouble"]
