"""Reads what follows the names of commands about plans and drafts, and a plan that other commands name."""

import re
from dataclasses import replace
from typing import Any

from bot.grammar.parsed_input import (
    PARTS,
    PLAN_PARTS,
    ParsedInput,
    Reader,
    bare,
    either_spelling,
    is_courtesy,
    is_one_of,
    named_parts,
    numbers_only,
    read_note,
    read_numbers,
    shown,
    without_number,
)
from bot.grammar.words import ANYWAY, INTO, MEANS, OF_DRAFT_ROW, PLAN, SURE
from bot.grammar.words import OF_TASK as OF_TASK_WORDS
from domain.messages import Command
from domain.messages.draft_rows import AddRow, JoinRows, RestoreRows, SplitRow
from domain.messages.drafts import (
    OF_ROW,
    OF_TASK,
    DropDraft,
    DropRows,
    EditRow,
    ImportPlan,
    NameUnit,
    ShowRow,
    WriteDraft,
)
from domain.messages.plans import AgreeToWithdraw, EndPlan, KeepPlan, ListPlans, WithdrawPlan
from domain.messages.questions import BadNumber

LONGEST_NAME = 60
SHORTEST_PLAN = 80  # characters; what is shorter and of one line asks for a plan, what is longer is one
# A plan by its number or place: "45", "45-KH/ĐU", "45/2026", "#2".
_REF = r"#\s?\d{1,4}|\d{1,5}(?:\s?[-/]\s?[^\W_][\w./-]{0,28}[^\W_]|/\d{4})?"
_NAMED = re.compile(rf"\s*(?:(?:số|so|no)\s+)?(?P<plan>{_REF})(?=$|[\s,;:.!?)])", re.IGNORECASE)
_TAIL = re.compile(
    rf"(?:^|(?<=[\s,;]))(?:{either_spelling(PLAN)})\s*:?\s*(?:(?:số|so|no)\s+)?(?P<plan>{_REF})"
    r"(?=$|[\s,;:.!?)])",
    re.IGNORECASE,
)
_WORD = re.compile(rf"\s*(?:{either_spelling(PLAN)})\s*:?\s*(?P<words>\S.*)$", re.IGNORECASE | re.DOTALL)
_SHORTEST_PASTED = 80  # characters; a text as short as this is a remark about a plan and no plan
_CUT = re.compile(r"[;\n]")
_LONGEST_ROW, _MOST_ROWS = 500, 20  # characters of a title, rows that one is split into
# What a page puts behind the command's name: the plan that waits, and the version of it that the person saw.
_OF_DRAFT_ROW, _OF_TASK = (
    re.compile(rf"\s*(?:{either_spelling(words)})\s+(?=\d)", re.IGNORECASE) for words in (OF_DRAFT_ROW, OF_TASK_WORDS)
)
_DRAFT_MARK = re.compile(r"\s*q:x(?P<draft>\d{1,9})(?:v(?P<seen>\d{1,9}))?(?:\s+|$)", re.ASCII)
_MEANS = re.compile(rf"\s(?:{either_spelling(MEANS)})\s", re.IGNORECASE)


def without_plan(parsed: ParsedInput) -> tuple[ParsedInput, str]:
    """Returns the input without the plan that it names by its number, and that plan ("" when none is named)."""
    found = _TAIL.search(parsed.rest)
    if found is None:
        return parsed, ""
    rest = f"{parsed.rest[: found.start()].rstrip(' ,;')} {parsed.rest[found.end() :].lstrip(' ,;:')}".strip()
    return replace(parsed, rest=rest), found["plan"].replace(" ", "")


def plan_titled(rest: str) -> str:
    """Returns the words of a plan's title when they are all that follows: "tình hình kế hoạch công tác cán bộ"."""
    found = _WORD.match(rest)
    return found["words"].rstrip(" ?!.")[:LONGEST_NAME] if found else ""


