"""Questions of a chat: asks one, finds what answers it, and completes the command that was asked about.

A question is one row, and one at a time is open in a chat: a new one closes the one before. It is answered once, in its
chat, within two days, and never by guessing.
"""

from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

from domain.messages import Command, Refusal, Refused
from domain.messages.drafts import WriteDraft
from domain.messages.orders import CancelTask
from domain.messages.organisation import RenameOrganisation
from domain.messages.people import ChangeRole, MovePerson, NoteAbsence, RemovePerson
from domain.messages.plans import AgreeToWithdraw, EndPlan
from domain.messages.questions import (
    AskTask,
    Choose,
    QuestionDropped,
    QuestionOver,
    WhichAnswer,
    WhichTask,
)
from domain.messages.requests import GrantRequest, RefuseRequest
from domain.messages.rosters import LoadRoster
from domain.messages.tasks import ReportProgress, ShowTask
from domain.questions import ANSWERED_WITHIN, HOLE, MARK, MOST_OPTIONS, Answer, Closing, Question, QuestionKind, filled
from services.context.command_context import CommandContext, Grammar, Reply
from storage.conversations import add_question, close_question, close_questions_in, find_question, last_question
from storage.invites import end_questions, is_heard_between
from storage.leases import find_sent
from storage.outbox import find_sent_by_key

LONGEST_ABOUT = 200  # characters of what was typed, enough to be recognised
_WORDS = ("note", "reason", "text")  # where commands have their words
_EVERYBODY = "all"
# Others act on these at once: "ok" or a thumb is no clear word for them.
NEEDS_CLEAR_YES = (
    GrantRequest,
    RefuseRequest,
    CancelTask,
    RemovePerson,
    NoteAbsence,
    WriteDraft,
    MovePerson,
    ChangeRole,
    AgreeToWithdraw,
    EndPlan,
    RenameOrganisation,
    LoadRoster,
)
_UNKNOWN = "unknown"


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


@dataclass(frozen=True, slots=True)
class Answered:
    """The command to obey, and the question that it answers.

    `is_whole`: the command was typed in full, so it is obeyed whether or not the question is still open.
    """

    command: Command
    question: Question | None = None
    is_whole: bool = False


def find_answer(context: CommandContext, command: Command, grammar: Grammar) -> Answered:
    """The command that a message completes, if it answers a question; else the command itself.

    Raises Refused with QuestionOver, or with WhichAnswer when the answer does not say which option is meant.
    """
    if context.actor is None or _is_of_other_question(command):
        return Answered(command)
    question = _question_meant(context, command, grammar)
    if question is None or question.kind is QuestionKind.DOUBT:
        return Answered(command)
    answer = _answer_in(context, command, grammar)
    if answer is None:
        return _typed_in_full(context, command, question, grammar)
    return _by_answer(command, question, answer, grammar)


# When the deed is refused its transaction is rolled back, and the question stays open.
def settle(context: CommandContext, answered: Answered) -> None:
    """Close the question in the transaction of the deed.

    Raises Refused(QuestionOver) when somebody was faster.
    """
    question = answered.question
    if question is not None and not close(context, question, Closing.ANSWERED) and not answered.is_whole:
        raise Refused(QuestionOver(question.about, Closing.ANSWERED))


def drop_question(context: CommandContext, answer: Choose) -> Reply:
    """No to what was asked: the question is closed and nothing is done."""
    question = _marked(context, answer)
    if not close(context, question, Closing.DROPPED):
        raise Refused(QuestionOver(question.about, Closing.ANSWERED))
    return Reply([QuestionDropped(question.about)])


def _is_of_other_question(command: Command) -> bool:
    """A button of a doubt about a plan, or of the question whether an account is to change hands."""
    return isinstance(command, Choose) and command.mark is not None and not command.mark.startswith(MARK)


def _answer_in(context: CommandContext, command: Command, grammar: Grammar) -> Answer | None:
    if isinstance(command, Choose) and (command.letter or command.is_yes is not None):
        return Answer(command.letter, command.is_yes)
    if isinstance(command, ShowTask) and command.number is not None and context.origin.reply_to is not None:
        return Answer(numbers=(command.number,))  # "việc 5" in reply to "which task?"
    return grammar.answer(context.origin.text)


def _question_meant(context: CommandContext, command: Command, grammar: Grammar) -> Question | None:
    """The open question that the message may answer: of the button, of the message replied to, else the last one."""
    if isinstance(command, Choose) and command.mark is not None:
        return _open(context, _marked(context, command))
    if context.origin.reply_to is not None:
        replied_to = _replied_to(context, context.origin.reply_to)
        if replied_to is None or _answer_in(context, command, grammar) is None:
            return None
        return _open(context, replied_to)
    last = question_asked_last(context)
    return last if last is not None and last.is_open(context.now) and is_shown(context, last) else None


def _open(context: CommandContext, question: Question) -> Question:
    if not question.is_open(context.now):
        raise Refused(QuestionOver(question.about, question.why_over()))
    return question


def _marked(context: CommandContext, command: Choose) -> Question:
    number = (command.mark or "").removeprefix(MARK)
    is_number = number.isascii() and number.isdecimal()
    found = find_question(context.tx, context.organisation.id, address_of(context), int(number)) if is_number else None
    if found is None or found.person_id != context.person.person_id:
        raise Refused(QuestionOver("", _UNKNOWN))
    return found


