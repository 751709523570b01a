"""Many answers to one chat in one message: what was recorded and what was refused, by kind, with the tasks named."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoldedGroup:
    """Answers of one outcome: how many, and the tasks they name, each once; `what` is a code of `folded_answers`."""

    what: str
    count: int
    numbers: tuple[int, ...] = ()
    is_refusal: bool = False


@dataclass(frozen=True, slots=True)
class AnswersFolded:
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
