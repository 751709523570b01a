"""One private chat between a person and the bot, and the log of all accepted calls that tests count."""

from collections import deque
from dataclasses import dataclass, field

from sandbox.settings import Phone
from sandbox.shapes import Json

KEPT_MESSAGES = 500
KEPT_ENTRIES = 10_000


@dataclass(slots=True)
class Chat:
    """Messages are Bot API objects by message_id, oldest first; `taken_through` is the last id the bot acknowledged."""

    phone: Phone
    messages: dict[int, Json] = field(default_factory=dict)
    is_blocked: bool = False
    taken_through: int = 0

    def keep(self, message: Json) -> None:
        """Add or replace a message; the oldest beyond the bound are forgotten."""
        self.messages[message["message_id"]] = message
        while len(self.messages) > KEPT_MESSAGES:
            del self.messages[next(iter(self.messages))]


class SentLog:
    """Accepted calls that a person could notice, oldest first."""

    def __init__(self) -> None:
        self.last = 0
        self._entries: deque[Json] = deque(maxlen=KEPT_ENTRIES)

    def add(self, method: str, at: str, facts: Json) -> None:
        """Note one accepted call; `at` is the program's ISO time."""
        self.last += 1
        self._entries.append({"number": self.last, "method": method, "at": at, **facts})

    def after(self, number: int) -> list[Json]:
        """Return the entries with a higher number that are still kept."""
        return [entry for entry in self._entries if entry["number"] > number]
