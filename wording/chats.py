"""Answers to messages that the grammar cannot read as text, and many answers folded into one message."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.messages.accounts import ShowHelp
from domain.messages.chats import (
    AnswersFolded,
    Content,
    CourtesyAnswered,
    EditTooLate,
    FoldedGroup,
    ForwardAsked,
    GroupCodeEnded,
    NotText,
)
from domain.messages.history import UndoLast
from domain.messages.tasks import ListTasks
from wording import parts
from wording.buttons import if_possible
from wording.layout import Block, Layout, RenderContext, clean, lines
from wording.messages import Button

MOST_TYPED_BYTES = 64  # of a button on Telegram (https://core.telegram.org/bots/api#inlinekeyboardbutton)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatWords:
    """Messages that are no plain text of their sender; `not_text` by the values of `Content`."""

    not_text: Mapping[str, str]
    courtesy: str
    forwarded_by: str
    forwarded: str
    quoted: str
    if_you_mean_it: str
    say_it_yourself: str
    edit_too_late: str
    group_code_ended: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedWords:
    """Many answers in one message; `outcomes` by the codes of `services.office.post_answer`."""

    recorded: str
    refused: str
    why: str
    tasks: str
    times: str
    see: str
    outcomes: Mapping[str, str]


def not_text(notice: NotText, context: RenderContext) -> Layout:
    """Says what the bot cannot read here and what to do instead."""
    told = context.words.chats.not_text
    sentence = told.get(notice.content, told[Content.OTHER])
    return _said(sentence.format(help=context.words.command(ShowHelp)))


def courtesy_answered(_: CourtesyAnswered, context: RenderContext) -> Layout:
    """Answers thanks."""
    return _said(context.words.chats.courtesy)


def forward_asked(notice: ForwardAsked, context: RenderContext) -> Layout:
    """Asks whether a forwarded command is meant; one tap repeats it as the person's own."""
    words, told = context.words, context.words.chats
    author, typed = clean(notice.author, parts.NAME), clean(notice.typed, parts.NOTE)
    first = told.forwarded_by.format(author=author) if author else told.forwarded
    first = told.quoted if notice.is_quote else first
    if not typed:
        return _said(first, told.say_it_yourself.format(help=words.command(ShowHelp)))
    fits = typed == notice.typed and len(typed.encode()) <= MOST_TYPED_BYTES
    rows = ((Button(typed, typed),),) if fits else ()
    return Layout((lines(first),), (told.if_you_mean_it.format(typed=typed),), if_possible(context, rows))


def edit_too_late(_: EditTooLate, context: RenderContext) -> Layout:
    """Says that the earlier version was carried out already, and how to change that."""
    return _said(context.words.chats.edit_too_late.format(undo=context.words.command(UndoLast)))


def group_code_ended(_: GroupCodeEnded, context: RenderContext) -> Layout:
    """Says that a code posted in a group is void."""
    return _said(context.words.chats.group_code_ended)


def _said(*sentences: str) -> Layout:
    return Layout((lines(*sentences),))


def answers_folded(notice: AnswersFolded, context: RenderContext) -> Layout:
    """Counts recorded and refused messages, each outcome with its tasks, and says how to see the state."""
    words = context.words.folded
    blocks = [
        _folded_part(
            template.format(count=count), [group for group in notice.groups if group.is_refusal is is_refusal], context
        )
        for template, count, is_refusal in (
            (words.recorded, notice.recorded, False),
            (words.refused, notice.refused, True),
        )
        if count
    ]
    see = words.see.format(tasks=context.words.command(ListTasks))
    return Layout((*blocks, Block("\n" + words.why)), (see,))


def _folded_part(heading: str, groups: list[FoldedGroup], context: RenderContext) -> Block:
    return lines(heading, *(_folded_entry(group, context) for group in groups), tasks=1)


def _folded_entry(group: FoldedGroup, context: RenderContext) -> str:
    words = context.words.folded
    what = parts.capitalised(words.outcomes.get(group.what, group.what))
    if group.numbers:
        return words.tasks.format(what=what, numbers=parts.numbers(group.numbers))
    return words.times.format(what=what, count=group.count)
