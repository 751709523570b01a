"""What each command makes of the words after its name. None means: this is a sentence, not a command."""

import re
from collections.abc import Callable

from bot.grammar.answers import read_letter
from bot.grammar.parsed_input import (
    PAGE_NAMED,
    PARTS,
    PLAN_PARTS,
    WORDS,
    Numbers,
    Reader,
    Said,
    begins_with,
    either_spelling,
    has_percent_sign,
    is_courtesy,
    is_one_of,
    read_note,
    read_numbers,
    read_percentage,
    shown,
    without_number,
)
from bot.grammar.people import PEOPLE_READERS
from bot.grammar.plans import PLAN_READERS, plan_titled, without_plan
from bot.grammar.report_periods import read_report_asked
from bot.grammar.settings import SETTING_READERS
from bot.grammar.tasks import FOLLOW_UP_READERS
from bot.grammar.words import ANYWAY, EVERYTHING, MEANS, MORE, NO, NOT_DONE, YES
from domain.messages import Command
from domain.messages.accounts import ChooseChannel, ShowHelp, Start
from domain.messages.drafts import DropDraft, DropRows, EditRow, ImportPlan, NameUnit, ShowRow, WriteDraft
from domain.messages.history import UndoLast
from domain.messages.questions import BadNumber, Choose
from domain.messages.reports import ShowReport, ShowStatus
from domain.messages.requests import ListRequests
from domain.messages.tasks import (
    Acknowledge,
    ConfirmDone,
    ListTasks,
    ListWaiting,
    MarkDone,
    ReportProgress,
    ReturnTask,
    ShowTask,
)

_CODE = re.compile(r"[\w-]{4,64}", re.ASCII)
_UNIT = re.compile(r"unit\s*:\s*(?P<id>\S*)", re.IGNORECASE)
_MARK = re.compile(r"\bq:(?P<mark>\w{1,16})", re.ASCII)
_MEANS = re.compile(rf"\s(?:{either_spelling(MEANS)})\s", re.IGNORECASE)
_SHORTEST_PASTED = 80  # characters; a text as short as this is a remark about a plan and no plan


def _start(said: Said) -> Command | None:
    words = said.rest.split()
    if said.is_slashed or not words:
        return Start("".join(words)[:64] or None)  # a code is often typed in two groups
    return Start(words[0]) if len(words) == 1 and _CODE.fullmatch(words[0]) else None


def _help(said: Said) -> Command | None:
    return ShowHelp(is_more=begins_with(said.rest, MORE))


def _tasks(said: Said) -> Command | None:
    said, plan = without_plan(said)
    if page := PAGE_NAMED.match(said.rest):
        return _page(page["page"], plan)
    if plan:
        return ListTasks(plan=plan) if is_courtesy(said.rest) else None
    read = read_numbers(said.rest, limit=1)
    if read.bad or read.found:
        return _one_task(read)
    return ListTasks() if said.is_slashed or is_courtesy(said.rest) else None


def _page(word: str, plan: str) -> Command:
    read = read_numbers(word, limit=1)
    return ListTasks(page=read.found[0], plan=plan) if read.found else BadNumber("tasks", word[:40])


def _task(said: Said) -> Command | None:
    read = read_numbers(said.rest, limit=1)
    if read.found or read.bad:
        return _one_task(read)
    return without_number(said, ShowTask(None))


def _one_task(read: Numbers) -> Command:
    return BadNumber("task", shown(read.bad)) if read.bad else ShowTask(read.found[0])


def _done(said: Said) -> Command | None:
    read = read_numbers(said.rest, is_first_sure=said.is_slashed)
    if read.bad:
        return BadNumber(said.name, shown(read.bad))
    note = read_note(read.rest)
    if note and not said.is_slashed and _is_denial(note):
        return None
    return MarkDone(read.found, None if note and is_courtesy(note) else note)


def _is_denial(note: str) -> bool:
    """Whether a short note turns "done" into a question or its opposite: "chưa?", "chưa anh ơi", "đâu"."""
    return len(note.split()) <= 4 and begins_with(note, NOT_DONE)


def _numbers_only(make: Callable[[tuple[int, ...]], Command]) -> Reader:
    def read(said: Said) -> Command | None:
        read = read_numbers(said.rest, is_first_sure=said.is_slashed)
        if read.bad:
            return BadNumber(said.name, shown(read.bad))
        return make(read.found) if read.found else without_number(said, make(()))

    return read


def _progress(said: Said) -> Command | None:
    read = Numbers((), said.rest)
    if not has_percent_sign(said.rest):
        read = read_numbers(said.rest, limit=1, is_first_sure=said.is_slashed)
        if not read.found and not read.bad:
            return without_number(said, ReportProgress(None))
    share = read_percentage(read.rest)
    if bad := read.bad or share.bad:
        return BadNumber(said.name, shown(bad))
    return ReportProgress(read.found[0] if read.found else None, share.percent, read_note(share.rest))


def _return(said: Said) -> Command | None:
    read = read_numbers(said.rest, limit=1)
    if read.bad:
        return BadNumber(said.name, shown(read.bad))
    if not read.found:
        return without_number(said, ReturnTask(None))
    return ReturnTask(read.found[0], read_note(read.rest))


def _undo(said: Said) -> Command | None:
    return UndoLast() if said.is_slashed or is_courtesy(said.rest) else None


