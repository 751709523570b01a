"""Handles one update: one transaction from taking its inbox row to posting the answer, also when it is refused."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo

from domain.authorisation import commands_for
from domain.board_sessions import PAGE, ChatWithBoard
from domain.daily_commands import menu_of
from domain.history import Event, EventKind
from domain.inbox import MessageContext
from domain.interpretations import about
from domain.messages import Command, Refusal, Refused, Response
from domain.messages.accounts import OnlyForRole, Start, Stranger
from domain.messages.board_access import OnlyInChat, SessionOver
from domain.messages.organisation import OrganisationIsClosed
from domain.messages.questions import ClarificationAsked, Misunderstood, WhichTask
from domain.messages.tasks import MarkDone, NotYourTask
from domain.organisations import is_real_name
from domain.tasks import Part
from services.commands.answer_messages import answered_by_reply, with_receipt
from services.commands.change_settings import revived
from services.commands.clarify import SeveralRefused, ask_meaning
from services.commands.complete_rows import asked_instead, with_task_numbers
from services.commands.handlers import HANDLERS
from services.commands.link_account import code_of_stranger
from services.commands.row_or_task import row_or_task
from services.context.command_context import NOTHING_READ, CommandContext, Grammar, Reply, actor_behind
from services.context.find_task import ANSWERED_WITHIN
from services.context.questions import ask_question, ask_which, continued_from, find_answer, settle, with_pending_text
from services.office.mark_pressed import mark_pressed
from services.office.post_answer import post_answer, post_meanwhile
from storage import inbox
from storage.accounts import chats_with_board, set_alive
from storage.conversations import last_question_query, said_query
from storage.engine.database import Database, Transaction
from storage.engine.pipeline import Query, prefetch
from storage.events import append_event, last_event_query
from storage.organisations import load_organisation, lock_organisation, lock_query
from storage.outbox import waiting_answers_query
from storage.people import actor_query, load_actor
from storage.plans import plans_query
from storage.requests import requests_query
from storage.restore_reconcile import mark_later_as_perhaps_sent, newest_row
from storage.tasks import task_query
from storage.units import groups_query, load_directory

log = logging.getLogger(__name__)

WITHOUT_RIGHT = (NotYourTask, OnlyForRole, Stranger)


class CommandService:
    """Handles updates for one organisation. Plain calls: run them in a thread.

    `grammar` reads the answers to questions that were asked; a process that handles no messages needs none.
    """

    def __init__(self, database: Database, organisation_id: int, grammar: Grammar = NOTHING_READ) -> None:
        self._database = database.of(organisation_id)
        self._organisation_id = organisation_id
        self._grammar = grammar
        self._zone: tzinfo = UTC  # the organisation's, once it has been read

    def handle(self, inbox_id: int, origin: MessageContext, command: Command, now: datetime) -> bool:
        """Take the update, run its use-case, write history, post the answer: all or nothing.

        False when the update had been taken before: nothing is done twice. A refusal is answered and consumes it.
        """
        try:
            return self._take_and_answer(inbox_id, origin, command, now, lambda context: self._obey(context, command))
        except Refused as refused:
            # Everything the use-case may have written is rolled back with its transaction; this one only answers.
            refusal, others = refused.refusal, refused.others if isinstance(refused, SeveralRefused) else ()
            return self._take_and_answer(
                inbox_id, origin, command, now, lambda context: refuse(context, command, refusal, self._grammar, others)
            )

    def respond(
        self, inbox_id: int, origin: MessageContext, now: datetime, use_case: Callable[[CommandContext], Reply]
    ) -> bool:
        """As `handle`, for an update that is no command: `use_case` answers it and raises no refusal."""
        return self._take_and_answer(inbox_id, origin, Misunderstood(""), now, use_case)

    def note_reachable(self, inbox_id: int, origin: MessageContext, now: datetime, *, is_blocked: bool) -> None:
        """The person blocked or unblocked the bot."""
        with self._database.transaction() as tx:
            organisation = lock_organisation(tx, self._organisation_id)
            if not inbox.take(tx, inbox_id, now):
                return
            reason = "blocked" if is_blocked else None
            person_id = set_alive(tx, organisation.id, origin.channel, origin.chat_id, now, dead_reason=reason)
            if person_id is not None:
                what = EventKind.ACCOUNT_BLOCKED if is_blocked else EventKind.ACCOUNT_REACHABLE
                append_event(tx, organisation.id, Event(now, "", what, person_id, facts={"detail": origin.channel}))

    def say_meanwhile(
        self,
        inbox_id: int,
        origin: MessageContext,
        response: Response,
        now: datetime,
        turn: int,
        *,
        is_edited: bool = False,
    ) -> bool:
        """Post the progress of work on an update; once for each `turn`, also when the work starts again.

        `is_edited` replaces the message of the turn before. False when nothing was posted, because that message has
        not been sent yet.
        """
        with self._database.transaction() as tx:
            organisation = lock_organisation(tx, self._organisation_id)
            context = CommandContext(
                tx, organisation, now, origin, actor_behind(tx, organisation, origin, now), inbox_id
            )
            return inbox.is_waiting(tx, inbox_id) and post_meanwhile(context, response, turn, is_edited=is_edited)

    def commands_of(self, channel: str, chat_id: str, now: datetime) -> tuple[tuple[type[Command], ...], str]:
        """Commands that the person who has just written here may type, also as a stand-in, and their language.

        None for a stranger. Who had blocked the bot is reachable again.
        """
        with self._database.reading() as tx:
            today = now.astimezone(load_organisation(tx, self._organisation_id).zone).date()
            actor = load_actor(tx, self._organisation_id, channel, chat_id, today)
        if actor is None:
            with self._database.transaction() as tx:
                organisation = lock_organisation(tx, self._organisation_id)
                actor = revived(tx, organisation, MessageContext(channel, chat_id), now)
        return ((), "vi") if actor is None else (commands_for(actor), actor.language)

    def menu_of(self, channel: str, chat_id: str, now: datetime) -> tuple[tuple[type[Command], ...], str]:
        """The short menu of this chat's person and their language; no commands for a stranger."""
        with self._database.reading() as tx:
            today = now.astimezone(load_organisation(tx, self._organisation_id).zone).date()
            actor = load_actor(tx, self._organisation_id, channel, chat_id, today)
            return ((), "vi") if actor is None else (menu_of(actor.roles), actor.language)

    def chats_with_board(self, channel: str) -> dict[str, ChatWithBoard]:
        """Each chat that is linked to a person, by chat id."""
        with self._database.reading() as tx:
            return chats_with_board(tx, self._organisation_id, channel)

    def organisation_name(self) -> str:
        """Whose system this is; "" while nobody has named it."""
        with self._database.reading() as tx:
            name = load_organisation(tx, self._organisation_id).name
        return name if is_real_name(name) else ""

    def unit_names(self) -> frozenset[str]:
        """Names and aliases of the organisation's units."""
        with self._database.reading() as tx:
            return load_directory(tx, self._organisation_id).names

    def _take_and_answer(
        self,
        inbox_id: int,
        origin: MessageContext,
        command: Command,
        now: datetime,
        use_case: Callable[[CommandContext], Reply],
    ) -> bool:
        own, is_again = self._organisation_id, origin.may_be_again
        with self._database.transaction() as tx, _marked_as_repeats(tx, own, condition=is_again):
            _prefetch(tx, own, inbox_id, origin, command, now, self._zone)
            organisation = lock_organisation(tx, own)
            self._zone = organisation.zone
            if not inbox.take(tx, inbox_id, now):
                return False
            for other in origin.with_rows:  # the other pictures of an album
                inbox.take(tx, other, now)
            actor = actor_behind(tx, organisation, origin, now) or revived(tx, organisation, origin, now)
            context = CommandContext(tx, organisation, now, origin, actor, inbox_id)
            if organisation.closed_at is not None:
                use_case = _of_closed
            reply = use_case(context)
            post_answer(context, with_receipt(context, reply) if origin.handed else reply)
            return True

    def _obey(self, context: CommandContext, command: Command) -> Reply:
        """The command, or the one that it completes as an answer: the question is closed in the same transaction."""
        if context.origin.channel == PAGE:
            _refuse_on_page(context, command)
        if context.actor is None:
            command = code_of_stranger(context, command)
        if context.origin.reply_to is not None:
            command = answered_by_reply(context, command, self._grammar)
        if command.rows_on_paper:
            command = with_task_numbers(context, command, self._grammar)
        command = row_or_task(context, command, self._grammar)
        answered = find_answer(context, command, self._grammar)
        meant = answered.command
        if answered.question is not None:
            settle(context, answered)
            context = continued_from(context, answered.question)
        try:
            reply = HANDLERS[type(meant)](context, meant)
        except SeveralRefused:
            raise
        except Refused as refused:
            raise Refused(with_pending_text(refused.refusal, meant)) from refused
        mark_pressed(context, command, reply)
        return reply


