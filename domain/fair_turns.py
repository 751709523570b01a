"""Which waiting updates are handled next: linked people first, one update of each chat in turn. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

MOST_REMEMBERED = 1000  # chats; whoever is forgotten counts as not served for a long time
FOR_OTHERS = 1  # of each choice: linked people come first, but not for ever

Chat = tuple[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WaitingChat:
    """A chat whose next update may be handled now: the id of that update, and how many wait in all."""

    chat: Chat
    first_id: int
    count: int
    is_linked: bool


class FairTurns:
    """Remembers which chats were served last, so that a chat with thousands of updates delays no other chat."""

    def __init__(self) -> None:
        self._served: dict[Chat, int] = {}
        self._turn = 0

    def choose(self, waiting: Iterable[WaitingChat], limit: int) -> list[Chat]:
        """Whose update is handled next, up to `limit` times; a chat comes as often as it may have updates handled."""
        chats = list(waiting)
        others = self._in_turn([one for one in chats if not one.is_linked], limit)
        kept_free = min(FOR_OTHERS, limit - 1, len(others))
        chosen = self._in_turn([one for one in chats if one.is_linked], limit - kept_free)
        chosen += others[: limit - len(chosen)]
        for chat in chosen:
            self._note(chat)
        return chosen

    def _in_turn(self, waiting: Sequence[WaitingChat], limit: int) -> list[Chat]:
        """One of each chat, then the next of each; the chat served longest ago comes first."""
        order = sorted(waiting, key=lambda one: (self._served.get(one.chat, 0), one.first_id))
        rounds = range(min(max((one.count for one in order), default=0), limit))
        return list(islice((one.chat for place in rounds for one in order if place < one.count), limit))

    def _note(self, chat: Chat) -> None:
        self._turn += 1
        self._served.pop(chat, None)
        self._served[chat] = self._turn
        if len(self._served) > MOST_REMEMBERED:
            del self._served[next(iter(self._served))]


def dealt(chosen: Sequence[Chat], updates: Mapping[Chat, Sequence[T]]) -> list[T]:
    """The updates of each chat, dealt out as the chats were chosen; a chat that has fewer is passed over."""
    left = {chat: iter(own) for chat, own in updates.items()}
    return [one for chat in chosen for one in islice(left[chat], 1)]
