"""The languages there are, and the command menu of a chat in each."""

from collections.abc import Mapping, Sequence

from domain.messages import Command
from wording.en.catalogue import English
from wording.vi.catalogue import Vietnamese
from wording.words import Words

CATALOGUES: Mapping[str, Words] = {"vi": Vietnamese(), "en": English()}


def words_for(language: str) -> Words:
    """The language by its code ("vi", "en-GB"); Vietnamese for one that dondoc does not speak."""
    return CATALOGUES.get(language.lower().partition("-")[0], CATALOGUES["vi"])


def describe(commands: Sequence[type[Command]], language: str) -> list[tuple[str, str]]:
    """(name, description) for these commands, in their order.

    Names are small letters a-z without diacritics, descriptions at most 60 characters.
    """
    words = words_for(language)
    return [(words.command(kind), words.people.menu[kind.canonical]) for kind in commands]
