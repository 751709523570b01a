"""The organisation that follows up its plans, and its settings."""

from dataclasses import dataclass, field
from datetime import time
from zoneinfo import ZoneInfo

from domain.names import modern_tone, tidy
from domain.reminders import ReminderPolicy

PLACEHOLDER_NAME = "Tổ chức của tôi"  # of a first start without settings; it gives way to the first real name
LONGEST_NAME = 300


def is_same_name(one: str, other: str) -> bool:
    """Whether two spellings name one organisation: case, spaces and the place of a tone mark do not count.

    Diacritics do: "Thủy Nguyên" is not "Thụy Nguyên".
    """
    return _compared(one) == _compared(other)


def is_real_name(name: str) -> bool:
    """Whether this names an organisation at all."""
    return bool(tidy(name)) and not is_same_name(name, PLACEHOLDER_NAME)


def _compared(name: str) -> str:
    return modern_tone(tidy(name)).casefold()


@dataclass(frozen=True, slots=True)
class Organisation:
    """One ward or office. `zone` is used only at the edges: inside, instants are UTC.

    `earliest_own` and `latest_own` are the hours that people have chosen for their morning message; they are loaded
    for planning (`services/reminders/plan_digests.py`) and None elsewhere.
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
