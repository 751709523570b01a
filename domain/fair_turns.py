"""Which waiting updates are handled next: linked people first, one update of each chat in turn. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

MOST_REMEMBERED = 1000  # chats; whoever is forgotten counts as not served for a long time
FOR_OTHERS = 1  # of each choice: linked people come first, but not for ever


@dataclass(frozen=True, slots=True)
class WaitingUpdate:
    """An update that may be handled now, of a chat whose updates keep their order."""

    id: int
    chat: tuple[str, str]
    is_linked: bool


class FairTurns:
    """Remembers which chats were served last, so that a chat with thousands of updates delays no other chat."""

    def __init__(self) -> None:
        self._served: dict[tuple[str, str], int] = {}
        self._turn = 0

    def choose(self, waiting: Sequence[WaitingUpdate], limit: int) -> list[int]:
        """Up to `limit` ids in the order to handle them; `waiting` has each chat's updates in their order."""
        linked, others = (self._in_turn([one for one in waiting if one.is_linked is flag]) for flag in (True, False))
        waiting_others = list(islice(others, limit))
        kept_free = min(FOR_OTHERS, limit - 1, len(waiting_others))
        chosen = list(islice(linked, limit - kept_free))
        chosen += waiting_others[: limit - len(chosen)]
        for one in chosen:
            self._note(one.chat)
        return [one.id for one in chosen]

    def _in_turn(self, waiting: Sequence[WaitingUpdate]) -> Iterator[WaitingUpdate]:
        """One of each chat, then the next of each; the chat served longest ago comes first."""
        lanes: dict[tuple[str, str], list[WaitingUpdate]] = {}
        for one in waiting:
            lanes.setdefault(one.chat, []).append(one)
        order = sorted(lanes.values(), key=lambda lane: (self._served.get(lane[0].chat, 0), lane[0].id))
        for place in range(max(map(len, order), default=0)):
            yield from (lane[place] for lane in order if place < len(lane))

    def _note(self, chat: tuple[str, str]) -> None:
        self._turn += 1
        self._served.pop(chat, None)
        self._served[chat] = self._turn
        if len(self._served) > MOST_REMEMBERED:
            del self._served[next(iter(self._served))]
