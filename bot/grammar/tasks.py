"""Reads what follows the names of commands about tasks: reports, requests, answers, orders.

Clauses read the commands of `TASK_COMMANDS`. Their readers here only name a number that cannot be one, or ask for a
missing task.
"""

import re
from collections.abc import Callable

from bot.grammar.clause_results import typed_commands
from bot.grammar.parsed_input import (
    PAGE_NAMED,
    Numbers,
    ParsedInput,
    Reader,
    bare,
    either_spelling,
    first_word,
    has_percent_sign,
    is_courtesy,
    is_one_of,
    named_parts,
    numbers_only,
    read_note,
    read_numbers,
    read_percentage,
    shown,
    without_due,
    without_number,
)
from bot.grammar.plans import without_plan
from bot.grammar.words import URGENT, WHOLE_UNIT
from domain.interpretations import ClarifyReason, about
from domain.messages import Command
from domain.messages.evidence import ShowEvidence
from domain.messages.history import ShowHistory, UndoLast
from domain.messages.orders import AddTask, AssignTask, CancelTask, Nudge, RestoreTask
from domain.messages.questions import BadNumber, Clarify
from domain.messages.requests import (
    AnswerRequest,
    AskExplanation,
    AskLeader,
    ClearObstacle,
    GrantRequest,
    ListRequests,
    RaiseObstacle,
    RefuseRequest,
    RequestExtension,
)
from domain.messages.tasks import (
    Acknowledge,
    ConfirmDone,
    ContinueTask,
    ListTasks,
    ListWaiting,
    MarkDone,
    ReportNotDone,
    ReportProgress,
    ReportResult,
    ReportShare,
    ReturnTask,
    ShowTask,
)

