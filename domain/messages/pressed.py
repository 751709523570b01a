"""What is left of a button once it was pressed and obeyed: a sign in its place that it was."""

from dataclasses import dataclass

from domain.messages import Notice

INERT = "noop"  # what a button sends that only says what was done; a press of it is answered with nothing


@dataclass(frozen=True, slots=True)
class ShownButton:
    """A button as it stands under a message; `style` is its colour, "" for none."""

    label: str
    typed: str
    style: str = ""


Keyboard = tuple[tuple[ShownButton, ...], ...]


@dataclass(frozen=True, slots=True)
class UsedButton:
    """A button that was obeyed: what it sent, the canonical name of that command, and the tasks it named."""

    typed: str
    command: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ButtonsUsed(Notice):
    """The buttons of a message as they stood when one was pressed, and those of them that were obeyed, oldest first.

    It changes the buttons of that message and is no message itself.
    """

    keyboard: Keyboard
    used: tuple[UsedButton, ...]
