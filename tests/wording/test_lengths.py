"""Lengths as the platforms count them."""

from hypothesis import given
from hypothesis import strategies as st

from wording.layout import cut, utf16_length


def test_a_vietnamese_letter_is_one_unit_and_an_emoji_two():
    assert utf16_length("Đã xong") == 7
    assert utf16_length("✅📌") == 3


@given(st.text(max_size=200))
def test_the_length_is_that_of_the_utf16_encoding(text):
    assert utf16_length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text(alphabet="ab 📌\nđ", max_size=300), st.integers(5, 60))
def test_a_cut_text_fits_begins_as_it_did_and_shows_that_it_was_cut(text, limit):
    short = cut(text, limit)
    assert utf16_length(short) <= limit
    if utf16_length(text) <= limit:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1].rstrip())


def test_a_text_is_cut_between_words_when_it_can_be():
    assert cut("một hai ba bốn năm sáu", 18) == "một hai ba bốn …"


def test_a_text_is_cut_between_lines_when_not_much_is_lost():
    assert cut("1. một\n2. hai\n3. ba\n4. bốn bốn", 26) == "1. một\n2. hai\n3. ba\n…"
