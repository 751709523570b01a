"""A message on its way out: what the outbox hands to a channel, and what came of it."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from domain.messages import Response


class Priority(IntEnum):
    """Which row goes first when the platform's limit makes them queue; lower goes first."""

    ANSWER = 0
    ESCALATION = 1
    DIGEST = 2
    UNLINKED = 3  # answers to accounts of nobody: whoever floods the bot delays no linked person


@dataclass(frozen=True, slots=True)
class Delivery:
    """One leased outbox row, checked as still wanted an instant ago.

    `attempt` counts from 1. `reference` is a short mark to add at the end of the text when an earlier attempt may
    have arrived, so that a double can be recognised. `edit_message_id` asks to edit that message instead of sending.
    `is_trial`: the one message that may leave while its channel is held back, to find out whether it works again.
    """

    outbox_id: int
    channel: str
    chat_id: str
    person_id: int | None
    responses: tuple[Response, ...]
    language: str
    priority: Priority
    attempt: int
    edit_message_id: str | None = None
    reference: str | None = None
    is_trial: bool = False


class Result(StrEnum):
    """What came of one attempt."""

    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one attempt to deliver.

    SENT: `message_id` and `text` are kept as the receipt. REFUSED: surely not accepted, for `reason`; `permanent` when
    the chat is dead, `rejected` when this message can never be accepted, `retry_after` seconds to wait, `moved_to` the
    chat's new id. UNKNOWN: it may or may not have arrived. HELD: it was not tried, because its channel had failed
    meanwhile. `is_line_down`: not this message but the whole channel was at fault; `is_quota`: because the platform
    has no messages left for this bot this month. `is_secret`: what was said is not kept once it is sent.
    """

    outbox_id: int
    result: Result
    message_id: str | None = None
    text: str | None = None
    reason: str | None = None
    permanent: bool = False
    rejected: bool = False
    retry_after: float | None = None
    moved_to: str | None = None
    is_secret: bool = False
    is_line_down: bool = False
    is_quota: bool = False
