"""Messages that are not plain text of their sender, many answers folded into one, and what could not be handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.messages import Notice, Refusal


@dataclass(frozen=True, slots=True)
class FoldedGroup:
    """Answers of one outcome: how many, and the tasks they name, each once; `what` is a code of `folded_answers`."""

    what: str
    count: int
    numbers: tuple[int, ...] = ()
    is_refusal: bool = False


class Content(StrEnum):
    """What a message is when it is neither text nor something that can be handed in."""

    VOICE = "voice"
    ROUND_VIDEO = "video_note"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    POLL = "poll"
    UNSUPPORTED = "unsupported"
    GROUP = "group"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AnswersFolded(Notice):
    """The answers of a chat that fell behind the platform's pace: `recorded` and `refused` count what was sent."""

    recorded: int
    refused: int
    groups: tuple[FoldedGroup, ...]


MOST_NUMBERS = 40  # of one group; further tasks are counted only


def merged(folds: Sequence[AnswersFolded]) -> AnswersFolded:
    """All of these as one; groups in the order in which they first appear."""
    groups: dict[tuple[str, bool], FoldedGroup] = {}
    for group in (group for fold in folds for group in fold.groups):
        before = groups.get((group.what, group.is_refusal))
        groups[group.what, group.is_refusal] = group if before is None else _together(before, group)
    return AnswersFolded(
        sum(fold.recorded for fold in folds), sum(fold.refused for fold in folds), tuple(groups.values())
    )


def _together(one: FoldedGroup, other: FoldedGroup) -> FoldedGroup:
    numbers = tuple(dict.fromkeys((*one.numbers, *other.numbers)))[:MOST_NUMBERS]
    return FoldedGroup(one.what, one.count + other.count, numbers, one.is_refusal)


@dataclass(frozen=True, slots=True)
class NotText(Notice):
    """Nothing is done with what was sent; what to do instead. `content` is a `Content` value."""

    content: str


@dataclass(frozen=True, slots=True)
class CourtesyAnswered(Notice):
    """A word of thanks or politeness, and nothing else."""


@dataclass(frozen=True, slots=True)
class ForwardAsked(Notice):
    """What was forwarded or quoted does nothing. `author` may be "" (unknown).

    `typed`: the command in it, as the person may type it; "" when there is none.
    """

    author: str
    typed: str
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class EditTooLate(Notice):
    """A message was changed after it had been obeyed: what was done stays."""


@dataclass(frozen=True, slots=True)
class GroupCodeEnded(Notice):
    """An invitation code was typed where others read it: it is used up."""


@dataclass(frozen=True, slots=True)
class CouldNotHandle(Refusal):
    """The program failed on this message several times and put it aside; the administrator has been told."""

    text: str
