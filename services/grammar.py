"""What the services must know of typed text, which only the conversation can read: handed in from above."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.commands import Command, Misunderstood
from domain.questions import Answer


@dataclass(frozen=True, slots=True)
class Grammar:
    """`command` reads a complete command, such as an option of a question; `answer` a text that is only an answer."""

    command: Callable[[str], Command]
    answer: Callable[[str], Answer | None]


NOTHING_READ = Grammar(Misunderstood, lambda _: None)  # for whoever handles no message
