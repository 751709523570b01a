"""What people ask for and what is told to them: one file for each noun, with its commands, notices and refusals.

A command carries no identity and no time: the office adds who and when. A notice carries facts only; wording turns it
into a message for a channel, in a language. A refusal is an ordinary outcome: it is answered in one helpful sentence.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import isclass
from pkgutil import iter_modules
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Command:
    """What a person can ask for; subclasses are imperative (`MarkDone`)."""


@dataclass(frozen=True, slots=True)
class Response:
    """What an answer is made of."""


@dataclass(frozen=True, slots=True)
class Notice(Response):
    """What the program has to tell; subclasses name a past event or a state (`TaskReported`, `TaskShown`)."""


@dataclass(frozen=True, slots=True)
class Refusal(Response):
    """Why something asked for was not done; subclasses are a short clause (`NotYourTask`)."""


class Refused(Exception):
    """Carries a refusal out of a use-case; what the use-case wrote is rolled back, and the office answers."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(type(refusal).__name__)
        self.refusal = refusal


Kind = TypeVar("Kind", Command, Notice, Refusal)


@cache
def kinds_of(base: type[Kind]) -> tuple[type[Kind], ...]:
    """Every subclass of `base` in the modules of this package, by module name and then in the order of the file."""
    # `__subclasses__` would not do: a dataclass with slots leaves its first, slotless version in that list.
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return tuple(
        kind
        for module in modules
        for kind in vars(module).values()
        if isclass(kind) and issubclass(kind, base) and kind.__module__ == module.__name__
    )