def _replied_to(context: CommandContext, message_id: str) -> Question | None:
    row = find_sent(context.tx, context.organisation.id, address_of(context), message_id, context.origin.bot)
    numbers = [response.question_id for response in (row.responses if row else ()) if response.question_id]
    found = (
        find_question(context.tx, context.organisation.id, address_of(context), numbers[0])
        if len(numbers) == 1
        else None
    )
    return found if found is not None and found.person_id == context.person.person_id else None


def _by_answer(command: Command, question: Question, answer: Answer, grammar: Grammar) -> Answered:
    if answer.letter:
        option = question.option(answer.letter)
        if option is None:
            raise _which(question)
        return Answered(grammar.command(option), question)
    if answer.is_yes is not None:
        return _by_word(command, question, answer, grammar)
    if question.kind is QuestionKind.SHARE:
        return _by_share(command, question, answer, grammar)
    return _by_numbers(command, question, answer.numbers, grammar) if answer.numbers else Answered(command)


def _by_word(command: Command, question: Question, answer: Answer, grammar: Grammar) -> Answered:
    if not answer.is_yes:
        return Answered(Choose(is_yes=False, mark=f"{MARK}{question.id}"))
    if not question.options:  # nothing there that could be agreed to
        return Answered(command)
    meant = grammar.command(question.options[0])
    if len(question.options) > 1 or (answer.is_weak and isinstance(meant, NEEDS_CLEAR_YES)):
        raise _which(question)
    return Answered(meant, question)


def _by_share(command: Command, question: Question, answer: Answer, grammar: Grammar) -> Answered:
    shares = answer.numbers if answer.percent is None else (answer.percent,)
    if len(shares) != 1 or not 0 <= shares[0] <= 100:
        return Answered(command)
    return Answered(grammar.command(filled(question.template, shares[0])), question)


def _by_numbers(command: Command, question: Question, numbers: tuple[int, ...], grammar: Grammar) -> Answered:
    """A bare number is a task's number, never the place of an option."""
    if question.kind is QuestionKind.CLARIFY:
        readings = [grammar.command(option) for option in question.options]
        fitting = [reading for reading in readings if _numbers_of(reading) == numbers]
        if len(fitting) > 1:
            raise _which(question)
        return Answered(fitting[0], question) if fitting else Answered(command)
    if not _are_offered(question, numbers):
        raise _which(question)
    completed = _for_numbers(question, numbers, grammar)
    return Answered(command) if completed is None else Answered(completed, question)


def _are_offered(question: Question, numbers: tuple[int, ...]) -> bool:
    """Where no task was listed any number will do; where only one was, another may be named instead of it."""
    return len(question.options) < 2 or all(filled(question.template, each) in question.options for each in numbers)


def _for_numbers(question: Question, numbers: tuple[int, ...], grammar: Grammar) -> Command | None:
    """The command of a template for these tasks; None when it takes one task only."""
    command = grammar.command(filled(question.template, numbers[0]))
    if len(numbers) == 1:
        return command
    if not any(field.name == "numbers" for field in fields(command)):
        return None
    changed: Any = command
    several: Command = replace(changed, numbers=numbers)
    return several


def _typed_in_full(context: CommandContext, command: Command, question: Question, grammar: Grammar) -> Answered:
    """ "xong 3" after "which task is done?": that is answered, and the words kept come back with it.

    The words only when nothing was typed in between: later nobody remembers them.
    """
    if question.kind is QuestionKind.CLARIFY:
        is_answer = any(grammar.command(option) == command for option in question.options)
        return Answered(command, question if is_answer else None, is_whole=True)
    completed = _completed(command, question, grammar)
    if completed is None or type(completed) is not type(command):
        return Answered(command)
    is_next = not is_heard_between(
        context.tx, context.organisation.id, address_of(context), question.inbox_id, context.inbox_id or 0
    )
    return Answered(_merged(completed, command) if is_next else command, question, is_whole=True)


def _completed(command: Command, question: Question, grammar: Grammar) -> Command | None:
    """What the question would have made of the numbers that were typed with their command; None when of others."""
    numbers = _numbers_of(command)
    if question.kind is QuestionKind.SHARE:
        share = command.percent if isinstance(command, ReportProgress) else None
        completed = None if share is None else grammar.command(filled(question.template, share))
        return completed if completed is not None and _numbers_of(completed) == numbers else None
    return _for_numbers(question, numbers, grammar) if numbers and _are_offered(question, numbers) else None


def _merged(kept: Command, typed: Command) -> Command:
    """What was typed, and what was kept where nothing was typed."""
    own = {each.name: value for each in fields(typed) if (value := getattr(typed, each.name)) != _default(each)}
    changed: Any = kept
    merged: Command = replace(changed, **own)
    return merged


def _default(field: Any) -> object:
    return None if field.default is MISSING else field.default


def _numbers_of(command: Command) -> tuple[int, ...]:
    return command.task_numbers


def _which(question: Question) -> Refused:
    return Refused(WhichAnswer(question.about, question.options, question.id))
