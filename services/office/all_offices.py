"""What a program asks and does for all organisations of its database together, in one transaction each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.deliveries import Outcome
from domain.evidence import LONGEST_WAIT
from domain.inbox import KEPT_BY_PLATFORM, BotContact
from services.context.notify import tell_receiving_was_down
from services.office.rules_version import rules_version
from storage.across_organisations import (
    check_everything_at_once,
    cursors_of,
    everywhere,
    late_elsewhere,
    release_abandoned_of,
    save_cursors,
    with_anything_queued,
    with_files_to_fetch,
    with_messages,
    with_updates,
)
from storage.engine.database import Database
from storage.leases import settle_delivered
from storage.organisations import lock_organisation
from storage.rules_seen import last_contact, note_rules


@dataclass(frozen=True, slots=True)
class Work:
    """The organisations with updates to handle now, and with messages to send now."""

    to_handle: frozenset[int]
    to_send: frozenset[int]


class AllOffices:
    """All organisations of one database. Plain calls: run them in a thread.

    `owner` names this process in leases of the outbox.
    """

    def __init__(self, database: Database, owner: str) -> None:
        self._everywhere = everywhere(database)
        self._owner = owner

    def look(self, now: datetime) -> Work:
        """Who has something to do now."""
        with self._everywhere.reading() as tx:
            return Work(with_updates(tx, now), with_messages(tx, now))

    def queued(self) -> frozenset[int]:
        """Organisations with a message or an update that waits, due or not."""
        with self._everywhere.reading() as tx:
            return with_anything_queued(tx)

    def to_fetch(self, now: datetime) -> frozenset[int]:
        """Organisations with evidence to fetch now."""
        with self._everywhere.reading() as tx:
            return with_files_to_fetch(tx, now, now + LONGEST_WAIT + timedelta(minutes=1))

    def unserved(self, served: Collection[int], now: datetime) -> list[tuple[str, int]]:
        """Organisations but these whose messages are late, and how many, the most first."""
        with self._everywhere.reading() as tx:
            return late_elsewhere(tx, served, now)

    def release_abandoned(self, now: datetime, organisation_ids: Collection[int]) -> int:
        """Release leases of other senders in these organisations: their messages may have been sent."""
        with self._everywhere.transaction() as tx:
            return release_abandoned_of(tx, organisation_ids, now, self._owner) if organisation_ids else 0

    def record_sent(self, outcomes: Sequence[Outcome], now: datetime) -> None:
        """Store the receipts of messages that were sent, of any organisations."""
        # In the order in which everybody else holds these rows.
        in_order = sorted(outcomes, key=lambda outcome: outcome.outbox_id)
        with self._everywhere.transaction() as tx:
            settle_delivered(tx, in_order, now)

    def check_everything(self) -> int:
        """Check every open task at the next tick."""
        with self._everywhere.transaction() as tx:
            return check_everything_at_once(tx)

    def check_if_rules_changed(self, now: datetime) -> int:
        """As `check_everything`, when the tasks were looked at last by another version of the rules, or by a clock that
        was ahead of this one; returns how many tasks that is.
        """
        with self._everywhere.transaction() as tx:
            heard = last_contact(tx)
            was_ahead = heard is not None and heard > now
            return check_everything_at_once(tx) if note_rules(tx, rules_version()) or was_ahead else 0

    def note_contacts(self, contacts: Sequence[tuple[int, BotContact]]) -> int:
        """Store when the platforms last answered the bots, each of an organisation. After a silence longer than the
        platform keeps messages, every person linked there is told; returns how many.
        """
        if not contacts:
            return 0
        with self._everywhere.transaction() as tx:
            known = cursors_of(tx, [(one.channel, one.bot) for _, one in contacts])
            first = {(one.channel, one.bot): (id_, one) for id_, one in reversed(contacts)}  # a bot may have several
            save_cursors(tx, list(first.values()), known.keys())
            told = 0
            for organisation_id, one in contacts:
                silence, at = one.silence, one.cursor.last_contact_at
                if silence is None:
                    before = known.get((one.channel, one.bot))
                    silence = timedelta(0) if before is None else at - before.last_contact_at
                if silence >= KEPT_BY_PLATFORM:
                    organisation = lock_organisation(tx, organisation_id)
                    told += tell_receiving_was_down(tx, organisation, at - silence, at)
            return told
