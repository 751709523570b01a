"""Asks a question in a chat: one row, one open question at a time; a new one closes the one before."""

from collections.abc import Sequence
from dataclasses import replace

from domain.messages import Command, Refusal
from domain.messages.questions import AskTask, WhichTask
from domain.questions import ANSWERED_WITHIN, HOLE, MOST_OPTIONS, Closing, Question, QuestionKind, filled
from services.context.command_context import CommandContext
from storage.conversations import add_question, close_question, close_questions_in, last_question
from storage.invites import end_questions
from storage.outbox import find_sent_by_key

LONGEST_ABOUT = 200  # characters of what was typed, enough to be recognised
_WORDS = ("note", "reason", "text")  # where commands have their words
_EVERYBODY = "all"


def ask_question(
    context: CommandContext,
    about: str,
    options: Sequence[str],
    kind: str = QuestionKind.CLARIFY,
    *,
    template: str = "",
) -> Question:
    """Write the question that the answer of this command will ask; it is the open one of the chat from now on.

    `about` is what the person typed, `options` are complete commands as typed text (at most eight are kept), `template`
    is a command with "{}" in place of its number, where any number answers. The caller puts `question.id` into the
    notice that asks, so that its buttons and replies to it name the question.

    Raises Refused(Stranger).
    """
    new = Question(
        id=0,
        person_id=context.person.person_id,
        inbox_id=context.inbox_id or 0,
        asked_at=context.now,
        expires_at=context.now + ANSWERED_WITHIN,
        kind=QuestionKind(kind),
        about=about.strip()[:LONGEST_ABOUT],
        options=tuple(options)[:MOST_OPTIONS],
        template=template,
        handed=context.origin.pieces,
    )
    close_what_is_asked(context)
    end_questions(context.tx, context.organisation.id, address_of(context))
    return add_question(context.tx, context.organisation.id, address_of(context), new)


def close_what_is_asked(context: CommandContext) -> None:
    """Close every other open question of this chat."""
    close_questions_in(context.tx, context.organisation.id, address_of(context), context.now)


def left_behind(context: CommandContext, about: str) -> str:
    """The subject of another open question that a new one about `about` closes; "" when none is lost."""
    last = question_asked_last(context)
    is_lost = last is not None and last.is_open(context.now) and last.about != about.strip()[:LONGEST_ABOUT]
    return last.about if last is not None and is_lost else ""


def question_asked_last(context: CommandContext) -> Question | None:
    """What this person was asked last in this chat, open or over."""
    last = last_question(context.tx, context.organisation.id, address_of(context))
    return (
        last if last is not None and context.actor is not None and last.person_id == context.actor.person_id else None
    )


def is_shown(context: CommandContext, question: Question) -> bool:
    """Whether the message with the question has gone out: texts typed before it are no answers."""
    row = find_sent_by_key(context.tx, context.organisation.id, f"answer:{question.inbox_id}")
    return row is not None and any(response.question_id == question.id for response in row.responses)


def close(context: CommandContext, question: Question, why: Closing) -> bool:
    """Close it once; False when somebody did before."""
    return close_question(context.tx, question.id, why, context.now)


def continued_from(context: CommandContext, question: Question) -> CommandContext:
    """Adds to the context what came before the question: the words, and a file to keep with the task now named."""
    origin = replace(context.origin, text=question.about)
    if question.handed and context.origin.handed is None:
        origin = replace(origin, handed=question.handed[0], more_handed=question.handed[1:])
    return replace(context, origin=origin)


def address_of(context: CommandContext) -> tuple[str, str]:
    """The chat."""
    return context.origin.channel, context.origin.chat_id


def with_pending_text(refusal: Refusal, command: Command) -> Refusal:
    """The question "which task?" with all that came with the command but its number; other refusals as they are."""
    if not isinstance(refusal, WhichTask):
        return refusal
    command = command.command if isinstance(command, AskTask) else command
    words = next((words for name in _WORDS if (words := getattr(command, name, None))), "")
    words = words or ", ".join(getattr(command, "names", ()))
    words = words or (_EVERYBODY if getattr(command, "is_whole_unit", False) else "")
    if not getattr(command, "is_number_sure", True):  # the number may belong to the sentence
        words = f"{getattr(command, 'number', '')} {words}"
    percent, is_urgent = getattr(command, "percent", None), getattr(command, "is_urgent", False)
    return replace(refusal, words=words, percent=percent, is_urgent=is_urgent)


def ask_which(context: CommandContext, refusal: WhichTask) -> WhichTask:
    """Write the question; each candidate is an option, complete with the words kept."""
    about = context.origin.text.strip() or refusal.command
    template = _template(refusal)
    options = [filled(template, number) for number in refusal.candidates]
    replaced = left_behind(context, about)
    question = ask_question(context, about, options, QuestionKind.WHICH, template=template)
    return replace(refusal, question=question.id, replaced=replaced)


def _template(refusal: WhichTask) -> str:
    """The command with a hole for its number, as it could be typed: "/progress {} 60%: chờ chữ ký".

    The slash makes the first number surely a task's, the colon parts the numbers from words that begin with one.
    """
    share = "" if refusal.percent is None else f" {refusal.percent}%"
    urgent = " urgent" if refusal.is_urgent else ""
    words = f": {refusal.words}" if refusal.words else ""
    return f"/{refusal.command} {HOLE}{share}{urgent}{words}"
