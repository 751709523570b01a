"""Completes a command that names rows of the paper: "mục 3" is the task of that row among the person's own.

Where several of their tasks have that row, or none has, the person is asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product

from domain.authorisation import may_see
from domain.followed_plans import PaperRow, RowNumber, RowOption, name_of_plan, plans_called
from domain.interpretations import ClarifyReason, about
from domain.messages import Command, Refusal, Refused
from domain.messages.drafts import EditRow
from domain.messages.plans import RowNotInPlan
from domain.messages.questions import (
    AskTask,
    Clarify,
    Misunderstood,
    Several,
)
from domain.messages.tasks import NoSuchTask, NotYourTask
from domain.questions import MOST_OPTIONS
from domain.tasks import State
from services.commands.row_or_task import is_row
from services.context.command_context import CommandContext, Grammar
from services.context.find_plan import plan_meant
from services.plans.hold_draft import find_draft
from storage.plans import tasks_of_rows
from storage.tasks import TaskNow, find_task, load_tasks

_OPEN = frozenset({State.OPEN, State.REPORTED})


def with_task_numbers(context: CommandContext, command: Command, grammar: Grammar) -> Command:
    """The command with tasks' numbers in place of rows'; the question which task, where a row is of several.

    A row is sought among the person's open tasks, then among those that are closed; a number that is no row of theirs
    stays the task's own number. Where a plan is named with it only that plan's rows count, and where it has none the
    other plans are asked about.

    Raises Refused with NoSuchPlan or RowNotInPlan where no plan at all has such a row for this person.
    """
    rows = list(dict.fromkeys(command.rows_on_paper))
    if not rows or context.actor is None:
        return command
    if isinstance(command, EditRow) and _is_of_draft(context, command):
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


def _is_of_draft(context: CommandContext, command: EditRow) -> bool:
    """Whether the plan that waits has such a row."""
    draft = find_draft(context)
    return draft is not None and command.number is not None and is_row(draft, command.number)


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
