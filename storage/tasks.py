"""Tasks with their current occurrences, responsibilities and assignments."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, func, insert, not_, select, union_all, update

from domain.deadlines import Deadline, DeadlineKind
from domain.tasks import Occurrence, Part, Responsibility, State, Task
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all
from storage.organisations import kept_policy
from storage.tables import assignment, occurrence, reminder, responsibility, task, unit

OCCURRENCE = (
    occurrence.c.id,
    occurrence.c.task_id,
    occurrence.c.period,
    occurrence.c.first_day,
    occurrence.c.last_day,
    occurrence.c.at_time,
    occurrence.c.deadline_version,
    occurrence.c.state,
    occurrence.c.progress,
    occurrence.c.version,
    occurrence.c.acknowledged_at,
    occurrence.c.reported_on,
    occurrence.c.reported_at,
    occurrence.c.reported_by,
    occurrence.c.note,
    occurrence.c.closed_at,
    occurrence.c.obstacle,
    occurrence.c.obstacle_at,
    occurrence.c.outcome,
    occurrence.c.is_set_late,
)
_CHANGING = (
    "state", "progress", "acknowledged_at", "reported_on", "reported_at", "reported_by", "note", "closed_at",
    "obstacle", "obstacle_at", "outcome",
)  # fmt: skip


class ChangedMeanwhile(Exception):
    """The occurrence changed between read and write; the transaction must start again."""


@dataclass(frozen=True, slots=True)
class TaskNow:
    """A task with its current occurrence (the only one, or the newest period)."""

    task: Task
    occurrence: Occurrence


def load_tasks(
    tx: Transaction,
    organisation_id: int,
    numbers: Iterable[int] | None = None,
    *,
    plan_id: int | None = None,
    only_open: bool = False,
    told_in: Collection[int] | None = None,
    led_by: Collection[int] = (),
) -> list[TaskNow]:
    """Tasks with their current occurrences, ordered by number; all of the organisation unless an argument selects.

    `numbers`, `plan_id`: only these. `only_open`: those whose occurrence is open or reported. `told_in` (outbox ids)
    and `led_by` (unit ids): those that one of these messages tells of or one of these units leads.
    """
    select_tasks, select_parts = _statements(numbers is not None, plan_id is not None, only_open, told_in is not None)
    given: dict[str, Any] = {"organisation": organisation_id}
    if numbers is not None:
        given["numbers"] = list(numbers)
    if plan_id is not None:
        given["plan"] = plan_id
    if told_in is not None:
        given |= {"messages": sorted(told_in), "units": sorted(led_by)}
    rows = tx.execute(select_tasks, given).all()
    if told_in is not None:
        given = {"tasks": sorted({row.task_id for row in rows})}
    parts = collect_parts(tx.execute(select_parts, given).all())
    return [to_task_now(row, parts) for row in rows]


def find_task(tx: Transaction, organisation_id: int, number: int) -> TaskNow | None:
    """The task with this number; None when there is none."""
    query = task_query(organisation_id, number)
    rows = fetch_all(tx, query)
    if not rows:
        return None
    parts = tuple(Responsibility(row[-3], row[-2], _PART[row[-1]]) for row in rows if row[-1])
    return to_task_now(rows[0][:-3], {rows[0][_WIDTH]: parts})


def task_query(organisation_id: int, number: int) -> Query:
    """The query of `find_task`."""
    return Query(_TASK_NOW, {"organisation": organisation_id, "number_": number})


def periods_between(
    tx: Transaction, organisation_id: int, first: date, last: date
) -> dict[int, list[tuple[str, date, date, bool]]]:
    """Periods of repeating tasks that touch these days, by task: code, first and last day, and whether answered."""
    found: dict[int, list[tuple[str, date, date, bool]]] = {}
    for task_id, code, begins, ends, state in tx.execute(
        _PERIODS, {"organisation": organisation_id, "first": first, "last": last}
    ):
        found.setdefault(task_id, []).append((code, begins or ends, ends, state == State.DONE.value))
    return found


def numbers_of_tasks(tx: Transaction, task_ids: Collection[int]) -> dict[int, int]:
    """The number of each of these tasks, by its row id."""
    rows = tx.execute(_NUMBERS, {"tasks": sorted(task_ids)}) if task_ids else ()
    return {row.id: row.number for row in rows}


def reported_numbers(tx: Transaction, organisation_id: int) -> list[int]:
    """The numbers of the tasks that are reported done and not confirmed yet."""
    return list(tx.execute(_REPORTED, {"organisation": organisation_id}).scalars())


def last_number(tx: Transaction, organisation_id: int) -> int:
    """The highest task number in use, 0 when there is none."""
    query = select(func.max(task.c.number)).where(task.c.organisation_id == organisation_id)
    return tx.execute(query).scalar() or 0


# Built once: a province of plans is written row by row.
_ADD_TASK = insert(task).returning(task.c.id)
_ADD_TASKS = insert(task).returning(task.c.id, sort_by_parameter_order=True)
_ADD_PART, _ADD_OCCURRENCE = insert(responsibility), insert(occurrence)
_KNOWN_PART = select(responsibility.c.id).where(
    responsibility.c.task_id == bindparam("task_"),
    responsibility.c.unit_id == bindparam("unit_"),
    responsibility.c.part == bindparam("part_"),
)
_KNOWN_PERIOD = select(occurrence.c.id).where(
    occurrence.c.task_id == bindparam("task_"), occurrence.c.period == bindparam("period_")
)


def add_task(tx: Transaction, organisation_id: int, plan_id: int, values: Mapping[str, Any]) -> int:
    """A new task; `values` are column values without ids."""
    row = {"organisation_id": organisation_id, "plan_id": plan_id, **values}
    return int(tx.execute(_ADD_TASK, row).scalar_one())


FirstDays = tuple[date | None, date | None, Any]  # first day, last day, hour


def add_tasks(tx: Transaction, organisation_id: int, plan_id: int, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """New tasks, as `add_task` takes each; returns their ids in the same order."""
    if not rows:
        return []
    given = [{"organisation_id": organisation_id, "plan_id": plan_id, **row} for row in rows]
    return list(tx.execute(_ADD_TASKS, given).scalars())


def add_first_parts(tx: Transaction, organisation_id: int, parts: Sequence[tuple[int, int, Part, int]]) -> None:
    """Units of new tasks: (task, unit, part, position), each once."""
    rows = [
        {"organisation_id": organisation_id, "task_id": task_id, "unit_id": unit_id, "part": part.value, "position": at}
        for task_id, unit_id, part, at in parts
    ]
    if rows:
        tx.execute(_ADD_PART, rows)


def add_first_occurrences(
    tx: Transaction, organisation_id: int, occurrences: Sequence[tuple[int, str, FirstDays]]
) -> None:
    """Occurrences of new tasks: (task, period, days)."""
    rows = [
        _new_occurrence(organisation_id, task_id, period, days, is_set_late=False)
        for task_id, period, days in occurrences
    ]
    if rows:
        tx.execute(_ADD_OCCURRENCE, rows)


def _new_occurrence(
    organisation_id: int, task_id: int, period: str, days: FirstDays, *, is_set_late: bool
) -> dict[str, Any]:
    first_day, last_day, at_time = days
    return {
        "organisation_id": organisation_id, "task_id": task_id, "period": period, "first_day": first_day,
        "last_day": last_day, "at_time": at_time, "deadline_version": 1, "state": State.OPEN.value,
        "progress": 0, "version": 1, "is_set_late": is_set_late,
    }  # fmt: skip


def add_responsibility(
    tx: Transaction, organisation_id: int, task_id: int, unit_id: int, part: Part, position: int
) -> None:
    """Make a unit responsible for a part of a task; naming it twice changes nothing."""
    if tx.execute(_KNOWN_PART, {"task_": task_id, "unit_": unit_id, "part_": part.value}).first() is None:
        values = {"task_id": task_id, "unit_id": unit_id, "part": part.value, "position": position}
        tx.execute(_ADD_PART, {"organisation_id": organisation_id, **values})


def add_occurrence(
    tx: Transaction,
    organisation_id: int,
    task_id: int,
    period: str,
    days: tuple[date | None, date | None, Any],
    *,
    is_set_late: bool = False,
) -> bool:
    """Open an occurrence (period, (first day, last day, hour)); False when the period has one already."""
    if tx.execute(_KNOWN_PERIOD, {"task_": task_id, "period_": period}).first() is not None:
        return False
    values = _new_occurrence(organisation_id, task_id, period, days, is_set_late=is_set_late)
    tx.execute(_ADD_OCCURRENCE, values)
    return True


def change_occurrence(tx: Transaction, before: Occurrence, after: Occurrence) -> Occurrence:
    """Compare-and-set: write `after` only if nothing changed since `before` was read.

    Raises ChangedMeanwhile when something did.
    """
    values: dict[str, Any] = {f"new_{name}": getattr(after, name) for name in _CHANGING}
    values |= {"new_state": after.state.value, "id_": before.id, "seen": before.version}
    if not (rows := fetch_all(tx, Query(_CHANGE, values))):
        raise ChangedMeanwhile(f"occurrence {before.id} is no longer at version {before.version}")
    return _occurrence_of(rows[0])


def find_occurrence(tx: Transaction, occurrence_id: int) -> Occurrence:
    """One occurrence by id."""
    return to_occurrence(tx.execute(select(*OCCURRENCE).where(occurrence.c.id == occurrence_id)).mappings().one())


def find_task_by_id(tx: Transaction, task_id: int) -> Task:
    """One task by its row id."""
    row = tx.execute(select(task).where(task.c.id == task_id)).mappings().one()
    return _to_task(row, collect_parts(tx.execute(_PARTS, {"tasks": [task_id]})).get(task_id, ()))


def to_occurrence(row: Mapping[Any, Any]) -> Occurrence:
    """A row of the occurrence table as the domain's value."""
    return Occurrence(**{**{column.name: row[column.name] for column in OCCURRENCE}, "state": State(row["state"])})


