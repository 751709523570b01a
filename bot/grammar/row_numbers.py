"""Reads numbers that name rows of a plan on paper: "mục 3", "TT 3", "mục 3 KH 45"; "việc 3" is a task's own number."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.grammar import phrases
from bot.grammar.parsed_input import either_spelling
from bot.grammar.task_numbers import spoken_number
from bot.grammar.tokens import ClauseTokens, Kind, tokens_of
from bot.grammar.words import OF_PLAN, PLAN
from domain.followed_plans import RowNumber
from domain.interpretations import ClarifyReason, about
from domain.messages import Command
from domain.messages.drafts import DropRows, ShowRow
from domain.messages.questions import AskTask, Clarify, Misunderstood, Several
from domain.messages.tasks import ShowTask

_REF = r"#\s?\d{1,4}|\d{1,5}(?:[-/][^\W\d_](?:[\w./-]{0,28}[^\W_])?|/\d{4})?"
_PHRASE = re.compile(
    rf"(?<!\w)(?:{either_spelling(PLAN)})\s*:?\s*(?:(?:số|so|no)\s+)?(?P<plan>{_REF})(?=$|[\s,;:.!?)])", re.IGNORECASE
)
_BETWEEN = re.compile(rf"[\s,(]*(?P<of>(?:{either_spelling(OF_PLAN)})\s+)?", re.IGNORECASE)
_BEFORE = re.compile(r"[\s,:–-]*")
_JOINED = re.compile(r"[\s,&+–-]*(?:(?:và|va|and|đến|den|tới|toi|to)\s+)?", re.IGNORECASE)
_ALONE = re.compile(r"\s*(?:$|[,;:.!?)])")


@dataclass(frozen=True, slots=True)
class PlanPhrase:
    """The place where a text names a plan, and the plan as typed: its number, or its place in the list ("#2")."""

    start: int
    end: int
    plan: str


def _plan_phrases(text: str) -> tuple[PlanPhrase, ...]:
    """Returns every plan that the text names by its number."""
    return tuple(
        PlanPhrase(found.start(), found.end(), found["plan"].replace(" ", "")) for found in _PHRASE.finditer(text)
    )


def _is_behind(text: str, end: int, phrase: PlanPhrase) -> bool:
    """Whether the plan is named directly behind `end`: only a word such as "của" stands between."""
    return end <= phrase.start and _BETWEEN.fullmatch(text, end, phrase.start) is not None


def _is_before(text: str, phrase: PlanPhrase, start: int) -> bool:
    """Whether the plan is named directly before `start`."""
    return phrase.end <= start and _BEFORE.fullmatch(text, phrase.end, start) is not None


def _stands_alone(text: str, end: int, phrase: PlanPhrase) -> bool:
    """Whether the plan behind a task's own number narrows it: "việc 3 của KH 45", "xong 3 KH 45" and nothing more.

    "xong 3 KH 45 đã ban hành" says what came of task 3.
    """
    between = _BETWEEN.fullmatch(text, end, phrase.start)
    return between is not None and (between["of"] is not None or _ALONE.match(text, phrase.end) is not None)


def is_joined(text: str, end: int, start: int) -> bool:
    """Whether only joining words stand between two numbers."""
    return end <= start and _JOINED.fullmatch(text, end, start) is not None


LONGEST = 2000  # characters in which rows are looked for
MOST_IN_RANGE = 40
_MAY_NAME_ROWS = re.compile(r"m[uụ]c|tt|thứ tự|thu tu|k[eế]\s?ho[aạ]ch|kh|plan", re.IGNORECASE)
_JOINING = frozenset(",;&+(-–")
_TASK = "{}", "việc {}"  # how a task's number takes the place of a row's


@dataclass(frozen=True, slots=True)
class _Mention:
    """Numbers of one kind at one place of the text: `start` is where their noun stands, or they themselves.

    `plan` is the plan named with them, and `start` and `end` hold its name where it stands beside these very numbers.
    """

    numbers: tuple[int, ...]
    is_row: bool
    start: int
    end: int
    plan: str = ""
    without_plan: str = ""

    def marked(self, number: int) -> RowNumber | None:
        """The number as that of a row; None where it can only be the task's own."""
        is_of_paper = self.is_row or self.plan
        return RowNumber(number, self.plan, may_be_own=not self.is_row) if is_of_paper else None


def read_with_rows(text: str, read: Callable[[str], Command]) -> Command:
    """Returns the command that `read` makes of the text, with `RowNumber` for numbers that name rows of the paper.

    The name of a plan is left out of what is read only where it stands beside a number that the command is about: in
    "xong 3: theo mục 5 KH 45" it is part of the note.
    """
    mentions = _may_mention(text)
    if _is_twice(text, mentions):
        return Clarify(about(text), ClarifyReason.UNREAD_NUMBER.value, ())
    first = _first(mentions)
    named = [mention for mention in dict.fromkeys(first.values()) if mention.plan]
    for _ in range(2 if named else 0):
        command = read(_without_plans(text, named))
        meant = _numbers_of(command)
        about_them = [mention for mention in named if meant is None or not meant.isdisjoint(mention.numbers)]
        if about_them == named:
            return _marked(_quoting(command, text), _rows(first, named)) if named else command
        named = about_them
    return _marked(read(text), _rows(first, ()))


def row_numbers_named(text: str) -> frozenset[int]:
    """Returns the numbers whose first mention stands behind a noun for a row."""
    return frozenset(number for number, mention in _first(_may_mention(text)).items() if mention.is_row)


def _may_mention(text: str) -> list[_Mention]:
    return _mentions(text) if len(text) <= LONGEST and _MAY_NAME_ROWS.search(text) else []


