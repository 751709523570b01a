"""What is told about messages that are not plain text of their sender: facts only."""

from dataclasses import dataclass
from enum import StrEnum


class Content(StrEnum):
    """What a message is when it is neither text nor something that can be handed in."""

    VOICE = "voice"
    ROUND_VIDEO = "video_note"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    POLL = "poll"
    UNSUPPORTED = "unsupported"
    GROUP = "group"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class NotText:
    """Nothing is done with what was sent; what to do instead. `content` is a `Content` value."""

    content: str


@dataclass(frozen=True, slots=True)
class CourtesyAnswered:
    """A word of thanks or politeness, and nothing else."""


@dataclass(frozen=True, slots=True)
class ForwardAsked:
    """What was forwarded or quoted does nothing. `author` may be "" (unknown).

    `typed`: the command in it, as the person may type it; "" when there is none.
    """

    author: str
    typed: str
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class EditTooLate:
    """A message was changed after it had been obeyed: what was done stays."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """So many pictures or files of the message were kept for the task; `kind` is an EvidenceKind value.

    `waiting` of them are still to be fetched, `too_large` of them will stay a reference on their channel.
    """

    count: int
    kind: str
    waiting: int = 0
    too_large: int = 0


@dataclass(frozen=True, slots=True)
class HandedInVain:
    """A picture or file came with words that do not hand it in: it was not kept."""

    kind: str


@dataclass(frozen=True, slots=True)
class GroupCodeEnded:
    """An invitation code was typed where others read it: it is used up."""


MessageNotice = NotText | CourtesyAnswered | ForwardAsked | EditTooLate | HandedIn | HandedInVain | GroupCodeEnded
