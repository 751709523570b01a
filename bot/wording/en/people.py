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
    channel_now="You are reminded on {channel}.",
    channel_changed="✅ From now on you are reminded on {channel}.",
    channel_others="When {channel} cannot be reached, messages come on {others}. To change: type {command} {first}",
    channel_only=(
        "You have linked one channel so far. To be reached on another one too, ask the coordinator for a new code, "
        "open the bot there and type: /start CODE"
    ),
    quota_near=(
        "⚠️ {channel}: {used} of {limit} messages of this month are used. Morning messages now go to people's other "
        "channel; who has only {channel} gets one every second working day, unless a task is due or overdue."
    ),
    quota_reserved=(
        "⚠️ {channel}: {used} of {limit} messages of this month are used. The rest is kept for answers and what is "
        "urgent. Who has only {channel} gets no morning message until the month ends: call them, or give them a code "
        "for another channel."
    ),
    nobody_reached=(
        "⚠️ Nobody of the lead unit can be reached on any channel. Reminders of these tasks reach no one; please "
        "contact them directly:"
    ),
    nobody_reached_units="  Lead: {units}",
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
        "report": (
            "report month",
            "the report of a week, month, quarter, year or 1/4-30/6; add docx, xlsx or pdf for a file",
        ),
        "channel": ("/channel", "see or change where you are reminded, e.g. channel zalo"),
        "waiting": ("/waiting", "see what awaits confirmation"),
        "confirm": ("confirm 3", "confirm that task 3 is done"),
        "return": ("return 3 figures missing", "return task 3 with the reason"),
        "extend": ("extend 3 25/5 waiting for the city", "ask for more time for task 3, with the reason"),
        "block": ("block 3 no budget yet", "report what holds task 3 up"),
        "unblock": ("unblock 3", "say that nothing holds task 3 up any more"),
        "ask": ("ask 3 shall we invite the cells?", "ask the leaders for direction on task 3"),
        "answer": ("answer 3 yes, invite them", "answer a question or explain about task 3"),
        "requests": ("/requests", "see the requests that wait for you"),
        "decide": ("decide 3", "grant more time for task 3; another day: decide 3 30/5"),
        "refuse": ("refuse 3 needed for the congress", "refuse more time for task 3, with the reason"),
        "explain": ("explain 3 why is it late?", "call on the lead unit to explain about task 3"),
        "nudge": ("nudge 3 send it before 4 pm", "ask the lead unit after task 3 at once; at any hour: nudge 3 urgent"),
        "assign": ("assign 3 Nguyễn Văn A", "hand task 3 to somebody of the unit; back to all: assign 3 everybody"),
        "add": ("add Review X; lead UBND; deadline 30/6", "add a task that stands in no plan"),
        "cancel": ("cancel 3 merged into task 5", "cancel task 3, with the reason"),
        "import": ("/import", "take a plan in: send its file here, or paste its text after this command"),
        "choose": ("choose 1", "settle a doubt about the plan that waits"),
        "row": ("row 4", "see row 4 of the plan that waits"),
        "edit": ("edit 4 deadline 10/7/2026", "correct row 4: deadline, lead, coordinating, title, product"),
        "drop": ("drop 18", "leave row 18 of the plan out"),
        "unit": ("unit VHXH is Phòng Văn hóa - Xã hội", "say which unit a name in the plan means"),
        "write": ("write", "write the plan that waits and tell everybody concerned"),
        "discard": ("discard", "drop the plan that waits"),
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
        "report": "The report of a period, e.g. report month docx",
        "channel": "Where you are reminded, e.g. channel zalo",
        "waiting": "What awaits confirmation",
        "confirm": "Confirm a task, e.g. confirm 3",
        "return": "Return a task, e.g. return 3 figures missing",
        "extend": "Ask for more time, e.g. extend 3 25/5 reason",
        "block": "Report an obstacle, e.g. block 3 reason",
        "unblock": "The obstacle is gone, e.g. unblock 3",
        "ask": "Ask the leaders, e.g. ask 3 question",
        "answer": "Answer or explain, e.g. answer 3 text",
        "requests": "Requests that wait for you",
        "decide": "Grant more time, e.g. decide 3",
        "refuse": "Refuse more time, e.g. refuse 3 reason",
        "explain": "Call for an explanation, e.g. explain 3 why late",
        "nudge": "Ask after a task at once, e.g. nudge 3",
        "assign": "Hand a task over, e.g. assign 3 Nguyễn Văn A",
        "add": "Add a task: title; lead …; deadline …",
        "cancel": "Cancel a task, e.g. cancel 3 reason",
        "import": "Take a plan in (send its file here)",
        "choose": "Plan that waits: choose, e.g. choose 1",
        "row": "Plan that waits: see a row, e.g. row 4",
        "edit": "Plan that waits: correct, e.g. edit 4 deadline 10/7",
        "drop": "Plan that waits: leave a row out, e.g. drop 18",
        "unit": "Plan that waits: unit A is B",
        "write": "Plan that waits: write it and tell everybody",
        "discard": "Plan that waits: drop it",
    },
    was_down=(
        "The system could not receive messages from {since} to {until}. What you sent in that time may be lost. "
        "Please type /{list} to check, and report again what is missing."
    ),
)