def to_task_now(row: Sequence[Any], parts: Mapping[int, tuple[Responsibility, ...]]) -> TaskNow:
    """A row of TASK_NOW with the result of `collect_parts`; by position, because whole wards are read this way."""
    task_id, number, title, created_on, product, code, policy, plan_id, kind, *deadline = row[_WIDTH:]
    its = Task(task_id, number, title, Deadline(_KINDS[kind], *deadline), created_on, parts.get(task_id, ()),
               product, code, policy and kept_policy(policy), plan_id)  # fmt: skip
    return TaskNow(its, _occurrence_of(row))


def _occurrence_of(row: Sequence[Any]) -> Occurrence:
    return Occurrence(*(*row[:_STATE], _STATES[row[_STATE]], *row[_STATE + 1 : _WIDTH]))


def collect_parts(rows: Iterable[Iterable[Any]]) -> dict[int, tuple[Responsibility, ...]]:
    """Responsibilities by task id, from rows of PARTS."""
    found: dict[int, list[Responsibility]] = {}
    known: dict[tuple[Any, ...], Responsibility] = {}  # a few units have all the tasks: the same value serves for each
    for task_id, *of_unit in rows:
        key = tuple(of_unit)
        its = known.get(key) or known.setdefault(key, Responsibility(key[0], key[1], _PART[key[2]]))
        found.setdefault(task_id, []).append(its)
    return {task_id: tuple(parts) for task_id, parts in found.items()}


