"""Words typed without a task number are kept in the question "which task?", and come back with its answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain import commands
from domain.commands import Command
from domain.refusals import Refusal, WhichTask

# The command by its name, and where its words are.
_WORDS: Mapping[str, tuple[type, str]] = {
    "done": (commands.MarkDone, "note"),
    "progress": (commands.ReportProgress, "note"),
    "return": (commands.ReturnTask, "reason"),
    "extend": (commands.RequestExtension, "text"),
    "decide": (commands.GrantRequest, "text"),
    "refuse": (commands.RefuseRequest, "text"),
    "block": (commands.RaiseObstacle, "text"),
    "ask": (commands.AskLeader, "text"),
    "explain": (commands.AskExplanation, "text"),
    "answer": (commands.AnswerRequest, "text"),
    "nudge": (commands.Nudge, "text"),
    "cancel": (commands.CancelTask, "reason"),
}


def has_words(command: Command) -> bool:
    """Whether this is a command whose words can be kept."""
    return any(isinstance(command, kind) for kind, _ in _WORDS.values())


def keep_words(refusal: Refusal, command: Command) -> Refusal:
    """The question "which task?" with the words and the share that came without a number; others as they are."""
    if not isinstance(refusal, WhichTask) or not _fits(refusal, command):
        return refusal
    words = getattr(command, _WORDS[refusal.command][1]) or ""
    if not getattr(command, "is_number_sure", True):  # the number may belong to the sentence
        words = f"{getattr(command, 'number', '')} {words}"
    return replace(refusal, words=words, percent=getattr(command, "percent", None))


def answer_to(asked: WhichTask, numbers: tuple[int, ...]) -> Command | None:
    """The command completed by bare numbers, with the words kept; None when there is nothing to add to the numbers.

    What takes one task takes one number.
    """
    kind = _WORDS[asked.command][0] if asked.command in _WORDS else None
    if kind is None or not (asked.words or asked.percent is not None):
        return None
    takes_several = "numbers" in kind.__dataclass_fields__  # type: ignore[attr-defined]
    if not takes_several and len(numbers) != 1:
        return None
    command: Command = kind(numbers if takes_several else numbers[0])
    return _with_words(asked, command)


def filled(asked: WhichTask, command: Command) -> Command:
    """The command with the words of the question it answers: "xong 3", or the button, after "xong đã gửi".

    Words of its own, a task that was not offered, or another command leave it as it is.
    """
    return _with_words(asked, command) if _fits(asked, command) and _is_offered(asked, command) else command


def _with_words(asked: WhichTask, command: Command) -> Command:
    field = _WORDS[asked.command][1]
    more: dict[str, Any] = {}
    if asked.words and not getattr(command, field):
        more[field] = asked.words
    if isinstance(command, commands.ReportProgress) and command.percent is None:
        more["percent"] = asked.percent
    return replace(command, **more)


def _fits(asked: WhichTask, command: Command) -> bool:
    return asked.command in _WORDS and isinstance(command, _WORDS[asked.command][0])


def _is_offered(asked: WhichTask, command: Command) -> bool:
    number = getattr(command, "number", None)
    numbers = getattr(command, "numbers", ()) or ((number,) if number is not None else ())
    return bool(numbers) and (not asked.candidates or set(numbers) <= set(asked.candidates))
