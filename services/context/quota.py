"""Counts the messages of a channel with a monthly quota, and warns before it is used up."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from domain.channel_holds_and_quotas import MonthQuota, Room, month_of, own_share, reserve_begins, room
from domain.deliveries import Outcome, Priority, Result
from domain.messages import Notice
from domain.messages.reach import QuotaNear, QuotaSpent
from domain.organisations import Organisation
from domain.people import Role
from domain.reminders import next_waking_time
from storage.channel_holds_and_quotas import add_messages, at_least, channels_of, load_months
from storage.engine.database import Transaction
from storage.outbox import Post, post
from storage.people import Contact, load_contacts

TOLD = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
_SPENT = frozenset({Result.SENT, Result.UNKNOWN})


def count_messages(
    tx: Transaction,
    organisation: Organisation,
    quotas: Sequence[MonthQuota],
    outcomes: Sequence[Outcome],
    now: datetime,
) -> None:
    """Count messages that were, or may have been, accepted; post one notice when the room becomes smaller."""
    spent = [outcome.outbox_id for outcome in outcomes if outcome.result in _SPENT and not outcome.is_along]
    counts = channels_of(tx, spent) if spent and quotas else {}
    for quota in own_share(quotas, organisation.month_quota):
        count = counts.get(quota.channel, 0)
        if count:
            _count(tx, organisation, quota, count, now)


def note_quota_spent(
    tx: Transaction,
    organisation: Organisation,
    quotas: Sequence[MonthQuota],
    outcomes: Sequence[Outcome],
    now: datetime,
) -> None:
    """Take the platform's word that the month's messages are used up, over our own count, and post a notice.

    The rest of the month is kept for answers, as when our own count reaches the reserve.
    """
    refused = [outcome.outbox_id for outcome in outcomes if outcome.is_quota]
    for channel in channels_of(tx, refused) if refused else ():
        month = month_of(now, organisation.zone)
        quota = next((one for one in own_share(quotas, organisation.month_quota) if one.channel == channel), None)
        if quota is not None:
            at_least(tx, organisation.id, quota.channel, quota.bot, month, reserve_begins(quota.limit))
        used = next((m.used for m in load_months(tx, organisation.id, month) if m.channel == channel), 0)
        _tell_all(tx, organisation, QuotaSpent(channel, used), f"quota:{channel}:{month}:spent", channel, now)


def keep_limits(tx: Transaction, organisation: Organisation, quotas: Sequence[MonthQuota], now: datetime) -> None:
    """Store the limit of each counted channel when a month begins or the setting was changed."""
    month = month_of(now, organisation.zone)
    known = {found.channel: found.limit for found in load_months(tx, organisation.id, month)} if quotas else {}
    for quota in own_share(quotas, organisation.month_quota):
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
    response = QuotaNear(quota.channel, used, quota.limit, is_reserved=left is Room.RESERVED)
    key = f"quota:{quota.channel}:{quota.bot}:{month_of(now, organisation.zone)}:{left.value}"
    _tell_all(tx, organisation, response, key, quota.channel, now)


def _tell_all(
    tx: Transaction, organisation: Organisation, response: Notice, key: str, channel: str, now: datetime
) -> None:
    not_before = next_waking_time(now, organisation.zone, organisation.policy)
    for contact in _told(load_contacts(tx, organisation.id), channel):
        row = Post(f"{key}:{contact.id}", "news", Priority.ESCALATION, [response], not_before, person_id=contact.id)
        post(tx, organisation.id, row, now)


def _told(contacts: Iterable[Contact], channel: str) -> list[Contact]:
    """Coordinators and administrators; when all of them have only the channel that runs out, the leaders too."""
    told = [contact for contact in contacts if contact.roles & TOLD]
    if any(set(contact.channels) - {channel} for contact in told):
        return told
    leaders = [c for c in contacts if Role.LEADER in c.roles and set(c.channels) - {channel} and c not in told]
    return [*told, *leaders]