def _of_closed(context: CommandContext) -> Reply:
    """People of an organisation that is closed are told so; a stranger is answered as ever."""
    if context.origin.channel == PAGE:
        return Reply([SessionOver()])
    return Reply([Stranger() if context.actor is None else OrganisationIsClosed(context.organisation.name)])


def _refuse_on_page(context: CommandContext, command: Command) -> None:
    """A page never becomes its person's account, and a session that has ended does nothing more.

    Raises Refused with SessionOver or OnlyInChat.
    """
    if context.actor is None:
        raise Refused(SessionOver())
    if isinstance(command, Start):
        raise Refused(OnlyInChat())


def refuse(
    context: CommandContext, command: Command, refusal: Refusal, grammar: Grammar, others: tuple[str, ...] = ()
) -> Reply:
    """Answer with the refusal; where a task number is missing or unclear, ask for it and keep the question.

    An attempt without the right to it is logged but not written into the history: nothing happened. What was typed is
    not logged, because it may hold a code or a secret. `others` are commands of the same message that were not done
    either: they are offered again.
    """
    if isinstance(refusal, WITHOUT_RIGHT):
        facts = {
            "action": "command_refused",
            "refusal": type(refusal).__name__,
            "command": type(command).__name__,
            "person_id": context.actor.person_id if context.actor else None,
            "channel": context.origin.channel,
            "inbox_id": context.inbox_id,
        }
        log.info("%s refused: %s", facts["command"], facts["refusal"], extra=facts)
    if not others and (row := asked_instead(context, command, refusal, grammar)):
        return ask_meaning(context, row)
    if not others:
        return Reply([ask_which(context, refusal) if isinstance(refusal, WhichTask) else refusal])
    question = ask_question(context, about(context.origin.text), others)
    return Reply([refusal, ClarificationAsked(question.about, "not_done", question.options, question.id)])


