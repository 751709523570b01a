"""Where a command came from: the chat, and the message of ours it answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heard:
    """The way back to the person: channel and chat, the message replied to, the message whose button was pressed."""

    channel: str
    chat_id: str
    reply_to: str | None = None
    pressed_on: str | None = None
