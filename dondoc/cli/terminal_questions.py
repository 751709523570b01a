"""Goes through the doubts about a plan at the terminal: question by question, answered as in the chat."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from bot.grammar.reading import read_command
from domain.drafts import OpenDraft, without_rows
from domain.messages import Command, Refused, Response
from domain.messages.drafts import DropDraft, DropRows, EditRow, NameUnit, WriteDraft
from domain.messages.questions import Choose, NotUnderstood
from services.commands.edit_draft import corrected, with_unit_named
from services.context.command_context import CommandContext
from services.plans.hold_draft import Review, row_of
from services.plans.settle_doubt import choice_of, chosen, told_of_choice
from services.plans.write_draft import open_points_of
from wording.drafts import point_text
from wording.languages import words_for
from wording.messages import Capabilities
from wording.render import render

_TERMINAL = Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=20_000, max_caption=0)
_YES = frozenset({"c", "có", "co", "y", "yes"})
_HINT = "Gõ A, B, … để chọn; “sửa 3 hạn 10/7/2026”, “bỏ 4” để sửa; Enter để dừng hỏi; “hủy” để không ghi."


@dataclass(frozen=True, slots=True)
class TerminalQuestions:
    """Asks questions at the terminal: `contexts` opens one that only reads; `ask` shows a prompt, `tell` a line."""

    contexts: Callable[[], AbstractContextManager[CommandContext]]
    ask: Callable[[str], str]
    tell: Callable[[str], None]

    def settle(self, draft: OpenDraft) -> OpenDraft | None:
        """The draft after its doubts were gone through and writing was agreed to; None when it is not to be written.

        A correction settles what it is about. Enter leaves the rest open, which is named before the last question.
        """
        if self._question(draft):
            self.tell(_HINT)
        while question := self._question(draft):
            self.tell("\n" + question)
            typed = self.ask("> ").strip()
            command = read_command(typed)
            if isinstance(command, DropDraft):
                return None
            if not typed or isinstance(command, WriteDraft):
                break
            draft = self._obeyed(draft, command)
        return draft if self._is_agreed(draft) else None

    def _question(self, draft: OpenDraft) -> str:
        """The next doubt as the chat asks it; "" when none is open."""
        with self.contexts() as context:
            review = Review(context, draft)
            return _text([review.asked(review.left[0])]) if review.left else ""

    def _obeyed(self, draft: OpenDraft, command: Command) -> OpenDraft:
        """The draft after the typed command; unchanged, with the reason shown, when the command is refused."""
        try:
            with self.contexts() as context:
                after, told = _changed(context, draft, command)
        except Refused as refused:
            self.tell(_text([refused.refusal]))
            return draft
        if told:
            self.tell(_text([*told]))
        return after

    def _is_agreed(self, draft: OpenDraft) -> bool:
        with self.contexts() as context:
            left = open_points(context, draft)
        for line in left:
            self.tell(line)
        question = f"{'Vẫn ghi' if left else 'Ghi'} {len(draft.plan.tasks)} việc này? (c/k) "
        return self.ask(question).strip().casefold() in _YES


def open_points(context: CommandContext, draft: OpenDraft) -> list[str]:
    """The doubts that are open, one a line under a heading; none when nothing is."""
    points = open_points_of(Review(context, draft).left)
    if not points:
        return []
    heading = f"Còn {len(points)} nội dung chưa làm rõ, giữ như trong văn bản:"
    return [heading, *(f"  • {point_text(point, words_for('vi'))}" for point in points)]


def _changed(context: CommandContext, draft: OpenDraft, command: Command) -> tuple[OpenDraft, Sequence[Response]]:
    """The draft after the command typed at its next question, with the responses to show. Raises Refused."""
    if isinstance(command, Choose):
        review = Review(context, draft)
        doubt = review.left[0]
        choice = choice_of(doubt, command)
        after = chosen(context, draft, doubt, choice, review.doubts)
        return after, told_of_choice(draft, after, choice)
    if isinstance(command, EditRow):
        return corrected(context, draft, command), ()
    if isinstance(command, NameUnit):
        return with_unit_named(context, draft, command), ()
    if isinstance(command, DropRows) and command.numbers:
        for number in command.numbers:
            row_of(draft, number)
        return without_rows(draft, command.numbers), ()
    raise Refused(NotUnderstood(""))


def _text(responses: list[Response]) -> str:
    return render(responses, "vi", _TERMINAL).text
