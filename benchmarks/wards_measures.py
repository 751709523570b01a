"""What the planner and /status cost in a database of very many wards, each beside its floor in the same run."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Engine, bindparam, delete, func, insert, select, text, update

from benchmarks.wards import FIRST_THOUSAND, MORNING, MORNING_OF_1000, UNITS, Wards
from domain.inbox import MessageContext
from domain.people import Actor, Role
from services.commands.show_status import status_shown
from services.context.command_context import CommandContext
from services.office.office import Office
from storage.due_checks import DUE_CHECKS
from storage.engine.database import Database
from storage.organisations import load_organisation
from storage.tables import occurrence, outbox, receipt, reminder, task
from storage.task_statistics import load_task_snapshots

CALLS = 300  # of what takes microseconds, in one measurement
WARDS_ASKED = 200
NIGHT = MORNING - timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Pair:
    """Seconds of the floor and of ours, measured one after the other."""

    floor: float
    ours: float

    @property
    def ratio(self) -> float:
        """How many times the floor ours takes."""
        return self.ours / self.floor


def seconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


class Scale:
    """The measures over one loaded database."""

    def __init__(self, engine: Engine, wards: Wards) -> None:
        self._engine = engine
        self._wards = wards
        self._database = Database(engine)

    def empty_tick(self) -> Pair:
        """Asking which organisations have work when none has, beside `SELECT 1` through the same engine."""
        office = Office(self._database, 1, "bench")
        one = text("SELECT 1")

        def floor() -> None:
            with self._database.reading() as tx:
                tx.execute(one).scalar()

        return Pair(_each(floor), _each(lambda: office.planning.due(NIGHT)))

    def fetch_1000(self) -> Pair:
        """The rows of 1,000 occurrences that are due, beside the same columns of the same rows by primary key."""
        by_key = select(*DUE_CHECKS.selected_columns[:-2]).join(task, task.c.id == occurrence.c.task_id)
        query = by_key.where(occurrence.c.id.between(bindparam("low"), bindparam("high")))
        with self._database.transaction() as tx:  # what is due is held while it is planned
            floor = _best(lambda: tx.execute(query, {"low": 1, "high": FIRST_THOUSAND}).all())
            given = {"organisations": list(self._first_wards()), "now_": MORNING_OF_1000}
            ours = _best(lambda: tx.execute(DUE_CHECKS, given).all())
        return Pair(floor, ours)

    def plan_1000(self) -> Pair:
        """1,000 due occurrences planned and committed, beside a bare UPDATE and INSERT of as many rows."""
        floor = seconds(self._bare_writes)
        self._reset()
        ours = seconds(self._plan_first)
        self._check_planned(FIRST_THOUSAND)
        self._reset()
        return Pair(floor, ours)

    def morning_peak(self) -> Pair:
        """Everything that comes due on one morning, as the program plans it, beside a bare SELECT of all ids."""

        def floor() -> None:
            with self._database.reading() as tx:
                tx.execute(select(occurrence.c.id)).all()

        bare = seconds(floor)
        ours = seconds(self._plan_all)
        self._check_planned(sum(map(self._wards.is_due, range(1, self._wards.tasks + 1))))
        self._reset()
        return Pair(bare, ours)

    def status_p99(self) -> float:
        """Seconds in which 99 of 100 leaders have their ward's figures."""
        step = max(1, self._wards.count // WARDS_ASKED)
        wards = list(range(1, self._wards.count + 1, step))
        self._status(wards[0])
        took = sorted(seconds(lambda ward=ward: self._status(ward)) for ward in wards)  # type: ignore[misc]  # mypy infers no type for a default
        return took[int(len(took) * 0.99)]

    def _status(self, ward: int) -> None:
        with self._database.reading() as tx:
            leader = Actor(1, "Bí thư", "vi", frozenset(), (), frozenset({Role.LEADER}))
            context = CommandContext(tx, load_organisation(tx, ward), MORNING, MessageContext("telegram", "1"), leader)
            status_shown(context, load_task_snapshots(tx, ward))

    def _plan_all(self) -> None:
        office = Office(self._database, 1, "bench")
        for together in office.planning.due(MORNING):
            office.planning.plan(MORNING, together)

    def _plan_first(self) -> None:
        Office(self._database, 1, "bench").planning.plan(MORNING_OF_1000, self._first_wards())

    def _first_wards(self) -> range:
        """The wards that hold the first thousand tasks."""
        return range(1, -(-FIRST_THOUSAND // self._wards.tasks_each) + 1)

    def _bare_writes(self) -> None:
        later = MORNING + timedelta(days=5)
        at = update(occurrence).where(occurrence.c.id == bindparam("id_")).values(next_look_at=bindparam("at"))
        ids = range(1, FIRST_THOUSAND + 1)
        wards = {n: (n - 1) // self._wards.tasks_each + 1 for n in ids}
        rows = [
            {"organisation_id": ward, "occurrence_id": n, "deadline_version": 1, "stage": "before:7",
             "audience": "lead", "person_id": (ward - 1) * UNITS + 1, "is_skipped": False, "planned_at": MORNING}
            for n, ward in wards.items()
        ]  # fmt: skip
        with self._database.transaction() as tx:
            tx.execute(at, [{"id_": n, "at": later} for n in ids])
            tx.execute(insert(reminder), rows)

    def _check_planned(self, least: int) -> None:
        """What was measured must have been done."""
        with self._database.reading() as tx:
            planned = tx.execute(select(func.count()).select_from(reminder)).scalar_one()
        if planned < least:
            raise RuntimeError(f"{planned} reminders were planned, {least} ought to have been")

    def _reset(self) -> None:
        """Nothing was planned: looks are as they were after loading."""
        with self._engine.begin() as tx:
            if tx.dialect.name == "postgresql":
                tx.execute(text("TRUNCATE reminder, receipt, outbox CASCADE"))
            else:
                for table in (reminder, receipt, outbox):
                    tx.execute(delete(table))
            for morning in (MORNING, MORNING_OF_1000):
                last_day = morning.date() + timedelta(days=7)
                its = update(occurrence).where(occurrence.c.last_day == last_day)
                tx.execute(its.values(next_look_at=self._wards.look_at(last_day)))


def _each(act: Callable[[], object]) -> float:
    """The median of many calls."""
    act()
    return statistics.median(seconds(act) for _ in range(CALLS))


def _best(act: Callable[[], object], times: int = 5) -> float:
    act()
    return min(seconds(act) for _ in range(times))
