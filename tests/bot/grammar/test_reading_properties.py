"""The grammar is total: any text at all gets a reading, quickly, and what people wrote survives in the note."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grammar.parsed_input import ParsedInput
from bot.grammar.reading import READERS, read_command
from bot.grammar.spelling import key
from domain.messages import Command, kinds_of
from domain.messages.questions import AskTask, BadNumber, Clarify, Misunderstood, Several
from domain.messages.tasks import MarkDone
from wording.command_names import NAMES, VOCABULARY

NAME = st.sampled_from([spelling for name in VOCABULARY for spelling in name.spellings])
PIECE = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["3", "0", "-1", "60%", "3,5", "và", "#3", "unit:", "page:", "12-QĐ/ĐU", "\n", "@bot", "việc", "\ud800"]
    ),
    st.integers().map(str),
)


@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_gets_a_reading(text):
    assert isinstance(read_command(text), Command)


@given(st.sampled_from(["", "/", "/ "]), NAME, st.lists(PIECE, max_size=8), st.sampled_from(["", " ", ", "]))
def test_any_words_after_a_name_get_a_reading(slash, name, pieces, joint):
    assert isinstance(read_command(slash + name + " " + joint.join(pieces)), Command)


@given(st.lists(st.integers(1, 999_999), min_size=1, max_size=10, unique=True))
def test_numbers_that_are_typed_are_the_numbers_read(numbers):
    assert read_command("/done " + " ".join(map(str, numbers))) == MarkDone(tuple(numbers))


@given(st.text(alphabet="aăâbcđếộừỵ XYZ,.\n/-", min_size=1, max_size=80).filter(lambda text: text[0].isalpha()))
def test_a_note_keeps_every_letter_as_written(words):
    note = "Ghi: " + words
    assert read_command(f"/xong 3 {note}").note == note.rstrip()


@pytest.mark.parametrize(
    "text",
    ["xong " + "3 " * 5_000, "xong " + "," * 10_000, "tiến độ 3 " + "9" * 10_000, "/" * 10_000, "việc " * 2_000,
     "xong 3 " + "-" * 10_000, "tình hình " + "a" * 10_000, "ộ" * 10_000, "\u0301" * 10_000, "3 " * 5_000],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_ten_thousand_characters_are_read_at_once(text):
    started = time.process_time()  # what others do on this machine counts for nothing
    assert isinstance(read_command(text), Command)
    assert time.process_time() - started < 0.5


def test_nothing_that_a_database_cannot_store_leaves_the_grammar():
    command = read_command("xong 3 đã\x00 gửi\ud800")
    assert command == MarkDone((3,), "đã gửi")
    assert read_command("\ud83d\x00Kính chúc") == Misunderstood("Kính chúc")


@pytest.mark.parametrize("name", VOCABULARY, ids=lambda name: name.canonical)
def test_every_name_in_the_vocabulary_makes_its_command(name):
    for spelling in name.spellings:
        assert made_by(spelling) is name.makes
        assert made_by("/" + key(spelling)) is name.makes


def made_by(text):
    """What is made, or asked about: what others act on at once is never done from context."""
    command = read_command(text)
    return type(command.command if isinstance(command, AskTask) else command)


def test_every_name_has_a_reader_and_every_reader_a_name():
    assert READERS.keys() == NAMES.keys()


def test_every_command_has_a_name_except_those_that_are_made_of_others_or_of_nonsense():
    made = {name.makes for name in VOCABULARY} | {Misunderstood, BadNumber, Clarify, AskTask, Several}
    assert made == set(kinds_of(Command))


def test_no_two_commands_share_a_spelling():
    keys = [key(spelling) for name in VOCABULARY for spelling in name.spellings]
    assert len(keys) == len(set(keys))


def test_a_reader_never_sees_the_slash():
    assert READERS["done"](ParsedInput("done", "3", is_slashed=True)) == MarkDone((3,))
