"""What the screen of a meeting room shows: figures and titles, names of people only where a leader agreed."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.messages.reports import StatusShown


@dataclass(frozen=True, slots=True)
class WallShown:
    """The figures of the card; `people` are the names by task number, empty where the screen shows none."""

    name: str
    status: StatusShown
    people: Mapping[int, tuple[str, ...]]
