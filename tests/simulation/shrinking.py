"""Cuts a broken week down: events are left out by halves, then one by one, as long as the account still complains."""

from collections.abc import Callable, Sequence

from tests.simulation.account import faults_of
from tests.simulation.events import Event
from tests.simulation.stores import SQLITE
from tests.simulation.week import played


def shortest(
    seed: int,
    is_broken: Callable[[Sequence[Event]], bool] | None = None,
    engine: str = SQLITE,
    *,
    is_paired: bool = False,
) -> list[Event]:
    """The events of a week without all those that the fault does not need (delta debugging, Zeller 1999).

    `is_broken` says whether these events break a promise; by default they are played.
    """
    with played(seed, [], engine=engine, is_paired=is_paired) as week:
        events = week.drawn
    still = is_broken or (lambda left: _breaks(seed, left, engine, is_paired=is_paired))
    parts = 2
    while len(events) >= 2:
        size = -(-len(events) // parts)
        pieces = [events[at : at + size] for at in range(0, len(events), size)]
        rests = ([one for other in pieces if other is not piece for one in other] for piece in pieces)
        smaller = next((rest for rest in rests if still(rest)), None)
        if smaller is not None:
            events, parts = smaller, max(parts - 1, 2)
        elif parts >= len(events):
            break
        else:
            parts = min(parts * 2, len(events))
    return list(events) if len(events) != 1 or not still([]) else []


def _breaks(seed: int, events: Sequence[Event], engine: str, *, is_paired: bool) -> bool:
    with played(seed, events, engine=engine, is_paired=is_paired) as week:
        return bool(faults_of(week))
