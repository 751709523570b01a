"""One line of the table for each thing measured; kept as JSON under its words, so that each may be measured alone."""

import json
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Generic, TypeVar

KEPT = Path(__file__).parent / "results.json"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """Floor and ours, measured one after the other."""

    floor: T
    ours: T


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured; `ratio` is the median of the pairs' ratios, `pairs` are (floor, ours)."""

    what: str
    floor_is: str
    ours: float
    floor: float | None
    ratio: float | None
    goal: str
    is_met: bool
    pairs: tuple[tuple[float, float], ...] = ()
    note: str = ""

    @classmethod
    def of_pairs(
        cls, what: str, floor_is: str, pairs: Sequence[tuple[float, float]], words: str, *, goal: float,
        most_is_best: bool = False, note: str = "",
    ) -> "Row":  # fmt: skip
        """Compared with a floor measured by turns; `goal` is the ratio to reach or, by default, not to exceed."""
        ratio = statistics.median(ours / floor for floor, ours in pairs)
        middle_floor, middle = (statistics.median(side) for side in zip(*pairs, strict=True))
        is_met = ratio >= goal if most_is_best else ratio <= goal
        return cls(what, floor_is, middle, middle_floor, ratio, words, is_met, tuple(pairs), note)

    @classmethod
    def alone(cls, what: str, ours: float, words: str, *, is_met: bool, note: str = "") -> "Row":
        """A figure with a goal of its own."""
        return cls(what, "", ours, None, None, words, is_met, (), note)


def by_turns(pairs: int, floor: Callable[[], T], ours: Callable[[], T]) -> list[Pair[T]]:
    """Floor, ours, floor, ours …: a busy machine slows both down."""
    return [Pair(floor(), ours()) for _ in range(pairs)]


def keep(rows: Iterable[Row], conditions: str) -> None:
    """Write them down beside what was measured before; `conditions` says how."""
    kept = load()
    kept.update({row.what: {**asdict(row), "conditions": conditions} for row in rows})
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load() -> dict[str, dict[str, object]]:
    """Everything measured so far, by what it is."""
    return json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
