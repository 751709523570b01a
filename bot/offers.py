"""What an answer offers to do next: the commands behind its buttons, with the numbers they carry."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from bot.grammar import read_command
from bot.messages import Message
from bot.vocabulary import VOCABULARY
from domain.commands import AnswerCheckIn, BadNumber, Command, Misunderstood
from domain.tasks import CheckIn

_NAMES = {name.makes: name.canonical for name in VOCABULARY}
_CHECK_INS = {CheckIn.UNDER_WAY.value: "ongoing", CheckIn.RESULT.value: "result", CheckIn.NOT_DONE.value: "notdone"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A command by its canonical English name, and the task numbers it would be given."""

    command: str
    numbers: tuple[int, ...] = ()


def offers_in(message: Message) -> list[Offer]:
    """The offers of a message rendered for a channel with buttons, in order; a button presses the text it stands for.

    Buttons do nothing that cannot be typed, so this is also what the same answer offers on a channel without buttons.
    """
    return list(dict.fromkeys(_offers(message)))


def _offers(message: Message) -> Iterator[Offer]:
    for row in message.buttons:
        for button in row:
            command = read_command(button.typed)
            if (name := canonical_name(command)) is not None:
                yield Offer(name, numbers_in(command))


def canonical_name(command: Command) -> str | None:
    """The name of a command; None for a text that was not understood."""
    if isinstance(command, Misunderstood):
        return None
    if isinstance(command, BadNumber):
        return command.command
    return _CHECK_INS.get(command.outcome) if isinstance(command, AnswerCheckIn) else _NAMES[type(command)]


def numbers_in(command: Command) -> tuple[int, ...]:
    """The task numbers of a command, whatever its field is called."""
    names = {field.name for field in fields(command)}
    if "numbers" in names:
        return tuple(getattr(command, "numbers"))
    number = getattr(command, "number", None) if "number" in names else None
    return () if number is None else (number,)
