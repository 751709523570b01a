"""Keeps what platforms send: updates are stored with the cursor, handed out in fair turns, and retried or parked."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from domain.bounds import doubling_wait
from domain.inbox import (
    KEPT_BY_PLATFORM,
    Admission,
    Arrival,
    Chat,
    CursorNow,
    FairTurns,
    InboxRow,
    MessageContext,
)
from domain.messages.chats import CouldNotHandle
from services.commands.answer_messages import recall_chat
from services.context.command_context import CommandContext, Reply, actor_behind
from services.context.notify import tell_receiving_was_down
from services.office.admitting import Admitting, asked_chats, asked_hashes, dated
from services.office.post_answer import post_answer
from storage import inbox
from storage.engine.database import Database, Transaction
from storage.events import has_events_of
from storage.inbox import linked_chats, next_updates, open_codes, waiting_chats
from storage.organisations import lock_organisation

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
        self._shared: list[Admission] = []  # of bots that other organisations use, too
        self._turns = FairTurns()

    def share(self, admission: Admission) -> None:
        """From now on a bot of this organisation receives for several, and limits unlinked chats by `admission`."""
        self._shared.append(admission)

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
        admitting, now = Admitting(self._admission, channel, at), cursor.last_contact_at
        try:
            with self._database.transaction() as tx:
                linked = linked_chats(tx, self._organisation_id, channel, asked_chats(arrivals))
                codes = open_codes(tx, self._organisation_id, asked_hashes(arrivals, linked), now)
                before = inbox.load_cursor(tx, channel, bot)
                kept = [dated(arrival, before, now) for arrival in admitting.admitted(arrivals, linked, codes)]
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
            linking = frozenset[Chat]().union(*(one.linking_chats() for one in (self._admission, *self._shared)))
            waiting = waiting_chats(tx, self._organisation_id, now, linking)
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
