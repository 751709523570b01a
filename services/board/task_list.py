"""`/viec`: every task the person may see, by state, plan, unit, person and words, fifty on a page."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from domain.authorisation import may_see, may_see_all
from domain.board.tasks import TaskListPage
from domain.figures import Cell, is_undated, urgency
from domain.tasks import Part, State
from services.board.filters import chosen, filters_of
from services.board.rows import rows_of
from services.commands.show_status import SOON_DAYS, judge, tasks_of_scope
from services.context.command_context import CommandContext
from storage.task_statistics import TaskSnapshot, load_task_snapshots
from storage.tasks import load_tasks

PAGE = 50
ALL, COORDINATED = "tat-ca", "phoi-hop"
_OPEN = frozenset({State.OPEN, State.REPORTED})
Rule = Callable[[TaskSnapshot, Cell | None, date], bool]  # of a task, where it is counted, and today


def _is_open(found: TaskSnapshot, _cell: Cell | None, _today: date) -> bool:
    return found.state in _OPEN


def _cell_is(*cells: Cell) -> Rule:
    return lambda _found, cell, _today: cell in cells


def _is_soon(found: TaskSnapshot, cell: Cell | None, today: date) -> bool:
    """As the figures have it: due within a week and not overdue."""
    if found.state not in _OPEN or found.last_day is None or found.is_check_in:
        return False
    return cell is not Cell.OPEN_OVERDUE and (found.last_day - today).days <= SOON_DAYS


# By the word in the address, in the order of the page. The first is what the page shows by itself.
STATES: Mapping[str, Rule] = {
    "chua-xong": _is_open,
    "qua-han": _cell_is(Cell.OPEN_OVERDUE),
    "sap-den-han": _is_soon,
    "cho-xac-nhan": lambda found, *_: found.state is State.REPORTED,
    "vuong-mac": lambda found, *_: found.state in _OPEN and found.has_obstacle,
    "chua-co-han": lambda found, *_: found.state in _OPEN and is_undated(found),
    "han-sua-sau": lambda found, *_: found.is_set_late and found.state is not State.CANCELLED,
    "hoan-thanh": _cell_is(Cell.DONE_ON_TIME, Cell.DONE_LATE),
    "da-huy": lambda found, *_: found.state is State.CANCELLED,
    ALL: lambda *_: True,
}


def read_task_list(context: CommandContext, values: Mapping[str, str]) -> TaskListPage | None:
    """The tasks, the most urgent first; None for a filter that is none."""
    state = values.get("tt", "") or next(iter(STATES))
    coordinated = _coordinated(context) if state == COORDINATED or not may_see_all(context.person) else []
    scope = coordinated if state == COORDINATED else tasks_of_scope(context)
    filters = filters_of(context, scope, values)
    if filters is None or state not in {*STATES, COORDINATED}:
        return None
    filters = replace(filters, state=state)
    kept = chosen(context, scope, filters)
    if state == COORDINATED:
        shown = kept
        kept = chosen(context, tasks_of_scope(context), filters)
    judged = [(found, cell, context.today) for found, cell, _ in judge(context, kept)]
    if state != COORDINATED:
        shown = [one[0] for one in judged if STATES[state](*one)]
    counts = [(name, sum(rule(*one) for one in judged)) for name, rule in STATES.items()]
    if coordinated:
        counts.append((COORDINATED, len(coordinated)))
    zone = context.organisation.zone
    shown.sort(key=lambda one: urgency(one, one.number, context.now, zone))
    pages = max(1, -(-len(shown) // PAGE))
    page = min(max(1, _number(values.get("trang", "1"))), pages)
    rows = rows_of(context, [found.number for found in shown[(page - 1) * PAGE : page * PAGE]])
    return TaskListPage(filters, rows, tuple(counts), len(shown), page, pages)


def _coordinated(context: CommandContext) -> list[TaskSnapshot]:
    """The open tasks that the person's units coordinate and do not lead."""
    mine = context.my_units
    numbers = {
        found.task.number
        for found in load_tasks(context.tx, context.organisation.id, only_open=True)
        if may_see(context.person, found.task, mine)
        and any(part.unit_id in mine for part in found.task.units(Part.COORDINATING))
        and not any(part.unit_id in mine for part in found.task.units(Part.LEAD))
    }
    return [found for found in load_task_snapshots(context.tx, context.organisation.id) if found.number in numbers]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