def _waiting(_said: Said) -> Command | None:
    return ListWaiting()


def _status(said: Said) -> Command | None:
    if unit := _UNIT.match(said.rest.strip()):
        read = read_numbers(unit["id"], limit=1)
        return ShowStatus(unit_id=read.found[0]) if read.found else BadNumber(said.name, unit.group()[:40])
    said, plan = without_plan(said)
    if not plan and (plan := plan_titled(said.rest)):
        return ShowStatus(plan=plan)
    name = (read_note(said.rest) or "").rstrip(" ?!.")
    if is_courtesy(name) or is_one_of(name[:40], EVERYTHING):
        return ShowStatus(plan=plan)
    return ShowStatus(unit_name=name[:200], plan=plan)


def _import(said: Said) -> Command | None:
    text = said.rest.strip()
    if not text or is_courtesy(text):
        return ImportPlan()
    read = read_numbers(text, limit=1, is_first_sure=said.is_slashed)
    if read.found and is_courtesy(read.rest):
        return ImportPlan(draft=read.found[0])
    return ImportPlan(text) if said.is_slashed or len(text) >= _SHORTEST_PASTED else None


def _write(said: Said) -> Command | None:
    """ "vẫn ghi", "nhập luôn": also with doubts open."""
    if is_one_of(said.typed, ANYWAY) or is_one_of(said.rest.strip()[:20], ANYWAY):
        return WriteDraft(is_agreed=True) if said.is_slashed or len(said.rest.split()) <= 1 else None
    return WriteDraft() if said.is_slashed or is_courtesy(said.rest) else None


def _choose(said: Said) -> Command | None:
    if is_one_of(said.typed, YES + NO):
        is_bare = not said.rest.strip() or is_courtesy(said.rest)
        return Choose(is_yes=is_one_of(said.typed, YES)) if is_bare else None
    mark = _MARK.search(said.rest)
    rest = said.rest[: mark.start()] if mark else said.rest
    found = mark["mark"] if mark else None
    if letter := read_letter(rest.strip()):
        return Choose(mark=found, letter=letter)
    if is_one_of(rest.strip()[:20], YES + NO):
        return Choose(is_yes=is_one_of(rest.strip(), YES), mark=found)
    read = read_numbers(rest, limit=1, is_first_sure=said.is_slashed)
    if read.bad:
        return BadNumber(said.name, shown(read.bad))
    return Choose(read.found[0], mark=found) if read.found else without_number(said, Choose())


def _row(said: Said) -> Command | None:
    read = read_numbers(said.rest, limit=1, is_first_sure=said.is_slashed)
    if read.bad:
        return BadNumber(said.name, shown(read.bad))
    return ShowRow(read.found[0]) if read.found else without_number(said, ShowRow(None))


def _edit(said: Said) -> Command | None:
    read = read_numbers(said.rest, limit=1)
    for name, pattern in {} if read.found else PLAN_PARTS.items():
        if part := pattern.match(said.rest):
            return EditRow(None, name, said.rest[part.end() :].strip(" \t:;"))
    if read.bad:
        return BadNumber(said.name, shown(read.bad))
    if not read.found:
        return without_number(said, EditRow(None))
    for name, pattern in PARTS.items():
        if part := pattern.match(read.rest):
            return EditRow(read.found[0], name, read.rest[part.end() :].strip(" \t:;"))
    return EditRow(read.found[0])


def _unit(said: Said) -> Command | None:
    """ "X là Y"; the last "là" parts them, as a name hardly ever holds one."""
    joints = list(_MEANS.finditer(said.rest))
    names = [said.rest[: joints[-1].start()], said.rest[joints[-1].end() :]] if joints else [""]
    if not all(name.strip() for name in names):
        return NameUnit("", "") if said.is_slashed or not said.rest.strip() else None
    return NameUnit(*(name.strip(" \t\n\"'“”«».,;")[:300] for name in names))


def _bare(make: Callable[[], Command]) -> Reader:
    """A command that takes no words: with others behind it, it is a sentence."""

    def read(said: Said) -> Command | None:
        return make() if said.is_slashed or is_courtesy(said.rest) else None

    return read


def _report(said: Said) -> Command | None:
    """A period and perhaps a kind of file; without the slash any other words make it a sentence."""
    said, plan = without_plan(said)
    words = "" if is_courtesy(said.rest) else said.rest
    asked = read_report_asked(words)
    if asked.wish is None and not said.is_slashed:
        return None
    return ShowReport(asked.wish, asked.file, words[:80].strip(), plan)


def _channel(said: Said) -> Command | None:
    """One word names the channel; without the slash more words make it a sentence."""
    words = [word for word in WORDS.findall(said.rest[:80]) if not is_courtesy(word)]
    if not words:
        return ChooseChannel()
    return ChooseChannel(words[0]) if said.is_slashed or len(words) == 1 else None


READERS: dict[str, Reader] = {
    **FOLLOW_UP_READERS,
    **SETTING_READERS,
    **PEOPLE_READERS,
    **PLAN_READERS,
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
    "report": _report,
    "channel": _channel,
    "confirm": _numbers_only(ConfirmDone),
    "return": _return,
    "requests": _bare(ListRequests),
    "import": _import,
    "choose": _choose,
    "row": _row,
    "edit": _edit,
    "drop": _numbers_only(DropRows),
    "unit": _unit,
    "write": _write,
    "discard": _bare(DropDraft),
}
