"""Chat accounts: linking with a code, help, the channel for reminders, moving to another telephone."""

from dataclasses import dataclass
from datetime import datetime

from domain.history import EventKind
from domain.messages import Command, Notice, Refusal, UndoRule
from domain.people import EVERYBODY, MANAGES_PEOPLE


@dataclass(frozen=True, slots=True)
class MakeCode(Command):
    """A one-time code for a person to link a chat account, a first one or a new telephone."""

    canonical = "invite"
    roles = MANAGES_PEOPLE
    place = 440
    undo = UndoRule((EventKind.INVITE_MADE,), "invited")

    name: str = ""


@dataclass(frozen=True, slots=True)
class Start(Command):
    """Link this chat account with a one-time code, or say hello again."""

    canonical = "start"
    undo = UndoRule((EventKind.ACCOUNT_LINKED, EventKind.ACCOUNT_MOVED), "linked")

    code: str | None = None


@dataclass(frozen=True, slots=True)
class ShowHelp(Command):
    """List what this person may do: what is needed most days, or (`is_more`) everything else."""

    canonical = "help"
    roles = EVERYBODY
    place = 580
    undo = None

    is_more: bool = False


@dataclass(frozen=True, slots=True)
class ChooseChannel(Command):
    """On which channel the person wants to be reminded, by the word typed; None asks which it is now."""

    canonical = "channel"
    roles = EVERYBODY
    place = 500
    undo = UndoRule((EventKind.CHANNEL_CHOSEN,))

    name: str | None = None


@dataclass(frozen=True, slots=True)
class CodeMade(Notice):
    """A one-time code in a message that is forwarded as it is to the person it is for; shown once.

    `has_account`: it will replace the account of the same channel. `organisation` is whose system it opens.
    """

    is_secret = True

    name: str
    code: str
    expires_at: datetime
    has_account: bool
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class CodeToForward(Notice):
    """For who asked for a code: the next message is to be forwarded to `name`; see `CodeMade` for `has_account`."""

    name: str
    has_account: bool = False


@dataclass(frozen=True, slots=True)
class AccountMoveAsked(Notice):
    """A code of `name` was typed on the account of `owner`: move it? `mark` names the question, open until then."""

    owner: str
    name: str
    mark: str
    until: datetime


@dataclass(frozen=True, slots=True)
class AccountKept(Notice):
    """The account stays with `owner`; the code of `name` is not used up and holds until `expires_at`."""

    owner: str
    name: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class AccountTaken(Notice):
    """An account of `owner` on a channel is that of `name` now; both the same: a newer account took its place.

    `to`: "owner" (who lost it, where else they are reached), "old" (the chat that was closed) or "above".
    """

    channel: str
    owner: str
    name: str
    to: str


@dataclass(frozen=True, slots=True)
class Welcome(Notice):
    """The account has just been linked, or a linked person said hello again.

    `removes_keyboard`: the chat may still show the keyboard that shares a telephone number.
    """

    name: str
    unit_names: tuple[str, ...]
    roles: tuple[str, ...]
    is_new: bool
    open_count: int
    removes_keyboard: bool = False


@dataclass(frozen=True, slots=True)
class LinkedByPhone(Notice):
    """To coordinators: `name` has linked an account by sharing the telephone number that the list has."""

    name: str
    channel: str


@dataclass(frozen=True, slots=True)
class HelpShown(Notice):
    """What this person may do: canonical command names in the order to show them.

    `has_more`: there are others, shown on request; `is_more`: these are they.
    """

    commands: tuple[str, ...]
    has_more: bool = False
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class ChannelShown(Notice):
    """On which channel this person is reminded (`current`), and all that are linked and alive, by name."""

    current: str
    linked: tuple[str, ...]
    is_changed: bool


@dataclass(frozen=True, slots=True)
class OwnCode(Refusal):
    """Who made a code cannot use it; `name` is whose it is."""

    name: str


@dataclass(frozen=True, slots=True)
class MoveQuestionOver(Refusal):
    """The yes or no about an account's move comes too late, or for a code that holds no longer."""


@dataclass(frozen=True, slots=True)
class Stranger(Refusal):
    """The chat account is not linked to anybody; nothing else is revealed."""


@dataclass(frozen=True, slots=True)
class CodeNotAccepted(Refusal):
    """The code is wrong, used or expired; which of them is not revealed."""


@dataclass(frozen=True, slots=True)
class PhoneNotKnown(Refusal):
    """Nobody can be linked by the shared number.

    `reason`: "none" has it, "several" people have it, or its owner has "linked" another account.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class NotOwnContact(Refusal):
    """The contact shared is somebody else's: it links nobody."""


@dataclass(frozen=True, slots=True)
class TooManyTries(Refusal):
    """Too many wrong codes from this account; the person may try again after `minutes`."""

    minutes: int


@dataclass(frozen=True, slots=True)
class AlreadyLinked(Refusal):
    """This account already belongs to a person and a code for somebody else was typed."""

    name: str


@dataclass(frozen=True, slots=True)
class OnlyForRole(Refusal):
    """The command belongs to other roles; `roles` are role values that may use it."""

    command: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChannelNotLinked(Refusal):
    """The person has no living account on a channel of that name; `linked` are those they have."""

    name: str
    linked: tuple[str, ...]
