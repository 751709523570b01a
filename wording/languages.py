"""The languages there are, each put together from the modules of its folder, and the command menu of a chat."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from importlib import import_module
from typing import Any

from domain.messages import Command, Notice, Refusal, name_of
from domain.messages.accounts import ShowHelp, Start
from domain.messages.registry import functions_for, functions_found, modules_of
from domain.names import fold
from wording.command_names import NAMES
from wording.layout import clean
from wording.words import CommandWords, EventWords, Words

MOST_OF_NAME = 60  # letters of an organisation in the short description of its bot, which takes 120


def language(code: str, **more: Any) -> Words:
    """The language of the folder `code`: every shape of `Words` once, and what each noun says of its commands, events
    and refusals. Raises LookupError when a shape has no phrases.
    """
    modules = modules_of(import_module(f"wording.{code}"))
    values = [value for module in modules for value in vars(module).values()]
    shapes = {field.type: field.name for field in fields(Words) if is_dataclass(field.type)}
    groups = {shapes[type(value)]: value for value in values if type(value) in shapes}
    if missing := set(shapes.values()) - set(groups):
        raise LookupError(f"the language {code!r} has no words for: {', '.join(sorted(missing))}")
    commands: dict[type[Command], CommandWords] = {}
    events: dict[str, EventWords] = {}
    for module in modules:
        commands |= getattr(module, "COMMANDS", {})
        events |= getattr(module, "EVENTS", {})
    refusals = functions_for(Refusal, modules, ("refusal", "words"), str)
    notices = functions_found(Notice, modules, ("notice", "words"), str)
    return Words(code=code, commands=commands, events=events, refusals=refusals, notices=notices, **groups, **more)


def _vietnamese_name(command: type[Command] | str) -> str:
    """The Vietnamese name in full, which is how it reads; `/start` is the platform's own word."""
    name = name_of(command)
    return NAMES[name].vietnamese if name in NAMES and name != Start.canonical else name


CATALOGUES: Mapping[str, Words] = {
    "vi": language("vi", command=_vietnamese_name),
    "en": language("en", command=name_of),
}


def words_for(code: str) -> Words:
    """The language by its code ("vi", "en-GB"); Vietnamese for one that dondoc does not speak."""
    return CATALOGUES.get(code.lower().partition("-")[0], CATALOGUES["vi"])


def bot_profile(code: str, organisation: str) -> tuple[str, str, list[tuple[str, str]]]:
    """What a platform shows of the bot to who has not written yet: description, short description, menu."""
    words = words_for(code).accounts
    of = clean(organisation, MOST_OF_NAME)
    description = words.bot_description.format(organisation=of) if of else words.bot_description_unnamed
    short = words.bot_short.format(organisation=of) if of else words.bot_short_unnamed
    return description, short, describe((Start, ShowHelp), code)


def board_button(code: str) -> str:
    """What stands on the button of a chat that opens the board."""
    return words_for(code).board_access.menu_button


def describe(commands: Sequence[type[Command]], code: str) -> list[tuple[str, str]]:
    """(name, description) for these commands, in their order.

    Names are small letters a-z without diacritics, descriptions at most 60 characters.
    """
    words = words_for(code)
    return [(_menu_name(words.command(kind)), words.commands[kind].menu) for kind in commands]


def _menu_name(shown: str) -> str:
    # https://core.telegram.org/bots/api#botcommand: small letters a-z, digits and underscores only
    return fold(shown).replace(" ", "")
