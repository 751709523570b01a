"""When a message of which nobody knows whether it arrived is sent once more: marked, rarely, and not for ever."""

from datetime import datetime, timedelta

MOST_COPIES = 3  # of one message in one day: the first and two marked repeats
APART = timedelta(minutes=30)
ANSWER_FIRST = timedelta(seconds=10)  # somebody is waiting for it with the phone in their hand
LAST_CHANCE = timedelta(hours=1)  # before the end of the day's sending
LAST_MOMENT = timedelta(seconds=90)
LEAST_APART = timedelta(seconds=30)


def next_repeat(failed: int, now: datetime, ends_at: datetime, *, is_answer: bool, is_failing: bool) -> datetime | None:
    """The instant of the next marked repeat after `failed` attempts of unknown outcome today; None: no more today.

    Repeats are half an hour apart; only the first repeat of an answer comes at once. `ends_at` is when today's sending
    ends: a repeat that would miss it is sent just before, so that its reader has it the same day. While the channel
    `is_failing` the last copy is kept for the last hour of the day instead of being spent on a broken line.
    """
    if failed >= MOST_COPIES:
        return None
    if is_answer:
        return now + (ANSWER_FIRST if failed == 1 else APART)
    at = now + APART
    if is_failing and failed == MOST_COPIES - 1:
        at = max(at, ends_at - LAST_CHANCE)
    last_moment = ends_at - LAST_MOMENT
    return last_moment if at >= ends_at and last_moment - now >= LEAST_APART else at
