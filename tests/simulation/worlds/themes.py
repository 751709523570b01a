"""The themes: which there are, what they draw for a week, how these are acted, and what they must have led to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from tests.simulation.events import Event
from tests.simulation.ward import Ward

if TYPE_CHECKING:
    from tests.simulation.deeds import Standing
    from tests.simulation.evidence import Evidence
    from tests.simulation.week import Week


def _nothing(_found: "Evidence", _standing: "Standing") -> Iterator[str]:
    return iter(())


@dataclass(frozen=True)
class Theme:
    """`draw` gives its events; `acts` does those of its own kinds; `faults` says what is not as promised."""

    name: str
    draw: Callable[[Random, Ward], Sequence[Event]]
    acts: Mapping[str, Callable[..., None]] = field(default_factory=dict)
    faults: Callable[["Evidence", "Standing"], Iterator[str]] = _nothing


def themes() -> dict[str, Theme]:
    """All of them by name."""
    from tests.simulation.worlds import (
        afterthoughts,
        leave,
        month_quota,
        people_change,
        plan_changes,
        restored,
        sayings,
        taken_back,
        upgrade,
    )

    known = (taken_back, people_change, month_quota, upgrade, restored, leave, plan_changes, afterthoughts, sayings)
    return {module.THEME.name: module.THEME for module in known}


def drawn_themes(random: Random, ward: Ward) -> list[Event]:
    """The events of the themes that this week is about: of most weeks one, of some none or two."""
    known = list(themes().values())
    chosen = random.sample(known, min(random.choice((0, 1, 1, 1, 2)), len(known)))
    return [event for theme in chosen for event in theme.draw(random, ward)]


def act(week: "Week", kind: str, facts: Mapping[str, Any]) -> None:
    """Do an event of a theme; raises KeyError for a kind that none of them knows."""
    found = {own: deed for theme in themes().values() for own, deed in theme.acts.items()}
    found[kind](week, **facts)
