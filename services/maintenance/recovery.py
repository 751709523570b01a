"""Recovers after a restored backup (queued messages may have been sent since) and after a change of the clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.board_sessions import SessionEnd
from domain.deliveries import REPEATS_APART, NotSent
from domain.history import Event, EventKind
from domain.organisations import Organisation
from domain.reminders import next_sending_time, next_waking_time
from services.context.alert_administrators import ALERT
from services.context.notify import tell_receiving_was_down
from services.context.working_calendar import load_calendar
from services.delivery.record_outcomes import LONGEST_WAIT_SECONDS
from services.reminders.schedule_digests import plan_mornings
from services.reminders.schedule_reminders import DIGEST, with_own_hours
from storage.backups import set_contact
from storage.board_sessions import end_all_sessions
from storage.clock_recovery import shorten_messages, shorten_updates
from storage.engine.database import Transaction
from storage.events import append_event
from storage.invites import end_all_invites
from storage.organisations import note_restored
from storage.outbox import OutboxState, settle
from storage.reminders import forget_planned
from storage.restore_reconcile import (
    Queued,
    mark_as_perhaps_obeyed,
    mark_as_perhaps_sent,
    mark_later_as_perhaps_sent,
    newest_row,
    queued_rows,
)
from storage.walls import end_all_walls

RESTORED = EventKind.DATABASE_RESTORED
LONGEST_INBOX_WAIT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done: messages dropped, messages that will go out once more with a mark, people told of the gap, codes
    that held in the backup and were ended.
    """

    taken_at: datetime
    dropped: int
    perhaps_sent: int
    told: int
    codes: int = 0


def sum_of(settled: Sequence[Settled]) -> Settled:
    """What was done for all organisations of a database, one at least, restored to one instant."""
    return Settled(
        settled[0].taken_at,
        sum(each.dropped for each in settled),
        sum(each.perhaps_sent for each in settled),
        sum(each.told for each in settled),
        sum(each.codes for each in settled),
    )


def settle_restored(
    tx: Transaction, organisation: Organisation, taken_at: datetime, now: datetime, *, was_carried_over: bool = False
) -> Settled:
    """Sends nothing twice without saying so, and forgets nothing; the organisation row must be locked.

    `was_carried_over`: the replaced database told which codes were used and which morning messages went out. Otherwise
    all codes end, because a used one would hold again, and what is due this morning is planned at once, with the mark.
    Morning messages that are sent later today bear the mark too, to everybody whose hour was before the restore.

    A morning message of an earlier day is dropped and its reminders are planned again, so that each person gets at
    most today's one message. Everything else that waited goes out with the mark by which a double is recognised, and so
    does what comes of updates that had been received and not yet obeyed.
    Every linked person is told that what was sent since `taken_at` may be lost. The history keeps all of this.
    """
    today = now.astimezone(organisation.zone).date()
    rows = queued_rows(tx, organisation.id)
    outdated = [row for row in rows if _is_outdated(row, organisation, today)]
    for row in outdated:
        forget_planned(tx, row.id)
        reason = f"{NotSent.RESTORED}: {taken_at:%Y-%m-%d %H:%M} UTC"
        settle(tx, row.id, OutboxState.DROPPED, reason)
    perhaps_sent = mark_as_perhaps_sent(
        tx, organisation.id, next_waking_time(now, organisation.zone, organisation.policy)
    )
    if not was_carried_over:
        note_restored(tx, organisation.id, now)
        perhaps_sent += _plan_morning_marked(tx, organisation, now)
    mark_as_perhaps_obeyed(tx, organisation.id)
    end_all_sessions(tx, organisation.id, now, SessionEnd.RESTORED)  # one ended since the backup would open again
    end_all_walls(tx, organisation.id, now)  # the same
    codes = 0 if was_carried_over else end_all_invites(tx, organisation.id, now)
    told = tell_receiving_was_down(tx, organisation, taken_at, now)
    set_contact(tx, organisation.id, now)
    facts = {"taken_at": taken_at.isoformat(), "dropped": len(outdated), "perhaps_sent": perhaps_sent, "told": told}
    append_event(tx, organisation.id, Event(now, "", RESTORED, facts=facts))
    return Settled(taken_at, len(outdated), perhaps_sent, told, codes)


def _plan_morning_marked(tx: Transaction, organisation: Organisation, now: datetime) -> int:
    """Plan what is due this morning as what may have been sent already; returns how many messages that is."""
    before = newest_row(tx, organisation.id)
    plan_mornings(tx, [organisation], now)
    return mark_later_as_perhaps_sent(tx, organisation.id, before, due_by=now)


def _is_outdated(row: Queued, organisation: Organisation, today: date) -> bool:
    return row.kind == ALERT or (row.kind == DIGEST and row.created_at.astimezone(organisation.zone).date() != today)


def shorten_waits(tx: Transaction, organisation: Organisation, now: datetime) -> int:
    """Bring forward what waits for longer than anything may: the rule needs no memory of what the clock showed before.

    A morning message waits for the next sending time at most, and one that may have arrived for the next morning; other
    news waits for the next waking hour, a retry for five minutes (half an hour when it may have arrived), an update
    that failed for five minutes. A longer `retry_after` of the platform is kept by the pacer, which counts monotonic
    seconds. Returns how many rows were brought forward.
    """
    organisation = with_own_hours(tx, organisation)
    # A repeat keeps its half hour: every message that may have arrived was once brought forward to five minutes.
    retry, repeat = now + timedelta(seconds=LONGEST_WAIT_SECONDS), now + REPEATS_APART
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
