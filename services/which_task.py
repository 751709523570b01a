"""Asks which task is meant, and keeps the words that came without a number for the answer."""

from dataclasses import replace

from domain.commands import AskTask, Command
from domain.questions import HOLE, QuestionKind, filled
from domain.refusals import Refusal, WhichTask
from services.ask_question import ask_question, left_behind
from services.desk import Desk

_WORDS = ("note", "reason", "text")  # where commands have their words
_EVERYBODY = "all"


def keep_words(refusal: Refusal, command: Command) -> Refusal:
    """The question "which task?" with all that came with the command but its number; other refusals as they are."""
    if not isinstance(refusal, WhichTask):
        return refusal
    command = command.command if isinstance(command, AskTask) else command
    words = next((words for name in _WORDS if (words := getattr(command, name, None))), "")
    words = words or ", ".join(getattr(command, "names", ()))
    words = words or (_EVERYBODY if getattr(command, "is_whole_unit", False) else "")
    if not getattr(command, "is_number_sure", True):  # the number may belong to the sentence
        words = f"{getattr(command, 'number', '')} {words}"
    percent, is_urgent = getattr(command, "percent", None), getattr(command, "is_urgent", False)
    return replace(refusal, words=words, percent=percent, is_urgent=is_urgent)


def ask_which(desk: Desk, refusal: WhichTask) -> WhichTask:
    """Write the question; each candidate is an option, complete with the words kept."""
    about = desk.heard.text.strip() or refusal.command
    template = _template(refusal)
    options = [filled(template, number) for number in refusal.candidates]
    replaced = left_behind(desk, about)
    question = ask_question(desk, about, options, QuestionKind.WHICH, template=template)
    return replace(refusal, question=question.id, replaced=replaced)


def _template(refusal: WhichTask) -> str:
    """The command with a hole for its number, as it could be typed: "/progress {} 60%: chờ chữ ký".

    The slash makes the first number surely a task's, the colon parts the numbers from words that begin with one.
    """
    share = "" if refusal.percent is None else f" {refusal.percent}%"
    urgent = " urgent" if refusal.is_urgent else ""
    words = f": {refusal.words}" if refusal.words else ""
    return f"/{refusal.command} {HOLE}{share}{urgent}{words}"
