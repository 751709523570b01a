"""What a text becomes that was not understood to its last word, or that holds several commands."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.followed_plans import RowOption
from domain.questions import WaitingOption

if TYPE_CHECKING:
    from domain.commands import Command


@dataclass(frozen=True, slots=True)
class Clarify:
    """A text that was not understood to its last word: nothing is done, the person is asked.

    `about` is a short piece of the text, `reason` a `ClarifyReason` value. `options` are complete commands as they
    would be typed, with the numbers of the text and no others; `names` are their canonical names, one each.
    `if_waiting` are further options by name, offered where this person is waited for about that task. `said` is the
    command that is obeyed at once where the unit `by_unit`, in whose name it is said, is one of the person's own.
    `rows` are the numbers of the options that name rows of the paper, `papers` where the tasks of the options stand
    there.
    """

    about: str
    reason: str
    options: tuple[str, ...] = ()
    names: tuple[str, ...] = field(default=(), compare=False)
    if_waiting: tuple[WaitingOption, ...] = field(default=(), compare=False)
    by_unit: str = field(default="", compare=False)
    said: "Command | None" = field(default=None, compare=False)
    rows: tuple[int, ...] = field(default=(), compare=False)
    papers: tuple[RowOption, ...] = ()


@dataclass(frozen=True, slots=True)
class AskTask:
    """A command whose words name no task, though it is more than a bare command word: the task is always asked for.

    `name` is its canonical English name. `is_all`: "all of them" was said, so the question
    lists every task on which the person may act.
    """

    about: str
    name: str
    command: "Command"
    is_all: bool = False


@dataclass(frozen=True, slots=True)
class Several:
    """Several commands of one message, all of them done or none; `typed` is each one as it would be typed alone."""

    commands: "tuple[Command, ...]"
    typed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """A text that is no command: what was typed, and the commands it may have meant (canonical English names).

    `numbers`: the text is nothing but these, perhaps the answer to what was asked last. `is_courtesy`: it only thanks.
    """

    text: str
    suggestions: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    is_courtesy: bool = False


@dataclass(frozen=True, slots=True)
class BadNumber:
    """A command whose number or percentage makes no sense: the word as typed and the command's canonical name."""

    command: str
    word: str
