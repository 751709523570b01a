from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples.everything import EVERYTHING
from wording.layout import clean, utf16_length
from wording.messages import Capabilities
from wording.render import render

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
MARKS = "\ue000\ue001"  # of bold, while a message is put together
HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\x00\x07\x1b"
NASTY = [
    f"abc{BIDI}def{HIDDEN}ghi",
    "<b>đậm</b> *sao* _gạch_ [x](http://e.vn) `m` {number} {0.__class__} %s",
    "\ud800 mồ côi",
    "\ue001a\ue000đậm\ue001\ue000",
    "e" + "\u0301" * 500,
    "dòng 1\n\n\n🔴 QUÁ HẠN\r\ndòng 2\u2028dòng 3",
    "👩‍👩‍👧‍👦" * 1500,
    "x" * 3000,
    "từ " * 1000,
    "",
]
# Names of things, not words of people: they are looked up, never shown as typed.
CODES = {"state", "reason_code", "audience", "what", "command", "commands", "roles"}


def poisoned(value, text):
    """The same facts with every text of people replaced."""
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: getattr(value, f.name) for f in fields(value)}
        return replace(value, **{k: v if k in CODES else poisoned(v, text) for k, v in changed.items()})
    if isinstance(value, tuple):
        return tuple(poisoned(each, text) for each in value)
    return text if isinstance(value, str) and not isinstance(value, datetime | Enum) else value


def said(text, limit, has_buttons):
    channel = Capabilities(has_buttons, has_edits=False, has_pictures=False, max_length=limit, max_caption=0)
    for language in ("vi", "en"):
        for response in EVERYTHING:
            yield render([poisoned(response, text)], language, channel)


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:12]))
def test_whatever_people_typed_the_message_stays_within_limits_and_shows_nothing_hidden(text):
    for message in (*said(text, 4096, True), *said(text, 2000, False)):
        labels = [button.label for row in message.buttons for button in row]
        shown = "".join([message.text, *labels])
        assert not set(BIDI + HIDDEN + MARKS) & set(shown)
        assert not any(message.text[bold.start : bold.end] in {"đậm", ""} for bold in message.entities)
        assert all(0 <= bold.start < bold.end <= len(message.text) for bold in message.entities)
        shown.encode()
        assert utf16_length(message.text) <= 4096
        assert all(len(button.typed.encode()) <= 64 for row in message.buttons for button in row)


@given(st.text(st.characters(), max_size=400))
def test_any_text_at_all_leaves_every_message_within_a_narrow_channel(text):
    for message in said(text, 500, False):
        assert 0 < utf16_length(message.text) <= 500
        assert not set(BIDI + MARKS) & set(message.text)


def test_a_line_typed_by_a_person_cannot_look_like_a_line_of_the_program():
    assert clean("dòng 1\n\n🔴 QUÁ HẠN\u2028x") == "dòng 1 🔴 QUÁ HẠN x"


@given(st.text(st.characters(), max_size=300), st.integers(2, 100))
def test_cleaned_text_is_one_line_within_its_limit_and_cleaning_again_changes_nothing(text, limit):
    cleaned = clean(text, limit)
    assert len(cleaned) <= limit
    assert len(cleaned.splitlines()) <= 1
    assert clean(cleaned, limit) == cleaned


def test_titles_are_cut_at_a_word():
    assert clean("Rà soát, đánh giá tổng thể", 20) == "Rà soát, đánh giá…"
