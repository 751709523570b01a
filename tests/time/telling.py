"""What people were told in their morning messages, one line a task."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Told:
    """One task in one morning message."""

    at: datetime
    person: int
    number: int
    period: str
    version: int
    reason: str
    audience: str
    last_day: date


def twice_told(told: Iterable[Told]) -> list[tuple[object, ...]]:
    """Stages that somebody was told more than once."""
    counts = Counter((t.person, t.number, t.period, t.version, t.reason) for t in told)
    return [key for key, count in counts.items() if count > 1]


def by_task(told: Iterable[Told]) -> dict[int, list[Told]]:
    """What was told of each task."""
    found: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        found[one.number].append(one)
    return found