_KINDS = {kind.value: kind for kind in DeadlineKind}
_STATES = {state.value: state for state in State}
_PART = {part.value: part for part in Part}
_WIDTH = len(OCCURRENCE)
_STATE = OCCURRENCE.index(occurrence.c.state)

# The newest occurrence of a task is its current one.
_newer = occurrence.alias("newer")
IS_NEWEST = not_(
    select(_newer.c.id).where(_newer.c.task_id == occurrence.c.task_id, _newer.c.id > occurrence.c.id).exists()
)
TASK_NOW = (
    *OCCURRENCE,
    task.c.id, task.c.number, task.c.title, task.c.created_on, task.c.product, task.c.code,
    task.c.policy, task.c.plan_id,
    task.c.kind, task.c.wording, task.c.first_day, task.c.last_day, task.c.at_time, task.c.rule, task.c.condition,
)  # fmt: skip
PARTS = (
    select(responsibility.c.task_id, responsibility.c.unit_id, unit.c.name, responsibility.c.part)
    .join(unit, unit.c.id == responsibility.c.unit_id)
    .order_by(responsibility.c.task_id, responsibility.c.part.desc(), responsibility.c.position)
)
_OF_ORGANISATION = task.c.organisation_id == bindparam("organisation")
_SAME_ORGANISATION = occurrence.c.organisation_id == task.c.organisation_id
_NUMBERS = select(task.c.id, task.c.number).where(task.c.id.in_(bindparam("tasks", expanding=True)))
_REPORTED = (
    select(task.c.number)
    .join(occurrence, occurrence.c.task_id == task.c.id)
    .where(occurrence.c.organisation_id == bindparam("organisation"), occurrence.c.state == State.REPORTED.value,
           IS_NEWEST)
)  # fmt: skip
_OF_NUMBERS = task.c.number.in_(bindparam("numbers", expanding=True))
_OF_PLAN = task.c.plan_id == bindparam("plan")
_IS_OPEN = (
    occurrence.c.organisation_id == bindparam("organisation"),
    occurrence.c.state.in_((State.OPEN.value, State.REPORTED.value)),
)
_TOLD = (
    select(occurrence.c.task_id)
    .join(reminder, reminder.c.occurrence_id == occurrence.c.id)
    .where(reminder.c.outbox_id.in_(bindparam("messages", expanding=True)))
)
_LED = select(responsibility.c.task_id).where(
    responsibility.c.unit_id.in_(bindparam("units", expanding=True)), responsibility.c.part == Part.LEAD.value
)


