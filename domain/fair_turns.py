"""Which waiting updates are handled next. Pure.

Linked people come before strangers, each update in the order in which it came, whoever sent it: what one person reports
another may confirm the moment after. Only a chat with many waiting updates stands back: such chats take turns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import Protocol, TypeVar

MANY = 20  # updates of one chat that wait in the order of all; a chat with more waits for its turn
MOST_REMEMBERED = 1000  # chats; whoever is forgotten counts as not served for a long time

Chat = tuple[str, str]


class Numbered(Protocol):
    """An update with its place in the order of arrival."""

    @property
    def id(self) -> int:
        """Ascending."""


T = TypeVar("T", bound=Numbered)


@dataclass(frozen=True, slots=True)
class WaitingChat:
    """A chat whose next update may be handled now: the id of that update, and how many wait in all."""

    chat: Chat
    first_id: int
    count: int
    is_linked: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The chats to take updates from: linked ones in order of arrival, linked ones in turn, others."""

    linked: tuple[Chat, ...]
    in_turn: tuple[Chat, ...]
    others: tuple[Chat, ...]

    @property
    def chats(self) -> tuple[Chat, ...]:
        """All of them."""
        return (*self.linked, *self.in_turn, *self.others)


class FairTurns:
    """Remembers which of the chats with many updates were served last."""

    def __init__(self) -> None:
        self._served: dict[Chat, int] = {}
        self._turn = 0
        self._promised: frozenset[int] = frozenset()

    def plan(self, waiting: Iterable[WaitingChat], limit: int) -> Plan:
        """The chats from which the next `limit` updates come; up to `limit` updates of each are needed."""
        oldest = sorted(waiting, key=lambda one: one.first_id)
        linked = [one.chat for one in oldest if one.is_linked and one.count <= MANY]
        many = [one.chat for one in oldest if one.is_linked and one.count > MANY]
        others = [one.chat for one in oldest if not one.is_linked]
        in_turn = sorted(many, key=lambda chat: self._served.get(chat, 0))
        return Plan(tuple(linked[:limit]), tuple(in_turn[:limit]), tuple(others[:limit]))

    def arrange(self, plan: Plan, updates: Mapping[Chat, Sequence[T]], limit: int) -> list[T]:
        """Up to `limit` of the updates in the order to handle them.

        One place is kept for the chats in turn and one for strangers: nobody waits for ever. When the last choice was
        not handled to its end, those two come first now.
        """
        in_turn = _dealt([updates[chat] for chat in plan.in_turn], limit)
        others = _by_arrival([updates[chat] for chat in plan.others], limit)
        kept_for_others = min(len(others), 1 if limit > 1 else 0)
        kept = kept_for_others + min(len(in_turn), 1 if limit > 2 else 0)
        chosen = _by_arrival([updates[chat] for chat in plan.linked], limit - kept)
        served = in_turn[: limit - kept_for_others - len(chosen)]
        self._note(plan, updates, served)
        arranged = [*chosen, *served, *others[: limit - len(chosen) - len(served)]]
        promised, self._promised = self._promised, frozenset(one.id for one in (*served[:1], *others[:1]))
        return sorted(arranged, key=lambda one: one.id not in promised)

    def _note(self, plan: Plan, updates: Mapping[Chat, Sequence[T]], served: Sequence[T]) -> None:
        ids = {one.id for one in served}
        for chat in plan.in_turn:
            if any(one.id in ids for one in updates[chat]):
                self._turn += 1
                self._served.pop(chat, None)
                self._served[chat] = self._turn
        for chat in list(islice(self._served, max(len(self._served) - MOST_REMEMBERED, 0))):
            del self._served[chat]


def _by_arrival(updates: Sequence[Sequence[T]], limit: int) -> list[T]:
    return sorted(chain.from_iterable(updates), key=lambda one: one.id)[:limit]


def _dealt(updates: Sequence[Sequence[T]], limit: int) -> list[T]:
    """One of each chat, then the next of each."""
    rounds = zip_longest(*updates)
    return [one for one in chain.from_iterable(rounds) if one is not None][:limit]
