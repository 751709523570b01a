"""After the clock was set back: what waits for an instant by the old clock waits no longer than it was meant to."""

from datetime import datetime, timedelta

from domain.organisations import Organisation
from domain.reminders import next_sending_time, next_waking_time
from services.own_hours import with_own_hours
from services.plan_reminders import DIGEST
from services.record_outcomes import LONGEST_WAIT_SECONDS
from services.working_calendar import load_calendar
from storage.database import Transaction
from storage.waits import shorten_messages, shorten_updates

LONGEST_INBOX_WAIT = timedelta(minutes=5)


def shorten_waits(tx: Transaction, organisation: Organisation, now: datetime) -> int:
    """Bring forward what waits for longer than anything may: the rule needs no memory of what the clock showed before.

    A morning message waits for the next sending time at most, other news for the next waking hour, a retry for five
    minutes, an update that failed for five minutes. A longer `retry_after` of the platform is kept by the pacer, which
    counts monotonic seconds. Gives how many rows were brought forward.
    """
    organisation = with_own_hours(tx, organisation)
    retry = now + timedelta(seconds=LONGEST_WAIT_SECONDS)
    zone, policy, today = organisation.zone, organisation.policy, now.astimezone(organisation.zone).date()
    calendar = load_calendar(tx, organisation.id, today, today)
    morning = next_sending_time(now, zone, calendar, policy, organisation.morning_until)
    waking = next_waking_time(now, zone, policy)
    return (
        shorten_messages(tx, organisation.id, max(morning, retry), only=DIGEST)
        + shorten_messages(tx, organisation.id, max(waking, retry), but=DIGEST)
        + shorten_updates(tx, organisation.id, now + LONGEST_INBOX_WAIT)
    )
