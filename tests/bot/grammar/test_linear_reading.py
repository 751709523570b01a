"""Reading a message takes no more than in proportion to its length, whatever stands in it."""

import sys
import time

import pytest

from bot.grammar.reading import read_command

SHAPES = {
    "numbers": "3 ",
    "targets": "việc 3, ",
    "commands": "xong 3, ",
    "lines": "xong 3\n",
    "joined": "xong 3 và ",
    "denials": "không ",
    "courtesy": "đồng chí ",
    "nouns": "việc ",
    "marks": ",",
    "quotes": '"',
    "words": "nguyễn văn ",
    "one word": "x",
    "ranges": "từ 3 đến 5 ",
    "shares": "60% ",
    "days": "15/4 ",
    "typed out": "vie65c tie61n ",
    "right to left": "\u202exong 3 ",
    "joiners": "x\u200do\u200dn\u200dg 3 ",
    "marks on marks": "ộ\u0301",
    "names": "giao 3 Lan, ",
    "slashes": "/xong 3 ",
}
SHORT = 512


def calls(text: str) -> int:
    """How many functions are called to read it: the same on every machine."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        read_command(text)
    finally:
        sys.setprofile(None)
    return count


def seconds(text: str) -> float:
    """Processor time, the best of three: what others do on this machine counts for nothing."""
    found = []
    for _ in range(3):
        started = time.process_time()
        read_command(text)
        found.append(time.process_time() - started)
    return min(found)


@pytest.mark.parametrize("piece", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("front", ["", "xong 3 "], ids=["alone", "behind a task"])
def test_twice_the_text_takes_at_most_about_twice_the_calls(piece: str, front: str) -> None:
    once, twice = (front + piece * (length // len(piece)) for length in (SHORT, 2 * SHORT))
    read_command(twice)  # what is kept in mind for a word is counted in neither
    assert calls(twice) <= 2.2 * calls(once) + 500


@pytest.mark.parametrize("piece", SHAPES.values(), ids=SHAPES)
def test_four_times_the_text_takes_nowhere_near_sixteen_times_the_time(piece: str) -> None:
    once, four_times = ("xong " + piece * (length // len(piece)) for length in (4 * SHORT, 16 * SHORT))
    assert seconds(four_times) <= 9 * seconds(once) + 0.02
