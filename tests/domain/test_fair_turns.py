"""Whose update is next: linked people first, the chats in turn, each chat in its own order, nobody never."""

from hypothesis import given
from hypothesis import strategies as st

from domain.fair_turns import MOST_REMEMBERED, FairTurns, WaitingUpdate


def waiting(*chats: str, first: int = 1) -> list[WaitingUpdate]:
    """Updates of these chats as they came; capital letters are linked."""
    return [WaitingUpdate(first + n, ("telegram", chat), chat.isupper()) for n, chat in enumerate(chats)]


def test_chats_take_turns_and_each_keeps_its_order() -> None:
    assert FairTurns().choose(waiting(*"AAABBC"), 10) == [1, 4, 6, 2, 5, 3]


def test_linked_people_come_before_strangers() -> None:
    assert FairTurns().choose(waiting(*"xyAB"), 10) == [3, 4, 1, 2]


def test_among_many_linked_a_stranger_gets_one_place_of_a_choice() -> None:
    assert FairTurns().choose(waiting(*"AAAAxy"), 4) == [1, 2, 3, 5]
    assert FairTurns().choose(waiting(*"AAAAxy"), 1) == [1]


def test_who_was_not_served_for_long_comes_before_those_with_long_queues() -> None:
    turns = FairTurns()
    queue = waiting(*("ABCDEFGHIJKL" * 50))
    for _ in range(20):
        chosen = turns.choose(queue, 4)
        queue = [one for one in queue if one.id not in chosen]
    assert turns.choose([*queue, *waiting("Z", first=1000)], 4)[0] == 1000


def test_no_chat_waits_while_another_has_more_than_one_turn_before_it() -> None:
    turns, queue, served = FairTurns(), waiting(*("A" * 3000), *"BCDEFGHIJKLMNOPQRST"), []
    for _ in range(3):
        chosen = turns.choose(queue, 10)
        served += [one.chat[1] for id_ in chosen for one in queue if one.id == id_]
        queue = [one for one in queue if one.id not in chosen]
    assert served.index("T") <= 20


def test_what_is_remembered_is_bounded() -> None:
    turns = FairTurns()
    for n in range(3 * MOST_REMEMBERED):
        turns.choose(waiting(f"A{n}"), 10)
    assert len(turns._served) == MOST_REMEMBERED


@given(st.text("ABCxyz", max_size=40), st.integers(1, 12))
def test_everything_is_chosen_once_and_each_chat_in_its_order(chats: str, limit: int) -> None:
    turns, queue, chosen = FairTurns(), waiting(*chats), []
    of_chat = {one.id: one.chat for one in queue}
    while queue:
        now = turns.choose(queue, limit)
        assert 0 < len(now) <= limit
        chosen += now
        queue = [one for one in queue if one.id not in now]
    assert sorted(chosen) == sorted(of_chat)
    for chat in set(of_chat.values()):
        assert (ids := [id_ for id_ in chosen if of_chat[id_] == chat]) == sorted(ids)
