"""The command menu of a chat: names that a platform allows and what each does, in a person's language."""

from collections.abc import Sequence

from wording.catalogues import words_for


def describe(commands: Sequence[str], language: str) -> list[tuple[str, str]]:
    """(name, description) for these canonical commands, in their order; unknown ones are left out.

    Names are small letters a-z without diacritics, descriptions at most 60 characters.
    """
    words = words_for(language)
    return [(words.command(name), words.people.menu[name]) for name in commands if name in words.people.menu]
