"""Whatever is typed, the longest message too, is answered in a sentence within a second; nothing by halves."""

import random
import time

import pytest

from bot.grammar.reading import read_command
from domain.messages.tasks import TaskReported
from storage.engine.database import Database
from tests.samples.page import TEXT_ONLY
from tests.services.deeds import everything
from tests.world import HA, LAN, World, hanoi
from wording.render import render

LONGEST = 4096
CHANCE = random.Random(13)  # noqa: S311 -- the same texts each time
LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếộừỵ 0123456789,.;:?!\n/-%()\"'“”“”…①⑧👍🇻🇳\u200d\ufe0f\u202e\u0301\x00\ud800"
)
WORDS = ("xong", "việc", "3", "và", "5", "chưa", "nhận", "giao", "Lan", ",", ";", "duyệt", "đến", "8/5", "không")
BAD = {
    "letters by chance": "".join(CHANCE.choices(LETTERS, k=LONGEST)),
    "any characters": "".join(map(chr, (CHANCE.randrange(0x20, 0x2FFFF) for _ in range(LONGEST)))),
    "words of the grammar": " ".join(CHANCE.choices(WORDS, k=900)),
    "one letter": "x" * LONGEST,
    "marks": "\u0301" * LONGEST,
    "names": "giao 3 Lan, " * 341,
    "300 commands on a line": ", ".join(f"xong {number % 21 + 1}" for number in range(300)),
    "300 lines": "\n".join(f"xong {number % 21 + 1}" for number in range(300)),
    "59 numbers": "xong " + " ".join(map(str, range(1, 60))),
    "59 numbers behind a word of the list": "các việc " + ", ".join(map(str, range(1, 60))) + " đã xong",
    "a long range": "xong từ 1 đến 59",
    "right to left": "\u202e" + "xong 3 " * 500,
}


@pytest.fixture
def ward(sqlite_database: Database) -> World:
    """Friday morning; one engine is enough."""
    world = World(sqlite_database)
    world.link(LAN, HA)
    world.now = hanoi(10, 9)
    return world


def test_bad_input_is_answered_in_a_sentence_within_a_second_and_does_nothing(ward: World) -> None:
    before = everything(ward)
    for name, text in BAD.items():
        started = time.process_time()
        answers = ward.ask(LAN, text)
        assert time.process_time() - started < 1, name
        assert answers, name
        assert render(answers, "vi", TEXT_ONLY).text.strip(), name
        assert everything(ward) == before, name


@pytest.mark.parametrize(
    "text",
    [
        "\u202exong 3\u202c",
        "xo\u200bng\u200b 3",
        "x\u200don\u200dg 3",
        "xong\u2060 3",
        "\ufeffxong 3",
        "xong\u00a03",
        "xong\u3000３",
    ],
    ids=["right to left", "no width", "joiners", "word joiner", "byte order mark", "wide space", "full width"],
)
def test_what_cannot_be_seen_changes_nothing(ward: World, text: str) -> None:
    [answer] = ward.ask(LAN, text)
    assert isinstance(answer, TaskReported)
    assert answer.line.number == 3


def test_a_list_that_is_too_long_is_not_done_in_part() -> None:
    assert not getattr(read_command(BAD["300 commands on a line"]), "commands", ())
    assert not getattr(read_command(BAD["300 lines"]), "commands", ())