def _plans(parsed: ParsedInput) -> Command | None:
    """The list; a text of several lines or of more than eighty characters is a plan itself."""
    if len(parsed.text) > SHORTEST_PLAN or "\n" in parsed.text.strip():
        return ImportPlan(parsed.text.strip())
    if is_courtesy(parsed.rest):
        return ListPlans()
    named = _NAMED.match(parsed.rest)
    if named and is_courtesy(parsed.rest[named.end() :]):
        return ListPlans(named["plan"].replace(" ", ""))
    return ListPlans(parsed.rest.strip()[:LONGEST_NAME]) if parsed.is_slashed else None


def _of_plan(make: type[WithdrawPlan] | type[KeepPlan]) -> Reader:
    """The plan by its number, then perhaps the reason; a title's words only behind a slash."""

    def read(parsed: ParsedInput) -> Command | None:
        if named := _NAMED.match(parsed.rest):
            reason = read_note(parsed.rest[named.end() :]) or ""
            return make(named["plan"].replace(" ", ""), "" if is_courtesy(reason) else reason)
        if is_courtesy(parsed.rest):
            return make("")
        return make(parsed.rest.strip()[:LONGEST_NAME]) if parsed.is_slashed else None

    return read


def _agree(parsed: ParsedInput) -> Command | None:
    """Only a plan's number, with courtesy: more words are a condition, and a condition is no yes."""
    named = _NAMED.match(parsed.rest)
    if named:
        rest = parsed.rest[named.end() :].strip(" ,.!")
        is_sure = is_one_of(rest[:20], SURE)
        if is_sure or is_courtesy(rest):
            return AgreeToWithdraw(named["plan"].replace(" ", ""), is_sure=is_sure)
    if is_courtesy(parsed.rest):
        return AgreeToWithdraw("")  # which plan is asked
    return AgreeToWithdraw(parsed.rest[:LONGEST_NAME]) if parsed.is_slashed else None


def _end(parsed: ParsedInput) -> Command | None:
    named = _NAMED.match(parsed.rest)
    if named is None:
        return EndPlan(parsed.rest.strip()[:LONGEST_NAME]) if parsed.is_slashed or is_courtesy(parsed.rest) else None
    rest = parsed.rest[named.end() :].strip(" ,.!")
    is_sure = is_one_of(rest[:20], SURE)
    if not is_sure and not is_courtesy(rest):
        return None
    return EndPlan(named["plan"].replace(" ", ""), is_sure=is_sure)


def _import(parsed: ParsedInput) -> Command | None:
    text = parsed.rest.strip()
    if not text or is_courtesy(text):
        return ImportPlan()
    read = read_numbers(text, limit=1, is_first_sure=parsed.is_slashed)
    if read.found and is_courtesy(read.rest):
        return ImportPlan(draft=read.found[0])
    return ImportPlan(text) if parsed.is_slashed or len(text) >= _SHORTEST_PASTED else None


def _write(parsed: ParsedInput) -> Command | None:
    """ "vẫn ghi", "nhập luôn": also with doubts open."""
    if is_one_of(parsed.typed, ANYWAY) or is_one_of(parsed.rest.strip()[:20], ANYWAY):
        return WriteDraft(is_agreed=True) if parsed.is_slashed or len(parsed.rest.split()) <= 1 else None
    return WriteDraft() if parsed.is_slashed or is_courtesy(parsed.rest) else None


def _row(parsed: ParsedInput) -> Command | None:
    read = read_numbers(parsed.rest, limit=1, is_first_sure=parsed.is_slashed)
    if read.bad:
        return BadNumber(parsed.name, shown(read.bad))
    return ShowRow(read.found[0]) if read.found else without_number(parsed, ShowRow(None))


def _edit(parsed: ParsedInput) -> Command | None:
    of_row = _OF_DRAFT_ROW.match(parsed.rest)
    read = read_numbers(parsed.rest[of_row.end() :] if of_row else parsed.rest, limit=1)
    for name, pattern in {} if read.found else PLAN_PARTS.items():
        if part := pattern.match(parsed.rest):
            return EditRow(None, name, parsed.rest[part.end() :].strip(" \t:;"))
    if read.bad:
        return BadNumber(parsed.name, shown(read.bad))
    if not read.found:
        return without_number(parsed, EditRow(None))
    for name, pattern in PARTS.items():
        if part := pattern.match(read.rest):
            value = read.rest[part.end() :].strip(" \t:;")
            return EditRow(read.found[0], name, value, means=_row_or_task(parsed))
    return EditRow(read.found[0])


