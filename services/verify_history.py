"""Walks the history's chain and names the first rows that do not fit."""

from dataclasses import dataclass

from domain.history import FIRST, chain_hash
from storage.engine.database import Transaction
from storage.events import all_events


@dataclass(frozen=True, slots=True)
class Verified:
    """How many events were read and what does not fit: (sequence number, "changed" or "missing")."""

    count: int
    faults: tuple[tuple[int, str], ...]


def verify_history(tx: Transaction, organisation_id: int) -> Verified:
    """Every event must follow the one before by number and hash, and be what its own hash says."""
    count, previous, expected = 0, FIRST, 1
    faults: list[tuple[int, str]] = []
    for stored in all_events(tx, organisation_id):
        if stored.seq != expected or stored.previous_hash != previous:
            faults.append((expected, "missing" if stored.seq > expected else "inserted"))
        if chain_hash(stored.previous_hash, organisation_id, stored.seq, stored.event) != stored.hash:
            faults.append((stored.seq, "changed"))
        count, previous, expected = count + 1, stored.hash, stored.seq + 1
    return Verified(count, tuple(faults))
