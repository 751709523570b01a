"""Why an order from above was not carried out. Ordinary outcomes, like all refusals."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NudgedAlready:
    """Somebody nudged for this task less than an hour ago."""

    number: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NobodyOfUnit:
    """The task's lead units have nobody who could be told."""

    number: int
    lead_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonUnclear:
    """No person of that name can be meant, or several; names that look like it, or all that there are."""

    name: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartMissing:
    """A task to be added lacks its "title", "lead" or "deadline"."""

    part: str


@dataclass(frozen=True, slots=True)
class NothingChanged:
    """The correction says what the task says already."""

    number: int
    part: str


@dataclass(frozen=True, slots=True)
class NotCancelled:
    """Only a cancelled task can be restored."""

    number: int
    title: str
