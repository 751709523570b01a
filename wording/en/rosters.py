"""English words about lists of people."""

from collections.abc import Mapping

from domain.messages import Command
from domain.messages.rosters import LoadRoster, RosterMissing
from wording.rosters import RosterWords
from wording.words import CommandWords, Words

ROSTERS = RosterWords(
    questions={
        "no_coordinator": "The list names nobody who follows the plan. Who is the coordinator?",
        "no_leader": "The list has no leader (secretary, deputy secretary, chairman). Who is a leader?",
        "no_head": "The list has no head of a unit. Who heads each unit?",
        "namesakes": "Of one name, recorded as different people: {people}. Is that right?",
        "acting_head": "{people} ({words}, {unit}): head of the unit or officer?",
        "deputy_chair": "Deputy chairmen: {people}. Do they decide requests as leaders do?",
        "follows": "{people} ({words}): a coordinator of the whole plan?",
        "no_unit": "The unit of {people} is not clear. Which one is it?",
        "unit_renamed": "Is {unit} the new name of {words}?",
    },
    assumed={
        "acting_head": "Recorded as officer.",
        "deputy_chair": "Recorded as officers.",
        "follows": "Recorded as officer.",
        "no_unit": "Recorded: {unit}.",
        "unit_renamed": "Recorded as renamed.",
    },
    answers={
        "acting_head": ("Head of the unit", "Officer"),
        "deputy_chair": ("Leader", "Officer"),
        "follows": ("Coordinator", "Officer"),
    },
    other_answers=("Yes", "No"),
    not_recorded="nothing yet",
    more_people=" and {count} more",
    role_asked="❓ Question {number}/{count} about the list of {people} people: {question}",
    role_how="Answer: A or B",
    shown="❓ Take over the list of {people} people, {units} units?",
    shown_file="File {file}; nothing is written yet. It will change:",
    shown_how="Answer: yes · no",
    shown_label="Take the list over",
    added="{count} new people",
    left="{count} no longer in the list, who take no part any more",
    moved="{count} in another unit",
    moved_one="{name}: {old} → {new}",
    renamed="→ {old} is now called {new}",
    withheld="⚠️ Stays as it is, only an administrator changes it: {what}: {people}",
    is_addition="The list has fewer than half of the people loaded before: it only adds, nobody leaves.",
    loaded="✅ List taken over: {people} people, {units} units.",
    unchanged="No people and no roles have changed.",
    changed_roles="{count} roles changed",
    unlinked="Without a linked telephone: {count}.",
    print_label="Print cards",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    LoadRoster: CommandWords(
        typed="loadlist",
        does="see the list of people that was sent here as a file and waits",
        menu="The list of people that waits",
    ),
}


def _roster_missing(refusal: RosterMissing, _: Words) -> str:
    if refusal.takes_files:
        return "No list waits. Send the list of people here as a file (.xlsx, .docx, .csv)."
    return "No list waits. This channel takes no files: send the list on Telegram, or load it at the machine."
