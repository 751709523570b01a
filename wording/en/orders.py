"""English words about nudges, hand-overs, tasks added, changed or cancelled."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.orders import (
    AddTask,
    AssignTask,
    CancelTask,
    NobodyOfUnit,
    NotCancelled,
    NothingChanged,
    Nudge,
    NudgedAlready,
    PartMissing,
    PersonUnclear,
    RestoreTask,
)
from wording.orders import OrderWords
from wording.words import CommandWords, EventWords, Words

ORDERS = OrderWords(
    nudged="🔔 Task {number}: {by} asks after it",
    nudged_urgently="🔔 URGENT: task {number}, {by} asks after it",
    said="“{text}”",
    nudge_sent="✅ They are told about task {number} now",
    nudge_later="✅ They are told about task {number} at {at}; to send it now type: {nudge} {number} urgent",
    nudge_to="To: {names}",
    unreached="⚠️ Not reachable by the bot: {names}",
    handed="📌 {by} handed task {number} to {names}",
    handed_mine="✅ Task {number} is handed to {names}",
    back="📌 {by} gave task {number} to the whole unit",
    back_mine="✅ Task {number} is the whole unit's again",
    handed_by="Unit: {unit}",
    changed="✅ Task {number} corrected: {part}",
    parts={
        "title": "title",
        "wording": "wording of the deadline",
        "deadline": "deadline",
        "lead": "lead units",
        "coordinating": "coordinating units",
        "product": "product",
    },
    old="Before: {text}",
    new="Now: {text}",
    nothing="none",
    will_be_told="Everybody concerned is told.",
    added="✅ Task {number} added; everybody concerned is told",
    stopped="❌ Task {number} is cancelled and need not be done",
    stopped_mine="✅ Task {number} cancelled; everybody concerned is told",
    stopped_back="If this was a mistake, type /{undo}; to have the task back later, type: {restore} {number}",
    restored="↩ Task {number} is restored and to be done",
    restored_mine="✅ Task {number} is restored; those concerned are told",
    reason="Reason: {text}",
    by="Decided by: {who}",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    Nudge: CommandWords(
        typed="nudge 3 send it before 4 pm",
        does="ask the lead unit after task 3 at once; at any hour: nudge 3 urgent",
        menu="Ask after a task at once, e.g. nudge 3",
    ),
    AssignTask: CommandWords(
        typed="assign 3 Nguyễn Văn A",
        does="hand task 3 to somebody of the unit; back to all: assign 3 everybody",
        menu="Hand a task over, e.g. assign 3 Nguyễn Văn A",
    ),
    AddTask: CommandWords(
        typed="add Review X; lead UBND; deadline 30/6",
        does="add a task that stands in no plan",
        menu="Add a task: title; lead …; deadline …",
    ),
    CancelTask: CommandWords(
        typed="cancel 3 merged into task 5",
        does="cancel task 3, with the reason",
        menu="Cancel a task, e.g. cancel 3 reason",
    ),
    RestoreTask: CommandWords(
        typed="restore 3",
        does="restore task 3, which was cancelled",
        menu="Restore a cancelled task, e.g. restore 3",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.NUDGED: EventWords("asked after it", "nudge"),
    EventKind.TASK_ASSIGNED: EventWords("handed it to", "hand-over"),
    EventKind.TASK_ADDED: EventWords("added the task", "addition"),
    EventKind.TASK_CHANGED: EventWords("changed by the plan's later version", "correction"),
    EventKind.TASK_CANCELLED: EventWords("cancelled", "cancellation"),
    EventKind.TASK_RESTORED: EventWords("restored", "restoration"),
}

_PARTS = {"title": "title", "lead": "lead unit", "deadline": "deadline"}


def _nudged_already(refusal: NudgedAlready, words: Words) -> str:
    return (
        f"{refusal.by} asked after task {refusal.number} at {words.days.instant(refusal.at)}; once an hour is enough. "
        f"To call for an explanation, type: explain {refusal.number} text"
    )


def _nobody_of_unit(refusal: NobodyOfUnit, _: Words) -> str:
    leads = ", ".join(refusal.lead_names) or "its units"
    return f"Task {refusal.number} is led by {leads}, and nobody of them is on the list."


def _person_unclear(refusal: PersonUnclear, _: Words) -> str:
    asked = f"It is not clear who “{refusal.name}” is." if refusal.name else "No name was given."
    near = f" Perhaps: {', '.join(refusal.suggestions)}." if refusal.suggestions else ""
    return f"{asked}{near} Type the full name, for example: assign 3 Nguyễn Văn A"


def _part_missing(refusal: PartMissing, _: Words) -> str:
    return (
        f"The {_PARTS.get(refusal.part, 'task')} is missing. For example: "
        "add Review of files; lead UBND phường; coordinating Văn phòng; deadline 30/6/2026"
    )


def _nothing_changed(refusal: NothingChanged, _: Words) -> str:
    return f"Task {refusal.number} says so already; nothing was changed. Type task {refusal.number} to see it."


def _not_cancelled(refusal: NotCancelled, _: Words) -> str:
    return (
        f"Task {refusal.number} ({refusal.title}) is not cancelled, so there is nothing to restore. "
        f"Type task {refusal.number} to see it."
    )
