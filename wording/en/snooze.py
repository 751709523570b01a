"""Reminders asked for once more, in English."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.snooze import Snooze, SnoozeNotToday, SnoozeOfOthers, SnoozeTooFar, SnoozeUnclear
from wording.snooze import SnoozeWords
from wording.words import CommandWords, EventWords, Words

SNOOZE = SnoozeWords(
    snoozed="⏰ You will be reminded of task {numbers} at {hour}, {day}",
    in_morning="⏰ Task {numbers} will be in your morning message of {day} ({hour})",
    others_stay="The deadline and all planned reminders stay as they are.",
    again="⏰ Task {numbers}: the reminder you asked for",
    afternoon_label="Remind this afternoon",
    tomorrow_label="Remind tomorrow",
)
COMMANDS: Mapping[type[Command], CommandWords] = {
    Snooze: CommandWords(
        typed="snooze 3 tomorrow",
        does="be reminded of task 3 once more: tomorrow, on Monday, in 2 hours, at 15:00",
        menu="Remind me again, e.g.: snooze 3 in 2 hours",
        which="be reminded of which task",
    ),
}
EVENTS: Mapping[EventKind, EventWords] = {EventKind.TASK_SNOOZED: EventWords("asked for a reminder", "reminder")}


def _unclear(refusal: SnoozeUnclear, _: Words) -> str:
    asked = f"It is not clear when: “{refusal.text}”." if refusal.text else "Remind you when?"
    return f"{asked} For example: snooze 3 in 2 hours · snooze 3 tomorrow · snooze 3 monday. To nudge a unit: nudge 3"


def _not_today(refusal: SnoozeNotToday, words: Words) -> str:
    begins, ends = words.days.hour(refusal.begins), words.days.hour(refusal.ends)
    return (
        f"That hour cannot be had today: reminders are sent from {begins} to {ends} on working days. "
        "Choose another, or type: snooze 3 tomorrow"
    )


def _too_far(refusal: SnoozeTooFar, words: Words) -> str:
    return f"A reminder can be had from tomorrow until {words.days.day(refusal.until)}. For example: snooze 3 monday"


def _of_others(refusal: SnoozeOfOthers, _: Words) -> str:
    leads = ", ".join(refusal.lead_names) or "another unit"
    return f"Task {refusal.number} is done by {leads}. To press that unit, type: nudge {refusal.number}"
