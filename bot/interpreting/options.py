"""Complete commands as a person would type them, and the commands that clauses make."""

from collections.abc import Callable, Iterable, Mapping

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
