"""English welcome, help and menu."""

from bot.wording.words import PeopleWords

PEOPLE = PeopleWords(
    welcome_new="✅ Welcome, {name}. Your account is now linked.",
    welcome_again="Hello, {name}.",
    units="Unit: {names}",
    roles="Role: {names}",
    role_names={
        "officer": "contact of the unit",
        "head": "head of the unit",
        "coordinator": "coordinator",
        "leader": "leader",
        "inspector": "inspector",
        "administrator": "administrator",
    },
    open_tasks="You have {count} open. Type /{list} to see them.",
    no_open_tasks="There are no open tasks.",
    reminders="You will be reminded of deadlines on the morning of working days.",
    welcome_close="Type /{help} to see what you can do.",
    help_heading="You can type:",
    help_entry="{typed} – {meaning}",
    help_close="3 stands for the number of a task.",
    commands={
        "start": ("/start", "see the greeting and your role"),
        "help": ("/help", "see this page"),
        "tasks": ("/tasks", "see the open tasks"),
        "task": ("task 3", "see task 3 in full"),
        "ack": ("ack 3", "say that you have seen task 3"),
        "done": ("done 3", "report task 3 done; you can add the result: done 3 decision issued"),
        "progress": ("progress 3 60", "report task 3 as 60% done"),
        "undo": ("/undo", "take back what you just reported"),
        "status": ("/status", "see the figures"),
        "waiting": ("/waiting", "see what awaits confirmation"),
        "confirm": ("confirm 3", "confirm that task 3 is done"),
        "return": ("return 3 figures missing", "return task 3 with the reason"),
    },
    menu={
        "start": "Greeting and your role",
        "help": "How to use this",
        "tasks": "Open tasks",
        "task": "One task in full, e.g. task 3",
        "ack": "Say you have seen a task, e.g. ack 3",
        "done": "Report a task done, e.g. done 3",
        "progress": "Report progress, e.g. progress 3 60",
        "undo": "Take back what you just reported",
        "status": "The figures",
        "waiting": "What awaits confirmation",
        "confirm": "Confirm a task, e.g. confirm 3",
        "return": "Return a task, e.g. return 3 figures missing",
    },
    was_down=(
        "The system could not receive messages from {since} to {until}. What you sent in that time may be lost. "
        "Please type /{list} to check, and report again what is missing."
    ),
)
