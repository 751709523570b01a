"""What coordinators are told when a task's people cannot be reached."""

from dataclasses import dataclass

from domain.lines import TaskLine


@dataclass(frozen=True, slots=True)
class NobodyReached:
    """To coordinators: of the units that lead these tasks nobody can be reached on any channel.

    `known` are marks of all such tasks at that moment, so that the same state is not told twice.
    """

    lines: tuple[TaskLine, ...]
    known: tuple[str, ...] = ()
