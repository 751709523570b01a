"""Texts that were not understood to the last word, the questions asked about them, and the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from domain.followed_plans import RowNumber, RowOption
from domain.history import EventKind
from domain.messages import Command, Notice, OfNumber, Refusal, UndoRule
from domain.people import CONFIRMS
from domain.questions import WaitingOption


@dataclass(frozen=True, slots=True)
class Clarify(Command):
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

    @property
    def rows_on_paper(self) -> tuple[RowNumber, ...]:
        """Those of its options."""
        return tuple(number for number in self.rows if isinstance(number, RowNumber))


@dataclass(frozen=True, slots=True)
class AskTask(Command):
    """A command whose words name no task, though it is more than a bare command word: the task is always asked for.

    `name` is its canonical English name. `is_all`: "all of them" was said, so the question
    lists every task on which the person may act.
    """

    about: str
    name: str
    command: "Command"
    is_all: bool = False


@dataclass(frozen=True, slots=True)
class Several(Command):
    """Several commands of one message, all of them done or none; `typed` is each one as it would be typed alone."""

    commands: "tuple[Command, ...]"
    typed: tuple[str, ...] = ()

    @property
    def rows_on_paper(self) -> tuple[RowNumber, ...]:
        """Those of all its commands."""
        return tuple(number for command in self.commands for number in command.rows_on_paper)


@dataclass(frozen=True, slots=True)
class Misunderstood(Command):
    """A text that is no command: what was typed, and the commands it may have meant (canonical English names).

    `numbers`: the text is nothing but these, perhaps the answer to what was asked last. `is_courtesy`: it only thanks.
    """

    text: str
    suggestions: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    is_courtesy: bool = False

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers that are all of the text."""
        return self.numbers


@dataclass(frozen=True, slots=True)
class BadNumber(Command):
    """A command whose number or percentage makes no sense: the word as typed and the command's canonical name."""

    command: str
    word: str


@dataclass(frozen=True, slots=True)
class Choose(Command):
    """Answer what was asked: by the number of the choice, by a letter, or by yes or no.

    `mark` names the question (from a button); without it the one asked last is meant. `seen` as in EditRow.
    """

    canonical = "choose"
    roles = CONFIRMS
    place = 330
    undo = UndoRule((EventKind.DRAFT_CHANGED,), "draft")

    number: int | None = None
    is_yes: bool | None = None
    mark: str | None = None
    letter: str = ""
    seen: int | None = None

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The number typed: it counts the choices, or names the task where a question about tasks is open."""
        return () if self.number is None else (self.number,)

    def renumbered(self, numbers: Mapping[int, int]) -> Command:
        """The same choice with another number."""
        return self if self.number is None else replace(self, number=numbers.get(self.number, self.number))


@dataclass(frozen=True, slots=True)
class ClarificationAsked(Notice):
    """A text may mean several things: `options` are the complete commands to choose from, `reason` a code.

    `question` is the row that keeps it (0: none), `replaced` what another open question was about that this one closes.
    `papers` are the tasks of the options where their numbers are not those of their rows on paper.
    """

    about: str
    reason: str
    options: tuple[str, ...] = ()
    question: int = field(default=0, compare=False)
    replaced: str = ""
    papers: tuple[RowOption, ...] = ()

    @property
    def question_id(self) -> int:
        """The row that keeps what it asks; 0: none."""
        return self.question


@dataclass(frozen=True, slots=True)
class QuestionDropped(Notice):
    """The person said no to what was asked: nothing was done."""

    about: str


@dataclass(frozen=True, slots=True)
class QuestionOver(Refusal):
    """The question is not open any more: `reason` is a Closing value; `about` is "" when it is not known here."""

    about: str
    reason: str


@dataclass(frozen=True, slots=True)
class WhichAnswer(Refusal):
    """The answer does not say which of the options is meant, or is too weak for the only one: the question again."""

    about: str
    options: tuple[str, ...]
    question: int = field(default=0, compare=False)

    @property
    def question_id(self) -> int:
        """The row that keeps what it asks; 0: none."""
        return self.question


@dataclass(frozen=True, slots=True)
class WhichTask(Refusal):
    """The command needs a task number. `candidates` are numbers the person probably means (at most eight).

    `words`, `percent` and `is_urgent` came with the command and are kept for the answer. `question` is the row that
    keeps it (0: none), `replaced` what another open question was about that this one closes.
    """

    command: str
    candidates: tuple[int, ...] = ()
    words: str = ""
    percent: int | None = None
    is_urgent: bool = False
    question: int = field(default=0, compare=False)  # which row keeps it is no part of what is asked
    replaced: str = ""

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers of all tasks that it shows."""
        return self.candidates

    @property
    def question_id(self) -> int:
        """The row that keeps what it asks; 0: none."""
        return self.question


@dataclass(frozen=True, slots=True)
class ReasonMissing(OfNumber):
    """The command (canonical name) needs words of its own: a reason, a question, an answer.

    A reply gives them: the command is then complete. `typed` is what stands between the number and these words.
    """

    command: str = "return"
    typed: str = ""


@dataclass(frozen=True, slots=True)
class TextTooLong(Refusal):
    """A note or reason is longer than is kept; nothing was changed. Lengths in characters."""

    length: int
    limit: int


@dataclass(frozen=True, slots=True)
class NumberNotUnderstood(Refusal):
    """The number or percentage typed makes no sense for this command."""

    command: str
    word: str


@dataclass(frozen=True, slots=True)
class NotUnderstood(Refusal):
    """The text is no command; `suggestions` are canonical command names that look like it."""

    text: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NothingAsked(Refusal):
    """There is no open question that this would answer."""


@dataclass(frozen=True, slots=True)
class NoSuchChoice(Refusal):
    """The number is higher than the number of choices."""

    count: int
