"""What people ask for and what is told to them: one file for each noun, with its commands, notices and refusals.

A command carries no identity and no time: the office adds who and when. A notice carries facts only; wording turns it
into a message for a channel, in a language. A refusal is an ordinary outcome: it is answered in one helpful sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from inspect import isclass
from pkgutil import iter_modules
from typing import ClassVar, TypeVar

from domain.followed_plans import RowNumber
from domain.history import EventKind
from domain.people import Role


@dataclass(frozen=True, slots=True)
class UndoRule:
    """The events that a command's deed writes; `cannot` is the code of why undo refuses it ("": undo takes it back).

    `but`: another deed of the same command, which undo refuses: its event and the code.
    """

    events: tuple[EventKind, ...]
    cannot: str = ""
    but: tuple[tuple[EventKind, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """What a person can ask for; subclasses are imperative (`MarkDone`).

    `canonical`: its English name as typed; "" for what the grammar makes of a text that is no command. `roles`: who
    finds it in help and menu; the services check again what each may touch. `place`: its order among the commands that
    are not needed every day. `undo`: None for a command that only shows.
    """

    canonical: ClassVar[str] = ""
    roles: ClassVar[frozenset[Role]] = frozenset()
    place: ClassVar[int] = 0
    undo: ClassVar[UndoRule | None] = None

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers of tasks, or of rows of a draft, that were typed with it."""
        return ()

    @property
    def rows_on_paper(self) -> tuple[RowNumber, ...]:
        """Those of its numbers that name rows of a plan on paper: their tasks are yet to be found."""
        return tuple(number for number in self.task_numbers if isinstance(number, RowNumber))

    def renumbered(self, numbers: Mapping[int, int]) -> "Command":  # noqa: ARG002 - this one has none
        """The same command with other numbers; those that `numbers` does not have stay."""
        return self


@dataclass(frozen=True, slots=True)
class OneNumber(Command):
    """A command about one task or row; without its number the person is asked which."""

    number: int | None

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """Its number, if one was typed."""
        return () if self.number is None else (self.number,)

    def renumbered(self, numbers: Mapping[int, int]) -> Command:
        """The same command with another number."""
        return self if self.number is None else replace(self, number=numbers.get(self.number, self.number))


@dataclass(frozen=True, slots=True)
class SeveralNumbers(Command):
    """A command about one or several tasks or rows; without any the person is asked which."""

    numbers: tuple[int, ...] = ()

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers in the order typed."""
        return self.numbers

    def renumbered(self, numbers: Mapping[int, int]) -> Command:
        """The same command with other numbers, each once."""
        return replace(self, numbers=tuple(dict.fromkeys(numbers.get(number, number) for number in self.numbers)))


@dataclass(frozen=True, slots=True)
class Response:
    """What an answer is made of.

    `is_replaceable`: it only shows something, so that the next answer may take its place on the screen.
    `is_secret`: who reads it gets in somewhere (a one-time code, a link), so it is not kept once it was told.
    `is_file`: it is a file; where it is read on a page, the file is fetched from there by a press of its own.
    `is_of_no_organisation`: it tells nothing of one, so that no organisation's name stands above it.
    """

    is_replaceable: ClassVar[bool] = False
    is_secret: ClassVar[bool] = False
    is_file: ClassVar[bool] = False
    is_of_no_organisation: ClassVar[bool] = False

    @property
    def task_number(self) -> int | None:
        """The number of the task (or row of a draft) that it is about; None: of none, or of several."""
        return None

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers of all tasks that it shows."""
        return self.numbers_to_answer if self.task_number is None else (self.task_number,)

    @property
    def numbers_to_answer(self) -> tuple[int, ...]:
        """The numbers of the tasks that a reply to it may mean when the reply has no number."""
        return ()

    @property
    def question_id(self) -> int:
        """The row that keeps the question it asks; 0: it asks none."""
        return 0


@dataclass(frozen=True, slots=True)
class Notice(Response):
    """What the program has to tell; subclasses name a past event or a state (`TaskReported`, `TaskShown`)."""


@dataclass(frozen=True, slots=True)
class Refusal(Response):
    """Why something asked for was not done; subclasses are a short clause (`NotYourTask`)."""


@dataclass(frozen=True, slots=True)
class OfNumber(Refusal):
    """A refusal about one task, or one row of a draft."""

    number: int

    @property
    def task_number(self) -> int | None:
        """The number typed."""
        return self.number


class Refused(Exception):
    """Carries a refusal out of a use-case; what the use-case wrote is rolled back, and the office answers."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(type(refusal).__name__)
        self.refusal = refusal


Kind = TypeVar("Kind", Command, Notice, Refusal)


def kinds_of(base: type[Kind]) -> tuple[type[Kind], ...]:
    """The kinds of message that `base` stands for: the classes below it that have no class below them.

    By module name, then in the order of the file.
    """
    return tuple(kind for kind in _kinds() if issubclass(kind, base))


@cache
def _kinds() -> tuple[type[Command | Response], ...]:
    # `__subclasses__` would not do: a dataclass with slots leaves its first, slotless version in that list.
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    kinds = [
        kind
        for module in modules
        for kind in vars(module).values()
        if isclass(kind) and issubclass(kind, Command | Response) and kind.__module__ == module.__name__
    ]
    parents = {parent for kind in kinds for parent in kind.__bases__}
    return tuple(kind for kind in kinds if kind not in parents)


@cache
def _by_name() -> Mapping[str, type[Command]]:
    return {kind.canonical: kind for kind in kinds_of(Command) if kind.canonical}


def command_named(canonical: str) -> type[Command] | None:
    """The command of this canonical name, as stored rows and typed texts have it; None when there is none."""
    return _by_name().get(canonical)


def class_of(command: type[Command] | str) -> type[Command]:
    """The class of a command of which stored rows carry the name; `Command` itself for a name that none has."""
    return _by_name().get(command, Command) if isinstance(command, str) else command


def name_of(command: type[Command] | str) -> str:
    """The canonical name of a command; stored rows carry the name instead of the class."""
    return command if isinstance(command, str) else command.canonical
