"""Completes rows of the paper to tasks: "mục 3" is the task of that row among this person's own, or is asked about."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice, product
from typing import Any

from domain.authorisation import may_see
from domain.commands import AskTask, Clarify, Command, EditRow, Misunderstood, Several
from domain.interpretations import ClarifyReason, about
from domain.paper_rows import PaperRow, RowNumber, RowOption
from domain.questions import MOST_OPTIONS
from domain.refusals import NoSuchTask, NotYourTask, Refusal
from domain.tasks import State
from services.desk import Desk
from services.grammar import Grammar
from services.hold_draft import find_draft
from storage.paper_rows import papers_of, tasks_of_rows
from storage.tasks import TaskNow, find_task, load_tasks

_OPEN = frozenset({State.OPEN, State.REPORTED})


def with_task_numbers(desk: Desk, command: Command, grammar: Grammar) -> Command:
    """The command with tasks' numbers in place of rows'; the question which task, where a row is of several.

    A row is sought among the person's open tasks, then among those that are closed; a number that is no row of theirs
    stays the task's own number.
    """
    rows = frozenset(_rows_in(command))
    if not rows or desk.actor is None:
        return command
    if isinstance(command, EditRow) and find_draft(desk) is not None:  # a row of the plan that waits
        return command
    found = _tasks_of(desk, rows)
    several = {row: tuple(tasks) for row, tasks in found.items() if len(tasks) > 1}
    only = {row: next(iter(tasks)) for row, tasks in found.items() if len(tasks) == 1}
    if not several:
        return _renumbered(command, {row: own for row, own in only.items() if row != own}, grammar)
    papers = tuple(paper for tasks in found.values() for paper in tasks.values())
    choices = [only | dict(zip(several, numbers, strict=True)) for numbers in product(*several.values())]
    options = _options(desk, command, choices[:MOST_OPTIONS], grammar)
    text = desk.heard.text
    return Clarify(about(text), ClarifyReason.WHICH_ROW.value, options, papers=papers)


def asked_instead(desk: Desk, command: Command, refusal: Refusal, grammar: Grammar) -> Clarify | None:
    """The question whether a row of the paper was meant, where the number is no task of this person.

    None where the person may see a task of this number, or where it is not the row of exactly one open task of theirs.
    """
    if not isinstance(refusal, NoSuchTask | NotYourTask) or desk.actor is None:
        return None
    named = find_task(desk.tx, desk.organisation.id, refusal.number)
    if named is not None and may_see(desk.person, named.task, desk.my_units):
        return None
    tasks = _tasks_of(desk, frozenset({refusal.number}), only_open=True).get(refusal.number, {})
    options = [option for number in tasks for option in _options(desk, command, [{refusal.number: number}], grammar)]
    if len(tasks) != 1 or not options:
        return None
    text = desk.heard.text
    return Clarify(about(text), ClarifyReason.WHICH_ROW.value, tuple(options), papers=tuple(tasks.values()))


def paper_of(desk: Desk, found: TaskNow) -> PaperRow | None:
    """Where the task stands on paper; None where its number is that of its row, or it is of no plan."""
    if found.task.code in {"", str(found.task.number)}:
        return None
    return papers_of(desk.tx, desk.organisation.id, [found.task.number]).get(found.task.number)


def _rows_in(command: Command) -> Iterator[int]:
    if isinstance(command, Several):
        for each in command.commands:
            yield from _rows_in(each)
    elif isinstance(command, Clarify):
        yield from command.rows
    else:
        numbers = (getattr(command, "number", None), *getattr(command, "numbers", ()))
        yield from (int(number) for number in numbers if isinstance(number, RowNumber))


def _tasks_of(desk: Desk, rows: frozenset[int], *, only_open: bool = False) -> dict[int, dict[int, RowOption]]:
    """The person's tasks of each row, by task number: the open ones, or without any the closed ones."""
    papers = tasks_of_rows(desk.tx, desk.organisation.id, rows)
    tasks = load_tasks(desk.tx, desk.organisation.id, papers) if papers else []
    mine = [each for each in tasks if may_see(desk.person, each.task, desk.my_units)]
    found: dict[int, dict[int, RowOption]] = {}
    for row in sorted(rows):
        its = [each for each in mine if papers[each.task.number].number == row]
        its_open = [each for each in its if each.occurrence.state in _OPEN]
        for each in its_open or ([] if only_open else its):
            number = each.task.number
            found.setdefault(row, {})[number] = RowOption(number, each.task.title, papers[number])
    return found


def _options(desk: Desk, command: Command, choices: list[dict[int, int]], grammar: Grammar) -> tuple[str, ...]:
    """What was typed with tasks' numbers, or each option of the question that the text already was."""
    if isinstance(command, Clarify):
        found = [
            option for option in command.options for choice in choices for option in _typed(option, choice, grammar)
        ]
    else:
        found = [option for choice in choices for option in _typed(desk.heard.text, choice, grammar)]
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
    changed: Any = command
    number, several = getattr(command, "number", None), getattr(command, "numbers", ())
    if isinstance(number, int):
        changed = replace(changed, number=numbers.get(number, int(number)))
    if several:
        changed = replace(changed, numbers=tuple(dict.fromkeys(numbers.get(one, int(one)) for one in several)))
    renumbered: Command = changed
    return renumbered


def _text(option: str, numbers: Mapping[int, int], grammar: Grammar) -> str:
    return next(iter(_typed(option, numbers, grammar)), option)
