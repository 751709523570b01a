"""Every command is complete: a line of grammar, somebody it is for, a use-case that answers it."""

import re
from dataclasses import fields, is_dataclass
from importlib import import_module
from inspect import isclass
from pkgutil import iter_modules

import pytest

from bot.grammar.reading import read_command
from domain import messages
from domain.messages import Command, Response, kinds_of
from domain.messages.accounts import Start
from domain.messages.questions import AskTask, BadNumber, Clarify, Misunderstood, Several
from services.commands.handlers import HANDLERS
from wording.command_names import VOCABULARY, Name

# What reading gives when the text is no command: these have no name that could be typed.
WITHOUT_NAME = {Misunderstood, BadNumber, Clarify, AskTask, Several}


def test_every_class_of_the_messages_is_a_message_or_part_of_one() -> None:
    """A class that forgot its base would be seen by neither the type check nor the tests below."""
    modules = [import_module(f"domain.messages.{module.name}") for module in iter_modules(messages.__path__)]
    made_here = {
        kind
        for module in modules
        for kind in vars(module).values()
        if is_dataclass(kind) and isclass(kind) and kind.__module__ == module.__name__
    }
    named = {
        word
        for kind in made_here
        for field in fields(kind)
        for word in re.findall(r"\w+", field.type if isinstance(field.type, str) else repr(field.type))
    }
    kinds = {kind for kind in made_here if issubclass(kind, Command | Response)}
    assert {kind.__name__ for kind in made_here - kinds} - named == set()


def test_every_command_has_a_use_case_and_every_use_case_a_command() -> None:
    assert set(HANDLERS) == set(kinds_of(Command))


def test_every_command_can_be_typed() -> None:
    assert {name.makes for name in VOCABULARY} == set(kinds_of(Command)) - WITHOUT_NAME


@pytest.mark.parametrize("name", VOCABULARY, ids=lambda name: name.canonical)
def test_both_names_of_a_command_are_read_as_it(name: Name) -> None:
    for typed in (name.canonical, name.vietnamese, name.menu_name):
        read = read_command(f"/{typed}")
        assert isinstance(read.command if isinstance(read, AskTask) else read, name.makes)


def test_every_command_but_start_is_for_somebody() -> None:
    assert {kind for kind in kinds_of(Command) if kind.roles} == {name.makes for name in VOCABULARY} - {Start}
