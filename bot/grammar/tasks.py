"""What the commands of the follow-up make of the words after their names: requests, answers, orders."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.grammar.parsed_input import (
    PAGE_NAMED,
    PARTS,
    Reader,
    Said,
    counts_something,
    either_spelling,
    first_word,
    is_courtesy,
    is_one_of,
    read_note,
    read_numbers,
    shown,
    without_number,
)
from bot.grammar.words import BEFORE_NUMBER, URGENT, WHOLE_UNIT
from domain.messages import Command
from domain.messages.evidence import ShowEvidence
from domain.messages.history import ShowHistory
from domain.messages.orders import AddTask, AssignTask, CancelTask, Nudge, RestoreTask
from domain.messages.questions import BadNumber
from domain.messages.requests import (
    AnswerRequest,
    AskExplanation,
    AskLeader,
    ClearObstacle,
    GrantRequest,
    RaiseObstacle,
    RefuseRequest,
    RequestExtension,
)
from domain.messages.tasks import ContinueTask, ReportNotDone, ReportResult, ReportShare

_CHECK_INS = {kind.canonical: kind for kind in (ContinueTask, ReportResult, ReportNotDone)}
_URGENT = re.compile(rf"\s*(?:{either_spelling(URGENT)})", re.IGNORECASE)
_TITLE = re.compile(r"^(?:cho\s+)?(?:đồng chí|đ/c|dong chi|anh|chị|em|to)\s+", re.IGNORECASE)
_TASK_WORD = re.compile(rf"(?:{either_spelling(BEFORE_NUMBER)})", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*[,;&+]\s*|\s+(?:và|va|and)\s+", re.IGNORECASE)


def _history(said: Said) -> Command | None:
    """ "nhật ký", "nhật ký 3", "nhật ký 3 trang 2", "nhật ký trang 2"."""
    read = read_numbers(said.rest, limit=1)
    if read.bad:
        return BadNumber(said.name, shown(read.bad))
    number = read.found[0] if read.found else None
    if page := PAGE_NAMED.match(read.rest):
        turned = read_numbers(page["page"], limit=1)
        return ShowHistory(number, turned.found[0]) if turned.found else BadNumber(said.name, shown(page["page"]))
    return ShowHistory(number) if said.is_slashed or is_courtesy(read.rest) else None


def _with_words(make: Callable[[int | None, str], Command], *, is_sure: bool = False) -> Reader:
    """A task's number, which may be missing, and words: a reason, a question, an answer.

    `is_sure`: whoever says this means a task first, so that "trả lại 3 nội dung sơ sài" is about task 3. In
    "vướng mắc 3 hồ sơ" it is not sure: the answer asks which task.
    """

    def read(said: Said) -> Command | None:
        read = read_numbers(said.rest, limit=1, is_first_sure=is_sure or said.is_slashed)
        if read.bad:
            return BadNumber(said.name, shown(read.bad))
        text = read_note(read.rest) or ""
        if not read.found and is_courtesy(text):
            return make(None, "")
        return make(read.found[0] if read.found else None, text)

    return read


def _explain(said: Said) -> Command | None:
    """ "giải trình 3 vì sao chậm"; in "giải trình 7 đồng chí vắng mặt" the number may be no task's."""
    command = _with_words(AskExplanation, is_sure=True)(said)
    if isinstance(command, AskExplanation) and command.number is not None and not said.is_slashed:
        is_sure = not counts_something(said.rest[len(said.rest) - len(command.text) :])
        return replace(command, is_number_sure=is_sure or _TASK_WORD.match(said.rest) is not None)
    return command


def _check_in(said: Said) -> Command | None:
    """ "vẫn triển khai 1 4", "có kết quả 1: đã họp", "chưa làm được 1 vì …"."""
    read = read_numbers(said.rest, is_first_sure=said.is_slashed)
    if read.bad:
        return BadNumber(said.name, shown(read.bad))
    note = read_note(read.rest)
    if not read.found and note and not said.is_slashed and not is_courtesy(note):
        return None
    return _CHECK_INS[said.name](read.found, None if note and is_courtesy(note) else note)


def _coordinated(said: Said) -> Command | None:
    read = read_numbers(said.rest, is_first_sure=said.is_slashed)
    if read.bad:
        return BadNumber(said.name, shown(read.bad))
    if not read.found and not is_courtesy(said.rest):
        return without_number(said, ReportShare())
    return ReportShare(read.found, read_note(read.rest))


def _unblock(said: Said) -> Command | None:
    read = read_numbers(said.rest, limit=1, is_first_sure=said.is_slashed)
    if read.bad:
        return BadNumber(said.name, shown(read.bad))
    return ClearObstacle(read.found[0]) if read.found else without_number(said, ClearObstacle(None))


def _restore(said: Said) -> Command | None:
    read = read_numbers(said.rest, limit=1, is_first_sure=said.is_slashed)
    if read.bad:
        return BadNumber(said.name, shown(read.bad))
    is_whole = not read.rest.strip() or is_courtesy(read.rest)
    if read.found and (said.is_slashed or is_whole):
        return RestoreTask(read.found[0])
    return without_number(said, RestoreTask(None)) if not read.found else None


def _nudge(said: Said) -> Command | None:
    """ "nhắc 3 5 khẩn gửi báo cáo": an urgent word may stand before the numbers or behind them."""
    before = _URGENT.match(said.rest)
    read = read_numbers(said.rest[before.end() if before else 0 :], is_first_sure=said.is_slashed)
    if read.bad:
        return BadNumber(said.name, shown(read.bad))
    text = read_note(read.rest) or ""
    after = _URGENT.match(text)
    text = text[after.end() :].strip(" ,:;-–") if after else text
    if not read.found and text and not is_courtesy(text):
        return BadNumber(said.name, first_word(text)) if said.is_slashed else None
    return Nudge(read.found, "" if is_courtesy(text) else text, is_urgent=bool(before or after))


def _assign(said: Said) -> Command | None:
    read = read_numbers(said.rest, limit=1)
    if read.bad:
        return BadNumber(said.name, shown(read.bad))
    text = (read_note(read.rest) or "").strip(" .")
    if not read.found and not said.is_slashed and text:
        return None  # "giao ban tuần tới" is no order
    number = read.found[0] if read.found else None
    if is_one_of(text[:40], WHOLE_UNIT):
        return AssignTask(number, is_whole_unit=True)
    names = [_TITLE.sub("", name).strip() for name in _BETWEEN_NAMES.split(text)]
    return AssignTask(number, tuple(name[:100] for name in names if name)[:10])


def _add(said: Said) -> Command | None:
    """ "thêm việc Rà soát …; chủ trì UBND phường; hạn 30/6": parts are joined by ";" or stand on lines of their own."""
    pieces = [piece.strip() for piece in re.split(r"[;\n]", said.rest) if piece.strip()]
    parts: list[tuple[str, str]] = []
    for piece in pieces:
        name, part = next(((n, m) for n, p in PARTS.items() if (m := p.match(piece))), (None, None))
        if name is not None and part is not None:
            parts.append((name, piece[part.end() :].strip(" \t:")))
        elif not parts:
            parts.append(("title", piece.strip(" :.")))
    return AddTask(tuple(parts)) if said.is_slashed or len(parts) != 1 or not parts else None


FOLLOW_UP_READERS: dict[str, Reader] = {
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
    "explain": _explain,
    "nudge": _nudge,
    "assign": _assign,
    "add": _add,
    "cancel": _with_words(CancelTask, is_sure=True),
    "restore": _restore,
}
