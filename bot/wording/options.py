"""The options of a question as people read and press them: complete commands by the names of their language."""

from collections.abc import Callable, Sequence

from bot.grammar.command_names import NAMES
from bot.messages import Button
from bot.wording.cleaning import clean, shorten
from domain.questions import MARK, letters

LONGEST = 70  # characters of an option in a text
LONGEST_LABEL = 40


def shown_option(option: str, command: Callable[[str], str]) -> str:
    """An option as it would be typed in this language: "/done 3: đã gửi" is "xong 3: đã gửi"."""
    name, space, rest = option.removeprefix("/").partition(" ")
    is_ours = option.startswith("/") and name in NAMES
    return clean(f"{command(name)}{space}{rest}" if is_ours else option, LONGEST)


def option_buttons(options: Sequence[str], labels: Sequence[str], question: int) -> list[Button]:
    """A button for each option; it names the question, so that an old one is known as old."""
    return [
        Button(shorten(label, LONGEST_LABEL), f"choose {letter} q:{MARK}{question}", means=option)
        for letter, option, label in zip(letters(len(options)), options, labels, strict=False)
    ]


def no_button(label: str, question: int) -> Button:
    """No to a question with one option."""
    return Button(label, f"choose no q:{MARK}{question}")