@cache  # one pair for each combination of arguments that the program uses
def _statements(with_numbers: bool, with_plan: bool, only_open: bool, among: bool) -> tuple[Select[Any], Select[Any]]:  # noqa: FBT001 - a private key of the cache below
    """The statement for the tasks and that for their responsibilities."""
    tasks = select(*TASK_NOW).join(task, task.c.id == occurrence.c.task_id).where(IS_NEWEST).order_by(task.c.number)
    # The state is an index of its own; otherwise the tasks of the organisation are found first.
    tasks = tasks.where(*_IS_OPEN) if only_open else tasks.where(_OF_ORGANISATION)
    tasks = tasks.where(_SAME_ORGANISATION)
    its_tasks = select(task.c.id).where(_OF_ORGANISATION)
    if with_numbers:
        tasks, its_tasks = tasks.where(_OF_NUMBERS), its_tasks.where(_OF_NUMBERS)
    if with_plan:
        tasks, its_tasks = tasks.where(_OF_PLAN), its_tasks.where(_OF_PLAN)
    if among:  # by the task and not by the state: with the state the database would read all open tasks
        tasks = tasks.where(occurrence.c.task_id.in_(union_all(_TOLD, _LED)))
        return tasks, PARTS.where(responsibility.c.task_id.in_(bindparam("tasks", expanding=True)))
    if with_numbers or with_plan:
        return tasks, PARTS.where(responsibility.c.task_id.in_(its_tasks))
    if only_open:
        its_open = select(occurrence.c.task_id).where(*_IS_OPEN)
        is_own = responsibility.c.organisation_id == bindparam("organisation")
        return tasks, PARTS.where(is_own, responsibility.c.task_id.in_(its_open))
    # By the units and not by the tasks: for hundreds of tasks PostgreSQL would read the parts of all organisations.
    return tasks, PARTS.where(unit.c.organisation_id == bindparam("organisation"))


