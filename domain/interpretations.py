"""What a message means, word for word: clauses with targets, mood and note, and what is decided about them. Pure.

Every character of the text belongs to exactly one span, so that no word can be overlooked. A clause acts only when its
command, its targets and everything behind them were read and agree; anything else is asked about.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.messages import Command, OneNumber, SeveralNumbers
from domain.messages.questions import AskTask, Clarify, Several

LONGEST_ABOUT = 80  # characters of the text that a question repeats
MOST_OPTIONS = 8
MOST_COMMANDS = 20  # of one message; more are a list that somebody pasted


class ClarifyReason(StrEnum):
    """Why a message was not simply obeyed."""

    UNREAD_NUMBER = "unread_number"
    UNREAD_WORDS = "unread_words"
    QUESTION = "question"
    DENIED = "denied"
    PROMISED = "promised"
    PARTLY = "partly"
    CONDITIONAL = "conditional"
    ORDERED = "ordered"
    QUOTED = "quoted"
    SECOND_COMMAND = "second_command"
    WHICH_TASK = "which_task"
    WHICH_DAY = "which_day"
    PAST_DAY = "past_day"
    WHICH_PERSON = "which_person"
    SPELLING = "spelling"
    NOT_DONE = "not_done"
    WHICH_ROW = "which_row"
    ROW_NOT_THERE = "row_not_there"
    NO_SUCH_PLAN = "no_such_plan"
    ROW_OR_TASK = "row_or_task"
    NO_ROW = "no_row"


class SpanRole(StrEnum):
    """What a piece of the text is."""

    COMMAND = "command"
    TARGET = "target"
    SEPARATOR = "separator"
    VALUE = "value"
    NOTE = "note"
    COURTESY = "courtesy"
    MOOD = "mood"
    UNREAD = "unread"


class Mood(StrEnum):
    """How a command is meant. Only what is STATED is done; DENIED beside others is no deed and no question."""

    STATED = "stated"
    ASKED = "asked"
    DENIED = "denied"
    PROMISED = "promised"
    PARTLY = "partly"
    CONDITIONAL = "conditional"
    ORDERED = "ordered"
    QUOTED = "quoted"


REASONS = {
    Mood.ASKED: ClarifyReason.QUESTION,
    Mood.DENIED: ClarifyReason.DENIED,
    Mood.PROMISED: ClarifyReason.PROMISED,
    Mood.PARTLY: ClarifyReason.PARTLY,
    Mood.CONDITIONAL: ClarifyReason.CONDITIONAL,
    Mood.ORDERED: ClarifyReason.ORDERED,
    Mood.QUOTED: ClarifyReason.QUOTED,
}


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of the text and their role."""

    start: int
    end: int
    role: SpanRole


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement: the command it makes when it is stated and wholly understood, else why it is not.

    `options` are complete commands that it may have meant. `is_courtesy`: it asks for nothing and is passed over.
    """

    command: Command | None
    mood: Mood
    reason: ClarifyReason | None
    options: tuple[str, ...]
    spans: tuple[Span, ...]
    is_courtesy: bool = False

    @property
    def is_understood(self) -> bool:
        """Whether it may be acted on as it stands."""
        return self.command is not None and self.mood is Mood.STATED and self.reason is None

    @property
    def is_denial(self) -> bool:
        """A clear "not yet" that names no deed to do."""
        return self.mood is Mood.DENIED and self.command is None and not self.options

    @property
    def is_passed_over(self) -> bool:
        """Courtesy, or a clear "not yet"."""
        return self.is_courtesy or self.is_denial


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A text and its clauses, in order; their spans partition the text."""

    text: str
    clauses: tuple[Clause, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """All spans, in order."""
        return tuple(span for clause in self.clauses for span in clause.spans)


def decide(interpretation: Interpretation) -> Command | None:
    """What is done about a message: its command, several, or a question; None when no clause names a command.

    All clauses are done or all are asked about, so that nothing is done by halves.
    """
    clauses = [clause for clause in interpretation.clauses if not clause.is_passed_over]
    if not clauses:
        return None
    if len(clauses) == 1 and isinstance(clauses[0].command, AskTask):
        return clauses[0].command
    if any(clause.is_denial for clause in interpretation.clauses):
        clauses = [_unless_bare(clause) for clause in clauses]
    if len(clauses) <= MOST_COMMANDS and all(clause.is_understood for clause in clauses):
        commands = tuple(clause.command for clause in clauses if clause.command is not None)
        typed = tuple(clause.options[0] for clause in clauses if clause.options)
        return commands[0] if len(commands) == 1 else Several(commands, typed)
    options = tuple(dict.fromkeys(option for clause in clauses for option in clause.options))[:MOST_OPTIONS]
    return Clarify(about(interpretation.text), _reason(clauses).value, options) if options else None


def _unless_bare(clause: Clause) -> Clause:
    """ "xong rồi, việc 3 chưa": a word without its task is not completed from context beside a task that was named."""
    is_bare = isinstance(clause.command, OneNumber | SeveralNumbers) and not clause.command.task_numbers
    return replace(clause, reason=ClarifyReason.WHICH_TASK, options=()) if is_bare else clause


def about(text: str) -> str:
    """The text as a question repeats it: one line, at most LONGEST_ABOUT characters."""
    line = " ".join(text[: 4 * LONGEST_ABOUT].split())
    return line if len(line) <= LONGEST_ABOUT else line[: LONGEST_ABOUT - 1].rstrip() + "…"


def _reason(clauses: list[Clause]) -> ClarifyReason:
    found = [REASONS.get(clause.mood) or clause.reason for clause in clauses if not clause.is_understood]
    if len(clauses) > 1 and len(found) < len(clauses):
        return ClarifyReason.SECOND_COMMAND
    return next((reason for reason in found if reason is not None), ClarifyReason.UNREAD_WORDS)