_CHECK_INS = {kind.canonical: kind for kind in (ContinueTask, ReportResult, ReportNotDone)}
_URGENT = re.compile(rf"\s*(?:{either_spelling(URGENT)})", re.IGNORECASE)
_TITLE = re.compile(r"^(?:cho\s+)?(?:đồng chí|đ/c|dong chi|anh|chị|em|to)\s+", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*[,;&+]\s*|\s+(?:và|va|and)\s+", re.IGNORECASE)


def _history(parsed: ParsedInput) -> Command | None:
    """ "nhật ký", "nhật ký 3", "nhật ký 3 trang 2", "nhật ký trang 2"."""
    read = read_numbers(parsed.rest, limit=1)
    if read.bad:
        return BadNumber(parsed.name, shown(read.bad))
    number = read.found[0] if read.found else None
    if page := PAGE_NAMED.match(read.rest):
        turned = read_numbers(page["page"], limit=1)
        return ShowHistory(number, turned.found[0]) if turned.found else BadNumber(parsed.name, shown(page["page"]))
    return ShowHistory(number) if parsed.is_slashed or is_courtesy(read.rest) else None


def _with_words(make: Callable[[int | None, str], Command], *, is_sure: bool = False) -> Reader:
    """Returns a reader for a task's number, which may be missing, and words: a reason, a question, an answer.

    `is_sure`: this command always means a task first, so that "trả lại 3 nội dung sơ sài" is about task 3. In
    "vướng mắc 3 hồ sơ" it is not sure: the answer asks which task.
    """

    def read(parsed: ParsedInput) -> Command | None:
        read = read_numbers(parsed.rest, limit=1, is_first_sure=is_sure or parsed.is_slashed)
        if read.bad:
            return BadNumber(parsed.name, shown(read.bad))
        text = read_note(read.rest) or ""
        if not read.found and is_courtesy(text):
            return make(None, "")
        return make(read.found[0] if read.found else None, text)

    return read


def _check_in(parsed: ParsedInput) -> Command | None:
    """ "vẫn triển khai 1 4", "có kết quả 1: đã họp", "chưa làm được 1 vì …"."""
    read = read_numbers(parsed.rest, is_first_sure=parsed.is_slashed)
    if read.bad:
        return BadNumber(parsed.name, shown(read.bad))
    note = read_note(read.rest)
    if not read.found and note and not parsed.is_slashed and not is_courtesy(note):
        return None
    return _CHECK_INS[parsed.name](read.found, None if note and is_courtesy(note) else note)


def _coordinated(parsed: ParsedInput) -> Command | None:
    read = read_numbers(parsed.rest, is_first_sure=parsed.is_slashed)
    if read.bad:
        return BadNumber(parsed.name, shown(read.bad))
    if not read.found and not is_courtesy(parsed.rest):
        return without_number(parsed, ReportShare())
    return ReportShare(read.found, read_note(read.rest))


def _unblock(parsed: ParsedInput) -> Command | None:
    """ "hết vướng 3"; several tasks are asked about one by one."""
    read = read_numbers(parsed.rest, is_first_sure=parsed.is_slashed)
    if read.bad:
        return BadNumber(parsed.name, shown(read.bad))
    if len(read.found) > 1:
        options = typed_commands(parsed.name, read.found)
        return Clarify(about(parsed.text), ClarifyReason.SECOND_COMMAND.value, options)
    return ClearObstacle(read.found[0]) if read.found else without_number(parsed, ClearObstacle(None))


def _restore(parsed: ParsedInput) -> Command | None:
    read = read_numbers(parsed.rest, limit=1, is_first_sure=parsed.is_slashed)
    if read.bad:
        return BadNumber(parsed.name, shown(read.bad))
    is_whole = not read.rest.strip() or is_courtesy(read.rest)
    if read.found and (parsed.is_slashed or is_whole):
        return RestoreTask(read.found[0])
    return without_number(parsed, RestoreTask(None)) if not read.found else None


def _nudge(parsed: ParsedInput) -> Command | None:
    """ "nhắc 3 5 khẩn gửi báo cáo": an urgent word may stand before the numbers or behind them."""
    before = _URGENT.match(parsed.rest)
    read = read_numbers(parsed.rest[before.end() if before else 0 :], is_first_sure=parsed.is_slashed)
    if read.bad:
        return BadNumber(parsed.name, shown(read.bad))
    text = read_note(read.rest) or ""
    after = _URGENT.match(text)
    text = text[after.end() :].strip(" ,:;-–") if after else text
    if not read.found and text and not is_courtesy(text):
        return BadNumber(parsed.name, first_word(text)) if parsed.is_slashed else None
    return Nudge(read.found, "" if is_courtesy(text) else text, is_urgent=bool(before or after))


def _assign(parsed: ParsedInput) -> Command | None:
    read = read_numbers(parsed.rest, limit=1)
    if read.bad:
        return BadNumber(parsed.name, shown(read.bad))
    text = (read_note(read.rest) or "").strip(" .")
    if not read.found and not parsed.is_slashed and text:
        return None  # "giao ban tuần tới" is no order
    number = read.found[0] if read.found else None
    if is_one_of(text[:40], WHOLE_UNIT):
        return AssignTask(number, is_whole_unit=True)
    names = [_TITLE.sub("", name).strip() for name in _BETWEEN_NAMES.split(text)]
    return AssignTask(number, tuple(name[:100] for name in names if name)[:10])


def _add(parsed: ParsedInput) -> Command | None:
    """ "thêm việc Rà soát …; chủ trì UBND phường; hạn 30/6": parts are joined by ";" or stand on lines of their own."""
    parts = named_parts(parsed.rest)
    return AddTask(parts) if parsed.is_slashed or len(parts) != 1 or not parts else None


def _tasks(parsed: ParsedInput) -> Command | None:
    parsed, plan = without_plan(parsed)
    parsed, due = without_due(parsed)
    if page := PAGE_NAMED.match(parsed.rest):
        return _page(page["page"], plan, due)
    if plan or due:
        return ListTasks(plan=plan, due=due) if is_courtesy(parsed.rest) else None
    read = read_numbers(parsed.rest, limit=1)
    if read.bad or read.found:
        return _one_task(read)
    return ListTasks() if parsed.is_slashed or is_courtesy(parsed.rest) else None


def _page(word: str, plan: str, due: str) -> Command:
    read = read_numbers(word, limit=1)
    return ListTasks(page=read.found[0], plan=plan, due=due) if read.found else BadNumber("tasks", word[:40])


def _task(parsed: ParsedInput) -> Command | None:
    read = read_numbers(parsed.rest, limit=1)
    if read.found or read.bad:
        return _one_task(read)
    return without_number(parsed, ShowTask(None))


def _one_task(read: Numbers) -> Command:
    return BadNumber("task", shown(read.bad)) if read.bad else ShowTask(read.found[0])


def _done(parsed: ParsedInput) -> Command | None:
    read = read_numbers(parsed.rest, is_first_sure=parsed.is_slashed)
    return BadNumber(parsed.name, shown(read.bad)) if read.bad else MarkDone(read.found)


def _progress(parsed: ParsedInput) -> Command | None:
    read = Numbers((), parsed.rest)
    if not has_percent_sign(parsed.rest):
        read = read_numbers(parsed.rest, limit=1, is_first_sure=parsed.is_slashed)
        if not read.found and not read.bad:
            return without_number(parsed, ReportProgress(None))
    share = read_percentage(read.rest)
    if bad := read.bad or share.bad:
        return BadNumber(parsed.name, shown(bad))
    return ReportProgress(read.found[0] if read.found else None, share.percent, read_note(share.rest))


def _return(parsed: ParsedInput) -> Command | None:
    read = read_numbers(parsed.rest, limit=1)
    if read.bad:
        return BadNumber(parsed.name, shown(read.bad))
    if not read.found:
        return without_number(parsed, ReturnTask(None))
    return ReturnTask(read.found[0], read_note(read.rest))


def _undo(parsed: ParsedInput) -> Command | None:
    return UndoLast() if parsed.is_slashed or is_courtesy(parsed.rest) else None


def _waiting(_parsed: ParsedInput) -> Command | None:
    return ListWaiting()


TASK_READERS: dict[str, Reader] = {
    "tasks": _tasks,
    "task": _task,
    "waiting": _waiting,
    "requests": bare(ListRequests),
    "ack": numbers_only(Acknowledge),
    "done": _done,
    "progress": _progress,
    "confirm": numbers_only(ConfirmDone),
    "return": _return,
    "undo": _undo,
    "audit": _history,
    "ongoing": _check_in,
    "result": _check_in,
    "notdone": _check_in,
    "coordinated": _coordinated,
    "evidence": _with_words(ShowEvidence),
    "extend": _with_words(RequestExtension),
    "block": _with_words(RaiseObstacle),
    "unblock": _unblock,
    "ask": _with_words(AskLeader),
    "answer": _with_words(AnswerRequest, is_sure=True),
    "decide": _with_words(GrantRequest, is_sure=True),
    "refuse": _with_words(RefuseRequest, is_sure=True),
    "explain": _with_words(AskExplanation, is_sure=True),
    "nudge": _nudge,
    "assign": _assign,
    "add": _add,
    "cancel": _with_words(CancelTask, is_sure=True),
    "restore": _restore,
}
