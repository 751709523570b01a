"""What people have in their hands: the messages that a phone shows, and what its owner has written and pressed."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Shown:
    """A message of the bot on a phone. `buttons` are what their presses say, `came_as` its text before any edit."""

    at: datetime
    number: str
    text: str
    buttons: list[str] = field(default_factory=list)
    edits: int = 0

    def __post_init__(self) -> None:
        self.came_as = self.text

    @property
    def unmarked(self) -> str:
        """What it came as, without the mark of a possible repeat."""
        head, _, last = self.came_as.rpartition("\n")
        return head if last.startswith("(#") and last.endswith(")") else self.came_as

    @property
    def is_marked(self) -> bool:
        """Whether it said that it may be a repeat."""
        return self.unmarked != self.came_as


@dataclass
class Typed:
    """Something that somebody wrote or pressed: when, by which key the platform names it, and what it said.

    `pressed_on`: the number of the message whose button was pressed; None when it was typed. `message`: by which number
    the platform knows the text, and `changes` the keys of its earlier versions.
    """

    at: datetime
    key: str
    text: str
    pressed_on: str | None = None
    is_passed_on: bool = False
    message: int | None = None
    changes: tuple[str, ...] = ()


@dataclass
class Phone:
    """One chat of one platform. `person` is None for a stranger; `is_new`: not linked when the week begins."""

    platform: str
    chat: str
    person: str | None
    shown: list[Shown] = field(default_factory=list)
    typed: list[Typed] = field(default_factory=list)
    edited: list[datetime] = field(default_factory=list)
    is_blocked: bool = False
    is_new: bool = False
    was_blocked: list[tuple[datetime, bool]] = field(default_factory=list)

    def block(self, at: datetime, *, is_blocked: bool) -> None:
        """Block the bot, or let it write again."""
        self.is_blocked = is_blocked
        self.was_blocked.append((at, is_blocked))

    def newest_with_buttons(self) -> Shown | None:
        """The newest message that has buttons."""
        return next((message for message in reversed(self.shown) if message.buttons), None)
