"""The command menu of a chat: names that a platform allows and what each does, in a person's language."""

from collections.abc import Sequence

from domain.messages import Command
from wording.catalogues import words_for


def describe(commands: Sequence[type[Command]], language: str) -> list[tuple[str, str]]:
    """(name, description) for these commands, in their order.

    Names are small letters a-z without diacritics, descriptions at most 60 characters.
    """
    words = words_for(language)
    return [(words.command(kind), words.people.menu[kind.canonical]) for kind in commands]
