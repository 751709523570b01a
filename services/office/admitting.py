"""Which updates of chats that nobody is linked in are stored, and the instant on which an update counts."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from domain.inbox import Admission, Arrival, CursorNow, Ticket, credited_instant

log = logging.getLogger(__name__)


class Admitting:
    """Applies the admission limits to the arrivals of one transaction; `at` is monotonic seconds."""

    def __init__(self, admission: Admission, channel: str, at: float) -> None:
        self._admission = admission
        self._channel = channel
        self._at = at
        self._tickets: list[Ticket] = []

    def admitted(self, arrivals: Sequence[Arrival], linked: Collection[str], codes: Collection[str]) -> list[Arrival]:
        """The arrivals to store, in order: all of `linked` chats, of the others as many as the limits allow.

        `codes` are hashes of invitation codes that are open.
        """
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

    def _admitted(self, arrival: Arrival, codes: Collection[str]) -> Arrival | None:
        """The arrival as it is stored from an unlinked chat, shortened; None when it is turned away."""
        unlinked = arrival.unlinked
        if unlinked is None:
            return arrival
        # An update that names no chat is limited with all others only: nobody's messages hide behind it.
        chat = (self._channel, arrival.chat_id or f"update {arrival.update_key}")
        has_open_code = any(code in codes for code in unlinked.code_hashes)
        ticket = self._admission.admit(chat, unlinked, self._at, has_open_code=has_open_code)
        if ticket is None:
            return None
        self._tickets.append(ticket)
        # A chat with an open code is about to be linked and may paste a whole plan next: its text is kept whole.
        is_shortened = bool(unlinked.payload) and ticket.kind is not None
        return replace(arrival, payload=unlinked.payload) if is_shortened else arrival


def asked_chats(arrivals: Sequence[Arrival]) -> frozenset[str]:
    """The chats of which it matters whether they are linked."""
    return frozenset(arrival.chat_id for arrival in arrivals if arrival.unlinked is not None and arrival.chat_id)


def asked_hashes(arrivals: Sequence[Arrival], linked: Collection[str]) -> frozenset[str]:
    """Hashes of words in chats that are not linked which may be invitation codes."""
    return frozenset(code for arrival in arrivals if arrival.chat_id not in linked for code in hashes_of(arrival))


def hashes_of(arrival: Arrival) -> tuple[str, ...]:
    """Hashes of the words of an update which may be invitation codes."""
    return arrival.unlinked.code_hashes if arrival.unlinked is not None else ()


def dated(arrival: Arrival, before: CursorNow | None, now: datetime) -> Arrival:
    """The update with the instant it counts on: the platform's date, bounded by our own clock and cursor."""
    caught_up_at = None if before is None else before.caught_up_at
    return replace(arrival, said_at=credited_instant(arrival.said_at, caught_up_at, now))
