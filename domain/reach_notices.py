"""What coordinators are told when a task's people, or everybody on a channel, cannot be reached."""

from dataclasses import dataclass

from domain.lines import TaskSummary


@dataclass(frozen=True, slots=True)
class NobodyReached:
    """To coordinators: of the units that lead these tasks nobody can be reached on any channel.

    `known` are marks of all such tasks at that moment, so that the same state is not told twice.
    """

    lines: tuple[TaskSummary, ...]
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotaSpent:
    """To coordinators and administrators: the platform itself refuses messages because the month's are used up.

    `used` is how many we have counted this month, 0 when we do not count this channel.
    """

    channel: str
    used: int


@dataclass(frozen=True, slots=True)
class QuotaNear:
    """To coordinators and administrators: the month's messages of a channel run out.

    `is_reserved`: what is left is kept for answers and what is urgent; morning messages go elsewhere or wait.
    """

    channel: str
    used: int
    limit: int
    is_reserved: bool
