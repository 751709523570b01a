"""English words about lists of people."""

from wording.rosters import RosterWords

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
    not_recorded="nothing yet",
    more_people=" and {count} more",
)
