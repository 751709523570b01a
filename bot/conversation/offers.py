"""Finds the commands that an answer offers: behind its buttons and in the lines it suggests to type."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.grammar.reading import read_command
from domain.messages import Command
from domain.messages.questions import AskTask, BadNumber, Choose, Clarify, Misunderstood, Several
from wording.messages import Message

# How the refusals of every language say what to type: behind one of these words, or as a line of its own "X – meaning".
_TO_TYPE = re.compile(r"\b(?:gõ|ví dụ|trả lời|type|e\.g\.|for example|reply)\s*:?\s+(?=\S)| · |, hoặc: ", re.IGNORECASE)
_END = re.compile(r"[.;,)](?:\s|$)| · | – | để | to |, hoặc|$")
_OWN_LINE = re.compile(r"^(?P<typed>[^–\n]{1,80}) – \S", re.MULTILINE)
_QUOTED = re.compile(r"[“«][^”»]*[”»]")  # what a person typed, or a title, offers nothing


@dataclass(frozen=True, slots=True)
class Offer:
    """A command by its canonical English name, and the task numbers it would be given."""

    command: str
    numbers: tuple[int, ...] = ()


def offers_in(message: Message) -> list[Offer]:
    """The offers of a message rendered for a channel with buttons, in order; a button presses the text it stands for.

    A button that answers a question stands for the command that the answer completes.

    Buttons do nothing that cannot be typed, so this is also what the same answer offers on a channel without buttons.
    """
    return list(dict.fromkeys(_offers(message)))


def _offers(message: Message) -> Iterator[Offer]:
    for row in message.buttons:
        for button in row:
            command = read_command(button.means or button.typed)
            if isinstance(command, Choose) and command.is_yes is False:
                continue  # "no" does nothing
            if (name := canonical_name(command)) is not None:
                yield Offer(name, numbers_in(command))


def offers_typed(text: str) -> list[Offer]:
    """The offers in the words of a refusal, with the numbers that stand there, be they those of an example."""
    plain = _QUOTED.sub("“”", text)
    lines = plain.splitlines()
    typed = [line[found.end() : _end(line, found.end())] for line in lines for found in _TO_TYPE.finditer(line)]
    typed += [found["typed"] for found in _OWN_LINE.finditer(plain)]
    read = [read_command(each) for each in typed]
    names = [(canonical_name(command), numbers_in(command)) for command in read if not isinstance(command, BadNumber)]
    return list(dict.fromkeys(Offer(name, numbers) for name, numbers in names if name is not None))


def offers_of(options: Iterable[str]) -> list[Offer]:
    """The offers of complete commands, as they would be typed."""
    read = [read_command(option) for option in options]
    return [Offer(name, numbers_in(command)) for command in read if (name := canonical_name(command)) is not None]


def _end(line: str, start: int) -> int:
    found = _END.search(line, start)
    return found.start() if found else len(line)


def canonical_name(command: Command) -> str | None:
    """The name of a command, of several the first; None for a text that was not understood."""
    if isinstance(command, Misunderstood | Clarify | AskTask):
        return None
    if isinstance(command, Several):
        return canonical_name(command.commands[0])
    if isinstance(command, BadNumber):
        return command.command
    return command.canonical


def numbers_in(command: Command) -> tuple[int, ...]:
    """The task numbers of a command, and the number in a choice or in an answer to a question."""
    return command.task_numbers
