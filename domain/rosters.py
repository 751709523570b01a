"""What a list of people leaves open and must be asked about before, or after, it is taken over."""

from dataclasses import dataclass
from enum import StrEnum


class RosterDoubt(StrEnum):
    """Why somebody, or the list as a whole, is asked about."""

    NO_COORDINATOR = "no_coordinator"
    NO_LEADER = "no_leader"
    NO_HEAD = "no_head"
    NAMESAKES = "namesakes"
    ACTING_HEAD = "acting_head"
    DEPUTY_CHAIR = "deputy_chair"
    FOLLOWS = "follows"
    NO_UNIT = "no_unit"
    UNIT_RENAMED = "unit_renamed"


@dataclass(frozen=True, slots=True)
class RosterQuestion:
    """One question: whom it concerns, in which unit, and the words of the list that raise it."""

    doubt: RosterDoubt
    people: tuple[str, ...] = ()
    unit: str = ""
    words: str = ""
