"""English phrases of the morning message."""

from bot.wording.words import DigestWords

DIGEST = DigestWords(
    first_line="{name}: {counts}",
    nothing="nothing is due",
    groups={
        "overdue": "🔴 OVERDUE",
        "today": "🟠 DUE TODAY",
        "soon": "🟡 DUE SOON",
        "start": "🔵 PERIOD BEGINS",
        "check_in": "🟢 ONGOING – please report for {period}",
        "coordinating": "⚪ YOU COORDINATE",
        "press": "🔔 TO FOLLOW UP",
    },
    counts={
        "overdue": "{count} overdue",
        "today": "{count} due today",
        "soon": "{count} due soon",
        "start": "{count} beginning",
        "check_in": "{count} to report on",
        "coordinating": "{count} to coordinate",
        "press": "{count} to follow up",
        "waiting": "{count} awaiting confirmation",
    },
    lead="Lead: {names}",
    silent="Nobody has taken it on yet.",
    also_overdue="Still overdue: {numbers}",
    more="and {count} more: {numbers}",
    waiting="Awaiting your confirmation: {numbers}",
    unreachable="Could not be reached: {names}. Please contact them directly.",
)
