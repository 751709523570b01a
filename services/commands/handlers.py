"""Which use-case answers which command: found by the annotation of its parameter `command`."""

from collections.abc import Callable
from typing import Any

from domain.authorisation import commands_for
from domain.messages import Command, Refused, command_named
from domain.messages.questions import BadNumber, Clarify, Misunderstood, NotUnderstood, NumberNotUnderstood, Several
from domain.messages.registry import functions_for, modules_of
from services import commands
from services.commands.answer_courtesy import answer_courtesy
from services.commands.clarify import ask_meaning, obey_several
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import is_own_unit
from services.plans import receive_plan, write_draft
from services.rosters import receive_roster

LONGEST_ECHO = 60


def misunderstood(context: CommandContext, command: Misunderstood) -> Reply:
    """Ask what was meant, with what this person may do."""
    may = commands_for(context.person)
    if command.is_courtesy:
        return answer_courtesy(context)
    # What would be refused helps nobody.
    meant = tuple(name for name in command.suggestions if command_named(name) in may)
    raise Refused(NotUnderstood(command.text[:LONGEST_ECHO], meant))


def refuse_number(context: CommandContext, command: BadNumber) -> Reply:
    """Raises Refused(NumberNotUnderstood), or Refused(Stranger)."""
    _ = context.person
    raise Refused(NumberNotUnderstood(command.command, command.word[:LONGEST_ECHO]))


def clarify(context: CommandContext, command: Clarify) -> Reply:
    """Obey what is said in the name of a unit of the person's own; ask about everything else."""
    if command.said is not None and is_own_unit(context, command.by_unit):
        return HANDLERS[type(command.said)](context, command.said)
    return ask_meaning(context, command)


def several(context: CommandContext, command: Several) -> Reply:
    """All commands of one message, or none."""
    return obey_several(context, command, HANDLERS)


# Below the functions of this module, because it finds them too.
HANDLERS: dict[type[Command], Callable[[CommandContext, Any], Reply]] = functions_for(
    Command, [*modules_of(commands), receive_plan, write_draft, receive_roster], ("context", "command"), Reply
)
