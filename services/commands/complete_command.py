"""Completes a command before it runs: rows of the paper become task numbers, answers become the command asked about.

"mục 3" is the task of that row among the person's own, or a question. An answer completes the command that was asked
about: once, in its chat, within two days, and never by guessing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from itertools import islice, product
from typing import Any

from domain.authorisation import may_see
from domain.followed_plans import PaperRow, RowNumber, RowOption, name_of_plan, plans_called
from domain.interpretations import ClarifyReason, about
from domain.messages import Command, Refusal, Refused
from domain.messages.drafts import EditRow, WriteDraft
from domain.messages.orders import CancelTask
from domain.messages.people import ChangeRole, MovePerson, NoteAbsence, RemovePerson
from domain.messages.plans import AgreeToWithdraw, EndPlan, RowNotInPlan
from domain.messages.questions import (
    AskTask,
    Choose,
    Clarify,
    Misunderstood,
    QuestionDropped,
    QuestionOver,
    Several,
    WhichAnswer,
)
from domain.messages.requests import GrantRequest, RefuseRequest
from domain.messages.tasks import NoSuchTask, NotYourTask, ReportProgress, ShowTask
from domain.questions import MARK, MOST_OPTIONS, Answer, Closing, Question, QuestionKind, filled
from domain.tasks import State
from services.context.ask_question import address_of, close, is_shown, question_asked_last
from services.context.command_context import CommandContext, Grammar, Reply
from services.context.find_plan import plan_meant
from services.plans.hold_draft import find_draft
from storage.conversations import find_question
from storage.invites import is_heard_between
from storage.leases import find_sent
from storage.plans import tasks_of_rows
from storage.tasks import TaskNow, find_task, load_tasks

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
)
_UNKNOWN = "unknown"
_OPEN = frozenset({State.OPEN, State.REPORTED})


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
    answer = _answer_in(context, command, grammar)
    question = _question_meant(context, command, answer)
    if question is None or question.kind is QuestionKind.DOUBT:
        return Answered(command)
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


def _question_meant(context: CommandContext, command: Command, answer: Answer | None) -> Question | None:
    """The open question that the message may answer: of the button, of the message replied to, else the last one."""
    if isinstance(command, Choose) and command.mark is not None:
        return _open(context, _marked(context, command))
    if context.origin.reply_to is not None:
        replied_to = _replied_to(context, context.origin.reply_to)
        return None if replied_to is None or answer is None else _open(context, replied_to)
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
    row = find_sent(context.tx, context.organisation.id, address_of(context), message_id)
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


def with_task_numbers(context: CommandContext, command: Command, grammar: Grammar) -> Command:
    """The command with tasks' numbers in place of rows'; the question which task, where a row is of several.

    A row is sought among the person's open tasks, then among those that are closed; a number that is no row of theirs
    stays the task's own number. Where a plan is named with it only that plan's rows count, and where it has none the
    other plans are asked about.

    Raises Refused with NoSuchPlan or RowNotInPlan where no plan at all has such a row for this person.
    """
    rows = list(dict.fromkeys(_rows_in(command)))
    if not rows or context.actor is None:
        return command
    if isinstance(command, EditRow) and find_draft(context) is not None:  # a row of the plan that waits
        return command
    found, missing = _tasks_of(context, rows)
    _refuse_nowhere([row for row in missing if row not in found], context)
    several = {row: tuple(tasks) for row, tasks in found.items() if len(tasks) > 1}
    only = {row: next(iter(tasks)) for row, tasks in found.items() if len(tasks) == 1}
    if not several and not missing:
        return _renumbered(command, {row: own for row, own in only.items() if row != own}, grammar)
    reason = _reason(context, missing)
    papers = tuple(paper for tasks in found.values() for paper in tasks.values())
    choices = [only | dict(zip(several, numbers, strict=True)) for numbers in product(*several.values())]
    options = _options(context, command, choices[:MOST_OPTIONS], grammar)
    return Clarify(about(context.origin.text), reason.value, options, papers=papers)


def _refuse_nowhere(rows: Sequence[RowNumber], context: CommandContext) -> None:
    for row in rows:
        plan = plan_meant(context, row.plan)
        raise Refused(RowNotInPlan(int(row), name_of_plan(plan, context.plans)))


def _reason(context: CommandContext, missing: Iterable[RowNumber]) -> ClarifyReason:
    plans = [row.plan for row in missing]
    if any(not plans_called(context.plans, plan) for plan in plans):
        return ClarifyReason.NO_SUCH_PLAN
    return ClarifyReason.ROW_NOT_THERE if plans else ClarifyReason.WHICH_ROW


def asked_instead(context: CommandContext, command: Command, refusal: Refusal, grammar: Grammar) -> Clarify | None:
    """The question whether a row of the paper was meant, where the number is no task of this person.

    None where the person may see a task of this number, or where it is not the row of exactly one open task of theirs.
    """
    if not isinstance(refusal, NoSuchTask | NotYourTask) or context.actor is None:
        return None
    named = find_task(context.tx, context.organisation.id, refusal.number)
    if named is not None and may_see(context.person, named.task, context.my_units):
        return None
    found, _ = _tasks_of(context, [RowNumber(refusal.number)], only_open=True)
    tasks = found.get(refusal.number, {})
    options = [option for number in tasks for option in _options(context, command, [{refusal.number: number}], grammar)]
    if len(tasks) != 1 or not options:
        return None
    text = context.origin.text
    return Clarify(about(text), ClarifyReason.WHICH_ROW.value, tuple(options), papers=tuple(tasks.values()))


def _rows_in(command: Command) -> Iterator[RowNumber]:
    if isinstance(command, Several):
        for each in command.commands:
            yield from _rows_in(each)
    elif isinstance(command, Clarify):
        yield from (row for row in command.rows if isinstance(row, RowNumber))
    else:
        yield from (number for number in command.task_numbers if isinstance(number, RowNumber))


def _tasks_of(
    context: CommandContext, rows: Iterable[RowNumber], *, only_open: bool = False
) -> tuple[dict[int, dict[int, RowOption]], list[RowNumber]]:
    """The person's tasks of each row, by task number: the open ones, or without any the closed ones.

    Beside them the rows that the plan named with them has not: their tasks are those of other plans.
    """
    rows = sorted(rows)
    row_of = tasks_of_rows(context.tx, context.organisation.id, rows)
    numbers = {*row_of, *(int(row) for row in rows if row.may_be_own)}
    tasks = load_tasks(context.tx, context.organisation.id, sorted(numbers)) if numbers else []
    mine = [each for each in tasks if may_see(context.person, each.task, context.my_units)]
    found: dict[int, dict[int, RowOption]] = {}
    missing: list[RowNumber] = []
    for row in rows:
        own = row if row.may_be_own else None
        its = [each for each in mine if row == row_of.get(each.task.number) or own == each.task.number]
        if row.plan:
            its, is_there = _narrowed(context, its, row.plan)
            missing += [] if is_there else [row]
        its_open = [each for each in its if each.occurrence.state in _OPEN]
        for each in its_open or ([] if only_open else its):
            found.setdefault(row, {})[each.task.number] = _option_of(context, each)
    return found, missing


def _narrowed(context: CommandContext, tasks: list[TaskNow], plan: str) -> tuple[list[TaskNow], bool]:
    """The tasks of that plan; all of them and False where none is of it."""
    ids = {each.id for each in plans_called(context.plans, plan)}
    narrowed = [each for each in tasks if each.task.plan_id in ids]
    return (narrowed, True) if narrowed else (tasks, False)


def _option_of(context: CommandContext, found: TaskNow) -> RowOption:
    task = found.task
    paper = context.row_on_paper(task.code, task.number, task.plan_id) or PaperRow(task.code)
    return RowOption(task.number, task.title, paper)


def _options(
    context: CommandContext, command: Command, choices: list[dict[int, int]], grammar: Grammar
) -> tuple[str, ...]:
    """What was typed with tasks' numbers, or each option of the question that the text already was."""
    if isinstance(command, Clarify):
        found = [
            option for option in command.options for choice in choices for option in _typed(option, choice, grammar)
        ]
    else:
        found = [option for choice in choices for option in _typed(context.origin.text, choice, grammar)]
    return tuple(islice(dict.fromkeys(found), MOST_OPTIONS))