def _is_twice(text: str, mentions: Sequence[_Mention]) -> bool:
    """Whether one list holds a row twice: "mục 3 KH 45 và mục 3 KH 12"."""
    pairs = pairwise(mentions)
    return any(
        first.is_row and second.is_row and first.numbers == second.numbers and is_joined(text, first.end, second.start)
        for first, second in pairs
    )


def _first(mentions: Sequence[_Mention]) -> dict[int, _Mention]:
    found: dict[int, _Mention] = {}
    for mention in mentions:
        for number in mention.numbers:
            found.setdefault(number, mention)
    return found


def _rows(first: Mapping[int, _Mention], named: Sequence[_Mention]) -> dict[int, RowNumber]:
    """The numbers that name rows; plans count for the mentions in `named` only."""
    kept = {number: mention if mention in named else replace(mention, plan="") for number, mention in first.items()}
    marked = {number: mention.marked(number) for number, mention in kept.items()}
    return {number: row for number, row in marked.items() if row is not None}


def _without_plans(text: str, named: Sequence[_Mention]) -> str:
    for mention in sorted(named, key=lambda mention: -mention.start):
        if mention.without_plan:
            text = text[: mention.start] + mention.without_plan + text[mention.end :]
    return text


def _numbers_of(command: Command) -> frozenset[int] | None:
    """The numbers that the command is about; None for a question, whose options hold them."""
    if isinstance(command, Clarify):
        return None
    if isinstance(command, Several):
        return frozenset(number for each in command.commands for number in _numbers_of(each) or ())
    if isinstance(command, Misunderstood):
        return frozenset()
    return frozenset(command.task_numbers)


def _quoting(command: Command, text: str) -> Command:
    """A question quotes what was typed, with the plan."""
    return replace(command, about=about(text)) if isinstance(command, Clarify) else command


def renumbered(text: str, numbers: Mapping[int, int]) -> tuple[str, ...]:
    """Returns the text with task numbers in place of these row numbers, in two forms: "xong 21", "xong việc 21"."""
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


def _mentions(text: str) -> list[_Mention]:
    """Every number of the text in order, with the plan that stands beside it or beside the last one joined to it."""
    plans = _plan_phrases(text)
    inside = {place for phrase in plans for place in range(phrase.start, phrase.end)}
    found = [mention for mention in _numbers(text) if mention.end - 1 not in inside]
    behind: _Mention | None = None
    for at in range(len(found) - 1, -1, -1):
        found[at] = _with_plan(text, found[at], plans, behind)
        behind = found[at]
    return found


def _with_plan(text: str, mention: _Mention, plans: Sequence[PlanPhrase], behind: _Mention | None) -> _Mention:
    own = text[mention.start : mention.end]
    for phrase in plans:
        if _is_behind(text, mention.end, phrase) and (mention.is_row or _stands_alone(text, mention.end, phrase)):
            return replace(mention, plan=phrase.plan, end=phrase.end, without_plan=own)
        if mention.is_row and _is_before(text, phrase, mention.start):
            return replace(mention, plan=phrase.plan, start=phrase.start, without_plan=own)
    if mention.is_row and behind is not None and behind.is_row and is_joined(text, mention.end, behind.start):
        return replace(mention, plan=behind.plan)
    return mention


def _numbers(text: str) -> Iterator[_Mention]:
    """Every number of the text in order, with the kind of its noun; numbers joined to another are of its kind."""
    clause = ClauseTokens(text, tokens_of(text), 0, len(text), len(text))
    at, is_row, last = 0, False, 0
    while at < clause.size:
        noun = phrases.NOUNS.at(clause.words, at, clause.size)[1]
        behind = at + noun
        number, length, _ = spoken_number(clause, behind, clause.size, is_named=noun > 0, is_ordinal=False)
        is_range = behind < clause.size and clause.kind(behind) is Kind.RANGE
        if noun:
            is_row = phrases.ROW_NOUNS.at(clause.words, at, clause.size)[1] == noun
        if length or is_range:
            values = _range_of(clause, behind) if is_range else (number,)
            end = behind + (1 if is_range else length)
            yield _Mention(values, is_row, clause.tokens[at].start, clause.tokens[end - 1].end)
            if last and not is_range:
                yield _Mention(tuple(range(last + 1, number)), is_row, clause.tokens[at].start, clause.tokens[at].start)
            at, last = end, 0
            until = phrases.UNTIL.at(clause.words, at, clause.size)[1]
            at, last = at + until, number if until and not is_range else 0
            continue
        joined = 1 if clause.words[at] in _JOINING else phrases.JOINERS.at(clause.words, at, clause.size)[1]
        is_row = is_row and (noun > 0 or joined > 0)
        at, last = at + max(1, noun, joined), 0


def _range_of(clause: ClauseTokens, at: int) -> tuple[int, ...]:
    low, high = clause.tokens[at].values
    return tuple(range(low, high + 1)) if 0 < high - low < MOST_IN_RANGE else ()


def _marked(command: Command, rows: Mapping[int, RowNumber]) -> Command:
    if isinstance(command, Misunderstood | AskTask | DropRows) or not rows:
        return command
    if isinstance(command, ShowRow):  # "xem mục 3": of the paper, be there a draft or not
        return _marked(ShowTask(command.number), rows)
    if isinstance(command, Several):
        return replace(command, commands=tuple(_marked(each, rows) for each in command.commands))
    if isinstance(command, Clarify):
        return replace(command, rows=tuple(rows[number] for number in sorted(rows)))
    return command.renumbered(rows)
