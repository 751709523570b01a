"""All tables, one noun each. Rows carry their organisation, but the lease and bots; unique keys refuse the second."""

from storage.tables.board import board_link, board_session
from storage.tables.bots import bot, served
from storage.tables.columns import metadata
from storage.tables.conversations import cursor, inbox, question
from storage.tables.deliveries import channel_hold, channel_month, outbox, receipt, reminder
from storage.tables.drafts import draft, draft_block, draft_doubt, draft_reader, draft_row, refused_text
from storage.tables.follow_up import absence, assignment, evidence, evidence_file, request, share, snooze
from storage.tables.history import checkpoint, event
from storage.tables.organisations import day_off, group_member, organisation, unit, unit_alias
from storage.tables.people import chat_account, code_try, invite, membership, office_role, person, waiting_roster
from storage.tables.plans import plan, plan_version
from storage.tables.tasks import occurrence, responsibility, task
from storage.tables.walls import wall
from storage.tables.workers import rules_seen, seat, worker

__all__ = [
    "absence",
    "assignment",
    "board_link",
    "board_session",
    "bot",
    "channel_hold",
    "channel_month",
    "chat_account",
    "checkpoint",
    "code_try",
    "cursor",
    "day_off",
    "draft",
    "draft_block",
    "draft_doubt",
    "draft_reader",
    "draft_row",
    "event",
    "evidence",
    "evidence_file",
    "group_member",
    "inbox",
    "invite",
    "membership",
    "metadata",
    "occurrence",
    "office_role",
    "organisation",
    "outbox",
    "person",
    "plan",
    "plan_version",
    "question",
    "receipt",
    "refused_text",
    "reminder",
    "request",
    "responsibility",
    "rules_seen",
    "seat",
    "served",
    "share",
    "snooze",
    "task",
    "unit",
    "unit_alias",
    "waiting_roster",
    "wall",
    "worker",
]
