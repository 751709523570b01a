"""What to type, in English, and the labels of buttons."""

from bot.wording.words import HintWords

HINTS = HintWords(
    reply="Reply: {typed}",
    reply_example="Reply with the task number, for example: {typed}",
    press_or="Press a button or reply, for example: {typed}",
    kind={
        "check_in_note": "reviewed",
        "reason": "figures missing",
        "details": "(see it in full)",
    },
    undo="If this was a mistake, type /{undo}",
    list="Type /{list} to see the tasks.",
    see_waiting="Type /{waiting} to see and confirm.",
    see_task="See one task: {task} {number}",
    see_unit="See one unit: {status} {unit}",
    next_page="Next page: {list} page {page}",
    how_to_return="To return one (with a reason): {back} {number} {reason}",
    labels={
        "ack": "Got it",
        "done": "Done",
        "check_in": "Done",
        "progress": "Under way …",
        "task": "Details",
        "confirm": "Confirm",
        "tasks": "Tasks",
        "status": "Status",
        "waiting": "Awaiting",
        "help": "Help",
        "undo": "Undo",
        "write": "Write and tell",
        "discard": "Drop",
    },
    numbered="{label} {number}",
    back_to_list="« List of tasks",
    back_to_status="« Overall status",
    previous="« Previous page",
    next="Next page »",
    waiting_label="Awaiting confirmation ({count})",
    task_label="Task {number}",
)
