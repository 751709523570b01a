"""Word lists kept as TOML files that an official can maintain; each list is checked when it is asked for."""

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any


class WordListWrong(ValueError):
    """A word list cannot be used: says in which file and under which name, and what is wrong there."""


class WordLists:
    """The lists of one file; each is checked when it is asked for."""

    def __init__(self, file: str, lists: Mapping[str, Any]) -> None:
        self._file = file
        self._lists = lists

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words, in its order. Raises WordListWrong."""
        return self._checked(key, self._found(key))

    def pairs(self, key: str) -> dict[str, str]:
        """A table that gives each short form its long one. Raises WordListWrong."""
        return self._table(key, self._found(key))

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """A table of lists. Raises WordListWrong."""
        table = self._found(key)
        if not isinstance(table, dict):
            raise self._wrong(key, "is no table")
        return {name: self._checked(f"{key}.{name}", words) for name, words in table.items()}

    def tables(self, key: str) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
        """Tables that hold behind certain words: the words `after`, and the pairs `words`. Raises WordListWrong."""
        entries = self._found(key)
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self._wrong(key, "is no list of tables")
        for entry in entries:
            yield self._checked(f"{key}.after", entry.get("after")), self._table(f"{key}.words", entry.get("words"))

    def _found(self, key: str) -> Any:
        if key not in self._lists:
            raise self._wrong(key, "is missing")
        return self._lists[key]

    def _checked(self, key: str, words: Any) -> tuple[str, ...]:
        if not isinstance(words, list) or not words:
            raise self._wrong(key, "is no list of words")
        for word in words:
            self._check(key, word)
        if twice := sorted({word for word in words if words.count(word) > 1}):
            raise self._wrong(key, f"has {twice[0]!r} twice")
        return tuple(words)

    def _table(self, key: str, table: Any) -> dict[str, str]:
        if not isinstance(table, dict) or not table:
            raise self._wrong(key, "is no table of words")
        for word in (*table, *table.values()):
            self._check(key, word)
        return dict(table)

    def _check(self, key: str, word: Any) -> None:
        if not isinstance(word, str) or not word.strip():
            raise self._wrong(key, f"has {word!r}, which is no word")
        if word != word.strip() or word != unicodedata.normalize("NFC", word):
            raise self._wrong(key, f"has {word!r}, with a space at its end or letters taken apart")

    def _wrong(self, key: str, what: str) -> WordListWrong:
        return WordListWrong(f"{self._file}: {key} {what}")


def parse(file: str, text: str) -> WordLists:
    """Returns the lists of a file's text; errors name the file as `file`. Raises WordListWrong where it is no TOML."""
    try:
        return WordLists(file, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise WordListWrong(f"{file}: {error}") from error
