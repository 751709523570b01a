"""Counts the month's messages of a channel that has only so many, and says in time that they run out."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.deliveries import Outcome, Priority, Result
from domain.notices import QuotaNear
from domain.organisations import Organisation
from domain.people import Role
from domain.quotas import MonthQuota, Room, month_of, room
from domain.reminders import next_waking_time
from storage.channel_months import add_messages, channels_of, load_months
from storage.database import Transaction
from storage.outbox import Post, post
from storage.people import load_contacts

TOLD = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


def count_messages(
    tx: Transaction,
    organisation: Organisation,
    quotas: Sequence[MonthQuota],
    outcomes: Sequence[Outcome],
    now: datetime,
) -> None:
    """Count what was, or may have been, accepted; when less room is left than before, say so once."""
    spent = [outcome.outbox_id for outcome in outcomes if outcome.result is not Result.REFUSED]
    counts = channels_of(tx, spent) if spent and quotas else {}
    for quota in quotas:
        count = counts.get(quota.channel, 0)
        if count:
            _count(tx, organisation, quota, count, now)


def keep_limits(tx: Transaction, organisation: Organisation, quotas: Sequence[MonthQuota], now: datetime) -> None:
    """A month begins, or the setting was changed: what holds from now on."""
    month = month_of(now, organisation.zone)
    known = {found.channel: found.limit for found in load_months(tx, organisation.id, month)} if quotas else {}
    for quota in quotas:
        if known.get(quota.channel) != quota.limit:
            add_messages(tx, organisation.id, quota.channel, quota.bot, month, quota.limit)


def rooms_now(tx: Transaction, organisation: Organisation, now: datetime) -> Mapping[str, Room]:
    """What is left of this month on each channel that is counted; every other has plenty."""
    months = load_months(tx, organisation.id, month_of(now, organisation.zone))
    return {found.channel: room(found.used, found.limit) for found in months}


def _count(tx: Transaction, organisation: Organisation, quota: MonthQuota, count: int, now: datetime) -> None:
    month = month_of(now, organisation.zone)
    used = add_messages(tx, organisation.id, quota.channel, quota.bot, month, quota.limit, count)
    left = room(used, quota.limit)
    if left > room(used - count, quota.limit):
        _tell(tx, organisation, quota, used, left, now)


def _tell(tx: Transaction, organisation: Organisation, quota: MonthQuota, used: int, left: Room, now: datetime) -> None:
    """To coordinators and administrators, once a month and level, in waking hours."""
    saying = QuotaNear(quota.channel, used, quota.limit, is_reserved=left is Room.RESERVED)
    not_before = next_waking_time(now, organisation.zone, organisation.policy)
    key = f"quota:{quota.channel}:{quota.bot}:{month_of(now, organisation.zone)}:{left.value}"
    for contact in load_contacts(tx, organisation.id):
        if contact.roles & TOLD:
            row = Post(f"{key}:{contact.id}", "news", Priority.ESCALATION, [saying], not_before, person_id=contact.id)
            post(tx, organisation.id, row, now)
