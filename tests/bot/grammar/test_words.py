"""The word lists of the grammar can all be used, and one that cannot names its file and its list."""

from pathlib import Path

import pytest

from bot.grammar import words
from bot.grammar.words import word_lists
from domain.word_lists import WordListWrong

FILES = sorted(Path(words.__file__).parent.glob("*.toml"))


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_every_list_that_is_shipped_can_be_used(name: str) -> None:
    lists = word_lists(name)
    for key, value in lists._lists.items():
        assert lists.words(key) if isinstance(value, list) else lists.lists(key)


def test_a_missing_list_is_named_with_its_file() -> None:
    with pytest.raises(WordListWrong, match=r"bot/grammar/words/moods\.toml: sneers is missing"):
        word_lists("moods").words("sneers")
