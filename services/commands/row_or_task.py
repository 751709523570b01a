"""Tells a correction of a row of the plan that waits from one of a written task, or asks which of the two is meant."""

from dataclasses import replace

from domain.drafts import OpenDraft
from domain.interpretations import ClarifyReason, about
from domain.messages import Command, Notice, Refusal, Response, drafts, kinds_of
from domain.messages import draft_rows as of_rows
from domain.messages.drafts import OF_ROW, OF_TASK, DraftDropped, EditRow, PlanAmended, PlanImported
from domain.messages.questions import Clarify
from domain.tasks import State
from services.context.command_context import CommandContext, Grammar
from services.context.find_task import ANSWERED_WITHIN
from services.plans.hold_draft import find_draft
from storage.conversations import said_since
from storage.leases import find_sent
from storage.tasks import find_task

# What shows a plan that waits, as long as it waits.
_OF_DRAFT = frozenset(kind for kind in kinds_of(Notice) if kind.__module__ in {drafts.__name__, of_rows.__name__}) - {
    PlanImported,
    PlanAmended,
    DraftDropped,
}


def row_or_task(context: CommandContext, command: Command, grammar: Grammar) -> Command:
    """The command; a question instead where both are there and the person was not shown the plan last, and where they
    were but it has no such row: then only the task is offered.
    """
    if not isinstance(command, EditRow) or command.number is None or command.field is None or context.actor is None:
        return command
    if command.means or command.draft is not None or command.rows_on_paper or not _is_open(context, command.number):
        return command
    draft = find_draft(context)
    if draft is None:
        return command
    has_row = is_row(draft, command.number)
    if has_row == any(type(response) in _OF_DRAFT for response in _shown_last(context)):
        return command
    reason, offered = (ClarifyReason.ROW_OR_TASK, (OF_ROW, OF_TASK)) if has_row else (ClarifyReason.NO_ROW, (OF_TASK,))
    ways = zip((OF_ROW, OF_TASK), grammar.as_row_or_task(context.origin.text, command.number), strict=False)
    options = tuple(way for one, way in ways if one in offered and grammar.command(way) == replace(command, means=one))
    return Clarify(about(context.origin.text), reason.value, options) if options else command


def is_task_meant(context: CommandContext, command: EditRow) -> bool:
    """Whether a written task is to be corrected: no plan waits, the words name a task, or the plan has no such row."""
    draft = find_draft(context)
    if draft is None:
        return True
    if command.number is None or command.means == OF_ROW:
        return False
    if not is_row(draft, command.number):
        return command.means == OF_TASK or is_task(context, command.number)
    return command.means == OF_TASK and is_task(context, command.number)


def is_task_shown(context: CommandContext, draft: OpenDraft, number: int) -> bool:
    """Whether only a task has this number, and no row of the plan that waits."""
    return not is_row(draft, number) and is_task(context, number)


def is_row(draft: OpenDraft, number: int) -> bool:
    """Whether the plan that waits has a row of this number, or had it until it was left out."""
    return any(row.number == number for row in (*draft.plan.tasks, *draft.left_out))


def is_task(context: CommandContext, number: int) -> bool:
    """Whether there is a written task of this number."""
    return find_task(context.tx, context.organisation.id, number) is not None


def _is_open(context: CommandContext, number: int) -> bool:
    """Whether there is such a task that is not cancelled."""
    found = find_task(context.tx, context.organisation.id, number)
    return found is not None and found.occurrence.state is not State.CANCELLED


def _shown_last(context: CommandContext) -> tuple[Response, ...]:
    """The message that was replied to or pressed on, else the one sent to this chat last."""
    own, address = context.organisation.id, (context.origin.channel, context.origin.chat_id)
    answered = context.origin.reply_to or context.origin.pressed_on
    if answered is not None:
        row = find_sent(context.tx, own, address, answered, context.origin.bot)
        return () if row is None else tuple(row.responses)
    said = said_since(context.tx, own, address, context.now - ANSWERED_WITHIN)
    shown = (one.responses for one in said if not all(isinstance(each, Refusal) for each in one.responses))
    return next(shown, ())  # a refusal shows nothing: what stood before it is what the person sees
