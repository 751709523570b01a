"""Keeps what platforms send: updates are stored with the cursor, handed out in fair turns, and retried or parked."""

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.bounds import doubling_wait
from domain.inbox import (
    KEPT_BY_PLATFORM,
    Admission,
    Arrival,
    CursorNow,
    FairTurns,
    InboxRow,
    MessageContext,
    Ticket,
    credited_instant,
)
from domain.messages.chats import CouldNotHandle
from services.commands.answer_messages import recall_chat
from services.context.command_context import CommandContext, Reply, actor_behind
from services.context.notify import tell_receiving_was_down
from services.office.post_answer import post_answer
from storage import inbox
from storage.engine.database import Database, Transaction
from storage.events import has_events_of
from storage.inbox import linked_chats, next_updates, open_codes, waiting_chats
from storage.organisations import lock_organisation

log = logging.getLogger(__name__)


MOST_ATTEMPTS, RETRY_SECONDS, LONGEST_RETRY_SECONDS = 5, 5, 300


class InboxService:
    """The inbox of one organisation; each method is one transaction. Plain calls: run them in a thread.

    Limits for unlinked chats and the turns of chats are kept in memory: one object for all threads of a process.
    """

    def __init__(self, database: Database, organisation_id: int, counted_channels: Iterable[str] = ()) -> None:
        """`counted_channels` have a quota of messages a month."""
        self._database = database.of(organisation_id)
        self._organisation_id = organisation_id
        self._admission = Admission(counted_channels)
        self._turns = FairTurns()

    def cursor(self, channel: str, bot: str) -> CursorNow | None:
        """Where receiving stands for a bot."""
        with self._database.reading() as tx:
            return inbox.load_cursor(tx, channel, bot)

    def receive(
        self, channel: str, bot: str, cursor: CursorNow, arrivals: Sequence[Arrival],
        silence: timedelta | None = None, at: float = 0.0,
    ) -> int:  # fmt: skip
        """Store updates and move the cursor in one transaction, before the platform is told; returns how many were new.

        `silence` is the time without contact by the monotonic clock, so that clock changes do not count; None takes it
        from the cursor. After one longer than the platform keeps messages, every linked person is told. `at` is
        monotonic seconds, for the limits of unlinked chats.
        """
        admitting, now = _Admitting(self._admission, channel, at), cursor.last_contact_at
        try:
            with self._database.transaction() as tx:
                admitted = admitting.admitted(tx, self._organisation_id, arrivals, now)
                before = inbox.load_cursor(tx, channel, bot)
                kept = [_dated(arrival, before, now) for arrival in admitted]
                new = inbox.add_arrivals(tx, self._organisation_id, channel, bot, cursor.epoch, kept, now)
                self._move_cursor(tx, channel, bot, before, cursor, silence)
        except BaseException:  # also a cancelled task: the platform will send these updates again
            admitting.cancel()
            raise
        admitting.report()
        return new

    def waiting(self, now: datetime, limit: int = 50) -> list[InboxRow]:
        """Updates to handle now, in this order: linked people first, long queues in turn. One caller at a time."""
        with self._database.reading() as tx:
            waiting = waiting_chats(tx, self._organisation_id, now, self._admission.linking_chats())
            plan = self._turns.plan(waiting, limit)
            found = next_updates(tx, self._organisation_id, now, plan.chats, limit)
            return self._turns.arrange(plan, found, limit)

    def recall(self, row: InboxRow, back: timedelta, most: int) -> list[tuple[InboxRow, bool]]:
        """Up to `most` updates of the row's chat within `back` before it, oldest first, and whether each was taken."""
        return recall_chat(self._database, self._organisation_id, row, back, most)

    def has_obeyed(self, inbox_ids: Collection[int]) -> bool:
        """True when any of these updates changed something."""
        with self._database.reading() as tx:
            return has_events_of(tx, self._organisation_id, inbox_ids)

    def is_waiting(self, inbox_id: int) -> bool:
        """True while an update is unhandled; a worker may be handling it right now."""
        with self._database.reading() as tx:
            return inbox.is_waiting(tx, inbox_id)

    def set_aside(self, inbox_id: int, until: datetime) -> None:
        """Hide an update until then, because a worker has it; when the worker dies, the update is handled again."""
        with self._database.transaction() as tx:
            inbox.set_aside(tx, inbox_id, until)

    def ignore(self, inbox_id: int, now: datetime, reason: str) -> None:
        """Mark the update as handled without doing anything."""
        with self._database.transaction() as tx:
            inbox.take(tx, inbox_id, now, inbox.IGNORED, reason)

    def fail(
        self, row: InboxRow, origin: MessageContext | None, now: datetime, error: str, most_attempts: int | None = None
    ) -> bool:
        """Count a failed attempt; after several, park the update, tell its sender and return True."""
        later = now + timedelta(seconds=doubling_wait(row.attempts + 1, RETRY_SECONDS, LONGEST_RETRY_SECONDS))
        with self._database.transaction() as tx:
            if inbox.postpone(tx, row.id, later, error) < (most_attempts or MOST_ATTEMPTS):
                return False
            # Parked, not retried for ever: the update must not hold up those of its chat that wait behind it.
            inbox.take(tx, row.id, now, inbox.PARKED, error)
            if origin is not None:
                organisation = lock_organisation(tx, self._organisation_id)
                context = CommandContext(
                    tx, organisation, now, origin, actor_behind(tx, organisation, origin, now), row.id
                )
                post_answer(context, Reply([CouldNotHandle("")]))
            return True

    def _move_cursor(
        self, tx: Transaction, channel: str, bot: str, before: CursorNow | None, cursor: CursorNow,
        silence: timedelta | None,
    ) -> int:  # fmt: skip
        inbox.save_cursor(tx, self._organisation_id, channel, bot, cursor)
        # Against the cursor as it was: compared after it had moved, messages after an outage of a day hid the outage.
        if silence is None:
            silence = timedelta(0) if before is None else cursor.last_contact_at - before.last_contact_at
        if silence < KEPT_BY_PLATFORM:
            return 0
        organisation = lock_organisation(tx, self._organisation_id)
        return tell_receiving_was_down(tx, organisation, cursor.last_contact_at - silence, cursor.last_contact_at)


