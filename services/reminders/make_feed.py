"""A person's deadlines for a calendar program: as a file, and as a feed whose address nobody can guess."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from domain.history import EventKind
from domain.inbox import MessageContext
from domain.messages.settings import CalendarFile, FeedEntry
from domain.organisations import Organisation
from domain.people import SEES_ALL, Role
from domain.tasks import State
from services.context.command_context import CommandContext
from services.context.record_change import record
from storage.engine.database import Transaction
from storage.people import FeedOwner, feed_owner, set_feed_key_hash
from storage.tasks import TaskNow, load_tasks
from storage.units import with_groups

KEY_BYTES = 32
KEPT_DAYS = 90  # what is closed stays that long, so that calendars hear of it
MOST_ENTRIES = 500
PATH = "/calendar"
_KEY = re.compile(r"(?P<person>\d{1,9})-[\w-]{43}", re.ASCII)


def calendar_file(context: CommandContext, *, renew: bool) -> CalendarFile:
    """The person's deadlines as of now; with the path of the feed when it is new: only its hash is kept.

    `renew` ends the address there was.
    """
    person_id = context.person.person_id
    owner = feed_owner(context.tx, context.organisation.id, person_id)
    path = ""
    if owner is None or owner.key_hash is None or renew:
        key = f"{person_id}-{secrets.token_urlsafe(KEY_BYTES)}"
        set_feed_key_hash(context.tx, person_id, hash_key(key))
        record(context, EventKind.FEED_RENEWED, None, {})
        path = f"{PATH}/{key}.ics"
    entries = _entries(context, context.person.unit_ids, context.person.roles)
    return CalendarFile(context.person.name, context.now, entries, path, is_new=renew, has_feed=True)


def hash_key(key: str) -> str:
    """What is kept of a key: with 256 bits of chance in it, nobody finds the key by trying."""
    return hashlib.sha256(key.encode()).hexdigest()


def feed_of(tx: Transaction, organisation: Organisation, key: str, now: datetime) -> tuple[CalendarFile, str] | None:
    """The deadlines behind the secret `key` of an address, and their reader's language; None for any other key.

    A person is found by the number that the key begins with; the hashes are compared in constant time.
    """
    match = _KEY.fullmatch(key)
    owner = feed_owner(tx, organisation.id, int(match["person"])) if match else None
    if not hmac.compare_digest(hash_key(key), _kept(owner)) or owner is None:
        return None
    context = CommandContext(tx, organisation, now, MessageContext("", ""))
    entries = _entries(context, owner.unit_ids, owner.roles)
    return CalendarFile(owner.name, now, entries, f"{PATH}/{key}.ics", is_new=False), owner.language


def _kept(owner: FeedOwner | None) -> str:
    return owner.key_hash if owner and owner.key_hash else "-" * 64


def _entries(context: CommandContext, unit_ids: Collection[int], roles: Collection[Role]) -> tuple[FeedEntry, ...]:
    """The tasks of the person's units; who sees all and belongs to no unit gets all. The nearest deadlines first."""
    mine = with_groups(context.tx, unit_ids)
    everything = not unit_ids and bool(SEES_ALL & set(roles))
    since = context.today - timedelta(days=KEPT_DAYS)
    found = [
        _entry(context, each)
        for each in load_tasks(context.tx, context.organisation.id)
        if each.occurrence.last_day is not None
        and (each.occurrence.state in {State.OPEN, State.REPORTED} or each.occurrence.last_day >= since)
        and (everything or any(part.unit_id in mine for part in each.task.responsibilities))
    ]
    nearest = sorted(found, key=lambda entry: abs((entry.day - context.today).days))[:MOST_ENTRIES]
    return tuple(sorted(nearest, key=lambda entry: (entry.day, entry.number)))


def _entry(context: CommandContext, found: TaskNow) -> FeedEntry:
    """A cancelled deadline is one change more than the last: calendars take only a growing sequence for news."""
    task, occurrence = found.task, found.occurrence
    day, is_cancelled = occurrence.last_day or context.today, occurrence.state is State.CANCELLED
    at = occurrence.at_time and datetime.combine(day, occurrence.at_time, context.organisation.zone).astimezone(UTC)
    return FeedEntry(
        uid=f"{occurrence.id}@{context.organisation.id}.dondoc",
        sequence=occurrence.deadline_version + is_cancelled,
        number=task.number,
        title=task.title,
        wording=task.deadline.wording,
        day=day,
        at=at or None,
        state=occurrence.state.value,
    )
