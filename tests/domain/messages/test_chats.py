"""Folds of answers put together."""

from domain.messages.chats import AnswersFolded, FoldedGroup, merged


def fold(numbers: tuple[int, ...] = (), **counts: int) -> AnswersFolded:
    """A fold of recorded answers of these outcomes."""
    groups = tuple(FoldedGroup(what, count, numbers) for what, count in counts.items())
    return AnswersFolded(sum(counts.values()), 0, groups)


def test_groups_of_one_outcome_become_one_and_name_each_task_once() -> None:
    one, other = fold(reported=2, numbers=(3, 5)), fold(reported=1, progress=1, numbers=(5, 7))
    assert merged([one, other]) == AnswersFolded(
        4, 0, (FoldedGroup("reported", 3, (3, 5, 7)), FoldedGroup("progress", 1, (5, 7)))
    )


def test_recorded_and_refused_stay_apart() -> None:
    refused = AnswersFolded(0, 1, (FoldedGroup("reported", 1, (3,), is_refusal=True),))
    both = merged([fold(reported=1, numbers=(3,)), refused])
    assert (both.recorded, both.refused, len(both.groups)) == (1, 1, 2)


def test_nothing_together_is_nothing() -> None:
    assert merged([]) == AnswersFolded(0, 0, ())
