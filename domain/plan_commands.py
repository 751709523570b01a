"""What a person can ask for about a whole plan. `plan` is what was typed to name it: "45", "45-KH/ĐU", "#2"."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListPlans:
    """The plans that are followed, or the one named, each with its figures."""

    plan: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawPlan:
    """Withdraw a plan as a whole: from a coordinator it goes to the leaders, a leader is asked for a yes."""

    plan: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AgreeToWithdraw:
    """The leader's yes: the plan's open tasks are cancelled and everybody is told."""

    plan: str


@dataclass(frozen=True, slots=True)
class KeepPlan:
    """The leader's no to a withdrawal: the plan goes on."""

    plan: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EndPlan:
    """Close a plan at its end; what is open is named and asked about, unless `is_sure`."""

    plan: str
    is_sure: bool = False
