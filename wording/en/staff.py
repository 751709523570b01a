"""English phrases about people: who is away, who is there, who moved or left."""

from wording.staff_words import StaffWords

STAFF = StaffWords(
    away={
        "author": "✅ Noted: {person} is away {days}",
        "absent": "🗓 {by} noted that you are away {days}",
        "stand_in": "🗓 You stand in for {person} {days}",
        "above": "🗓 {person} is away {days}",
    },
    one_day="on {first}",
    days="from {first} to {last}",
    stand_in="Stand-in: {name}, who gets the reminders meanwhile.",
    no_stand_in="Nobody stands in; no reminders are sent meanwhile.",
    stand_in_may="Meanwhile you get the reminders and may report in place of {person}.",
    gaps="⚠️ Nobody can be reached in: {names}. Please name a stand-in or telephone.",
    noted_by="Noted by: {by}",
    end_early="Back earlier? Type: {back}",
    back={
        "author": "✅ Noted: {person} is back and gets the reminders again",
        "absent": "✅ {by} noted that you are back; you get the reminders again",
        "stand_in": "🗓 {person} is back; you no longer stand in",
        "above": "🗓 {person} is back",
    },
    people_heading="{count} people, {unlinked} not linked",
    people_sought="“{sought}”: {count} people, {unlinked} not linked",
    nobody="Nobody is on the list yet.",
    nobody_found="Nobody was found for “{sought}”. Type /{people} to see all.",
    person="• {name} – {roles}",
    unlinked="not linked",
    away_until="away until {day}",
    away_stand_in="{name} stands in",
    no_role="no role yet",
    units_heading="{count} units",
    unit="• {name}: {people} people, {linked} linked",
    group="• {name} (group): {people} units",
    by_person="{name}",
    by_machine="The administrator",
    moved={
        "author": "✅ {name} belongs to {unit} now and is told",
        "person": "📌 {by} moved you to {unit}. Type /{tasks} to see the tasks of the unit.",
        "above": "📌 {by} moved {name} to {unit}",
    },
    removed={
        "author": "✅ {name} takes no part any more: the account is closed, nothing is sent; the history stays",
        "above": "📌 {by} ended the part of {name}",
    },
    code="🔑 Linking code of {name}: {code}",
    code_how="Pass it on to {name}, who opens the bot and types: /start {code}",
    code_until="Good once, until {until}.",
    code_replaces="Once linked, the old account on the same channel is closed.",
    move_asked="❓ This account is that of {owner}. Move it to {name}?",
    move_means=(
        "If it is moved, {owner} gets no messages and reports nothing through it any more; coordinators and "
        "administrators will be told."
    ),
    move_how="Answer before {until}: yes · no",
    move_press="Press a button, or answer before {until}: yes · no",
    move_label="Move it to {name}",
    move_not_label="Do not move",
    account_kept="The account stays with {owner}. The code of {name} is not used up and holds until {until}.",
    account_taken={
        "owner": (
            "⚠️ Your {channel} account was just moved to {name} by a linking code. If you did not agree to that, please "
            "tell the administrator at once."
        ),
        "old": (
            "⚠️ This account is no longer that of {owner}: another {channel} account was just linked in its place. If "
            "that was not you, please tell a coordinator at once."
        ),
        "above": "⚠️ The {channel} account of {owner} was just moved to {name} by a linking code.",
        "same": "⚠️ {owner} just linked another {channel} account; the old {channel} account is closed.",
    },
    roles_changed={
        "author": "✅ Roles noted:",
        "person": "📌 {by} changed your roles:",
        "above": "📌 {by} changed roles:",
    },
    role_signs={"granted": "+", "taken": "−", "back": "↩"},
    role_of="{role}, {unit}",
    role_back="takes part again",
    roles_more="… and {count} more changes",
    left_without={
        "coordinator": "⚠️ No coordinator can be reached any more.",
        "leader": "⚠️ No leader can be reached any more.",
    },
    standing_in_for="🗓 You are standing in for {names}",
)