class _Admitting:
    """Applies the admission limits to the arrivals of one transaction; `at` is monotonic seconds."""

    def __init__(self, admission: Admission, channel: str, at: float) -> None:
        self._admission = admission
        self._channel = channel
        self._at = at
        self._tickets: list[Ticket] = []

    def admitted(
        self, tx: Transaction, organisation_id: int, arrivals: Sequence[Arrival], now: datetime
    ) -> list[Arrival]:
        """The arrivals to store, in order: all of linked chats, of the others as many as the limits allow.

        At most two statements, however many arrivals there are.
        """
        chats = {arrival.chat_id for arrival in arrivals if arrival.unlinked is not None and arrival.chat_id}
        linked = linked_chats(tx, organisation_id, self._channel, chats)
        hashes = {code for arrival in arrivals if arrival.chat_id not in linked for code in _hashes(arrival)}
        codes = open_codes(tx, organisation_id, hashes, now)
        return [
            one
            for arrival in arrivals
            if (one := arrival if arrival.chat_id in linked else self._admitted(arrival, codes)) is not None
        ]

    def cancel(self) -> None:
        """Take the admissions back: the transaction failed, so nothing was stored and nothing counts."""
        self._admission.cancel(self._tickets)

    def report(self) -> None:
        """Log how many updates were turned away, at most once a minute: a flood must not fill the log either."""
        count = self._admission.turned_away(self._at)
        if count:
            log.info("%s updates of unlinked chats not stored", count, extra={"action": "update_rejected"})

    def _admitted(self, arrival: Arrival, codes: frozenset[str]) -> Arrival | None:
        """The arrival as it is stored from an unlinked chat, shortened; None when it is turned away."""
        unlinked = arrival.unlinked
        if unlinked is None:
            return arrival
        # An update that names no chat is limited with all others only: nobody's messages hide behind it.
        chat = (self._channel, arrival.chat_id or f"update {arrival.update_key}")
        has_open_code = not codes.isdisjoint(unlinked.code_hashes)
        ticket = self._admission.admit(chat, unlinked, self._at, has_open_code=has_open_code)
        if ticket is None:
            return None
        self._tickets.append(ticket)
        # A chat with an open code is about to be linked and may paste a whole plan next: its text is kept whole.
        is_shortened = bool(unlinked.payload) and ticket.kind is not None
        return replace(arrival, payload=unlinked.payload) if is_shortened else arrival


def _hashes(arrival: Arrival) -> tuple[str, ...]:
    return arrival.unlinked.code_hashes if arrival.unlinked is not None else ()


def _dated(arrival: Arrival, before: CursorNow | None, now: datetime) -> Arrival:
    """The update with the instant it counts on: the platform's date, bounded by our own clock and cursor."""
    caught_up_at = None if before is None else before.caught_up_at
    return replace(arrival, said_at=credited_instant(arrival.said_at, caught_up_at, now))
