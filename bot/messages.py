"""Types between conversation and platforms: incoming messages, attachments, and the ways a send can fail."""

from dataclasses import dataclass, field
from enum import StrEnum

from domain.bounds import LONGEST_CHAT_WAIT, SHORTEST_WAIT, wait_seconds
from domain.messages.pressed import Keyboard


class Kind(StrEnum):
    """What came in."""

    TEXT = "text"
    PRESS = "press"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    FILE = "file"
    PHOTO = "photo"
    MEDIA = "media"  # a video, a voice, an audio file: it can be handed in, and is never a plan
    REACTION = "reaction"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file somebody sent: how the platform calls it, its own name, its size in bytes when the platform says so.

    `kind` is an EvidenceKind value for what is neither a picture nor a document.
    """

    file_id: str
    name: str
    size: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One action of a person in a chat, on any platform.

    `text` is what was typed, or the `typed` of the button pressed. `reply_to` is the platform's id of our message
    that was replied to; `pressed_on` that of our message whose button was pressed,
    and `keyboard` all its buttons. `is_private`: the sender's own
    private chat; `is_group`: one of several people. `is_own_contact`: the sender shared their own telephone number,
    `phone`. `content`: a `Content` value for what is no text and cannot be handed in. `album`: what pictures sent
    together have in common. `is_edit`: the message was changed after it had been sent. `is_forwarded`: it is
    another one, or (`is_quote`) quotes it; `forwarded_from` ("": unknown) wrote that. A REACTION's text is "👍" for
    a yes, else "".
    """

    kind: Kind
    chat_id: str
    account_id: str
    sender_name: str
    text: str = ""
    reply_to: str | None = None
    pressed_on: str | None = None
    callback_id: str | None = None
    is_private: bool = True
    is_group: bool = False
    attachment: Attachment | None = None
    is_own_contact: bool = False
    phone: str = ""
    content: str = ""
    album: str | None = None
    is_edit: bool = False
    is_forwarded: bool = False
    is_quote: bool = False
    forwarded_from: str = ""
    message_id: str | None = field(default=None, compare=False)
    keyboard: Keyboard = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform accepted the message under this id."""

    message_id: str


class DeliveryFailed(Exception):
    """The platform surely did not accept the message.

    `permanent`: this chat can never be reached again (blocked, deleted): the link is dead.
    `rejected`: this message will never be accepted (malformed); the chat itself works.
    `retry_after`: seconds to wait, at most an hour; `is_token_wide` when the whole bot must wait and
    not only this chat, `is_quota` because the platform has no messages left for it this month.
    `moved_to`: the chat has a new id.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        rejected: bool = False,
        retry_after: float | None = None,
        is_token_wide: bool = False,
        is_quota: bool = False,
        moved_to: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.rejected = rejected
        self.retry_after = None if retry_after is None else _bounded(retry_after)
        self.is_token_wide = is_token_wide
        self.is_quota = is_quota
        self.moved_to = moved_to


class DeliveryUnknown(Exception):
    """The platform may or may not have accepted the message (read timeout, broken connection, server error)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FetchFailed(Exception):
    """A file could not be fetched. `trouble` is set when trying again can never help: "too_large", "not_fetched"."""

    def __init__(self, reason: str, *, trouble: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.trouble = trouble


def _bounded(seconds: float) -> float:
    return wait_seconds(seconds, usual=SHORTEST_WAIT, longest=LONGEST_CHAT_WAIT)
