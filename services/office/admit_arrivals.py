"""Decides which updates are stored: all of linked chats, of the others as many as admission allows."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.inbox import Admission, Arrival, CursorNow, Ticket, credited_instant
from storage.engine.database import Transaction
from storage.inbox import linked_chats, open_codes

log = logging.getLogger(__name__)


class Admitting:
    """One organisation's admission on one channel, for one transaction; `at` is monotonic seconds."""

    def __init__(self, admission: Admission, channel: str, at: float) -> None:
        self._admission = admission
        self._channel = channel
        self._at = at
        self._tickets: list[Ticket] = []

    def admitted(
        self, tx: Transaction, organisation_id: int, arrivals: Sequence[Arrival], now: datetime
    ) -> list[Arrival]:
        """The arrivals to store, in their order. Two statements at most, whatever the number of arrivals."""
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
        """The transaction failed: nothing was stored, so that nothing counts."""
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
        # Whoever is about to be linked may paste a whole plan next.
        is_shortened = bool(unlinked.payload) and ticket.kind is not None
        return replace(arrival, payload=unlinked.payload) if is_shortened else arrival


def _hashes(arrival: Arrival) -> tuple[str, ...]:
    return arrival.unlinked.code_hashes if arrival.unlinked is not None else ()


def dated(arrival: Arrival, before: CursorNow | None, now: datetime) -> Arrival:
    """The update with the instant on which it counts: what a platform names is bounded by what we know."""
    caught_up_at = None if before is None else before.caught_up_at
    return replace(arrival, said_at=credited_instant(arrival.said_at, caught_up_at, now))
