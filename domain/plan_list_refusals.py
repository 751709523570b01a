"""Why something asked for about a whole plan was not done. Ordinary outcomes, like all refusals."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NoSuchPlan:
    """No plan, or more than one, is called so; `names` are what may be typed, each with its title."""

    typed: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowNotInPlan:
    """No task of this person stands in that row of the plan; `name` is what is typed for the plan."""

    row: int
    name: str


@dataclass(frozen=True, slots=True)
class PlanOver:
    """The plan was withdrawn or has ended before (`closed_as` a PlanEnd value)."""

    name: str
    closed_as: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WithdrawalAsked:
    """Somebody has asked the leaders already."""

    name: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoWithdrawal:
    """Nobody has asked to withdraw the plan."""

    name: str
