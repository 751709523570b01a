"""English refusals of an undo: why the last deed stays, and what to do instead."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.history import CannotUndo, ChangedSince, NothingToUndo
from wording.en.reports import REPORTS
from wording.en.tasks import TASKS
from wording.words import DayWords

# By the reason: why, then what to do instead.
WHY = {
    "added": "the task has its number and its people were told. If it is not needed, type: cancel {number} reason",
    "answered": "the answer has been passed on. If it was wrong, please tell whoever asked.",
    "draft": (
        "the plan that waits is not written yet and nobody was told. Correct it, for example: edit 4 deadline "
        "10/7/2026; to drop it type: discard"
    ),
    "feed": "the old address of the calendar cannot be used again. For another one type: calendar new",
    "invited": "the code was given. A new code ends the old one, for example: invite Nguyễn Văn A",
    "late": "more than 3 working days have passed. Please correct it by a new command, or ask the coordinator.",
    "linked": "an account changes hands by a new code only. Please ask the coordinator for one and type: /start CODE",
    "not_kept": "what stood before is not kept. Please type the command again with the right content.",
    "nudged": "the message has been sent. If it was a mistake, please tell those who got it.",
    "removed": (
        "the person's account and roles are deleted. To bring them back the administrator loads the roster again and "
        "makes a code, for example: invite Nguyễn Văn A"
    ),
    "undone": "it was your last change and is taken back already; nothing older is. If needed, type a new command.",
    "withdrawn": (
        "the plan is withdrawn and everybody was told. To have a task again type, for example: restore 4; or take the "
        "plan in again."
    ),
    "ended": "the plan is closed and everybody was told. To have a task again type, for example: restore 4",
    "written": (
        "the plan is written and everybody was told. Withdraw all of it: withdraw 45; cancel single "
        "tasks: cancel 4 reason; correct them: edit 4 deadline 10/7/2026; or take in a corrected version."
    ),
}


def _nothing_to_undo(_: NothingToUndo, __: DayWords) -> str:
    return "There is nothing to take back: you have reported and decided nothing."


def _changed_since(refusal: ChangedSince, days: DayWords) -> str:
    since = _since(refusal.who, refusal.what, refusal.at, days)
    return (
        f"This cannot be taken back; task {refusal.number} ({refusal.title}), {since}. "
        f"Type task {refusal.number} to see it."
    )


def _cannot_undo(refusal: CannotUndo, days: DayWords) -> str:
    what = REPORTS.undone_names.get(refusal.what, REPORTS.undone_other)
    deed = f"{what} of task {refusal.number}" if refusal.number is not None else what
    if refusal.reason == "moved":
        since = _since(refusal.who, refusal.since, refusal.at, days)
        return f"This cannot be taken back ({deed}): {since}. Please type the command again with the right content."
    why = WHY.get(refusal.reason, WHY["not_kept"]).format(number=refusal.number or 3)
    return f"This cannot be taken back ({deed}): {why}"


def _since(who: str, what: str, at: Any, days: DayWords) -> str:
    if at is None:
        return "something changed since"
    return f"by {who or TASKS.program}, {days.instant(at)}: {TASKS.events.get(what, REPORTS.undone_other)}"


UNDO_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    NothingToUndo: _nothing_to_undo,
    ChangedSince: _changed_since,
    CannotUndo: _cannot_undo,
}
