"""Word lists of the readers as TOML files that an official can maintain; loaded and checked once."""

from functools import cache
from importlib.resources import files

from domain.word_lists import WordLists, parse


@cache
def word_lists(name: str) -> WordLists:
    """The lists of `name`.toml beside this module, read once. Raises WordListWrong."""
    text = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return parse(f"documents/words/{name}.toml", text)
