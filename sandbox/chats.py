"""One private chat between a person and the bot: the latest messages, what was read, and whether the bot is blocked."""

from dataclasses import dataclass, field

from sandbox.settings import Phone
from sandbox.shapes import Json

KEPT_MESSAGES = 500


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
