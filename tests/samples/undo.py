"""Examples of what an undo is answered with, for the page of messages and for the tests."""

from datetime import UTC, datetime

from domain.messages import Response
from domain.messages.history import CannotUndo, ChangedSince, ChangeUndone, NothingToUndo
from domain.undoing import CANNOT, LATE, MOVED, NOT_KEPT, UNDONE
from tests.samples.requests import TASK

_AT = datetime(2026, 4, 11, 0, 0, tzinfo=UTC)
_LAN, _HA, _HUNG = "Nguyễn Thị Lan", "Trần Thu Hà", "Phạm Quốc Hùng"
_ABSENT = f"{_LAN}: 20/4 - 24/4/2026"
_ABOUT_A_TASK = frozenset({"added", "answered", "nudged"})
_REASONS = {reason: what for what, reason in CANNOT.items() if what != UNDONE}

UNDO_NOTICES: tuple[Response, ...] = (
    ChangeUndone(TASK, "extension_granted"),
    ChangeUndone(TASK, "extension_granted", by=_HUNG),
    ChangeUndone(None, "absence_noted", detail=_ABSENT),
    ChangeUndone(None, "absence_noted", detail=_ABSENT, by=_HA),
)
UNDO_REFUSALS: tuple[Response, ...] = (
    NothingToUndo(),
    ChangedSince(3, TASK.title),
    ChangedSince(3, TASK.title, _HA, "task_confirmed", _AT),
    CannotUndo("task_confirmed", "undone", 3),
    *(CannotUndo(what, reason, 3 if reason in _ABOUT_A_TASK else None) for reason, what in _REASONS.items()),
    CannotUndo("task_changed", LATE, 3),
    CannotUndo("task_changed", NOT_KEPT, 3),
    CannotUndo("setting_changed", MOVED, who=_HA, since="setting_changed", at=_AT),
)
