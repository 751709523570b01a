"""Answers what is no command: unreadable messages, courtesy, forwards, edits, groups, replies to a question."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from documents.words import word_lists
from domain.authorisation import may_confirm
from domain.inbox import InboxRow
from domain.messages import Command, Refusal, Refused, Response
from domain.messages.chats import Content, GroupCodeEnded, NotText
from domain.messages.drafts import PlanUnread
from domain.messages.evidence import EvidenceKept, HandedIn, HandedInVain
from domain.messages.questions import AskTask, BadNumber, Choose, Clarify, Misunderstood, ReasonMissing, WhichTask
from domain.messages.reports import MorningDigest, ProposalsAsked, ShowReport
from domain.messages.requests import AnswerRequest, RequestNews
from domain.messages.tasks import Acknowledge, TaskAcknowledged
from domain.names import fold
from domain.reports import wish_for
from services.commands.answer_courtesy import once_a_day
from services.commands.keep_evidence import contents_to_come, keep_handed
from services.commands.report_task import acknowledge_task
from services.context.command_context import CommandContext, Grammar, Reply
from services.context.find_task import numbers_of_message
from services.plans.hold_draft import PHOTOGRAPH
from storage.engine.database import Database
from storage.events import has_events_of
from storage.evidence import evidence_of_updates
from storage.inbox import rows_of_chat
from storage.invites import find_invite, use_invite
from storage.leases import find_sent
from storage.tasks import TaskNow, find_occurrence, find_task_by_id

# What free words may look like to the grammar: none of these names a task to act on.
_FREE_WORDS = (Misunderstood, Choose, BadNumber, Clarify, AskTask)


def answer_not_text(context: CommandContext, content: str) -> Reply:
    """Answer a message that is no text with what the person may do instead; no answer for a stranger."""
    return once_a_day(context, content, NotText(content)) if context.actor is not None else Reply([])


def answer_in_group(context: CommandContext, code_hashes: Iterable[str]) -> Reply:
    """A code that others could read is used up; anything else belongs into a private chat."""
    found = [find_invite(context.tx, context.organisation.id, each, context.now) for each in code_hashes]
    ended = [use_invite(context.tx, invite.id, context.now) for invite in found if invite is not None]
    return Reply([GroupCodeEnded()]) if any(ended) else once_a_day(context, Content.GROUP, NotText(Content.GROUP.value))


def acknowledge_by_thumb(context: CommandContext) -> Reply:
    """A thumb up on a reminder marks its tasks as taken on, as far as the person may; on others it is ignored."""
    if context.actor is None:
        return Reply([])
    numbers = numbers_of_message(context, context.origin.reply_to or "")
    try:
        said = acknowledge_task(context, Acknowledge(numbers)).responses if numbers else ()
    except Refused:  # of one task, before anything was written: who may not take it on has only been friendly
        return Reply([])
    return Reply([response for response in said if isinstance(response, TaskAcknowledged)])


def add_late_piece(context: CommandContext, earlier: Sequence[int]) -> Reply:
    """A picture of an album that was handled already: kept where the others are, without another answer.

    Where the others were read as a plan, it is missing there: that is said.
    """
    handed, kept = context.origin.handed, evidence_of_updates(context.tx, context.organisation.id, earlier)
    if handed is None or context.actor is None:
        return Reply([])
    if not kept:
        is_plan = may_confirm(context.actor) and has_events_of(context.tx, context.organisation.id, earlier)
        return Reply([PlanUnread(handed.name or PHOTOGRAPH, "late_picture")] if is_plan else [])
    for occurrence_id in dict.fromkeys(piece.occurrence_id for piece in kept):
        occurrence = find_occurrence(context.tx, occurrence_id)
        keep_handed(context, TaskNow(find_task_by_id(context.tx, occurrence.task_id), occurrence), "")
    return Reply([])


def with_receipt(context: CommandContext, reply: Reply) -> Reply:
    """The answer with what became of the pictures and files that came with the message."""
    handed = context.origin.handed
    is_told = not reply.responses or any(
        isinstance(response, EvidenceKept | PlanUnread) for response in reply.responses
    )
    if handed is None or context.actor is None or is_told:
        return reply
    pieces = evidence_of_updates(context.tx, context.organisation.id, [context.inbox_id or 0])
    count = len({piece.file_ref for piece in pieces if piece.file_ref})
    if count:
        waiting, too_large = contents_to_come(context, pieces)
        receipt = HandedIn(count, handed.kind.value, waiting, too_large)
        return Reply([*reply.responses, receipt], reply.before, reply.may_replace)
    is_refused = all(
        isinstance(response, Refusal) and not isinstance(response, WhichTask) for response in reply.responses
    )
    waits = any(response.question_id for response in reply.responses)  # it is kept with what is asked
    if is_refused or waits:
        return reply
    return Reply([*reply.responses, HandedInVain(handed.kind.value)], reply.before, reply.may_replace)


def answered_by_reply(context: CommandContext, command: Command, grammar: Grammar) -> Command:
    """What a reply in free words makes of the message it replies to; else the command itself.

    A reply to a question or to a call for an explanation answers it, one to "the reason is missing" completes that
    command.
    """
    origin = context.origin
    text = origin.text.strip()
    if origin.reply_to is None or not text:
        return command
    sent = find_sent(context.tx, context.organisation.id, (origin.channel, origin.chat_id), origin.reply_to, origin.bot)
    proposing = next((each for each in (sent.responses if sent else ()) if isinstance(each, ProposalsAsked)), None)
    if proposing is not None and not text.startswith("/") and not isinstance(command, ShowReport):
        return _report_proposing(proposing, text)
    if not isinstance(command, _FREE_WORDS):
        return command
    for missing in sent.responses if sent else ():
        if isinstance(missing, ReasonMissing):
            return grammar.command(f"{missing.command} {missing.number} {missing.typed} {text}")
    asked = [number for response in (sent.responses if sent else ()) for number in _asked_about(response)]
    return AnswerRequest(asked[0], text) if len(asked) == 1 else command


def _report_proposing(asked: ProposalsAsked, text: str) -> Command:
    """The report with the words of the reply; a bare "no" proposes nothing."""
    is_no = fold(text).strip(" .,!") in map(fold, word_lists("reasons").words("nothing"))
    return ShowReport(wish_for(asked.period), asked.file, plan=asked.plan, proposals="" if is_no else text)


def _asked_about(response: Response) -> list[int]:
    """The tasks about which a message asks for an answer in words: a question, or a morning that recalls some."""
    if isinstance(response, MorningDigest):
        return [item.line.number for item in response.requests if item.request.awaits == AnswerRequest.canonical]
    if (
        isinstance(response, RequestNews)
        and response.what == "brought"
        and response.request.awaits == AnswerRequest.canonical
    ):
        return [response.line.number]
    return []


def recall_chat(
    database: Database, organisation_id: int, row: InboxRow, back: timedelta, most: int
) -> list[tuple[InboxRow, bool]]:
    """The newest rows of this one's chat since so long before it, in order; and whether each has been taken up."""
    with database.of(organisation_id).reading() as tx:
        return rows_of_chat(tx, organisation_id, row, row.received_at - back, most)
