"""The organisation that follows up its plans, and its settings."""

from dataclasses import dataclass, field
from datetime import time
from zoneinfo import ZoneInfo

from domain.reminders import ReminderPolicy


@dataclass(frozen=True, slots=True)
class Organisation:
    """One ward or office. `zone` is used only at the edges: inside, instants are UTC.

    `earliest_own` and `latest_own` are the hours that people have chosen for their morning message; they are loaded
    for planning (`services/own_hours.py`) and None elsewhere.
    """

    id: int
    name: str
    zone: ZoneInfo
    needs_confirmation: bool = True
    policy: ReminderPolicy = field(default_factory=ReminderPolicy)
    earliest_own: time | None = None
    latest_own: time | None = None

    @property
    def morning_from(self) -> time:
        """The local hour at which the first morning message may go out."""
        return min(self.policy.morning_at, self.earliest_own or self.policy.morning_at)

    @property
    def morning_until(self) -> time:
        """The local hour by which every morning message may go out."""
        return max(self.policy.morning_at, self.latest_own or self.policy.morning_at)
