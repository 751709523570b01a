"""Complete commands as a person would type them, and the commands that clauses make."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.grammar import vocabulary as v
from bot.grammar.task_numbers import is_paper
from bot.grammar.tokens import QUOTES, Kind, Row
from bot.grammar.vocabulary import folded
from domain.interpretations import ClarifyReason, Mood, SpanRole
from domain.messages import Command
from domain.messages.evidence import ShowEvidence
from domain.messages.orders import AssignTask, CancelTask, Nudge
from domain.messages.requests import (
    AnswerRequest,
    AskExplanation,
    AskLeader,
    GrantRequest,
    RaiseObstacle,
    RefuseRequest,
    RequestExtension,
)
from domain.messages.tasks import Acknowledge, ConfirmDone, MarkDone, ReportProgress, ReturnTask
from wording.command_names import NAMES

LONGEST_TEXT = 120  # characters of an option's words; a button and a line must carry it
MOST_NUMBERS = 12

Make = Callable[[tuple[int, ...], str], Command]


def _one(make: Callable[[int | None, str], Command]) -> Make:
    return lambda numbers, text: make(numbers[0] if numbers else None, text)


MAKES: Mapping[str, Make] = {
    "done": lambda numbers, text: MarkDone(numbers, text or None),
    "ack": lambda numbers, _: Acknowledge(numbers),
    "confirm": lambda numbers, _: ConfirmDone(numbers),
    "nudge": Nudge,
    "return": _one(lambda number, text: ReturnTask(number, text or None)),
    "extend": _one(RequestExtension),
    "block": _one(RaiseObstacle),
    "ask": _one(AskLeader),
    "answer": _one(AnswerRequest),
    "decide": _one(GrantRequest),
    "refuse": _one(RefuseRequest),
    "explain": _one(AskExplanation),
    "evidence": _one(ShowEvidence),
    "cancel": _one(CancelTask),
    "assign": _one(lambda number, _: AssignTask(number)),
    "progress": _one(lambda number, text: ReportProgress(number, None, text or None)),
}
TAKES_SEVERAL = frozenset({"done", "ack", "confirm", "nudge"})
# What others act on at once, or what cannot be taken back: never from context.


def typed(name: str, numbers: Iterable[int] = (), text: str = "") -> str:
    """The command as typed in full: "xong 3 5", "gia hạn 3 8/5 chờ số liệu"."""
    words = [NAMES[name].vietnamese, *(str(number) for number in numbers)]
    text = " ".join(text.split())
    return " ".join(words + ([text] if text and len(text) <= LONGEST_TEXT else []))


def typed_each(name: str, numbers: tuple[int, ...], text: str = "") -> tuple[str, ...]:
    """One line for commands that take several tasks, one for each task for the others."""
    if not numbers:
        return ()
    if name in TAKES_SEVERAL or len(numbers) == 1:
        return (typed(name, numbers[:MOST_NUMBERS], text),) if len(numbers) <= MOST_NUMBERS else ()
    return tuple(typed(name, (number,), text) for number in numbers[:MOST_NUMBERS])


def progress(number: int, percent: int) -> str:
    """ "tiến độ 3 80"."""
    return f"{typed('progress', (number,))} {percent}"


@dataclass(frozen=True, slots=True)
class Found:
    """The command of a clause, how it is meant, why it is not simply obeyed, and what it may have meant."""

    command: Command | None
    mood: Mood
    reason: ClarifyReason | None = None
    options: tuple[str, ...] = ()


_FREE_BECAUSE = frozenset({"vi", "do", "theo", "because", "due"})


@dataclass(frozen=True, slots=True)
class Tail:
    """How a tail leaves its command; `note` is the text of it, `percent` a share said of a task "done"."""

    note: str = ""
    mood: Mood = Mood.STATED
    reason: ClarifyReason | None = None
    percent: int | None = None


def read_tail(row: Row, start: int, end: int) -> Tail:
    """The tail of a report or a decision, from `start`; `end` is where closing courtesy begins."""
    at = row.skip(start, end, v.CLOSINGS)
    row.mark(start, at, SpanRole.COURTESY)
    row.mark(end, row.size, SpanRole.COURTESY)
    if row.asks(start):
        return Tail(mood=Mood.ASKED)
    if at >= end:
        return Tail()
    parted = next((n for n in range(start, at) if row.is_mark(n)), None)
    if is_final(row, at, end):
        return Tail(mood=final_mood(row, end))
    if parted is not None or row.is_slashed:
        return _parted(row, at, end, is_slashed=parted is None)
    return _joined(row, at, end)


def is_final(row: Row, start: int, end: int) -> bool:
    """Whether the last words make a question or a denial."""
    length = v.FINAL.before(row.words, end, start)
    return length > 0


def final_mood(row: Row, end: int) -> Mood:
    """ "xong 3 chưa" asks, "xong 3 đâu" denies."""
    return Mood.DENIED if v.DENIALS.before(row.words, end, 0) else Mood.ASKED


def mood_at(row: Row, at: int, end: int) -> Mood | None:
    """The mood of the words here; None when they carry none."""
    found, _ = v.MOODS.at(row.words, at, end)
    return Mood(found) if found else None


def _parted(row: Row, at: int, end: int, *, is_slashed: bool) -> Tail:
    """A note behind a mark is not searched, but may begin by turning against the report."""
    if v.AGAINST.at(row.words, at, end)[1] and not (is_slashed and mood_at(row, at, end) is None):
        return Tail(mood=mood_at(row, at, end) or Mood.PARTLY)
    if is_slashed and row.kind(at) is Kind.PERCENT:
        return _share(row, at)
    return _note(row, at)


def _note(row: Row, at: int) -> Tail:
    before = at - 1
    starts_with_bracket = before >= 0 and row.words[before] == "("
    row.mark(at, row.size, SpanRole.NOTE)
    return Tail(row.note_from(before if starts_with_bracket else at))


def _share(row: Row, at: int) -> Tail:
    values = row.tokens[at].values
    return Tail(mood=Mood.PARTLY, percent=values[0] if values and values[0] <= 100 else None)


def _joined(row: Row, at: int, end: int) -> Tail:
    if row.kind(at) is Kind.PERCENT:
        return _share(row, at)
    if row.is_mark(at, QUOTES):
        return Tail(mood=Mood.QUOTED)
    is_number = row.kind(at) is Kind.NUMBER  # "3 xong 5 xong"
    if v.COMMANDS.at(row.words, at + is_number, end)[1]:
        return Tail(reason=ClarifyReason.SECOND_COMMAND)
    if _begins_note(row, at, end):
        against = _against(row, at, end)
        return Tail(mood=against) if against else _note(row, at)
    return Tail(mood=mood_at(row, at, end) or Mood.STATED, reason=ClarifyReason.UNREAD_WORDS, percent=_percent(row, at))


def _percent(row: Row, at: int) -> int | None:
    """ "xong tầm 70%"."""
    shares = [token.values[0] for token in row.tokens[at : at + 4] if token.kind is Kind.PERCENT and token.values]
    return shares[0] if shares and shares[0] <= 100 else None


def _begins_note(row: Row, at: int, end: int) -> bool:
    if row.kind(at) in {Kind.NUMBER, Kind.CODE}:
        following = at + 1 < end and row.kind(at + 1) is Kind.WORD and not row.words[at + 1].startswith("%")
        return following or row.kind(at) is Kind.CODE
    is_day = folded(row.words[at]) in {"ngay", "hom"} and row.kind(at + 1) in {Kind.CODE, Kind.NUMBER}
    from_day = folded(row.words[at]) == "tu" and at + 1 < end and folded(row.words[at + 1]) in {"hom", "sang", "chieu"}
    return is_day or from_day or is_paper(row, at) or v.NOTES.at(row.words, at, end)[1] > 0


def _against(row: Row, at: int, end: int) -> Mood | None:
    """A turn later in a note without a mark before it; reasons ("vì không có …") may hold any words."""
    if folded(row.words[at]) in _FREE_BECAUSE:
        return None
    for place in range(at + 1, min(end, at + 40)):
        if row.is_mark(place):
            return None
        if v.AGAINST.at(row.words, place, end)[1]:
            return mood_at(row, place, end) or Mood.PARTLY
    return None
