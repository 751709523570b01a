"""Leases messages of the outbox to a sender and records what came of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.channel_holds_and_quotas import ChannelHold, MonthQuota, blocking, is_outdated, shared
from domain.deliveries import Delivery, Outcome
from domain.messages import Response
from services.context.quota import count_messages, note_quota_spent
from services.delivery.deliver import lease_due, lease_morning
from services.delivery.record_outcomes import record_outcomes
from services.delivery.send_parked_again import send_parked_again
from services.maintenance.recovery import shorten_waits
from services.office.shared_chats import SharedChats, named_where_shared
from storage.channel_holds_and_quotas import load_holds, set_holds
from storage.due_checks import is_any_due
from storage.engine.database import Database, Transaction
from storage.leases import NO_BOTS, release_abandoned
from storage.organisations import load_organisation, lock_organisation
from storage.outbox import find_row, release_from_second_program
from storage.parked_messages import ParkedMessage


class DeliveryService:
    """The outbox of one organisation; each method is one transaction. Plain calls: run them in a thread.

    `owner` names this process: rows are leased in its name. `quotas` are channels with a quota of messages a month,
    `bots` what each channel is sent on by.
    """

    def __init__(
        self,
        database: Database,
        organisation_id: int,
        owner: str,
        quotas: Sequence[MonthQuota] = (),
        bots: Mapping[str, str] = NO_BOTS,
    ) -> None:
        self._database = database.of(organisation_id)
        self._organisation_id = organisation_id
        self._owner = owner
        self._quotas, self._bots = quotas, bots
        self._kept_holds: list[ChannelHold] | None = None
        self._shared: dict[str, SharedChats] = {}

    def share(self, channel: str, chats: SharedChats) -> None:
        """From now on the bot of this channel is one that other organisations use, too."""
        self._shared[channel] = chats

    def lease(
        self, now: datetime, limit: int, out: Collection[str] = (), holds: Sequence[ChannelHold] = ()
    ) -> list[Delivery]:
        """Lease up to `limit` messages to send now; people are reached on another channel than those `out`."""
        return self.exchange((), now, limit, out, holds)

    def lease_morning(self, now: datetime, channel: str, chat_id: str) -> list[Delivery] | None:
        """Lease the morning message to a chat if it may go now for the first time; else nothing.

        None when there is none yet, and something of this organisation is due to be planned at this moment.
        """
        with self._database.transaction() as tx:
            organisation = load_organisation(tx, self._organisation_id)
            if any(hold.channel == channel for hold in self._holds_in(tx)):
                return []
            deliveries = lease_morning(tx, organisation, now, self._owner, (channel, chat_id), self._bots)
            if not deliveries and is_any_due(tx, organisation.id, now):
                return None
        return named_where_shared(deliveries, self._shared, self._organisation_id)

    def record(self, outcomes: Sequence[Outcome], now: datetime, holds: Sequence[ChannelHold] = ()) -> None:
        """Record what came of sending."""
        self.exchange(outcomes, now, 0, (), holds)

    def exchange(
        self,
        outcomes: Sequence[Outcome],
        now: datetime,
        limit: int,
        out: Collection[str] = (),
        holds: Sequence[ChannelHold] = (),
    ) -> list[Delivery]:
        """Record outcomes and lease up to `limit` messages: one transaction instead of two.

        The `holds` of this process are stored with it, so that other processes and `/health` know them.
        """
        with self._database.transaction() as tx:
            # Recording and leasing follow each other anyway: together they halve the commits of a long queue.
            organisation = load_organisation(tx, self._organisation_id)
            is_new = is_outdated(self._holds_in(tx), holds, now)
            if is_new:
                for channel in shared(self._holds_in(tx)) - shared(holds):
                    release_from_second_program(tx, organisation.id, channel, now)
                set_holds(tx, organisation.id, holds)
            if outcomes:
                record_outcomes(tx, organisation, outcomes, now, {hold.channel for hold in blocking(holds)})
                if self._quotas:
                    count_messages(tx, organisation, self._quotas, outcomes, now)
                if any(outcome.is_quota for outcome in outcomes):
                    note_quota_spent(tx, organisation, self._quotas, outcomes, now)
            deliveries = lease_due(tx, organisation, now, self._owner, limit, out, holds, self._bots) if limit else []
        if is_new:
            self._kept_holds = list(holds)
        return named_where_shared(deliveries, self._shared, self._organisation_id)

    def _holds_in(self, tx: Transaction) -> list[ChannelHold]:
        if self._kept_holds is None:
            self._kept_holds = load_holds(tx, self._organisation_id)
        return self._kept_holds

    def holds(self) -> list[ChannelHold]:
        """The channel holds as a program stored them last."""
        with self._database.reading() as tx:
            return load_holds(tx, self._organisation_id)

    def said(self, outbox_id: int) -> tuple[Response, ...]:
        """The responses in a message of this organisation; empty when it does not exist or cannot be read."""
        with self._database.reading() as tx:
            row = find_row(tx, outbox_id, self._organisation_id)
            return row.responses if row is not None and row.unreadable is None else ()

    def send_parked_again(self, now: datetime, *, is_forgotten: bool = False) -> list[ParkedMessage]:
        """Queue parked messages again, or drop them for good; returns those messages."""
        with self._database.transaction() as tx:
            return send_parked_again(tx, lock_organisation(tx, self._organisation_id), now, is_forgotten=is_forgotten)

    def release_abandoned(self, now: datetime, in_flight: Collection[int] = ()) -> int:
        """Release expired leases of dead senders, whose messages may have been sent; keep those `in_flight` here."""
        with self._database.transaction() as tx:
            return release_abandoned(tx, self._organisation_id, now, self._owner, in_flight)

    def shorten_waits(self, now: datetime, in_flight: Collection[int] = ()) -> int:
        """Recover after a clock change: shorten waits that are too long, and release leases that nobody holds.

        `in_flight` are the messages that this process is sending. Returns how many rows changed.
        """
        with self._database.transaction() as tx:
            organisation = lock_organisation(tx, self._organisation_id)
            found = release_abandoned(tx, organisation.id, now, self._owner, in_flight)
            return found + shorten_waits(tx, organisation, now)
