"""One private chat between a person and the bot, and the log of all accepted calls that tests count."""

from collections import deque
from dataclasses import dataclass, field

from sandbox.settings import Phone
from sandbox.shapes import Json

KEPT_MESSAGES = 500
KEPT_ENTRIES = 10_000
KEPT_PRESSED = 100


@dataclass(slots=True)
class Chat:
    """Messages are Bot API objects by message_id, oldest first; `taken_through` is the last id the bot acknowledged.

    `reply_keyboard`: the keyboard that stands below the text field, with the `message_id` that brought it;
    `forced_reply`: the message that the phone answers with its next text. `reactions`: emoji by message and by who;
    `pressed`: the labels of the buttons that were pressed, the latest last.
    """

    phone: Phone
    messages: dict[int, Json] = field(default_factory=dict)
    is_blocked: bool = False
    taken_through: int = 0
    reply_keyboard: Json | None = None
    forced_reply: Json | None = None
    reactions: dict[int, dict[str, str]] = field(default_factory=dict)
    pressed: list[str] = field(default_factory=list)

    @property
    def reply_interface(self) -> Json:
        """What the lower edge of the phone shows because the bot asked for it."""
        return {"keyboard": self.reply_keyboard, "forced_reply": self.forced_reply}

    def take_reply_interface(self, message_id: int, markup: Json) -> None:
        """Show a keyboard, take it away, or make the next text an answer to this message."""
        if "keyboard" in markup:
            self.reply_keyboard = markup | {"message_id": message_id}
        elif markup.get("remove_keyboard"):
            self.reply_keyboard = None
        elif markup.get("force_reply"):
            self.forced_reply = {"message_id": message_id, "placeholder": markup.get("input_field_placeholder", "")}

    def person_wrote(self) -> None:
        """A message of the person ends what was asked for once."""
        self.forced_reply = None
        if self.reply_keyboard and self.reply_keyboard.get("one_time_keyboard"):
            self.reply_keyboard = None

    def note_press(self, label: str) -> None:
        """Remember a pressed button by its label."""
        self.pressed = [*self.pressed, label][-KEPT_PRESSED:]

    def react(self, message_id: int, who: str, emoji: str) -> None:
        """Put the reaction of "bot" or "person" on a message; "" takes it away."""
        reactions = self.reactions.setdefault(message_id, {})
        reactions.pop(who, None)
        if emoji:
            reactions[who] = emoji

    def keep(self, message: Json) -> None:
        """Add or replace a message; the oldest beyond the bound are forgotten."""
        self.messages[message["message_id"]] = message
        while len(self.messages) > KEPT_MESSAGES:
            oldest = next(iter(self.messages))
            del self.messages[oldest]
            self.reactions.pop(oldest, None)


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
