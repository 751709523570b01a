"""Why a share, a piece of evidence or an answer for a period was not taken."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ShareKnown:
    """The person's unit said its part done before; `missing` units have not."""

    number: int
    unit_names: tuple[str, ...]
    by: str
    at: datetime
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotCoordinating:
    """The person's units do not coordinate this task."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class NotPeriodic:
    """The task has one deadline and is not answered from period to period."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class NoEvidence:
    """Nothing was handed in for this task."""

    number: int
    title: str
