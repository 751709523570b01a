"""What each command makes of the words after its name. None means: this is a sentence, not a command."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot import arguments
from bot.vocabulary import COURTESIES, DENIALS, EVERYTHING, PAGE
from domain.commands import (
    Acknowledge,
    BadNumber,
    Command,
    ConfirmDone,
    ListTasks,
    ListWaiting,
    MarkDone,
    ReportProgress,
    ReturnTask,
    ShowHelp,
    ShowStatus,
    ShowTask,
    Start,
    UndoLast,
)

_CODE = re.compile(r"[\w-]{4,64}", re.ASCII)
_PAGE = re.compile(rf"\s*(?:{arguments.either_spelling(PAGE)})\s*:?\s*(?P<page>\S+)", re.IGNORECASE)
_UNIT = re.compile(r"unit\s*:\s*(?P<id>\S*)", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Said:
    """A command's canonical name and the words after it; `is_slashed` when it was surely meant as a command."""

    name: str
    rest: str
    is_slashed: bool


Reader = Callable[[Said], Command | None]


def _start(said: Said) -> Command | None:
    words = said.rest.split()
    if said.is_slashed or not words:
        return Start("".join(words)[:64] or None)  # a code is often typed in two groups
    return Start(words[0]) if len(words) == 1 and _CODE.fullmatch(words[0]) else None


def _help(_said: Said) -> Command | None:
    return ShowHelp()


def _tasks(said: Said) -> Command | None:
    if page := _PAGE.match(said.rest):
        return _page(page["page"])
    read = arguments.read_numbers(said.rest, limit=1)
    if read.bad or read.found:
        return _one_task(read)
    return ListTasks() if said.is_slashed or is_courtesy(said.rest) else None


def _page(word: str) -> Command:
    read = arguments.read_numbers(word, limit=1)
    return ListTasks(page=read.found[0]) if read.found else BadNumber("tasks", word[:40])


def _task(said: Said) -> Command | None:
    read = arguments.read_numbers(said.rest, limit=1)
    if read.found or read.bad:
        return _one_task(read)
    return _without_number(said, ShowTask(None))


def _one_task(read: arguments.Numbers) -> Command:
    return BadNumber("task", _shown(read.bad)) if read.bad else ShowTask(read.found[0])


def _done(said: Said) -> Command | None:
    read = arguments.read_numbers(said.rest, is_first_sure=said.is_slashed)
    if read.bad:
        return BadNumber(said.name, _shown(read.bad))
    note = arguments.read_note(read.rest)
    if note and not said.is_slashed and _is_denial(note):
        return None
    return MarkDone(read.found, note)


def _is_denial(note: str) -> bool:
    """Whether a short note turns "done" into a question or its opposite: "chưa?", "chưa anh ơi", "đâu"."""
    return len(note.split()) <= 4 and arguments.begins_with(note, DENIALS)


def _numbers_only(make: Callable[[tuple[int, ...]], Command]) -> Reader:
    def read(said: Said) -> Command | None:
        read = arguments.read_numbers(said.rest, is_first_sure=said.is_slashed)
        if read.bad:
            return BadNumber(said.name, _shown(read.bad))
        return make(read.found) if read.found else _without_number(said, make(()))

    return read


def _progress(said: Said) -> Command | None:
    read = arguments.Numbers((), said.rest)
    if not arguments.has_percent_sign(said.rest):
        read = arguments.read_numbers(said.rest, limit=1, is_first_sure=said.is_slashed)
        if not read.found and not read.bad:
            return _without_number(said, ReportProgress(None))
    share = arguments.read_percentage(read.rest)
    if bad := read.bad or share.bad:
        return BadNumber(said.name, _shown(bad))
    return ReportProgress(read.found[0] if read.found else None, share.percent, arguments.read_note(share.rest))


def _return(said: Said) -> Command | None:
    read = arguments.read_numbers(said.rest, limit=1, is_first_sure=said.is_slashed)
    if read.bad:
        return BadNumber(said.name, _shown(read.bad))
    if not read.found:
        return _without_number(said, ReturnTask(None))
    return ReturnTask(read.found[0], arguments.read_note(read.rest))


def _undo(said: Said) -> Command | None:
    return UndoLast() if said.is_slashed or is_courtesy(said.rest) else None


def _waiting(_said: Said) -> Command | None:
    return ListWaiting()


def _status(said: Said) -> Command | None:
    if unit := _UNIT.match(said.rest.strip()):
        read = arguments.read_numbers(unit["id"], limit=1)
        return ShowStatus(unit_id=read.found[0]) if read.found else BadNumber(said.name, unit.group()[:40])
    name = (arguments.read_note(said.rest) or "").rstrip(" ?!.")
    if is_courtesy(name) or arguments.is_one_of(name[:40], EVERYTHING):
        return ShowStatus()
    return ShowStatus(unit_name=name[:200])


def _without_number(said: Said, asking: Command) -> Command | None:
    """A command that needs a number and got none: ask for it, or, when other words stand there, name the first."""
    if is_courtesy(said.rest):
        return asking
    return BadNumber(said.name, arguments.first_word(said.rest)) if said.is_slashed else None


def is_courtesy(text: str) -> bool:
    """Whether the words after a command add nothing: none at all, or a few words of politeness."""
    words = _WORDS.findall(text[:60])
    return len(text) < 60 and all(arguments.is_one_of(word, _COURTEOUS_WORDS) for word in words)


def _shown(word: str) -> str:
    return word[:40]


_COURTEOUS_WORDS = tuple(sorted({word for phrase in COURTESIES for word in phrase.split()}))

READERS: dict[str, Reader] = {
    "start": _start,
    "help": _help,
    "tasks": _tasks,
    "task": _task,
    "ack": _numbers_only(Acknowledge),
    "done": _done,
    "progress": _progress,
    "undo": _undo,
    "status": _status,
    "waiting": _waiting,
    "confirm": _numbers_only(ConfirmDone),
    "return": _return,
}
