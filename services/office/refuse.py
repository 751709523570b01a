"""Answers a refusal; an attempt without the right to it leaves a line in the log, never in the history."""

import logging

from domain.interpretations import about
from domain.messages import Command, Refusal
from domain.messages.accounts import OnlyForRole, Stranger
from domain.messages.questions import ClarificationAsked, WhichTask
from domain.messages.tasks import NotYourTask
from services.commands.clarify import ask_meaning
from services.commands.complete_rows import asked_instead
from services.context.ask_question import ask_question, ask_which
from services.context.command_context import CommandContext, Grammar, Reply

log = logging.getLogger(__name__)

WITHOUT_RIGHT = (NotYourTask, OnlyForRole, Stranger)


def refuse(
    context: CommandContext, command: Command, refusal: Refusal, grammar: Grammar, others: tuple[str, ...] = ()
) -> Reply:
    """The refusal is the answer; one that asks for a task is kept as a question, and so is whether a row was meant.

    What people typed is not logged: it may hold a code or a secret. `others` are commands of the same message that
    were not done either: they are offered again.
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
