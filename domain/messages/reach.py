"""Who cannot be reached, quotas of a platform, and alerts to administrators."""

from dataclasses import dataclass
from datetime import datetime

from domain.messages import Notice
from domain.messages.summaries import TaskSummary


@dataclass(frozen=True, slots=True)
class AlertFinding:
    """One thing that is wrong with the program itself.

    `kind` is its name, such as "late_outbox"; `count` how many (minutes of silence, hours, megabytes: as the kind
    has it); `numbers` the tasks it is about; `names` the platforms, or the
    organisations.
    """

    kind: str
    count: int = 0
    numbers: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NobodyReached(Notice):
    """To coordinators: of the units that lead these tasks nobody can be reached on any channel.

    `known` are marks of all such tasks at that moment, so that the same state is not told twice.
    """

    lines: tuple[TaskSummary, ...]
    known: tuple[str, ...] = ()

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers of all tasks that it shows."""
        return tuple(line.number for line in self.lines)


@dataclass(frozen=True, slots=True)
class QuotaSpent(Notice):
    """To coordinators and administrators: the platform itself refuses messages because the month's are used up.

    `used` is how many we have counted this month, 0 when we do not count this channel.
    """

    channel: str
    used: int


@dataclass(frozen=True, slots=True)
class QuotaNear(Notice):
    """To coordinators and administrators: the month's messages of a channel run out.

    `is_reserved`: what is left is kept for answers and what is urgent; morning messages go elsewhere or wait.
    """

    channel: str
    used: int
    limit: int
    is_reserved: bool


@dataclass(frozen=True, slots=True)
class ReceivingWasDown(Notice):
    """The program could not receive for longer than the platform keeps messages; what was sent then may be lost."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class AdminAlert(Notice):
    """To administrators: something keeps messages from coming in or going out. `at` is aware."""

    at: datetime
    findings: tuple[AlertFinding, ...]
