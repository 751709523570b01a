"""The sign in place of a button that was pressed and obeyed; the other buttons stay as they were."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.messages import Command, class_of
from domain.messages.pressed import INERT, ButtonsUsed, UsedButton
from domain.messages.tasks import Acknowledge
from wording import parts
from wording.buttons import if_possible
from wording.layout import Block, Layout, RenderContext, Rows
from wording.messages import Button

MOST_NUMBERS = 3  # more would not fit on a button


@dataclass(frozen=True, slots=True, kw_only=True)
class PressedWords:
    """What a button says once it was obeyed, by its command; `other` of any other command."""

    label: str
    label_without_number: str
    done: Mapping[type[Command], str]
    other: str


def buttons_used(notice: ButtonsUsed, context: RenderContext) -> Layout:
    """The same buttons with the signs among them; the text stands for them in what is kept of it."""
    rows: Rows = tuple(
        tuple(Button(each.label, each.typed, style=each.style) for each in row) for row in notice.keyboard
    )
    for used in notice.used:
        sign = Button(_label(used, context), INERT)
        rows = tuple(tuple(_signed(row, used, sign)) for row in rows)
    said = "\n".join(_label(used, context) for used in notice.used)
    return Layout((Block(said),), keyboard_only=if_possible(context, rows))


def _label(used: UsedButton, context: RenderContext) -> str:
    words = context.words.pressed
    done = words.done.get(class_of(used.command), words.other)
    if not 0 < len(used.numbers) <= MOST_NUMBERS:
        return words.label_without_number.format(done=done)
    return words.label.format(numbers=parts.numbers(used.numbers), done=done)


def _signed(row: tuple[Button, ...], used: UsedButton, sign: Button) -> Iterator[Button]:
    """The row with the sign: what else it offers for the task is over, but after "taken on" it is still to be done."""
    is_here = any(button.typed == used.typed for button in row)
    for button in row:
        if is_here and button.typed == used.typed:
            yield sign
        elif not is_here or class_of(used.command) is Acknowledge or not _is_about(button, used):
            yield button


def _is_about(button: Button, used: UsedButton) -> bool:
    return button.typed.split()[1:2] == [str(number) for number in used.numbers]
