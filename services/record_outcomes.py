"""Writes down what came of sending: kept as sent, tried again later, moved, parked or given up."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.deliveries import Outcome, Result
from domain.instants import AT_ONCE
from domain.organisations import Organisation
from services.plan_reminders import DIGEST
from storage import outbox
from storage.accounts import living_accounts, move_chat, set_alive
from storage.database import Transaction
from storage.outbox import OutboxRow, OutboxState
from storage.receipts import settle_delivered
from storage.reminders import forget_planned

ANSWER = "answer"
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 300
MOST_UNKNOWN_DIGESTS = 2


def record_outcomes(tx: Transaction, organisation: Organisation, outcomes: Iterable[Outcome], now: datetime) -> None:
    """Write down what came of these attempts, and what follows from each."""
    outcomes = sorted(outcomes, key=lambda outcome: outcome.outbox_id)  # as planning does: rows are held in one order
    settle_delivered(tx, [outcome for outcome in outcomes if outcome.result is Result.SENT], now)
    for outcome in outcomes:
        row = None if outcome.result is Result.SENT else outbox.find_row(tx, outcome.outbox_id)
        if row is not None and row.channel is not None and row.chat_id is not None:
            _record_apart(tx, organisation, row, outcome, now)


def _record_apart(tx: Transaction, organisation: Organisation, row: OutboxRow, outcome: Outcome, now: datetime) -> None:
    """An outcome that cannot be recorded costs only its own message, which waits for another attempt."""
    try:
        with tx.begin_nested():
            _record_unsent(tx, organisation, row, outcome, now)
    except Exception as error:
        _record_unknown(tx, row, Outcome(row.id, Result.UNKNOWN, reason=f"{type(error).__name__}: {error}"), now)


def _record_unsent(
    tx: Transaction, organisation: Organisation, row: OutboxRow, outcome: Outcome, now: datetime
) -> None:
    if outcome.result is Result.UNKNOWN:
        _record_unknown(tx, row, outcome, now)
    else:
        _record_refused(tx, organisation, row, outcome, now)


def _record_unknown(tx: Transaction, row: OutboxRow, outcome: Outcome, now: datetime) -> None:
    """Try again with a reference; a digest that may have arrived twice already is left to a person."""
    if row.kind == DIGEST and row.unknowns + 1 >= MOST_UNKNOWN_DIGESTS:
        outbox.settle(tx, row.id, OutboxState.PARKED, f"không rõ đã đến nơi chưa: {outcome.reason}")
        return
    outbox.postpone(tx, row.id, _wait(now, row.attempts), outcome.reason, is_unknown=True)


def _record_refused(
    tx: Transaction, organisation: Organisation, row: OutboxRow, outcome: Outcome, now: datetime
) -> None:
    address = (row.channel or "", row.chat_id or "")
    if outcome.moved_to is not None:
        move_chat(tx, organisation.id, *address, outcome.moved_to)
        outbox.redirect(tx, organisation.id, *address, outcome.moved_to)
        outbox.postpone(tx, row.id, now, outcome.reason)
    elif outcome.permanent:
        set_alive(tx, organisation.id, *address, now, dead_reason=(outcome.reason or "")[:300])
        if row.kind != ANSWER and any(person == row.person_id for person, *_ in living_accounts(tx, organisation.id)):
            outbox.postpone(tx, row.id, AT_ONCE, outcome.reason)  # there is another way to reach this person
        else:
            give_up(tx, row, outcome.reason or "")
    elif outcome.rejected:
        outbox.settle(tx, row.id, OutboxState.PARKED, outcome.reason)
    elif outcome.retry_after is not None:
        until = now + timedelta(seconds=outcome.retry_after)
        outbox.postpone(tx, row.id, until, outcome.reason)
        outbox.hold_chat(tx, organisation.id, address, until)
    else:
        outbox.postpone(tx, row.id, _wait(now, row.attempts), outcome.reason)


def give_up(tx: Transaction, row: OutboxRow, reason: str) -> None:
    """Park what nobody can be reached with; its reminders count as not told and come due again when somebody can."""
    outbox.settle(tx, row.id, OutboxState.PARKED, reason)
    if row.unknowns == 0:
        forget_planned(tx, row.id)


def _wait(now: datetime, attempts: int) -> datetime:
    """Longer after each attempt, up to five minutes; dondoc never gives up on a message by itself."""
    seconds = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(attempts, 10))
    return now + timedelta(seconds=seconds)
