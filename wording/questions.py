"""Questions when a text may mean several things, and what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.messages.questions import ClarificationAsked, QuestionDropped, WhichTask
from domain.messages.tasks import MarkDone
from domain.questions import letters
from wording import parts
from wording.buttons import if_possible, in_rows, no_button, option_buttons, shown_option
from wording.layout import Block, Layout, RenderContext, Rows, clean, lines, shorten

ABOUT = 70
PENDING = 120  # characters: enough to be recognised


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """What dondoc asks: `reasons` by the values of `ClarifyReason`, each filled with {about}.

    `only` and `several` by how many options there are; `replaced` is said of an older question that this closes.
    `task_of_row` is a task where the row may mean several, `row_meant` asks whether it is the only one.
    """

    reasons: Mapping[str, str]
    again: str
    only: str
    only_how: str
    several: str
    option: str
    several_how: str
    yes_label: str
    no_label: str
    replaced: str
    dropped: str
    task_of_row: str
    row_meant: str


def clarification_asked(notice: ClarificationAsked, context: RenderContext) -> Layout:
    """Says what was unclear and offers complete commands, lettered when there are several."""
    words = context.words.questions
    options = [shown_option(option, context.words.command) for option in notice.options]
    reason = words.reasons.get(notice.reason, words.reasons["unread_words"])
    opening = reason.format(about=clean(notice.about, ABOUT))
    replaced = words.replaced.format(about=clean(notice.replaced, ABOUT)) if notice.replaced else ""
    body = lines(*_rows(notice, opening, context), *_choices(options, context), replaced)
    return Layout((body,), (_how(options, context),), if_possible(context, _buttons(notice, options, context)))


def _rows(notice: ClarificationAsked, opening: str, context: RenderContext) -> list[str]:
    """The opening and the tasks of the rows; where one task is offered, its place on paper is the opening."""
    words = context.words
    if len(notice.papers) == 1 and notice.reason == "which_row":
        [only] = notice.papers
        return [parts.capitalised(parts.task_of_row(only, words.questions.row_meant, words))]
    return [opening, *(parts.task_of_row(each, words.questions.task_of_row, words) for each in notice.papers)]


def question_dropped(notice: QuestionDropped, context: RenderContext) -> Layout:
    """Confirms that nothing was done."""
    return Layout((Block(context.words.questions.dropped.format(about=clean(notice.about, ABOUT))),))


def _choices(options: list[str], context: RenderContext) -> list[str]:
    words = context.words.questions
    if len(options) == 1:
        return [words.only.format(option=options[0])]
    if not options:
        return []
    listed = zip(letters(len(options)), options, strict=False)
    return [words.several, *(words.option.format(letter=letter, option=option) for letter, option in listed)]


def _how(options: list[str], context: RenderContext) -> str:
    words = context.words.questions
    if not options:
        return words.again.format(example=context.words.commands[MarkDone].typed)
    if len(options) == 1:
        return words.only_how.format(option=options[0])
    return words.several_how.format(letters=", ".join(letters(len(options))), option=options[0])


def _buttons(notice: ClarificationAsked, options: list[str], context: RenderContext) -> Rows:
    """None for a question without a row: what a button of it would answer is not kept."""
    if not notice.question or not options:
        return ()
    words = context.words.questions
    if len(options) > 1:
        return in_rows(option_buttons(notice.options, options, notice.question), 1)
    yes = option_buttons(notice.options, [words.yes_label.format(option=options[0])], notice.question)
    return in_rows([*yes, no_button(words.no_label, notice.question)], 2)


def pending_text(asked: WhichTask, note: str) -> str:
    """What came without a task's number and waits for it, so that nobody types it again: " (60%, ghi chú: chờ ký)."."""
    share = f"{asked.percent}%" if asked.percent is not None else ""
    text = f"{note}: {shorten(asked.words, PENDING)}" if asked.words else ""
    remarks = ", ".join(part for part in (share, text) if part)
    return f" ({remarks})." if remarks else ""
