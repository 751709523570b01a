"""The append-only history: each event carries the hash of the one before it, so that a change shows."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

FIRST = "0" * 64

# Parts of an event's detail that wording replaces by words of the reader's language.
OLD_ACCOUNT_CLOSED = ", replaced"  # behind the channel of an account that took another one's place
STAND_IN = " / "  # between an absence and the name of the person who stands in


class EventKind(StrEnum):
    """What can have happened. The values are stored and never change; each language has words for every one."""

    TASK_ADDED = "task_added"
    TASK_ACKNOWLEDGED = "task_acknowledged"
    PROGRESS_SET = "progress_set"
    TASK_REPORTED = "task_reported"
    TASK_CONFIRMED = "task_confirmed"
    TASK_RETURNED = "task_returned"
    TASK_ASSIGNED = "task_assigned"
    TASK_CHANGED = "task_changed"
    TASK_CANCELLED = "task_cancelled"
    TASK_RESTORED = "task_restored"
    CHECK_IN_ANSWERED = "check_in_answered"
    SHARE_REPORTED = "share_reported"
    SHARE_COORDINATED = "share_coordinated"
    SHARE_OVERRULED = "share_overruled"
    EVIDENCE_ADDED = "evidence_added"
    NUDGED = "nudged"
    PRAISED = "praised"
    TASK_SNOOZED = "task_snoozed"
    DEADLINE_MOVED = "deadline_moved"
    DEADLINE_CHANGE_ASKED = "deadline_change_asked"
    DEADLINE_CHANGE_GRANTED = "deadline_change_granted"
    DEADLINE_CHANGE_REFUSED = "deadline_change_refused"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_RECOMMENDED = "extension_recommended"
    EXTENSION_NOT_RECOMMENDED = "extension_not_recommended"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    QUESTION_ASKED = "question_asked"
    QUESTION_ANSWERED = "question_answered"
    EXPLANATION_ASKED = "explanation_asked"
    EXPLANATION_GIVEN = "explanation_given"
    OBSTACLE_RAISED = "obstacle_raised"
    OBSTACLE_CLEARED = "obstacle_cleared"
    DRAFT_CHANGED = "draft_changed"
    PLAN_IMPORTED = "plan_imported"
    PLAN_AMENDED = "plan_amended"
    PLAN_WITHDRAWAL_ASKED = "plan_withdrawal_asked"
    PLAN_WITHDRAWAL_REFUSED = "plan_withdrawal_refused"
    PLAN_WITHDRAWN = "plan_withdrawn"
    PLAN_ENDED = "plan_ended"
    ABSENCE_NOTED = "absence_noted"
    ABSENCE_ENDED = "absence_ended"
    PERSON_MOVED = "person_moved"
    PERSON_REMOVED = "person_removed"
    PERSON_RETURNED = "person_returned"
    ROLE_GRANTED = "role_granted"
    ROLE_TAKEN = "role_taken"
    INVITE_MADE = "invite_made"
    CODES_PRINTED = "codes_printed"
    ACCOUNT_LINKED = "account_linked"
    ACCOUNT_MOVED = "account_moved"
    ACCOUNT_BLOCKED = "account_blocked"
    ACCOUNT_REACHABLE = "account_reachable"
    BOARD_LINK_MADE = "board_link_made"
    BOARD_ENTERED = "board_entered"
    WALL_OPENED = "wall_opened"
    WALL_ENDED = "wall_ended"
    CALENDAR_CHANGED = "calendar_changed"
    FEED_RENEWED = "feed_renewed"
    SETTING_CHANGED = "setting_changed"
    HOUR_CHOSEN = "hour_chosen"
    LANGUAGE_CHOSEN = "language_chosen"
    CHANNEL_CHOSEN = "channel_chosen"
    CHANGE_UNDONE = "change_undone"
    ROSTER_LOADED = "roster_loaded"
    ORGANISATION_NAMED = "organisation_named"
    ORGANISATION_RENAMED = "organisation_renamed"
    ORGANISATION_SET = "organisation_set"
    ORGANISATION_CLOSED = "organisation_closed"
    ORGANISATION_REOPENED = "organisation_reopened"
    ORGANISATION_IMPORTED = "organisation_imported"
    LOOKS_MENDED = "looks_mended"
    DATABASE_RESTORED = "database_restored"
    PARKED_SENT_AGAIN = "parked_sent_again"
    PARKED_FORGOTTEN = "parked_forgotten"


# What the report of a period names one by one, unless it was undone.
NAMED_IN_REPORTS: frozenset[EventKind] = frozenset({EventKind.PRAISED})


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
