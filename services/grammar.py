"""What the services must know of typed text, which only the conversation can read: handed in from above."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.commands import Command, Misunderstood
from domain.questions import Answer


@dataclass(frozen=True, slots=True)
class Grammar:
    """`command` reads a complete command, such as an option of a question; `answer` a text that is only an answer.

    `renumbered` gives ways of writing a text with other task numbers in place of these.
    """

    command: Callable[[str], Command]
    answer: Callable[[str], Answer | None]
    renumbered: Callable[[str, Mapping[int, int]], tuple[str, ...]] = lambda *_: ()


NOTHING_READ = Grammar(Misunderstood, lambda _: None)  # for whoever handles no message