def _row_or_task(parsed: ParsedInput) -> str:
    """ "sửa dòng 6", "sửa việc 6": which of the two the words name; "" for "sửa 6"."""
    if _OF_DRAFT_ROW.match(parsed.rest) or is_one_of(parsed.typed.rpartition(" ")[2], OF_DRAFT_ROW):
        return OF_ROW
    return OF_TASK if _OF_TASK.match(parsed.rest) else ""


def as_row_or_task(text: str, number: int) -> tuple[str, ...]:
    """Returns the text with the number once as that of a row of the plan that waits, once as a task's."""
    place = re.search(rf"(?<![\w/])0*{number}(?![\w/])", text)
    if place is None:
        return ()
    is_english = text.lstrip("/").casefold().startswith(EditRow.canonical)
    nouns = (words[-1 if is_english else 0] for words in (OF_DRAFT_ROW, OF_TASK_WORDS))
    return tuple(f"{text[: place.start()]}{noun} {text[place.start() :]}" for noun in nouns)


def _unit(parsed: ParsedInput) -> Command | None:
    """ "X là Y"; the last "là" separates them, because names rarely hold one."""
    joints = list(_MEANS.finditer(parsed.rest))
    names = [parsed.rest[: joints[-1].start()], parsed.rest[joints[-1].end() :]] if joints else [""]
    if not all(name.strip() for name in names):
        return NameUnit("", "") if parsed.is_slashed or not parsed.rest.strip() else None
    name, unit = (name.strip(" \t\n\"'“”«».,;")[:300] for name in names)
    return NameUnit(name, unit)


def _add_row(parsed: ParsedInput) -> Command | None:
    """ "thêm dòng Rà soát …; chủ trì UBND phường; hạn 30/6": parts as of "thêm việc"; its title alone is enough."""
    return AddRow(named_parts(parsed.rest))


def _split(parsed: ParsedInput) -> Command | None:
    """ "tách dòng 4: Xây dựng kế hoạch; Tổ chức hội nghị": titles parted by ";" or on lines of their own."""
    read = read_numbers(parsed.rest, limit=1)
    if read.bad:
        return BadNumber(parsed.name, shown(read.bad))
    if not read.found:
        return without_number(parsed, SplitRow(None))
    words = re.sub(rf"^\s*(?:{either_spelling(INTO)})\s", "", read.rest, count=1, flags=re.IGNORECASE)
    titles = (title.strip(" \t:.") for title in _CUT.split(words))
    return SplitRow(read.found[0], tuple(title[:_LONGEST_ROW] for title in titles if title)[:_MOST_ROWS])


def _of_draft(read: Reader) -> Reader:
    """The reader of a correction that a page sends with the plan and the version seen."""

    def marked(parsed: ParsedInput) -> Command | None:
        mark = _DRAFT_MARK.match(parsed.rest)
        if mark is None:
            return read(parsed)
        command: Any = read(replace(parsed, rest=parsed.rest[mark.end() :]))
        wanted = {"draft": int(mark["draft"]), "seen": int(mark["seen"]) if mark["seen"] else None}
        known = {name: value for name, value in wanted.items() if hasattr(command, name)}
        return replace(command, **known) if known else command  # type: ignore[no-any-return]

    return marked


PLAN_READERS: dict[str, Reader] = {
    "import": _import,
    "row": _row,
    "edit": _of_draft(_edit),
    "drop": _of_draft(numbers_only(DropRows)),
    "addrow": _of_draft(_add_row),
    "splitrow": _of_draft(_split),
    "joinrows": _of_draft(numbers_only(JoinRows)),
    "restorerows": _of_draft(numbers_only(RestoreRows)),
    "unit": _of_draft(_unit),
    "write": _of_draft(_write),
    "discard": _of_draft(bare(DropDraft)),
    "plans": _plans,
    "withdraw": _of_plan(WithdrawPlan),
    "agree": _agree,
    "keep": _of_plan(KeepPlan),
    "endplan": _end,
}
