"""Numbers that name rows of the paper: "mục 3", "TT 3", "các mục 3 và 5"; "việc 3" names the task's own number."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.interpreting import vocabulary as v
from bot.interpreting.row import Row
from bot.interpreting.targets import spoken_number
from bot.interpreting.tokens import Kind, tokens_of
from domain.commands import AskTask, Clarify, Command, DropRows, Misunderstood, Several, ShowRow, ShowTask
from domain.paper_rows import RowNumber

LONGEST = 2000  # characters in which rows are looked for
_MAY_NAME_ROWS = re.compile(r"m[uụ]c|tt|thứ tự|thu tu", re.IGNORECASE)
_JOINING = frozenset(",;&+(-–")
_TASK = "{}", "việc {}"  # how a task's number takes the place of a row's


@dataclass(frozen=True, slots=True)
class _Mention:
    """Numbers of one kind at one place of the text: `start` is where their noun stands, or they themselves."""

    numbers: tuple[int, ...]
    is_row: bool
    start: int
    end: int


def with_rows(command: Command, text: str) -> Command:
    """The command with the numbers that the text names as rows marked as such."""
    rows = rows_named(text)
    return _marked(command, rows) if rows else command


def rows_named(text: str) -> frozenset[int]:
    """The numbers whose first mention stands behind a noun for a row."""
    if len(text) > LONGEST or not _MAY_NAME_ROWS.search(text):
        return frozenset()
    kinds: dict[int, bool] = {}
    for mention in _mentions(text):
        for number in mention.numbers:
            kinds.setdefault(number, mention.is_row)
    return frozenset(number for number, is_row in kinds.items() if is_row)


def renumbered(text: str, numbers: Mapping[int, int]) -> tuple[str, ...]:
    """The text with tasks' numbers at the first mention of these numbers, in two ways: "xong 21", "xong việc 21"."""
    seen: set[int] = set()
    places: list[tuple[_Mention, int]] = []
    for mention in _mentions(text):
        if len(mention.numbers) == 1 and mention.numbers[0] in numbers and mention.numbers[0] not in seen:
            places.append((mention, numbers[mention.numbers[0]]))
        seen.update(mention.numbers)
    return tuple(_replaced(text, places, form) for form in _TASK)


def _replaced(text: str, places: list[tuple[_Mention, int]], form: str) -> str:
    for mention, number in reversed(places):
        text = text[: mention.start] + form.format(number) + text[mention.end :]
    return text


def _mentions(text: str) -> Iterator[_Mention]:
    """Every number of the text in order, with the kind of its noun; numbers joined to another are of its kind."""
    row = Row(text, tokens_of(text), 0, len(text), len(text))
    at, is_row, last = 0, False, 0
    while at < row.size:
        noun = v.NOUNS.at(row.words, at, row.size)[1]
        behind = at + noun
        number, length, _ = spoken_number(row, behind, row.size, is_named=noun > 0, is_ordinal=False)
        is_range = behind < row.size and row.kind(behind) is Kind.RANGE
        if noun:
            is_row = v.ROW_NOUNS.at(row.words, at, row.size)[1] == noun
        if length or is_range:
            values = _range_of(row, behind) if is_range else (number,)
            end = behind + (1 if is_range else length)
            yield _Mention(values, is_row, row.tokens[at].start, row.tokens[end - 1].end)
            if last and not is_range:
                yield _Mention(tuple(range(last + 1, number)), is_row, row.tokens[at].start, row.tokens[at].start)
            at, last = end, 0
            until = v.UNTIL.at(row.words, at, row.size)[1]
            at, last = at + until, number if until and not is_range else 0
            continue
        joined = 1 if row.words[at] in _JOINING else v.JOINERS.at(row.words, at, row.size)[1]
        is_row = is_row and (noun > 0 or joined > 0)
        at, last = at + max(1, noun, joined), 0


def _range_of(row: Row, at: int) -> tuple[int, ...]:
    low, high = row.tokens[at].values
    return tuple(range(low, high + 1)) if 0 < high - low < MOST_IN_RANGE else ()


def _marked(command: Command, rows: frozenset[int]) -> Command:
    if isinstance(command, Misunderstood | AskTask | DropRows):
        return command
    if isinstance(command, ShowRow):  # "xem mục 3": of the paper, be there a draft or not
        return _marked(ShowTask(command.number), rows)
    if isinstance(command, Several):
        return replace(command, commands=tuple(_marked(each, rows) for each in command.commands))
    if isinstance(command, Clarify):
        return replace(command, rows=tuple(sorted(rows)))
    changed: Any = command
    number, numbers = getattr(command, "number", None), getattr(command, "numbers", ())
    if isinstance(number, int) and number in rows:
        changed = replace(changed, number=RowNumber(number))
    if not rows.isdisjoint(numbers):
        changed = replace(changed, numbers=tuple(RowNumber(each) if each in rows else each for each in numbers))
    marked: Command = changed
    return marked


MOST_IN_RANGE = 40
