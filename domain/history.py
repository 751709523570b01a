"""The append-only history: each event carries the hash of the one before it, so that a change shows."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: who did what to which task, when (aware UTC), with which facts (plain JSON values)."""

    at: datetime
    who: str
    what: str
    person_id: int | None = None
    task_id: int | None = None
    occurrence_id: int | None = None
    inbox_id: int | None = None
    facts: Mapping[str, Any] | None = None


def chain_hash(previous: str, organisation_id: int, seq: int, event: Event) -> str:
    """SHA-256 over the previous hash and every fact of the event, in one canonical spelling."""
    content = [
        previous,
        organisation_id,
        seq,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.who,
        event.what,
        event.person_id,
        event.task_id,
        event.occurrence_id,
        event.inbox_id,
        dict(event.facts or {}),
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
