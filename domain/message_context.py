"""Where a command came from: the chat, and the message of ours it answers."""

from dataclasses import dataclass
from datetime import datetime

from domain.evidence import Handed


@dataclass(frozen=True, slots=True)
class MessageContext:
    """The way back to the person: channel and chat, the message replied to, the message whose button was pressed.

    `shows_pictures`: the answer may be a picture; where it may not, only text is said. `takes_files`: files can be sent
    to this chat. `text`: the words as typed;
    `handed`: the picture or file that came with them. `may_be_again`: it may have been answered before a restore.
    `more_handed`: the other pictures of an album, `with_rows` the updates by which these came.
    `said_at` (aware UTC): when it was sent, which is when a report counts; None for a press and what has no date.
    """

    channel: str
    chat_id: str
    reply_to: str | None = None
    pressed_on: str | None = None
    shows_pictures: bool = True
    text: str = ""
    handed: Handed | None = None
    more_handed: tuple[Handed, ...] = ()
    with_rows: tuple[int, ...] = ()
    may_be_again: bool = False
    said_at: datetime | None = None
    takes_files: bool = True

    @property
    def pieces(self) -> tuple[Handed, ...]:
        """All pictures and files that came with the message."""
        return () if self.handed is None else (self.handed, *self.more_handed)
