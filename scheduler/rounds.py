"""Passes over organisations: each is handled on its own, so that a failure stops no other."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")


class Turns(Generic[T]):
    """Takes at most `most` at a time, so that a tick costs the same however many there are; in turn, so that everybody
    has been taken before anybody is taken again.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._next = 0

    def take(self, among: Sequence[T]) -> Sequence[T]:
        """The next ones; all of them where they are few."""
        if len(among) <= self._most:
            return among
        begin = self._next % len(among)
        self._next = begin + self._most
        return [*among, *among][begin : begin + self._most]


@dataclass(slots=True)
class Round:
    """Result of a pass: the sum of the results, and the errors by id."""

    total: int = 0
    failed: dict[int, Exception] = field(default_factory=dict)


async def go_round(name: str, due: Iterable[int], act: Callable[[int], Awaitable[int]]) -> Round:
    """Act on every id that is due, one after the other, and yield to other work in between.

    A failure is logged and kept; what failed is due again with the next round.
    """
    done = Round()
    for one in due:
        try:
            done.total += await act(one)
        except Exception as error:
            log.exception("%s failed for %s", name, one, extra={"action": "item_failed", "round": name, "of": one})
            done.failed[one] = error
    return done


async def go_round_together(
    name: str, due: Iterable[Sequence[int]], act: Callable[[Sequence[int]], Awaitable[int]]
) -> Round:
    """As `go_round`, for ids that are acted on in groups: where a group fails each of it is tried on its own.

    So what fails for one stops no other, as long as a group that fails has done nothing.
    """
    done = Round()
    for group in due:
        try:
            together = await act(group) if len(group) > 1 else 0
            one_by_one: Sequence[int] = group if len(group) == 1 else ()
        except Exception:  # noqa: BLE001 - whatever failed for the group is tried one by one, and told there
            log.warning("%s failed for %d together", name, len(group), extra={"action": "batch_failed", "round": name})
            together, one_by_one = 0, group
        alone = await go_round(name, one_by_one, lambda one: act([one]))
        done.total += together + alone.total
        done.failed |= alone.failed
    return done
