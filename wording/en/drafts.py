"""English words about plans that wait to be written."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.drafts import (
    ChangeNotUnderstood,
    DeadlineNotRead,
    DropDraft,
    DropRows,
    EditRow,
    ImportPlan,
    NameUnit,
    NoDraft,
    NoSuchRow,
    NothingToWrite,
    NotInPlan,
    PlanKnown,
    PlanMissing,
    ShowRow,
    StillReading,
    UnitNotFound,
    WriteDraft,
)
from domain.messages.questions import Choose
from wording.drafts import DraftWords
from wording.layout import clean
from wording.words import CommandWords, EventWords, Words

DRAFTS = DraftWords(
    read="📄 {count} read in {file}. Nothing is written yet, nobody has been told.",
    title="{title}",
    facts="No. {number} · {issuer} · issued {day}",
    no_number="(left blank)",
    no_issuer="issuer unknown",
    no_day="on an unknown day",
    rows="{count}; {doubts}.",
    doubts="{count} points to make clear, {settled}",
    none_settled="none settled yet",
    some_left="{left} open",
    all_settled="all settled",
    no_doubts="nothing to make clear",
    unknown="Units that are not in the list:",
    unknown_entry="• {name} (row {rows})",
    unknown_maybe="• {name} (row {rows}) – perhaps: {names}?",
    unknown_more="… and {count} more names",
    without_people="Units that nobody answers for (please add people to the list): {names}",
    not_linked="Units of which nobody has linked a phone (please send an invitation): {names}",
    earlier="This is a later version of a plan already imported: {new} tasks new, {changed} changed, {gone} gone.",
    change_kinds={
        "new": "+ New, row {number}: {title} – {new}",
        "gone": "− Task {number} is gone: {title}",
        "title": "~ Task {number}, title: “{old}” → “{new}”",
        "wording": "~ Task {number}, wording of the deadline: “{old}” → “{new}”",
    },
    change_other="~ Task {number}, {field}: “{old}” → “{new}”",
    more_changes="… and {count} more changes",
    nothing="none",
    amends="Is this a later version of the plan “{name}”, imported before? Then tasks keep their numbers and progress.",
    gone="Task {number} ({title}) is not in the new version. Cancel it? (yes / no)",
    how_to_write="Type {write} to write it and tell everybody concerned, {discard} to drop it.",
    how_to_correct="Correct first, for example: {edit} {number} deadline 10/7/2026 · {row} {number} · {drop} {number}",
    being_read="⏳ {file}: {page} of {pages} pages read. The answer follows as soon as it is done; {stop} stops it.",
    reading_stopped="Stopped reading {file}. Nothing was written, nobody was told.",
    unread="❌ {file} could not be read.",
    troubles={
        "late_picture": "This picture came after the others had been read; type discard, then send the whole album.",
        "too_large": "The file is larger than 20 MB; please leave pictures out or send only the plan itself.",
        "not_fetched": "The file could not be fetched; please send it again, or paste its text after /import.",
        "too_slow": "The file is too complex and took too long; please send only the table of tasks, best as .docx.",
        "too_much_memory": "The file takes too much memory; please send only the table of tasks, best as .docx.",
        "not_read": "Reading this file failed; please save it as .docx and send it again.",
    },
    asked="❓ Point {position}/{total}",
    row="Row {number}: {title}",
    unknown_unit="The unit “{name}” is not in the list.",
    choices={
        "keep": "Leave as it is",
        "drop_row": "Leave row {row} out",
        "workday_before": "Move to the working day before",
        "only_lead": "Only {detail} leads",
        "read_as": "It is {detail}",
        "add_unit": "Add as a new unit",
        "amend": "A later version",
        "separate": "Another plan",
        "cancel_task": "Yes, cancel it",
        "keep_task": "No, follow it on",
        "cancel_all": "Cancel all {detail}",
        "keep_all": "Keep all {detail}",
        "in_year": "Year {detail}",
        "day_first": "Day first",
        "month_first": "Month first",
        "lead_by": "{detail} leads",
        "follow_all": "Follow all",
        "follow_it": "Follow",
        "choose_some": "Choose",
        "follow_none": "No",
        "follow_one": "Follow: {detail}",
        "follow_no_more": "Follow no more of these",
    },
    other_choice="Choose",
    keep_instead={
        "deadline_unknown": "No time limit",
        "no_last_day": "No time limit",
        "year_unknown": "No time limit",
        "no_lead_unit": "Leave it empty for now",
        "duty_only_in_prose": "Follow it as a task",
        "no_coordinating_unit": "Nobody coordinates",
        "several_lead_units": "All of them lead",
    },
    choice_entry="{letter}. {label}",
    fixes={
        "deadline": "Or correct it: {edit} {row} deadline 10/7/2026",
        "lead": "Or correct it: {edit} {row} lead UBND phường",
        "coordinating": "Or correct it: {edit} {row} coordinating UBND phường; Văn phòng Đảng ủy",
        "title": "Or correct it: {edit} {row} title …",
    },
    fields={
        "deadline": "deadline",
        "lead": "lead unit",
        "coordinating": "coordinating units",
        "title": "title",
        "product": "product",
    },
    date_orders={
        "day_first": "✅ Read the file again, day first: {count} rows have another deadline.",
        "month_first": "✅ Read the file again, month first: {count} rows have another deadline.",
    },
    dates_kept="Kept the deadlines that were corrected: row {numbers}.",
    changed="✅ Row {number} corrected: {field}",
    no_units="none",
    remarks={
        "due_before_issue": "⚠️ This is before the day the plan was issued.",
        "day_off": "⚠️ This is not a working day.",
        "already_past": "⚠️ This day has passed.",
    },
    look_again="⚠️ {message}",
    dropped="✅ Left out: row {numbers}; {count} remain.",
    mapped="✅ “{name}” is {unit}.",
    draft_dropped="Dropped: the plan “{title}”. Nothing was written, nobody was told.",
    blocks="{total} items in the document: {read} tasks read, {blocks} items that became no task.",
    blocks_followed="{followed} of them are followed as tasks now.",
    made_by="This draft was sent by {name}; all coordinators see and correct the same one.",
    one_picture="This picture was read as a plan of its own; send several pages as one album or one PDF (Telegram).",
    others="Other plans that wait: {entries}",
    other_entry="{title} (open it: {command} {number})",
    unread_under="Under “{name}”, {count} items became no task:",
    unread_some="{count} items became no task:",
    unread_item="• {text}",
    unread_of="{unit}:",
    unread_more="… and {count} more",
    bare={
        "no_lead_unit": "This row has no lead unit.",
        "no_last_day": "This row has no time limit.",
    },
    write_asked="{count} points are still open ({points}). Write all the same?",
    points={
        "no_lead_unit": "task {row} has no lead unit",
        "no_coordinating_unit": "task {row} has no coordinating unit",
        "several_lead_units": "task {row} has several lead units",
        "no_last_day": "task {row} has no time limit",
        "deadline_unknown": "the time limit of task {row} is not clear",
        "year_unknown": "the year of task {row} is not clear",
        "title_looks_wrong": "the title of task {row} is not clear",
        "due_on_day_off": "task {row} is due on a day off",
        "duty_only_in_prose": "task {row} stands only in the prose",
        "unknown_unit": "nobody knows the unit “{name}”",
        "blank_plan_number": "the plan has no number",
        "date_order_unclear": "day first or month first is not clear",
        "unread": "items that became no task",
        "unread_some": "items that became no task",
        "amends": "whether it is a later version",
    },
    point_of_row="task {row} should be looked at",
    point_of_plan="the plan as a whole",
    write_options=("Settle them first", "Write all the same"),
    write_how="Type A (settle them first) or B (write, and tell everybody).",
    changes={
        "left_out": "Row {row} was just left out by {who}.",
        "doubt": "{who} has just answered this: {value}.",
    },
    change_of_row="The {field} of row {row} was just changed by {who}: “{value}”.",
    try_again={
        WriteDraft: "The plan has not been written. If you agree with these changes, type {write} once more.",
        Choose: "Your answer was not recorded.",
        Command: "What you typed was not recorded; if you still want it, send it again.",
    },
    unchanged="Nothing changes: the plan “{title}” was imported before.",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    ImportPlan: CommandWords(
        typed="/import",
        does="take a plan in: send its file here, or paste its text after this command",
        menu="Take a plan in (send its file here)",
    ),
    ShowRow: CommandWords(
        typed="row 4",
        does="see row 4 of the plan that waits",
        menu="Plan that waits: see a row, e.g. row 4",
    ),
    EditRow: CommandWords(
        typed="edit 4 deadline 10/7/2026",
        does="correct row 4: deadline, lead, coordinating, title, product",
        menu="Plan that waits: correct, e.g. edit 4 deadline 10/7",
    ),
    DropRows: CommandWords(
        typed="drop 18",
        does="leave row 18 of the plan out",
        menu="Plan that waits: leave a row out, e.g. drop 18",
    ),
    NameUnit: CommandWords(
        typed="unit VHXH is Phòng Văn hóa - Xã hội",
        does="say which unit a name in the plan means",
        menu="Plan that waits: unit A is B",
    ),
    WriteDraft: CommandWords(
        typed="write",
        does="write the plan that waits and tell everybody concerned",
        menu="Plan that waits: write it and tell everybody",
    ),
    DropDraft: CommandWords(
        typed="discard",
        does="drop the plan that waits",
        menu="Plan that waits: drop it",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.DRAFT_CHANGED: EventWords("changed the plan that waits", "correction of the plan that waits"),
}

LONGEST_TITLE = 80  # characters of a plan's title in a list


def _no_draft(refusal: NoDraft, _: Words) -> str:
    if refusal.waiting:
        listed = "; ".join(
            f"{clean(one.title, LONGEST_TITLE)} (type: import {one.number})" for one in refusal.waiting[:5]
        )
        return f"You have opened no plan. Waiting: {listed}"
    return "No plan is waiting to be written. Please send the file of the plan here (a draft is kept for 7 days)."


def _still_reading(_: StillReading, __: Words) -> str:
    return "The file you have just sent is still being read; you will be told at once. Please type this again then."


def _plan_missing(_: PlanMissing, __: Words) -> str:
    return "Please send the file of the plan here (.docx, .pdf, .xlsx …), or paste its text after the command: /import"


def _plan_known(refusal: PlanKnown, _: Words) -> str:
    return f"This file was imported before ({refusal.title}); nothing has changed. Type /tasks to see the tasks."


def _no_such_row(refusal: NoSuchRow, _: Words) -> str:
    return f"The plan that waits has no row {refusal.number}; its last is {refusal.last}. Type: row {refusal.last}"


def _change_not_understood(refusal: ChangeNotUnderstood, _: Words) -> str:
    row = refusal.number or 1
    return (
        f"What to correct is not clear. For example: edit {row} deadline 10/7/2026 · edit {row} lead UBND phường · "
        f"edit {row} coordinating A; B · edit {row} title … · edit plan number 12-KH/ĐU · edit issued 9/4/2026"
    )


def _deadline_not_read(refusal: DeadlineNotRead, _: Words) -> str:
    return f"“{refusal.text}” gives no deadline; for example: edit {refusal.number} deadline 10/7/2026"


def _not_in_plan(refusal: NotInPlan, _: Words) -> str:
    near = f" Did you mean: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"The plan that waits names no unit “{refusal.name}”.{near} Example: unit VHXH is Phòng Văn hóa - Xã hội"


def _unit_not_found(refusal: UnitNotFound, _: Words) -> str:
    near = f" Did you mean: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"There is no unit “{refusal.name}”.{near}"


def _nothing_to_write(_: NothingToWrite, __: Words) -> str:
    return "Every row of the plan was left out, so there is nothing to write. Type discard to drop the plan."
