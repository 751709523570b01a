"""English phrases of alerts to administrators."""

from bot.wording.alert_words import AlertWords

ALERTS = AlertWords(
    heading="⚠️ The system needs a look (at {at})",
    kinds={
        "not_receiving": "Nothing has been received from the platform for {count} minutes.",
        "not_planning": "No reminders have been planned for {count} minutes.",
        "not_sending": "Nothing has been sent for {count} minutes.",
        "late_inbox": "{count} messages have waited to be handled for more than 5 minutes.",
        "late_outbox": "{count} messages have waited to be sent for more than 5 minutes.",
        "unsent": "{count} reminders should have been sent and were not.",
        "no_next": "Open tasks without any further reminder: {numbers}.",
        "astray": "Tasks whose next reminder was noted wrongly; put right by itself: {numbers}.",
        "parked": "{count} messages were put aside and need a person.",
        "no_coordinator": "No coordinator can be reached any more: nobody confirms what is done.",
        "no_leader": "No leader can be reached any more: nobody decides on more time.",
        "history": "{count} lines of the history do not fit.",
        "backup_old": "The latest backup is {count} hours old.",
        "backup_failed": "The nightly backup could not be made.",
        "no_backup": "There is no backup yet.",
        "disk_low": "Only {count} MB are free on the disk.",
    },
    other="trouble: {kind} ({count})",
    closing="What to do: run “dondoc doctor” on the server.",
)
