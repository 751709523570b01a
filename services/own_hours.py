"""The hours that people have chosen for their morning message, as planning needs them."""

from dataclasses import replace
from datetime import datetime, time

from domain.calendars import WorkingCalendar
from domain.organisations import Organisation
from domain.reminders import next_sending_time
from storage.engine.database import Transaction
from storage.person_choices import earliest_and_latest


def with_own_hours(tx: Transaction, organisation: Organisation) -> Organisation:
    """The organisation with the earliest and the latest hour that anybody has chosen."""
    earliest, latest = earliest_and_latest(tx, organisation.id)
    return replace(organisation, earliest_own=earliest, latest_own=latest)


def sending_time_for(
    own: time | None, now: datetime, organisation: Organisation, calendar: WorkingCalendar
) -> datetime:
    """The first instant (UTC) from `now` (aware) on at which a person with this hour may get a morning message."""
    return next_sending_time(now, organisation.zone, calendar, organisation.policy, own)
