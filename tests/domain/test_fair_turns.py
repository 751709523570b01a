"""Whose update is next: linked people first, the chats in turn, each chat in its own order, nobody never."""

from hypothesis import given
from hypothesis import strategies as st

from domain.fair_turns import MOST_REMEMBERED, FairTurns, WaitingChat, dealt


def chat(name: str) -> tuple[str, str]:
    return ("telegram", name)


def waiting(*lanes: tuple[str, int], first: int = 1) -> list[WaitingChat]:
    """Chats with so many updates each, the oldest first; capital letters are linked."""
    return [WaitingChat(chat(name), first + n, count, name.isupper()) for n, (name, count) in enumerate(lanes)]


def choice(turns: FairTurns, lanes: list[WaitingChat], limit: int) -> str:
    return "".join(name for _, name in turns.choose(lanes, limit))


def test_chats_take_turns() -> None:
    assert choice(FairTurns(), waiting(("A", 3), ("B", 2), ("C", 1)), 10) == "ABCABA"


def test_linked_people_come_before_strangers() -> None:
    assert choice(FairTurns(), waiting(("x", 1), ("y", 1), ("A", 1), ("B", 1)), 10) == "ABxy"


def test_among_many_linked_a_stranger_gets_one_place_of_a_choice() -> None:
    lanes = waiting(("A", 9), ("x", 1), ("y", 1))
    assert choice(FairTurns(), lanes, 4) == "AAAx"
    assert choice(FairTurns(), lanes, 1) == "A"


def test_who_was_not_served_for_long_comes_before_those_with_long_queues() -> None:
    turns, queues = FairTurns(), waiting(*((name, 50) for name in "ABCDEFGHIJKL"))
    for _ in range(20):
        turns.choose(queues, 4)
    assert choice(turns, [*queues, *waiting(("Z", 1), first=1000)], 4)[0] == "Z"


def test_a_chat_has_no_second_turn_before_every_other_had_one() -> None:
    turns, queues, served = FairTurns(), waiting(("A", 3000), *((name, 1) for name in "BCDEFGHIJKLMNOPQRST")), ""
    while not served.endswith("T"):
        now = choice(turns, queues, 5)
        served += now
        queues = [one for one in queues if one.chat[1] == "A" or one.chat[1] not in now]
    assert served.count("A") <= 1


def test_what_is_remembered_is_bounded() -> None:
    turns = FairTurns()
    for n in range(3 * MOST_REMEMBERED):
        turns.choose(waiting((f"A{n}", 1)), 10)
    assert len(turns._served) == MOST_REMEMBERED


def test_updates_are_dealt_out_as_their_chats_were_chosen_and_who_has_fewer_is_passed_over() -> None:
    chosen = [chat(name) for name in "ABABA"]
    assert dealt(chosen, {chat("A"): [1, 5, 9], chat("B"): [2]}) == [1, 2, 5, 9]


@given(st.dictionaries(st.sampled_from("ABCxyz"), st.integers(1, 30)), st.integers(1, 12))
def test_as_much_is_chosen_as_there_is_place_for_and_nobody_more_often_than_they_have(
    counts: dict[str, int], limit: int
) -> None:
    chosen = FairTurns().choose(waiting(*counts.items()), limit)
    assert len(chosen) == min(limit, sum(counts.values()))
    assert all(chosen.count(chat(name)) <= count for name, count in counts.items())
    assert sorted(chosen, key=lambda one: not one[1].isupper()) == chosen
