"""After the clock was set back: what waits for an instant by the old clock waits no longer than it was meant to."""

from datetime import datetime, time, timedelta

from domain.organisations import Organisation
from domain.reminders import next_sending_time, next_waking_time
from domain.repeats import APART
from services.own_hours import with_own_hours
from services.plan_reminders import DIGEST
from services.record_outcomes import LONGEST_WAIT_SECONDS
from services.working_calendar import load_calendar
from storage.engine.database import Transaction
from storage.waits import shorten_messages, shorten_updates

LONGEST_INBOX_WAIT = timedelta(minutes=5)


def shorten_waits(tx: Transaction, organisation: Organisation, now: datetime) -> int:
    """Bring forward what waits for longer than anything may: the rule needs no memory of what the clock showed before.

    A morning message waits for the next sending time at most, and one that may have arrived for the next morning; other
    news waits for the next waking hour, a retry for five minutes (half an hour when it may have arrived), an update
    that failed for five minutes. A longer `retry_after` of the platform is kept by the pacer, which counts monotonic
    seconds. Gives how many rows were brought forward.
    """
    organisation = with_own_hours(tx, organisation)
    retry, repeat = now + timedelta(seconds=LONGEST_WAIT_SECONDS), now + APART
    zone, policy, today = organisation.zone, organisation.policy, now.astimezone(organisation.zone).date()
    calendar = load_calendar(tx, organisation.id, today, today)
    midnight = datetime.combine(today + timedelta(days=1), time(0), zone)
    morning, next_morning = (
        next_sending_time(at, zone, calendar, policy, organisation.morning_until) for at in (now, midnight)
    )
    waking = next_waking_time(now, zone, policy)
    latest = {
        (True, False): max(morning, retry), (True, True): max(next_morning, repeat),
        (False, False): max(waking, retry), (False, True): max(waking, repeat),
    }  # fmt: skip
    shortened = (
        shorten_messages(tx, organisation.id, at, DIGEST, is_of_kind=is_digest, is_repeat=is_repeat)
        for (is_digest, is_repeat), at in latest.items()
    )
    return sum(shortened) + shorten_updates(tx, organisation.id, now + LONGEST_INBOX_WAIT)
