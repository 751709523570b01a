"""English phrases for the figures, in the chat and on the card."""

from bot.wording.words import StatusWords

STATUS = StatusWords(
    heading="STATUS",
    unit_heading="STATUS: {unit}",
    as_of="As of {at}",
    sum="Tasks: {total} = {on_time} done in time + {late} done late + {open} open in time + {overdue} overdue",
    waiting="; awaiting confirmation: {reported}",
    units="By lead unit (done/all):",
    unit_entry="{bar} {done}/{total} {unit}",
    unit_overdue=" – {overdue} overdue",
    counted_twice="(A task with two lead units counts for both.)",
    overdue="Overdue: {count}",
    due_soon="Due within 7 days: {count}",
    others="Others: {count}",
    coordinated="Coordinates: {count}",
    leads_nothing="This unit leads no task.",
    entry="{number}. {title} – {left}",
    no_tasks="No tasks are being followed yet.",
    caption="Status as of {at}",
    cells=("Done in time", "Done late", "Open in time", "Overdue"),
    card_organisation="{total} tasks · as of {at}",
    card_waiting="Awaiting confirmation: {reported}",
    card_units="By lead unit (done/all)",
    card_more="and {count} more: {numbers}",
    card_more_units="and {count} more units",
    card_nothing="No tasks yet",
)