@contextmanager
def _marked_as_repeats(tx: Transaction, organisation_id: int, *, condition: bool) -> Iterator[None]:
    """While an update from a restored backup is replayed, mark every message as a possible duplicate."""
    # It may have been answered after the backup was taken, in the life that the backup does not know.
    newest = newest_row(tx, organisation_id) if condition else 0
    yield
    if condition:
        mark_later_as_perhaps_sent(tx, organisation_id, newest)


def _prefetch(
    tx: Transaction,
    organisation_id: int,
    inbox_id: int,
    origin: MessageContext,
    command: Command,
    now: datetime,
    zone: tzinfo,
) -> None:
    """Lock the organisation, take the update, and fetch what the use-case nearly always reads, in this order.

    On PostgreSQL this is one round trip instead of ten. A wrong guess costs one query and nothing else.
    `zone` is the organisation's, as last read.
    """
    today = now.astimezone(zone).date()
    queries = [
        lock_query(organisation_id),
        inbox.take_query(inbox_id, now),
        actor_query(organisation_id, origin.channel, origin.chat_id, today),
        last_question_query(organisation_id, (origin.channel, origin.chat_id)),
        waiting_answers_query(organisation_id, (origin.channel, origin.chat_id)),
        *_of_command(organisation_id, origin, command, now),
    ]
    prefetch(tx, queries)


def _of_command(organisation_id: int, origin: MessageContext, command: Command, now: datetime) -> Iterator[Query]:
    numbers = command.task_numbers
    if len(numbers) != 1:
        return
    yield task_query(organisation_id, numbers[0])
    yield last_event_query(organisation_id)
    yield plans_query(organisation_id)
    if isinstance(command, MarkDone):
        yield said_query(organisation_id, (origin.channel, origin.chat_id), now - ANSWERED_WITHIN)
        yield groups_query(organisation_id, numbers[0], Part.LEAD.value)
        yield requests_query(organisation_id, numbers[0])
