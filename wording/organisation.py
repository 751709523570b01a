"""The question about the organisation's new name."""

from dataclasses import dataclass

from domain.messages.organisation import RenameAsked
from wording import parts
from wording.buttons import if_possible, in_rows, no_button, option_buttons
from wording.layout import Layout, RenderContext, Rows, clean, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationWords:
    """The organisation's new name is asked about, because everybody reads it."""

    rename_asked: str
    rename_means: str
    rename_how: str
    rename_label: str


def rename_asked(notice: RenameAsked, context: RenderContext) -> Layout:
    """Shows both names and where the new one will stand, and asks for a clear yes."""
    words = context.words.organisation
    old, new = clean(notice.old, parts.NAMES), clean(notice.new, parts.NAMES)
    rows: Rows = ()
    if notice.question and notice.options:
        yes = option_buttons(notice.options, [words.rename_label], notice.question)
        rows = in_rows([*yes, no_button(context.words.questions.no_label, notice.question)], 2)
    body = lines(words.rename_asked.format(old=old, new=new), words.rename_means)
    return Layout((body,), (words.rename_how,), if_possible(context, rows))
