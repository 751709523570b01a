"""What reading a clause yields: its command, or typed commands to offer instead; its mood; its note."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.grammar import phrases
from bot.grammar.phrases import folded
from bot.grammar.task_numbers import TaskNumbers, is_document_number
from bot.grammar.tokens import QUOTES, ClauseTokens, Kind
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
TAKES_SEVERAL = frozenset({"done", "ack", "confirm", "nudge"})
_TELLING = frozenset({"da", "roi"})
_FREE_BECAUSE = frozenset({"vi", "do", "theo", "because", "due"})
Make = Callable[[tuple[int, ...], str], Command]


def _one(make: Callable[[int | None, str], Command]) -> Make:
    return lambda numbers, text: make(numbers[0] if numbers else None, text)


COMMAND_MAKERS: Mapping[str, Make] = {
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


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """The command of a clause, its mood, why it is not simply obeyed, and typed commands to offer instead."""

    command: Command | None
    mood: Mood
    reason: ClarifyReason | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remainder:
    """What the words behind the tasks make of the command; `percent` is a share said of a task "done"."""

    note: str = ""
    mood: Mood = Mood.STATED
    reason: ClarifyReason | None = None
    percent: int | None = None


def typed(name: str, numbers: Iterable[int] = (), text: str = "") -> str:
    """Returns the command as a person would type it: "xong 3 5", "gia hạn 3 8/5 chờ số liệu"."""
    words = [NAMES[name].vietnamese, *(str(number) for number in numbers)]
    text = " ".join(text.split())
    return " ".join(words + ([text] if text and len(text) <= LONGEST_TEXT else []))


def typed_commands(name: str, numbers: tuple[int, ...], text: str = "") -> tuple[str, ...]:
    """Returns one typed command where it takes several tasks, else one for each task."""
    if not numbers:
        return ()
    if name in TAKES_SEVERAL or len(numbers) == 1:
        return (typed(name, numbers[:MOST_NUMBERS], text),) if len(numbers) <= MOST_NUMBERS else ()
    return tuple(typed(name, (number,), text) for number in numbers[:MOST_NUMBERS])


def typed_progress(number: int, percent: int) -> str:
    """ "tiến độ 3 80"."""
    return f"{typed('progress', (number,))} {percent}"


def read_second_act(clause: ClauseTokens, name: str, tasks: TaskNumbers, end: int) -> ClauseResult | None:
    """ "nhắc 17, 4 và 6 xong": a bare command behind a list may be said of its last tasks alone, so it is asked about.

    None behind a mark, where the second word repeats the first ("xác nhận 3, 5 xong"), and where the words go on
    ("nhắc 3, 5 hoàn thành trước 16h"), unless they say that something is done already.
    """
    if len(tasks.numbers) == 1 or tasks.is_range:
        return None
    at = clause.skip(tasks.end, end, phrases.OPENINGS, marks=False)
    places = (place for place in range(tasks.end, at + 1) if phrases.COMMANDS.at(clause.words, place, clause.size)[1])
    at = next(places, clause.size)
    second, length = phrases.COMMANDS.at(clause.words, at, clause.size)
    is_name = name == "assign" and at < clause.size and clause.words[at][:1].isupper()  # "giao 3, 5 Nhận"
    if not length or is_name or second == name or (name, second) == ("confirm", "done"):
        return None
    around = [folded(word) for word in clause.words[tasks.end : at + 1] + clause.words[at + length : at + length + 1]]
    is_told = second == "done" and not _TELLING.isdisjoint(around)
    if not is_told and clause.skip(at + length, end, phrases.CLOSINGS) < end:
        return None
    first, *others = tasks.numbers
    apart = (*typed_commands(name, (first,)), *typed_commands(second, tuple(others)))
    options = tuple(dict.fromkeys((*apart, *typed_commands(name, tasks.numbers))))
    return ClauseResult(None, Mood.STATED, ClarifyReason.SECOND_COMMAND, options)


def read_remainder(clause: ClauseTokens, start: int, end: int) -> Remainder:
    """Reads the words behind the tasks of a report or a decision; closing courtesy begins at `end`."""
    at = clause.skip(start, end, phrases.CLOSINGS)
    clause.mark(start, at, SpanRole.COURTESY)
    clause.mark(end, clause.size, SpanRole.COURTESY)
    if clause.asks(start):
        return Remainder(mood=Mood.ASKED)
    if at >= end:
        return Remainder()
    parted = next((n for n in range(start, at) if clause.is_mark(n)), None)
    if is_final(clause, at, end):
        return Remainder(mood=final_mood(clause, end))
    if parted is not None or clause.is_slashed:
        return _parted(clause, at, end, is_slashed=parted is None)
    return _joined(clause, at, end)


def is_final(clause: ClauseTokens, start: int, end: int) -> bool:
    """Whether the last words make a question or a denial."""
    return phrases.FINAL.before(clause.words, end, start) > 0


def final_mood(clause: ClauseTokens, end: int) -> Mood:
    """ "xong 3 chưa" asks, "xong 3 đâu" denies."""
    return Mood.DENIED if phrases.DENIALS.before(clause.words, end, 0) else Mood.ASKED


def mood_at(clause: ClauseTokens, at: int, end: int) -> Mood | None:
    """The mood of the words at `at`; None when they are no mood word."""
    found, _ = phrases.MOODS.at(clause.words, at, end)
    return Mood(found) if found else None


def _parted(clause: ClauseTokens, at: int, end: int, *, is_slashed: bool) -> Remainder:
    """A note behind a mark is kept unread, unless it begins by turning against the report ("xong 3, nhưng …")."""
    if phrases.AGAINST.at(clause.words, at, end)[1] and not (is_slashed and mood_at(clause, at, end) is None):
        return Remainder(mood=mood_at(clause, at, end) or Mood.PARTLY)
    if is_slashed and clause.kind(at) is Kind.PERCENT:
        return _share(clause, at)
    return _note(clause, at)


def _note(clause: ClauseTokens, at: int) -> Remainder:
    before = at - 1
    starts_with_bracket = before >= 0 and clause.words[before] == "("
    clause.mark(at, clause.size, SpanRole.NOTE)
    return Remainder(clause.note_from(before if starts_with_bracket else at))


def _share(clause: ClauseTokens, at: int) -> Remainder:
    values = clause.tokens[at].values
    return Remainder(mood=Mood.PARTLY, percent=values[0] if values and values[0] <= 100 else None)


def _joined(clause: ClauseTokens, at: int, end: int) -> Remainder:
    if clause.kind(at) is Kind.PERCENT:
        return _share(clause, at)
    if clause.is_mark(at, QUOTES):
        return Remainder(mood=Mood.QUOTED)
    is_number = clause.kind(at) is Kind.NUMBER  # "3 xong 5 xong"
    if phrases.COMMANDS.at(clause.words, at + is_number, end)[1]:
        return Remainder(reason=ClarifyReason.SECOND_COMMAND)
    if _begins_note(clause, at, end):
        against = _against(clause, at, end)
        return Remainder(mood=against) if against else _note(clause, at)
    return Remainder(
        mood=mood_at(clause, at, end) or Mood.STATED, reason=ClarifyReason.UNREAD_WORDS, percent=_percent(clause, at)
    )


def _percent(clause: ClauseTokens, at: int) -> int | None:
    """ "xong tầm 70%"."""
    shares = [token.values[0] for token in clause.tokens[at : at + 4] if token.kind is Kind.PERCENT and token.values]
    return shares[0] if shares and shares[0] <= 100 else None


def _begins_note(clause: ClauseTokens, at: int, end: int) -> bool:
    if clause.kind(at) in {Kind.NUMBER, Kind.CODE}:
        following = at + 1 < end and clause.kind(at + 1) is Kind.WORD and not clause.words[at + 1].startswith("%")
        return following or clause.kind(at) is Kind.CODE
    is_day = folded(clause.words[at]) in {"ngay", "hom"} and clause.kind(at + 1) in {Kind.CODE, Kind.NUMBER}
    from_day = (
        folded(clause.words[at]) == "tu" and at + 1 < end and folded(clause.words[at + 1]) in {"hom", "sang", "chieu"}
    )
    return is_day or from_day or is_document_number(clause, at) or phrases.NOTES.at(clause.words, at, end)[1] > 0


def _against(clause: ClauseTokens, at: int, end: int) -> Mood | None:
    """The mood of words that turn against the report later in a note. A reason ("vì không có …") may hold any words."""
    if folded(clause.words[at]) in _FREE_BECAUSE:
        return None
    for place in range(at + 1, min(end, at + 40)):
        if clause.is_mark(place):
            return None
        if phrases.AGAINST.at(clause.words, place, end)[1]:
            return mood_at(clause, place, end) or Mood.PARTLY
    return None
