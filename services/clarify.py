"""Answers a message that was not understood to its last word: nothing is done, complete commands are offered."""

from domain.authorisation import ROLES_OF_COMMAND, commands_for
from domain.commands import AskTask, Clarify
from domain.question_notices import ClarificationAsked
from domain.refusals import NotUnderstood, OnlyForRole, Refused, WhichTask
from services.ask_question import ask_question, left_behind
from services.desk import Desk, Reply
from services.pending_question import is_waited_for, tasks_asked_about, tasks_waiting
from services.task_lines import MOST_CANDIDATES


def clarify(desk: Desk, command: Clarify) -> Reply:
    """Ask which of the complete commands was meant; nothing is done until one is chosen.

    Raises Refused(NotUnderstood) where nothing can be offered.
    """
    options = _for_this_person(desk, command)
    if not options:
        raise Refused(NotUnderstood(command.about))
    replaced = left_behind(desk, command.about)
    question = ask_question(desk, command.about, options)
    return Reply(
        [ClarificationAsked(question.about, command.reason, question.options, question.id, replaced, command.papers)]
    )


def _for_this_person(desk: Desk, command: Clarify) -> tuple[str, ...]:
    """The options that this person may take; first what waits for their word about the task."""
    may = frozenset(commands_for(desk.person))
    names = command.names or ("",) * len(command.options)
    allowed = [option for option, name in zip(command.options, names, strict=True) if not name or name in may]
    deciding = frozenset(name for name in names if name in {"confirm", "decide", "answer", "refuse", "return"})
    waiting = [
        each.typed
        for each in command.if_waiting
        if not deciding and each.name in may - {"task"} and is_waited_for(desk, each.name, each.number)
    ]
    to_see = [each.typed for each in command.if_waiting if each.name == "task"]  # rather than nothing
    return tuple(dict.fromkeys([*waiting, *allowed])) or tuple(to_see)


def ask_task(desk: Desk, command: AskTask) -> Reply:
    """Ask which task was meant, with those that may be; the words typed come back with the answer.

    Raises Refused(WhichTask), or Refused(OnlyForRole) for a command that this person does not have.
    """
    if command.name not in commands_for(desk.person):
        raise Refused(OnlyForRole(command.name, tuple(sorted(ROLES_OF_COMMAND[command.name]))))
    found = tasks_waiting(desk, command.name) if command.is_all else tasks_asked_about(desk, command.name)
    raise Refused(WhichTask(command.name, found[:MOST_CANDIDATES]))
