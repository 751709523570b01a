"""Getting into the board: its link and its code, leaving it, and what is refused there."""

from dataclasses import dataclass

from domain.messages import Command, Notice, Refusal
from domain.people import EVERYBODY


@dataclass(frozen=True, slots=True)
class OpenBoard(Command):
    """Ask for a link to the board."""

    canonical = "board"
    roles = EVERYBODY
    place = 590
    undo = None


@dataclass(frozen=True, slots=True)
class LeaveBoard(Command):
    """End every session of the person on the board."""

    canonical = "logout"
    roles = EVERYBODY
    place = 600
    undo = None


@dataclass(frozen=True, slots=True)
class BoardLinkMade(Notice):
    """A one-time link to the board and the code that does the same; both are valid for `minutes`.

    `path` stands behind the address at which the board is reached from outside, which wording knows.
    """

    is_secret = True

    path: str
    code: str
    minutes: int
    name: str


@dataclass(frozen=True, slots=True)
class BoardLinkPrinted(Notice):
    """To the person: a link that opens the board in their name was made at the machine."""


@dataclass(frozen=True, slots=True)
class BoardLeft(Notice):
    """How many sessions were open and are ended now."""

    sessions: int


@dataclass(frozen=True, slots=True)
class SessionOver(Refusal):
    """What was pressed on a page came in a session that has ended: nothing was done."""


@dataclass(frozen=True, slots=True)
class OnlyInChat(Refusal):
    """Accounts are linked, and links asked for, where the messages come, not on a page."""