_PARTS = PARTS.where(responsibility.c.task_id.in_(bindparam("tasks", expanding=True)))
# A task with its newest occurrence, one row for each unit that takes part.
_NEWEST = select(func.max(occurrence.c.id)).where(occurrence.c.task_id == task.c.id).correlate(task).scalar_subquery()
_TASK_NOW = (
    select(*TASK_NOW, responsibility.c.unit_id, unit.c.name.label("unit_name"), responsibility.c.part)
    .select_from(
        # The task's number is there for PostgreSQL: past its policies it finds no row by the answer of a sub-query.
        task.join(occurrence, and_(occurrence.c.task_id == task.c.id, occurrence.c.id == _NEWEST))
        .outerjoin(responsibility, responsibility.c.task_id == task.c.id)
        .outerjoin(unit, unit.c.id == responsibility.c.unit_id)
    )
    .where(task.c.organisation_id == bindparam("organisation"), task.c.number == bindparam("number_"))
    .order_by(responsibility.c.part.desc(), responsibility.c.position)
)
_PERIODS = (
    select(occurrence.c.task_id, occurrence.c.period, occurrence.c.first_day, occurrence.c.last_day, occurrence.c.state)
    .where(
        occurrence.c.organisation_id == bindparam("organisation"),
        occurrence.c.period != "",
        occurrence.c.last_day >= bindparam("first"),
        func.coalesce(occurrence.c.first_day, occurrence.c.last_day) <= bindparam("last"),
    )
    .order_by(occurrence.c.task_id, occurrence.c.last_day)
)
_CHANGE = (
    update(occurrence)
    .where(occurrence.c.id == bindparam("id_"), occurrence.c.version == bindparam("seen"))
    .values(version=occurrence.c.version + 1, **{name: bindparam(f"new_{name}") for name in _CHANGING})
    .returning(*OCCURRENCE)
)


def _to_task(row: Mapping[Any, Any], responsibilities: tuple[Responsibility, ...]) -> Task:
    deadline = Deadline(
        DeadlineKind(row["kind"]), row["wording"], row["first_day"], row["last_day"], row["at_time"], row["rule"],
        row["condition"],
    )  # fmt: skip
    return Task(
        row["id"], row["number"], row["title"], deadline, row["created_on"], responsibilities, row["product"],
        row["code"], kept_policy(row["policy"]), row["plan_id"],
    )  # fmt: skip


def load_assignments(tx: Transaction, organisation_id: int) -> Mapping[tuple[int, int], frozenset[int]]:
    """The people by (task id, unit id); tasks that were handed to no person are left out."""
    found: dict[tuple[int, int], set[int]] = {}
    for task_id, unit_id, person_id in tx.execute(_HANDED, {"organisation": organisation_id}):
        found.setdefault((task_id, unit_id), set()).add(person_id)
    return {key: frozenset(people) for key, people in found.items()}


_HANDED = select(assignment.c.task_id, assignment.c.unit_id, assignment.c.person_id).where(
    assignment.c.organisation_id == bindparam("organisation")
)


def hand_over(
    tx: Transaction,
    organisation_id: int,
    task_id: int,
    unit_id: int,
    people: Iterable[int],
    by: int,
    now: datetime,
) -> None:
    """These people of the unit have the task, in place of those before; nobody named: the whole unit has it again."""
    tx.execute(delete(assignment).where(assignment.c.task_id == task_id, assignment.c.unit_id == unit_id))
    for person_id in people:
        values = {"task_id": task_id, "unit_id": unit_id, "person_id": person_id, "assigned_by": by, "assigned_at": now}
        tx.execute(insert(assignment).values(organisation_id=organisation_id, **values))
