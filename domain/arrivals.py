"""What came in from a platform, before it is understood."""

from dataclasses import dataclass
from datetime import datetime

from domain.admission import UnlinkedUpdate
from domain.instants import AT_ONCE


@dataclass(frozen=True, slots=True)
class Arrival:
    """One raw update as it came: its key on the platform, its chat (None if unknown) and its JSON text.

    `not_before` (aware UTC): what may have overtaken an earlier one of its chat waits so long for it. `unlinked`: what
    it is when its chat is linked to nobody; None is always stored. `said_at` (aware UTC): when it was sent, as the
    platform dates it; None for what has no date, such as a press.
    """

    update_key: str
    chat_id: str | None
    payload: str
    not_before: datetime = AT_ONCE
    unlinked: UnlinkedUpdate | None = None
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A stored update that waits to be handled.

    `may_be_again`: it waited in a backup that was restored, so that it may have been obeyed and answered since.
    `said_at`: the instant on which it counts; None when it is not dated.
    """

    id: int
    channel: str
    chat_id: str | None
    payload: str
    attempts: int
    received_at: datetime
    may_be_again: bool = False
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CursorNow:
    """Where receiving stands for one bot: what to ask for next, and when the platform last answered (aware UTC).

    `caught_up_at`: the last answer that left nothing waiting there; None when that is not known, or did not change.
    """

    epoch: int
    next_offset: int
    last_contact_at: datetime
    caught_up_at: datetime | None = None
