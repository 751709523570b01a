"""Answers messages not understood to their last word, and obeys several commands of one message: all or none."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.authorisation import commands_for
from domain.messages import Refusal, Refused, Response, command_named
from domain.messages.accounts import OnlyForRole
from domain.messages.questions import AskTask, ClarificationAsked, Clarify, NotUnderstood, Several, WhichTask
from domain.messages.requests import AnswerRequest, GrantRequest, RefuseRequest
from domain.messages.tasks import ConfirmDone, ReturnTask, ShowTask
from domain.questions import WaitingOption
from services.context.command_context import CommandContext, Reply
from services.context.find_task import MOST_CANDIDATES, is_waited_for, tasks_asked_about, tasks_waiting
from services.context.questions import ask_question, left_behind

# Who has typed one of these decides: nothing else is offered.
_DECIDING = frozenset({ConfirmDone, GrantRequest, AnswerRequest, RefuseRequest, ReturnTask})


def ask_meaning(context: CommandContext, text: Clarify) -> Reply:
    """Ask which of the complete commands was meant; nothing is done until one is chosen.

    Raises Refused(NotUnderstood) where nothing can be offered.
    """
    options = _for_this_person(context, text)
    if not options:
        raise Refused(NotUnderstood(text.about))
    replaced = left_behind(context, text.about)
    question = ask_question(context, text.about, options)
    return Reply(
        [ClarificationAsked(question.about, text.reason, question.options, question.id, replaced, text.papers)]
    )


def _for_this_person(context: CommandContext, command: Clarify) -> tuple[str, ...]:
    """The options that this person may take; first what waits for their word about the task."""
    may = frozenset(kind.canonical for kind in commands_for(context.person))
    names = command.names or ("",) * len(command.options)
    allowed = [option for option, name in zip(command.options, names, strict=True) if not name or name in may]
    is_deciding = any(command_named(name) in _DECIDING for name in names)
    waiting = [each.typed for each in command.if_waiting if not is_deciding and _is_to_do(context, each, may)]
    to_see = [each.typed for each in command.if_waiting if each.name == ShowTask.canonical]  # rather than nothing
    return tuple(dict.fromkeys([*waiting, *allowed])) or tuple(to_see)


def _is_to_do(context: CommandContext, option: WaitingOption, may: frozenset[str]) -> bool:
    """Whether this person can do what is offered now; to look at the task is offered only when nothing else is."""
    kind = command_named(option.name)
    return kind not in {None, ShowTask} and option.name in may and is_waited_for(context, kind, option.number)


def ask_task(context: CommandContext, command: AskTask) -> Reply:
    """Ask which task was meant, with those that may be; the words typed come back with the answer.

    Raises Refused(WhichTask), or Refused(OnlyForRole) for a command that this person does not have.
    """
    kind = type(command.command)
    if kind not in commands_for(context.person):
        raise Refused(OnlyForRole(command.name, tuple(sorted(kind.roles))))
    found = tasks_waiting(context, kind) if command.is_all else tasks_asked_about(context, kind)
    raise Refused(WhichTask(command.name, found[:MOST_CANDIDATES]))


class SeveralRefused(Refused):
    """One of several commands was refused; `others` are the rest, as they would be typed alone."""

    def __init__(self, refusal: Refusal, others: tuple[str, ...]) -> None:
        super().__init__(refusal)
        self.others = others


def obey_several(
    context: CommandContext, command: Several, handlers: Mapping[type, Callable[[CommandContext, Any], Reply]]
) -> Reply:
    """One answer for all of them, in the order typed.

    Raises SeveralRefused with the first refusal: half a message done would be found out too late.
    """
    responses: list[Response] = []
    before: list[Response] = []
    for at, one in enumerate(command.commands):
        others = command.typed[:at] + command.typed[at + 1 :]
        try:
            reply = handlers[type(one)](context, one)
        except Refused as refused:
            raise SeveralRefused(refused.refusal, others) from refused
        refusal = next((response for response in reply.responses if isinstance(response, Refusal)), None)
        if refusal is not None:
            raise SeveralRefused(refusal, others)
        responses += reply.responses
        before += reply.before
    return Reply(responses, before)
