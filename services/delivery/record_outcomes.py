"""Records what came of sending outbox rows: receipts, repeats, chats that are gone."""

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta

from domain.bounds import doubling_wait
from domain.deliveries import AT_ONCE, BUTTONS, NotSent, Outcome, Result, next_repeat
from domain.organisations import Organisation
from services.reminders.schedule_reminders import DIGEST
from storage import outbox
from storage.accounts import living_accounts, move_chat, set_alive
from storage.engine.database import Transaction
from storage.leases import settle_delivered
from storage.outbox import OutboxRow, OutboxState, ParkedFor
from storage.reminders import forget_planned

ANSWER = "answer"
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 300
MOST_BUTTON_TRIES = 5


def record_outcomes(
    tx: Transaction,
    organisation: Organisation,
    outcomes: Iterable[Outcome],
    now: datetime,
    held: Collection[str] = (),
) -> None:
    """Write down what came of these attempts, and what follows from each; `held` are channels that fail as a whole."""
    outcomes = sorted(outcomes, key=lambda outcome: outcome.outbox_id)  # as planning does: rows are held in one order
    settle_delivered(tx, [outcome for outcome in outcomes if outcome.result is Result.SENT], now)
    for outcome in outcomes:
        row = None if outcome.result is Result.SENT else outbox.find_row(tx, outcome.outbox_id)
        if row is not None and row.channel is not None and row.chat_id is not None:
            _record_apart(tx, organisation, row, outcome, now, held)


def _record_apart(
    tx: Transaction, organisation: Organisation, row: OutboxRow, outcome: Outcome, now: datetime, held: Collection[str]
) -> None:
    """Record an outcome in a savepoint: when that fails, only its own message is affected and retried."""
    try:
        # Without it one IntegrityError rolled back the outcomes of a whole window, and all its messages were sent
        # again.
        with tx.begin_nested():
            _record_unsent(tx, organisation, row, outcome, now, held)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is kept as the reason of this message
        unknown = Outcome(row.id, Result.UNKNOWN, reason=f"{type(error).__name__}: {error}")
        _record_unknown(tx, organisation, row, unknown, now, held)


def _record_unsent(
    tx: Transaction, organisation: Organisation, row: OutboxRow, outcome: Outcome, now: datetime, held: Collection[str]
) -> None:
    if _is_left(row, outcome):
        outbox.settle(tx, row.id, OutboxState.DROPPED, outcome.reason)  # nothing is lost: the old buttons stay, safely
    elif row.kind == BUTTONS and outcome.result is Result.UNKNOWN:
        outbox.postpone(tx, row.id, _wait(now, row.attempts), outcome.reason)  # an edit made twice is made once
    elif outcome.result is Result.UNKNOWN:
        _record_unknown(tx, organisation, row, outcome, now, held)
    elif outcome.result is Result.HELD:
        outbox.give_back(tx, row.id, row.channel or "")
    else:
        _record_refused(tx, organisation, row, outcome, now)


def _record_unknown(
    tx: Transaction, organisation: Organisation, row: OutboxRow, outcome: Outcome, now: datetime, held: Collection[str]
) -> None:
    """Try again with a mark, half an hour later and at most twice a day; then it comes with the next morning's message.

    Only a morning message can wait for the next one; anything else is left to a person, with an alarm.
    """
    # By time and not by attempts: an outage is as long as it is, and a number of attempts says nothing about time.
    repeats = row.repeats + 1
    is_answer, is_failing = row.kind == ANSWER, row.channel in held
    ends_at = _end_of_day(organisation, row, now)
    again_at = next_repeat(repeats, now, ends_at, is_answer=is_answer, is_failing=is_failing)
    if again_at is None:
        _give_up_for_today(tx, organisation, row, now, outcome.reason or "")
    else:
        outbox.postpone(tx, row.id, again_at, outcome.reason, repeats=repeats)


def _is_left(row: OutboxRow, outcome: Outcome) -> bool:
    is_tried_enough = row.attempts >= MOST_BUTTON_TRIES and outcome.result is not Result.HELD
    return row.kind == BUTTONS and (outcome.permanent or outcome.rejected or is_tried_enough)


def _give_up_for_today(tx: Transaction, organisation: Organisation, row: OutboxRow, now: datetime, reason: str) -> None:
    """End the repeats of a day: a morning message waits for the next morning with its mark, others are parked."""
    if row.kind == DIGEST:
        midnight = datetime.combine(now.astimezone(organisation.zone).date() + timedelta(days=1), time(0))
        outbox.postpone(tx, row.id, midnight.replace(tzinfo=organisation.zone), reason, repeats=1)
    else:
        outbox.settle(tx, row.id, OutboxState.PARKED, f"{NotSent.PERHAPS_ARRIVED}: {reason}", ParkedFor.UNCONFIRMED)


def _end_of_day(organisation: Organisation, row: OutboxRow, now: datetime) -> datetime:
    policy, local = organisation.policy, now.astimezone(organisation.zone)
    ends = policy.quiet_from if row.kind == DIGEST else policy.waking_until
    return datetime.combine(local.date(), ends, organisation.zone).astimezone(now.tzinfo)


def _record_refused(
    tx: Transaction, organisation: Organisation, row: OutboxRow, outcome: Outcome, now: datetime
) -> None:
    address = (row.channel or "", row.chat_id or "")
    if outcome.moved_to is not None:
        move_chat(tx, organisation.id, *address, outcome.moved_to)
        outbox.redirect(tx, organisation.id, *address, outcome.moved_to)
        outbox.postpone(tx, row.id, now, outcome.reason)
    elif outcome.permanent:
        _record_dead_chat(tx, organisation, row, outcome, now)
    elif outcome.rejected:
        outbox.settle(tx, row.id, OutboxState.PARKED, outcome.reason, ParkedFor.REJECTED)
        forget_planned(tx, row.id)
    elif outcome.is_line_down:
        outbox.hold(tx, [row.id], address[0], outcome.reason)
    elif outcome.retry_after is not None:
        until = now + timedelta(seconds=outcome.retry_after)
        outbox.postpone(tx, row.id, until, outcome.reason)
        outbox.hold_chat(tx, organisation.id, address, until)
    else:
        outbox.postpone(tx, row.id, _wait(now, row.attempts), outcome.reason)


def _record_dead_chat(
    tx: Transaction, organisation: Organisation, row: OutboxRow, outcome: Outcome, now: datetime
) -> None:
    address = (row.channel or "", row.chat_id or "")
    set_alive(tx, organisation.id, *address, now, dead_reason=(outcome.reason or "")[:300])
    if row.kind != ANSWER and any(person == row.person_id for person, *_ in living_accounts(tx, organisation.id)):
        outbox.postpone(tx, row.id, AT_ONCE, outcome.reason)  # there is another way to reach this person
    else:
        give_up(tx, row, outcome.reason or "")


def give_up(tx: Transaction, row: OutboxRow, reason: str) -> None:
    """Park a row whose person has no living account; its reminders come due again once there is one."""
    # Reminders that reached nobody (the bot was blocked) were counted as told, and nobody heard of them again.
    outbox.settle(tx, row.id, OutboxState.PARKED, reason, ParkedFor.UNREACHABLE)
    forget_planned(tx, row.id)


def _wait(now: datetime, attempts: int) -> datetime:
    """Longer after each attempt, up to five minutes; dondoc never gives up on a message by itself."""
    return now + timedelta(seconds=doubling_wait(attempts + 1, FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS))