def _typed(text: str, numbers: Mapping[int, int], grammar: Grammar) -> list[str]:
    """The first way of writing it that is read as the same command about the tasks; none when no way is."""
    text = " ".join(text.split())
    meant = _renumbered(grammar.command(text), numbers, grammar)
    ways = [way for way in grammar.renumbered(text, numbers) if grammar.command(way) == meant]
    return ways[:1]


def _renumbered(command: Command, numbers: Mapping[int, int], grammar: Grammar) -> Command:
    """The command about other tasks."""
    if isinstance(command, Misunderstood | AskTask):
        return command
    if isinstance(command, Several):
        each = tuple(_renumbered(one, numbers, grammar) for one in command.commands)
        return Several(each, tuple(_text(typed, numbers, grammar) for typed in command.typed))
    if isinstance(command, Clarify):
        waiting = tuple(
            replace(one, number=numbers.get(one.number, one.number), typed=_text(one.typed, numbers, grammar))
            for one in command.if_waiting
        )
        options = tuple(_text(option, numbers, grammar) for option in command.options)
        return replace(command, options=options, if_waiting=waiting, rows=())
    # int(): a row of the paper that is no task's stays as the plain number that was typed.
    return command.renumbered({one: numbers.get(one, int(one)) for one in command.task_numbers})


def _text(option: str, numbers: Mapping[int, int], grammar: Grammar) -> str:
    return next(iter(_typed(option, numbers, grammar)), option)
