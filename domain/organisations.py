"""The organisation that follows up its plans, and its settings."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from domain.reminders import ReminderPolicy


@dataclass(frozen=True, slots=True)
class Organisation:
    """One ward or office. `zone` is used only at the edges: inside, instants are UTC."""

    id: int
    name: str
    zone: ZoneInfo
    needs_confirmation: bool = True
    policy: ReminderPolicy = field(default_factory=ReminderPolicy)
