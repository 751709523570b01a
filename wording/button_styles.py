"""How buttons stand: two to a row as a phone shows them whole, and the colour that says what a press does."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.messages import Command, class_of
from domain.messages.drafts import DropDraft, WriteDraft
from domain.messages.plans import AgreeToWithdraw
from domain.messages.requests import GrantRequest, RefuseRequest
from domain.messages.tasks import Acknowledge, ConfirmDone, MarkDone, ReportNotDone, ReportResult, ReportShare
from wording.command_names import NAMES
from wording.messages import Button

IN_A_ROW = 2
LONGEST_BESIDE = 20  # characters of a label that fit beside another on 390 pixels; a longer one has its own row
# https://core.telegram.org/bots/api#inlinekeyboardbutton ("style")
_STYLES: dict[type[Command], str] = {
    **dict.fromkeys((MarkDone, ConfirmDone, GrantRequest, WriteDraft, ReportResult, ReportShare), "success"),
    **dict.fromkeys((RefuseRequest, DropDraft, ReportNotDone, AgreeToWithdraw), "danger"),
    Acknowledge: "primary",
}


def as_shown(rows: Iterable[Iterable[Button]]) -> tuple[tuple[Button, ...], ...]:
    """The rows as a phone shows them: at most two buttons each, coloured by what they do."""
    return tuple(part for row in rows for part in _parted([styled(button) for button in row]))


def _parted(row: list[Button]) -> Iterator[tuple[Button, ...]]:
    for at in range(0, len(row), IN_A_ROW):
        pair = tuple(row[at : at + IN_A_ROW])
        if any(len(button.label) > LONGEST_BESIDE for button in pair):
            yield from ((button,) for button in pair)
        else:
            yield pair


def styled(button: Button) -> Button:
    """The button in the colour of its command; of an answer to a question, of the command that it completes."""
    name = (button.means or button.typed).removeprefix("/").partition(" ")[0]
    return replace(button, style=_STYLES.get(class_of(name), "")) if name in NAMES else button
