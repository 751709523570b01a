"""English words about what happened, and undo."""

from collections.abc import Mapping
from typing import Any

from domain.history import EventKind
from domain.messages import Command
from domain.messages.history import CannotUndo, ChangedSince, NothingToUndo, ShowHistory, UndoLast
from wording.history import HistoryWords, deed_of
from wording.words import CommandWords, EventWords, Words

HISTORY = HistoryWords(
    recent="Lately:",
    recent_entry="{at} {who}: {what}",
    undone_event="took back: {what}",
    program="the program",
    heading="Whole history: {count} lines, newest first",
    heading_of_task="History of task {number}: {title}",
    entry="{at} – {who}: {what}",
    about_task="task {number}, {what}",
    nothing="Nothing is written down yet.",
    undone="↩ Task {number}, taken back: {what}",
    undone_other="change",
    undone_apart="↩ Taken back: {what}",
    undone_by="↩ Task {number}, taken back by {by}: {what}",
    undone_by_apart="↩ {by} took back: {what}",
    undone_before="The earlier message about it no longer holds.",
    asked_again={
        "extension": "The earlier request for more time waits for a decision again.",
        "question": "The earlier question waits for a leader's answer again.",
    },
    account_replaced="{channel}, the old account closed",
    with_stand_in="{absence}, {name} stands in",
    roster_counts="{units} units, {people} people",
    checkpoint="🔏 The history to the end of {month}: {count} lines, code {code}",
    checkpoint_how=(
        "Please keep this code: to know whether the history was changed or cut, the administrator runs "
        "dondoc audit verify --code {code}"
    ),
    thousands=",",
    cannot_undo={
        "added": "the task has its number and its people were told. If it is not needed, type: cancel {number} reason",
        "answered": "the answer has been passed on. If it was wrong, please tell whoever asked.",
        "draft": (
            "the plan that waits is not written yet and nobody was told. Correct it, for example: edit 4 deadline "
            "10/7/2026; to drop it type: discard"
        ),
        "feed": "the old address of the calendar cannot be used again. For another one type: calendar new",
        "renamed": "everybody was told the new name. To change it back type: rename OLD NAME",
        "invited": "the code was given. A new code ends the old one, for example: invite Nguyễn Văn A",
        "late": "more than 3 working days have passed. Please correct it by a new command, or ask the coordinator.",
        "linked": ("an account changes hands by a new code only. Please ask the coordinator for one and send it here."),
        "not_kept": "what stood before is not kept. Please type the command again with the right content.",
        "nudged": "the message has been sent. If it was a mistake, please tell those who got it.",
        "removed": (
            "the person's account and roles are deleted. To bring them back the administrator loads the roster "
            "again and "
            "makes a code, for example: invite Nguyễn Văn A"
        ),
        "roster": "the list is written and those concerned were told. If it was wrong, send the right list.",
        "undone": "it was your last change and is taken back already; nothing older is. If needed, type a new command.",
        "withdrawn": (
            "the plan is withdrawn and everybody was told. To have a task again type, for example: restore 4; or "
            "take the "
            "plan in again."
        ),
        "ended": "the plan is closed and everybody was told. To have a task again type, for example: restore 4",
        "written": (
            "the plan is written and everybody was told. Withdraw all of it: withdraw 45; cancel single "
            "tasks: cancel 4 reason; correct them: edit 4 deadline 10/7/2026; or take in a corrected version."
        ),
    },
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    UndoLast: CommandWords(
        typed="/undo",
        does="take back what you just reported or decided",
        menu="Take back what you just reported or decided",
    ),
    ShowHistory: CommandWords(
        typed="audit 3",
        does="see the history of task 3; of everything: audit",
        menu="History of a task, e.g. audit 3",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.CHANGE_UNDONE: EventWords("took a change back"),
}


def _nothing_to_undo(_: NothingToUndo, __: Words) -> str:
    return "There is nothing to take back: you have reported and decided nothing."


def _changed_since(refusal: ChangedSince, words: Words) -> str:
    since = _since(refusal.who, refusal.what, refusal.at, words)
    return (
        f"This cannot be taken back; task {refusal.number} ({refusal.title}), {since}. "
        f"Type task {refusal.number} to see it."
    )


def _cannot_undo(refusal: CannotUndo, words: Words) -> str:
    what = deed_of(refusal.what, words)
    deed = f"{what} of task {refusal.number}" if refusal.number is not None else what
    if refusal.reason == "moved":
        since = _since(refusal.who, refusal.since, refusal.at, words)
        return f"This cannot be taken back ({deed}): {since}. Please type the command again with the right content."
    why = words.history.cannot_undo.get(refusal.reason, words.history.cannot_undo["not_kept"]).format(
        number=refusal.number or 3
    )
    return f"This cannot be taken back ({deed}): {why}"


def _since(who: str, what: str, at: Any, words: Words) -> str:
    if at is None:
        return "something changed since"
    told = words.events[what].told if what in words.events else words.history.undone_other
    return f"by {who or words.history.program}, {words.days.instant(at)}: {told}"
