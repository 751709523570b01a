"""Lines of messages about a draft: drafts in a list, changes of rows, doubts that are open."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A plan that waits, in a list: `number` opens it; `made_by` is who sent it, "" for the command line."""

    number: int
    title: str
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What a coordinator did to a row of the draft: `part` names it ("deadline", "left_out"), `value` what it is now.

    For a doubt `row` may be None, `part` is "doubt" and `value` the choice.
    """

    row: int | None
    part: str
    value: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A doubt that is open, in a list: its row (None for the plan) and code; `name` is the unit it is about."""

    row: int | None
    code: str
    name: str = ""
