"""A message on its way out: what the outbox hands to a channel, what came of it, and when it may be repeated."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum

from domain.messages import Response

# "As soon as possible" is a fixed instant long ago and not "now": a clock set back must not make anything wait.
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
BUTTONS = "buttons"  # the kind of a row that only changes the buttons of a message that was sent
MOST_COPIES_A_DAY = 3  # of one message in one day: the first and two marked repeats
REPEATS_APART = timedelta(minutes=30)
ANSWER_FIRST = timedelta(seconds=10)  # somebody is waiting for it with the phone in their hand
LAST_CHANCE = timedelta(hours=1)  # before the end of the day's sending
LAST_MOMENT = timedelta(seconds=90)
LEAST_APART = timedelta(seconds=30)


class Priority(IntEnum):
    """Which row goes first when the platform's limit makes them queue; lower goes first."""

    ANSWER = 0
    ESCALATION = 1
    DIGEST = 2
    UNLINKED = 3  # answers to unlinked accounts: a flood of strangers delays no linked person


@dataclass(frozen=True, slots=True)
class Delivery:
    """One leased outbox row, checked as still wanted an instant ago.

    `attempt` counts from 1. `reference` is a short mark to add at the end of the text when an earlier attempt may
    have arrived, so that a double can be recognised. `edit_message_id` asks to edit that message instead of sending.
    `is_trial`: the one message that may leave while its channel is held back, to find out whether it works again.
    `inbox_id`: the update that brought it about, None for what nobody asked for. `names_organisation`: the chat belongs
    to several organisations on one bot, so the message says in its first line which one writes. `may_join`: a morning
    message that may go as one with those of these other organisations to this chat.
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
    inbox_id: int | None = None
    names_organisation: bool = False
    may_join: tuple[int, ...] = ()


class NotSent(StrEnum):
    """Why a row will not be sent, as stored; a colon and a detail may follow. Wording has a sentence for each."""

    NO_ACCOUNT = "no_account"  # nobody linked, or the bot is blocked
    NO_QUOTA = "no_quota"  # the platform's messages of this month are kept for what is urgent
    TASK_CLOSED = "task_closed"
    NOTHING_LEFT = "nothing_left"
    PEOPLE_REACHED = "people_reached"
    RECIPIENT_AWAY = "recipient_away"
    OTHER_VERSION = "other_version"
    PERHAPS_ARRIVED = "perhaps_arrived"
    FORGOTTEN = "forgotten"
    PLANNED_AGAIN = "planned_again"
    RESTORED = "restored"
    UNDONE = "undone"
    READING_STOPPED = "reading_stopped"
    IN_MORNING_MESSAGE = "in_morning_message"  # the reader's morning message says it


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
    has no messages left for this bot this month. `is_secret`: what was said is not kept once it is sent. `is_along`: it
    went as a part of another organisation's message, which alone counts in the month.
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
    is_along: bool = False


def next_repeat(failed: int, now: datetime, ends_at: datetime, *, is_answer: bool, is_failing: bool) -> datetime | None:
    """The instant of the next marked repeat after `failed` attempts of unknown outcome today; None: no more today.

    Repeats are half an hour apart; only the first repeat of an answer comes at once. `ends_at` is when today's sending
    ends: a repeat that would miss it is sent just before, so that its reader has it the same day. While the channel
    `is_failing` the last copy is kept for the last hour of the day instead of being spent on a broken line.
    """
    if failed >= MOST_COPIES_A_DAY:
        return None
    if is_answer:
        return now + (ANSWER_FIRST if failed == 1 else REPEATS_APART)
    at = now + REPEATS_APART
    if is_failing and failed == MOST_COPIES_A_DAY - 1:
        at = max(at, ends_at - LAST_CHANCE)
    last_moment = ends_at - LAST_MOMENT
    return last_moment if at >= ends_at and last_moment - now >= LEAST_APART else at
