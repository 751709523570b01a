"""Buttons, and the text to type instead where a channel has none. A button sends an English command."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from domain.messages import Command, class_of, name_of
from domain.messages.tasks import Acknowledge, ContinueTask, MarkDone, ReportNotDone, ReportProgress, ReportResult
from domain.questions import MARK, letters
from wording.command_names import NAMES
from wording.layout import RenderContext, Rows, clean, shorten
from wording.messages import Button

if TYPE_CHECKING:
    from wording.words import Words


MOST_BYTES = 64  # https://core.telegram.org/bots/api#inlinekeyboardbutton


def button(
    words: "Words", command: type[Command] | str, number: int | None = None, *, label: str | None = None
) -> Button:
    """A button for a command, for one task when a number is given; the label shows no number by itself."""
    name = name_of(command)
    typed = name if number is None else f"{name} {number}"
    return Button(label or words.hints.labels[class_of(command)], typed)


def numbered(words: "Words", command: type[Command] | str, number: int, label: str = "") -> Button:
    """A button whose label ends with the task's number."""
    label = (label or words.hints.labels[class_of(command)]).removesuffix(" …")
    return Button(words.hints.numbered.format(label=label, number=number), f"{name_of(command)} {number}")


def in_rows(buttons: Iterable[Button], width: int) -> Rows:
    """Puts buttons in rows of `width`; leaves out one whose command is longer than a channel carries."""
    fitting = [each for each in buttons if len(each.typed.encode()) <= MOST_BYTES]
    return tuple(tuple(fitting[at : at + width]) for at in range(0, len(fitting), width))


def if_possible(context: RenderContext, rows: Rows) -> Rows:
    """Returns the rows where the channel has buttons, else none."""
    return rows if context.capabilities.has_buttons else ()


def actions(words: "Words", number: int, *, is_check_in: bool, with_ack: bool) -> list[str]:
    """Lists what may be typed about a task that this reader reports on, shortest first."""
    command = words.command
    if is_check_in:
        note, reason = words.hints.kind["check_in_note"], words.hints.kind["check_in_reason"]
        answers = ((ContinueTask, ""), (ReportResult, note), (ReportNotDone, reason))
        return [f"{command(kind)} {number} {text}".strip() for kind, text in answers]
    taken = [f"{command(Acknowledge)} {number}"] if with_ack else []
    return [*taken, f"{command(MarkDone)} {number}", f"{command(ReportProgress)} {number} 60"]


def reply_line(context: RenderContext, typed: Sequence[str], *, is_one: bool = True) -> str:
    """Closes a message: one example where the channel has buttons, else every action."""
    hints = context.words.hints
    if context.capabilities.has_buttons:
        return hints.press_or.format(typed=typed[0])
    return (hints.reply if is_one else hints.reply_example).format(typed=" · ".join(typed))


LONGEST = 70  # characters of an option in a text
LONGEST_LABEL = 40


def shown_option(option: str, command: Callable[[str], str]) -> str:
    """Shows an option as it is typed in this language: "/done 3: đã gửi" is "xong 3: đã gửi"."""
    name, space, rest = option.removeprefix("/").partition(" ")
    is_ours = option.startswith("/") and name in NAMES
    return clean(f"{command(name)}{space}{rest}" if is_ours else option, LONGEST)


def option_buttons(options: Sequence[str], labels: Sequence[str], question: int) -> list[Button]:
    """Makes a button for each option; it carries the number of the question, so an outdated button is recognised."""
    return [
        Button(shorten(label, LONGEST_LABEL), f"choose {letter} q:{MARK}{question}", means=option)
        for letter, option, label in zip(letters(len(options)), options, labels, strict=False)
    ]


def no_button(label: str, question: int) -> Button:
    """Makes the "no" of a question with one option."""
    return Button(label, f"choose no q:{MARK}{question}")
