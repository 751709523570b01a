"""English words about the morning message."""

from wording.digests import DigestWords

DIGEST = DigestWords(
    standing_in_for="🗓 You are standing in for {names}",
    report_count="report for {period}",
    nothing="Nothing is due",
    groups={
        "overdue": "{left}",
        "today": "{left}",
        "soon": "{left}",
        "start": "the period begins, {left}",
        "check_in": "please report for {period}",
        "coordinating": "you coordinate, {left}",
        "press": "to follow up, {left}",
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
        "undated": "{count} without a last day",
        "pressing": "requests waiting for more than 3 working days: {number}",
        "requests": "requests waiting: {number}",
    },
    lead="Lead: {names}",
    why={
        "silent": "Nobody has taken it on yet.",
        "halfway": "Half of the time is over: please report how far it has come.",
        "again": "You asked to be reminded again.",
        "check_in_again": "No answer yet, asked for the last time.",
    },
    asked="❓ WAITING FOR YOUR WORD ({count})",
    pressing="❗ WAITING FOR YOU FOR MORE THAN 3 WORKING DAYS ({count})",
    also_overdue="Still overdue: {numbers}",
    undated=(
        "Without a last day, asked after once a month: {numbers}. Please report, e.g. {progress} {number} 40; "
        "once there is a day the coordinator types: {edit} {number} deadline 30/6"
    ),
    more="and {count} more: {numbers}",
    waiting="Awaiting your confirmation: {numbers}",
    unreachable="Could not be reached: {names}. Please contact them directly.",
)
