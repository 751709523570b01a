"""English phrases of alerts to administrators."""

from bot.wording.alert_words import AlertWords

ALERTS = AlertWords(
    heading="⚠️ The system needs a look (at {at})",
    kinds={
        "not_receiving": "Nothing has been received from the platform for {count} minutes.",
        "token_refused": "{names}: the bot token is refused, so nothing comes in or goes out.",
        "webhook_gone": "{names}: no webhook is set, so nothing comes in.",
        "webhook_elsewhere": "{names}: the webhook points to another address, so nothing comes in.",
        "webhook_set": "{names}: a webhook is set, so messages cannot be fetched.",
        "second_poller": "{names}: another program fetches the messages of this bot.",
        "clock_wrong": "{names}: this machine's clock is {count} minutes off the time on the platform's messages.",
        "not_planning": "No reminders have been planned for {count} minutes.",
        "not_sending": "Nothing has been sent for {count} minutes.",
        "late_inbox": "{count} messages have waited to be handled for more than 5 minutes.",
        "late_outbox": "{count} messages have waited to be sent for more than 5 minutes.",
        "channel_held": "{count} messages wait because the platform takes none; they go as soon as it answers.",
        "routine_held": "{count} routine messages are kept back for 30 minutes at most: another program uses this bot.",
        "quota_spent": "{count} messages wait because the platform says that this month's are used up.",
        "unconfirmed": "{count} messages may or may not have arrived and will be sent again with a mark.",
        "given_up": "{count} messages could not be sent; “dondoc doctor” says to whom and why.",
        "unsent": "{count} reminders should have been sent and were not.",
        "no_next": "Open tasks without any further reminder: {numbers}.",
        "astray": "Tasks whose next reminder was noted wrongly; put right by itself: {numbers}.",
        "parked": "{count} messages were put aside and need a person.",
        "no_coordinator": "No coordinator can be reached any more: nobody confirms what is done.",
        "no_leader": "No leader can be reached any more: nobody decides on more time.",
        "history": "{count} lines of the history do not fit.",
        "backup_old": "The latest backup is {count} hours old.",
        "backup_failed": "The nightly backup could not be made.",
        "backup_damaged": "{count} backups are damaged: they do not fit their checksums.",
        "no_backup": "There is no backup yet.",
        "disk_low": "Only {count} MB are free on the disk.",
    },
    other="trouble: {kind} ({count})",
    closing="What to do: run “dondoc doctor” on the server.",
)
