"""What undo does with the deed of each command: takes it back whole, or why not. The table of docs/commands.md."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command, UndoRule, kinds_of

UNDO_WORKING_DAYS = 3
UNDONE = EventKind.CHANGE_UNDONE
# Every command that writes; the others only show.
RULES: Mapping[type[Command], UndoRule] = {kind: kind.undo for kind in kinds_of(Command) if kind.undo is not None}
# Events that are part of a deed told by another one, or that no deed of the person wrote.
NO_DEEDS = frozenset({
    EventKind.SHARE_OVERRULED, EventKind.ACCOUNT_BLOCKED, EventKind.ACCOUNT_REACHABLE, EventKind.BOARD_LINK_MADE,
    EventKind.BOARD_ENTERED, EventKind.WALL_OPENED, EventKind.WALL_ENDED,
})  # fmt: skip
CANNOT: Mapping[str, str] = {
    **{event: rule.cannot for rule in RULES.values() for event in rule.events if rule.cannot},
    **dict(other for rule in RULES.values() for other in rule.but),
}
# Which command wrote an event; not for events that several commands write.
_WRITERS = [
    (event, kind) for kind, rule in RULES.items() for event in (*rule.events, *(other for other, _ in rule.but))
]
COMMAND_OF: Mapping[EventKind, type[Command]] = {
    event: kind for event, kind in _WRITERS if [other for other, _ in _WRITERS].count(event) == 1
}
# Why a deed that otherwise can be taken back is not: too late, changed since, or kept without what is needed.
LATE, MOVED, NOT_KEPT = "late", "moved", "not_kept"
REASONS = (*sorted(set(CANNOT.values())), LATE, MOVED, NOT_KEPT)
