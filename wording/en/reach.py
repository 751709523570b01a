"""English words about who is not reached, and troubles of the program."""

from collections.abc import Mapping

from domain.deliveries import NotSent
from domain.history import EventKind
from wording.reach import ReachWords
from wording.words import EventWords

REACH = ReachWords(
    heading="⚠️ The system needs a look (at {at})",
    kinds={
        "not_receiving": "Nothing has been received from {names} for {count} minutes.",
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
        "unserved": "{count} messages of other organisations in this database are sent by nobody: {names}.",
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
        "evidence_full": "The evidence folder is full: {count} files are not stored. Raise DONDOC_EVIDENCE_QUOTA_MB.",
        "evidence_not_written": "The evidence folder cannot be written to: {count} files wait.",
        "evidence_missing": "{count} stored files of evidence are not in the folder any more.",
        "disk_low": "Only {count} MB are free on the disk.",
    },
    unnamed_platform="the platform",
    other="trouble: {kind} ({count})",
    closing="What to do: run “dondoc doctor” on the server.",
    not_sent={
        NotSent.NO_ACCOUNT: "the recipient is not linked or has blocked the bot",
        NotSent.NO_QUOTA: "this month's messages are kept for what is urgent",
        NotSent.TASK_CLOSED: "the task is done or cancelled",
        NotSent.NOTHING_LEFT: "every task of the message is done, cancelled or moved",
        NotSent.PEOPLE_REACHED: "the people in charge were reached",
        NotSent.IN_MORNING_MESSAGE: "the morning message says it",
        NotSent.RECIPIENT_AWAY: "the recipient is away",
        NotSent.OTHER_VERSION: "another version of the program wrote it",
        NotSent.PERHAPS_ARRIVED: "it is not known whether it arrived",
        NotSent.FORGOTTEN: "dropped by the administrator",
        NotSent.PLANNED_AGAIN: "planned again for the administrator",
        NotSent.RESTORED: "a backup was restored, it may have been sent",
        NotSent.UNDONE: "its author has undone it",
        NotSent.READING_STOPPED: "its author stopped the reading",
    },
    not_sent_unknown="the reason is not known",
    quota_near=(
        "⚠️ {channel}: {used} of {limit} messages of this month are used. Morning messages now go to people's other "
        "channel; who has only {channel} gets one every second working day, unless a task is due or overdue."
    ),
    quota_reserved=(
        "⚠️ {channel}: {used} of {limit} messages of this month are used. The rest is kept for answers and what is "
        "urgent. Who has only {channel} gets no morning message until the month ends: call them, or give them a code "
        "for another channel."
    ),
    quota_spent=(
        "⚠️ No messages are left on {channel} this month; it takes no more.\n"
        "Who has another channel is reached there; who has only {channel} gets nothing for now. It is tried again at "
        "growing intervals; please look at the bot's plan, or give people a code for another channel."
    ),
    nobody_reached=(
        "⚠️ {count} without anybody to remind: nobody of the lead unit can be reached on any channel; please "
        "contact them directly:"
    ),
    nobody_reached_units="  Lead: {units}",
    was_down=(
        "The system could not receive messages from {since} to {until}. What you sent in that time may be lost. "
        "Please type /{list} to check, and report again what is missing."
    ),
)

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.ACCOUNT_BLOCKED: EventWords("blocked the bot: messages do not arrive"),
    EventKind.ACCOUNT_REACHABLE: EventWords("can be reached again"),
    EventKind.PARKED_SENT_AGAIN: EventWords("had the messages that were put aside sent again:"),
    EventKind.PARKED_FORGOTTEN: EventWords("dropped the messages that were put aside:"),
    EventKind.LOOKS_MENDED: EventWords("the program checked and mended its reminders"),
    EventKind.DATABASE_RESTORED: EventWords("restored from a backup"),
}
