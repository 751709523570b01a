"""What an open page is told when something changed: topics only. The page then fetches its parts by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.history import EventKind


class Topic(StrEnum):
    """What can have changed. The values are the names of the events that a browser receives."""

    TASKS = "tasks"
    PEOPLE = "people"
    DRAFTS = "drafts"
    SETTINGS = "settings"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class ChangeMarks:
    """Numbers that differ whenever a page would show something else: the newest event, drafts, the local day."""

    last_event: int = 0
    drafts: int = 0
    day: date | None = None


_PEOPLE = frozenset({
    EventKind.ABSENCE_NOTED, EventKind.ABSENCE_ENDED, EventKind.PERSON_MOVED, EventKind.PERSON_REMOVED,
    EventKind.PERSON_RETURNED, EventKind.ROLE_GRANTED, EventKind.ROLE_TAKEN, EventKind.ACCOUNT_LINKED,
    EventKind.ACCOUNT_MOVED, EventKind.ACCOUNT_BLOCKED, EventKind.ACCOUNT_REACHABLE, EventKind.INVITE_MADE,
    EventKind.CODES_PRINTED, EventKind.ROSTER_LOADED,
})  # fmt: skip
_DRAFTS = frozenset({EventKind.DRAFT_CHANGED, EventKind.PLAN_IMPORTED, EventKind.PLAN_AMENDED})
_SETTINGS = frozenset({
    EventKind.CALENDAR_CHANGED, EventKind.SETTING_CHANGED, EventKind.HOUR_CHOSEN, EventKind.LANGUAGE_CHOSEN,
    EventKind.CHANNEL_CHOSEN, EventKind.ORGANISATION_NAMED, EventKind.ORGANISATION_RENAMED,
    EventKind.ORGANISATION_SET, EventKind.ORGANISATION_CLOSED, EventKind.ORGANISATION_REOPENED,
    EventKind.ORGANISATION_IMPORTED,
})  # fmt: skip
# What no list of tasks shows. Every other kind, also one that is added later, makes pages of tasks look again.
_NO_TASKS = frozenset({
    EventKind.DRAFT_CHANGED, EventKind.INVITE_MADE, EventKind.CODES_PRINTED, EventKind.FEED_RENEWED,
    EventKind.HOUR_CHOSEN, EventKind.CHANNEL_CHOSEN, EventKind.WALL_OPENED, EventKind.WALL_ENDED,
    EventKind.BOARD_LINK_MADE, EventKind.BOARD_ENTERED,
})  # fmt: skip


def topics_of(kinds: Iterable[str]) -> frozenset[Topic]:
    """The topics of events of these kinds; an unknown kind counts for tasks, so that no page misses it."""
    found = set()
    for kind in kinds:
        found.add(Topic.HISTORY)
        found |= {topic for topic, its in _KINDS.items() if kind in its}
        if kind not in _NO_TASKS:
            found.add(Topic.TASKS)
    return frozenset(found)


_KINDS = {Topic.PEOPLE: _PEOPLE, Topic.DRAFTS: _DRAFTS, Topic.SETTINGS: _SETTINGS}
