"""What a reader of a clause has found."""

from dataclasses import dataclass

from domain.interpretations import ClarifyReason, Mood
from domain.messages import Command


@dataclass(frozen=True, slots=True)
class Found:
    """The command of a clause, how it is meant, why it is not simply obeyed, and what it may have meant."""

    command: Command | None
    mood: Mood
    reason: ClarifyReason | None = None
    options: tuple[str, ...] = ()
