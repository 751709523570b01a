"""Whose update is next: linked people first and as they came, long queues in turn, nobody never."""

from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from domain.inbox import LONG_QUEUE, MOST_REMEMBERED_CHATS, FairTurns, WaitingChat


@dataclass(frozen=True)
class Update:
    id: int


def chat(name: str) -> tuple[str, str]:
    return ("telegram", name)


class Queue:
    """Updates of chats named by one letter; capital letters are linked."""

    def __init__(self, *chats: str) -> None:
        self.turns = FairTurns()
        self.waiting: dict[str, list[Update]] = {}
        self._last = 0
        self.add(*chats)

    def add(self, *chats: str) -> None:
        for name in "".join(chats):
            self._last += 1
            self.waiting.setdefault(name, []).append(Update(self._last))

    def handle(self, limit: int = 5, most: int | None = None) -> str:
        """Whose updates are handled next, in order; of what was chosen at most so many."""
        lanes = [
            WaitingChat(chat(name), own[0].id, len(own), name.isupper()) for name, own in self.waiting.items() if own
        ]
        plan = self.turns.plan(lanes, limit)
        updates: Mapping[tuple[str, str], list[Update]] = {one: self.waiting[one[1]][:limit] for one in plan.chats}
        chosen = self.turns.arrange(plan, updates, limit)[:most]
        return "".join(name for update in chosen for name in list(self.waiting) if self._take(name, update))

    def _take(self, name: str, update: Update) -> bool:
        if update in self.waiting[name]:
            assert self.waiting[name][0] == update, "out of the order of its chat"
            self.waiting[name].remove(update)
            return True
        return False


def test_linked_people_are_served_as_they_came_whoever_they_are() -> None:
    queue = Queue("ABACBA")
    assert [queue.handle(), queue.handle(), queue.handle()] == ["ABACB", "A", ""]
    queue.add("BCA")  # who was served before is no reason to let another overtake
    assert queue.handle() == "BCA"


def test_linked_people_come_before_the_strangers_who_came_first() -> None:
    assert Queue("xyAxB").handle() == "ABxyx"


def test_a_chat_with_many_updates_stands_back_for_those_with_few() -> None:
    queue = Queue("A" * (LONG_QUEUE + 1) * 3, "BC")
    assert queue.handle() == "BCAAA"


def test_chats_with_many_updates_take_turns_and_a_place_is_kept_for_them_and_for_strangers() -> None:
    queue = Queue("A" * 60, "B" * 60, "C" * 60, "x")
    queue.add("DEFGHIJKL")
    assert queue.handle() == "DEFAx"
    assert queue.handle() == "GHIJB"
    assert queue.handle() == "KLCAB"


def test_who_was_left_out_when_a_choice_was_cut_short_comes_first_the_next_time() -> None:
    queue = Queue("A" * 60, "x", "BCDEFGHIJK")
    assert [queue.handle(5, 3), queue.handle(5, 3), queue.handle(5, 3)] == ["BCD", "AxE", "FGH"]
    for _ in range(3):
        queue.add("LMNOPQRS", "y")
        assert "y" in queue.handle(5, 2) + queue.handle(5, 2)


def test_a_queue_of_one_place_is_for_linked_people() -> None:
    assert Queue("xA").handle(1) == "A"
    assert Queue("x").handle(1) == "x"


def test_what_is_remembered_is_bounded() -> None:
    turns = FairTurns()
    for n in range(3 * MOST_REMEMBERED_CHATS):
        plan = turns.plan([WaitingChat(chat(f"A{n}"), n, LONG_QUEUE + 1, True)], 1)
        turns.arrange(plan, {chat(f"A{n}"): [Update(n)]}, 1)
    assert len(turns._served) == MOST_REMEMBERED_CHATS


@given(st.text("ABCxyz", max_size=120), st.integers(1, 12))
def test_everything_is_served_and_no_place_stays_empty(chats: str, limit: int) -> None:
    queue, left = Queue(chats), len(chats)
    while left:
        served = queue.handle(limit)
        assert len(served) == min(limit, left)
        left -= len(served)
    assert not any(queue.waiting.values())
