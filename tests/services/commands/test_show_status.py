"""The figures are read in a short way of their own: they must be what the whole tasks say, judged one by one."""

import random
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from domain.figures import Cell, cell_of, count, urgency
from domain.inbox import MessageContext
from domain.messages.reports import ShowStatus, StatusShown
from domain.messages.summaries import TaskSummary
from domain.people import Actor, Role
from domain.tasks import Part, State
from services.commands.show_status import SOON_DAYS, show_status, status_shown
from services.context.command_context import CommandContext
from services.context.summaries import summary_of
from storage.engine.database import Transaction
from storage.tables import occurrence, responsibility, unit
from storage.task_statistics import load_task_snapshots
from storage.tasks import TaskNow, load_tasks
from tests.world import World, hanoi

NOW = hanoi(20, 14)
TODAY = date(2026, 4, 20)
LEADER = Actor(1, "Bí thư", roles=frozenset({Role.LEADER}))


def a_desk(tx: Transaction, world: World, actor: Actor = LEADER) -> CommandContext:
    return CommandContext(tx, world.organisation, NOW, MessageContext("telegram", "1"), actor)


def a_fate(dice: random.Random) -> dict[str, Any]:
    """Something that may have become of a task by now: every column that the figures rest on."""

    def perhaps(value: Any) -> Any:
        return dice.choice((value, None))

    def near(span: int) -> timedelta:
        return timedelta(days=dice.randint(-span, span))

    return {
        "state": dice.choice(list(State)).value,
        "last_day": perhaps(TODAY + near(12)),
        "at_time": perhaps(time(dice.choice((9, 14, 17)))),
        "progress": dice.randrange(0, 101, 25),
        "reported_on": perhaps(TODAY + near(12)),
        "reported_at": perhaps(NOW + near(12) + timedelta(hours=dice.randint(-5, 5))),
        "closed_at": perhaps(NOW + near(12)),
        "acknowledged_at": perhaps(NOW),
        "obstacle": perhaps("chờ văn bản"),
    }


def shuffle(tx: Transaction, world: World, seed: int) -> None:
    """Another fate for each task, for some a second or third period, and other units that lead."""
    dice = random.Random(seed)  # noqa: S311 - the same cases each time
    for found in load_tasks(tx, world.organisation_id):
        its = {"organisation_id": world.organisation_id, "task_id": found.task.id}
        tx.execute(update(occurrence).where(occurrence.c.id == found.occurrence.id).values(**a_fate(dice)))
        if dice.random() < 0.3:
            period = {"period": f"2026-{seed:02}", "deadline_version": 1, "version": 1}
            tx.execute(insert(occurrence).values(**its, **period, **a_fate(dice)))
        led = {r.unit_id for r in found.task.responsibilities}
        others = set(tx.execute(select(unit.c.id).order_by(unit.c.id)).scalars()) - led
        if dice.random() < 0.2 and others:
            more = {"unit_id": dice.choice(sorted(others)), "part": dice.choice(list(Part)).value}
            tx.execute(insert(responsibility).values(**its, **more, position=20 + seed))


def leads(found: TaskNow) -> set[tuple[int, str]]:
    return {(r.unit_id, r.unit_name) for r in found.task.units(Part.LEAD)}


def is_overdue(context: CommandContext, found: TaskNow) -> bool:
    return cell_of(found.occurrence, context.now, context.organisation.zone) is Cell.OPEN_OVERDUE


def is_soon(context: CommandContext, found: TaskNow) -> bool:
    last_day = found.occurrence.last_day
    if found.occurrence.is_check_in or is_overdue(context, found) or last_day is None:
        return False
    return last_day <= TODAY + timedelta(days=SOON_DAYS)


def lines(context: CommandContext, tasks: list[TaskNow]) -> tuple[TaskSummary, ...]:
    zone = context.organisation.zone
    ordered = sorted(tasks, key=lambda found: urgency(found.occurrence, found.task.number, context.now, zone))
    return tuple(summary_of(context, found) for found in ordered)


def check_against_whole_tasks(context: CommandContext, shown: StatusShown, tasks: list[TaskNow]) -> None:
    """What `shown` says of these tasks is what they say, judged whole and one by one."""
    now, zone = context.now, context.organisation.zone
    assert shown.cells == count((found.occurrence for found in tasks), now, zone)
    running = [found for found in tasks if found.occurrence.state in {State.OPEN, State.REPORTED}]
    assert shown.overdue == lines(context, [found for found in running if is_overdue(context, found)])
    assert shown.due_soon == lines(context, [found for found in running if is_soon(context, found)])
    rest = [found for found in running if not is_overdue(context, found) and not is_soon(context, found)]
    assert shown.others == (() if shown.unit_id is None else lines(context, rest))
    expected = {
        lead: count((found.occurrence for found in tasks if lead in leads(found)), now, zone)
        for lead in {lead for found in tasks for lead in leads(found)}
    }
    assert {(one.unit_id, one.name): one.cells for one in shown.units} == ({} if shown.unit_id else expected)


@pytest.mark.parametrize("seed", range(6))
def test_the_figures_of_everything_and_of_each_unit_are_those_of_the_whole_tasks(world: World, seed: int) -> None:
    with world.database.transaction() as tx:
        for more in range(4):
            shuffle(tx, world, 10 * seed + more)
            context, tasks = a_desk(tx, world), load_tasks(tx, world.organisation_id)
            check_against_whole_tasks(
                context, status_shown(context, load_task_snapshots(tx, world.organisation_id)), tasks
            )
            for lead in {lead for found in tasks for lead in leads(found)}:
                [shown] = show_status(context, ShowStatus(unit_id=lead[0])).responses
                assert isinstance(shown, StatusShown)
                check_against_whole_tasks(context, shown, [found for found in tasks if lead in leads(found)])


def test_an_officer_has_the_figures_of_the_tasks_that_her_units_lead(world: World) -> None:
    with world.database.transaction() as tx:
        shuffle(tx, world, 7)
        tasks = load_tasks(tx, world.organisation_id)
        mine, _ = sorted(leads(tasks[0]))[0]
        context = a_desk(tx, world, Actor(2, "Cán bộ", unit_ids=frozenset({mine})))
        [shown] = show_status(context, ShowStatus()).responses
        assert isinstance(shown, StatusShown)
        units = context.my_units
        check_against_whole_tasks(context, shown, [f for f in tasks if {unit_id for unit_id, _ in leads(f)} & units])
