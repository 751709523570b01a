"""The independent model: what the deeds must have led to, computed from them alone, without any code of the program."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone

from tests.crash.people import Deed
from tests.crash.town import SEES_ALL, UNIT_ROLES, Town
from tests.crash.ward import PHONES, PlannedTask

HANOI = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one task stands."""

    state: str = "open"
    progress: int = 0
    is_taken: bool = False
    reported_at: datetime | None = None
    reported_by: str | None = None
    is_held_up: bool = False
    last_day: date | None = None
    at_time: time | None = None
    version: int = 1


@dataclass(slots=True)
class Asked:
    """A request about a task: more time, a question, an explanation."""

    kind: str
    by: str
    wanted_day: date | None = None
    is_open: bool = True
    is_recommended: bool = False
    version: int = 1

    def settle(self) -> None:
        """Nobody need answer it any more."""
        self.is_open, self.version = False, self.version + 1

    def ask_again(self) -> None:
        """It waits again, as it was asked."""
        self.is_open, self.version = True, self.version + 1

    def recommend(self) -> None:
        """The coordinator's word goes with it."""
        self.is_recommended, self.version = True, self.version + 1


@dataclass(frozen=True, slots=True)
class Change:
    """One event that a deed (by its place among all deeds) put into the history of a task.

    `is_of_task`: the task itself stands otherwise since. `stands` and `revert` are for what else an undo takes back.
    """

    what: str
    number: int
    person: str
    deed: int
    before: Standing
    version: int
    at: datetime
    units: frozenset[int] = frozenset()
    asked: Asked | None = None
    settled: tuple[Asked, ...] = ()
    is_of_task: bool = False
    stands: Callable[[], bool] | None = None
    revert: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """What the reminders of a task go by, from some instant on."""

    is_open: bool
    last_day: date | None
    people: frozenset[str]


@dataclass(slots=True)
class Model:
    """Replays deeds in order. `changes` is the history, `told` how often each person is told what of others' deeds:
    no more and no less may stand in the database."""

    town: Town
    tasks: dict[int, PlannedTask]
    standings: dict[int, Standing]
    changes: list[Change] = field(default_factory=list)
    told: Counter[tuple[str, str]] = field(default_factory=Counter)
    shares: dict[int, dict[int, tuple[str, datetime]]] = field(default_factory=dict)
    coordinated: dict[int, set[int]] = field(default_factory=dict)
    asked: dict[int, list[Asked]] = field(default_factory=dict)
    handed: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    handed_by: dict[tuple[int, int], tuple[int, frozenset[str]] | None] = field(default_factory=dict)
    nudged_at: dict[int, datetime] = field(default_factory=dict)
    moments: dict[int, list[tuple[datetime, Moment]]] = field(default_factory=dict)
    now: datetime = datetime(2026, 1, 1, tzinfo=HANOI)

    @classmethod
    def of(cls, tasks: Iterable[PlannedTask], town: Town) -> "Model":
        """Nobody has said anything yet."""
        by_number = {task.number: task for task in tasks}
        standings = {n: Standing(last_day=task.last_day, at_time=task.at_time) for n, task in by_number.items()}
        return cls(town, by_number, standings)

    def replay(self, deeds: Sequence[tuple[Deed, datetime]], acts: "Acts") -> None:
        """Every deed with the instant it was handled at."""
        start = deeds[0][1] - timedelta(days=1) if deeds else None
        for number in self.tasks if start else ():
            self.moments[number] = [(start, self._moment(number))] if start else []
        for index, (deed, at) in enumerate(deeds):
            self.now = at
            if deed.verb in acts:
                acts[deed.verb](self, index, deed, at)

    def figures(self, now: datetime) -> dict[str, int]:
        """The four cells, their sum and how many await confirmation; what was cancelled is in none."""
        cells = dict.fromkeys(("done_on_time", "done_late", "open_in_time", "open_overdue"), 0)
        counted = {n: standing for n, standing in self.standings.items() if standing.state != "cancelled"}
        for number, standing in counted.items():
            cells[self._cell(self.tasks[number], standing, now)] += 1
        reported = sum(standing.state == "reported" for standing in counted.values())
        return {"total": sum(cells.values()), **cells, "reported": reported}

    def steady(self, number: int, since: datetime, until: datetime) -> Moment | None:
        """What the task's reminders went by all the time between two instants; None when that changed."""
        turns = [(at, moment) for at, moment in self.moments.get(number, []) if at <= until]
        before = [moment for at, moment in turns if at < since][-1:]
        held = {*before, *(moment for at, moment in turns if at >= since)}
        return held.pop() if len(held) == 1 and before else None

    def change(
        self, index: int, deed: Deed, number: int, what: str, after: Standing, at: datetime,
        units: frozenset[int] = frozenset(), settled: tuple[Asked, ...] = (), back: Standing | None = None,
    ) -> None:  # fmt: skip
        """The task stands otherwise, and the history says so; taken back it stands as in `back`, else as before."""
        before = self.standings[number]
        self.standings[number] = replace(after, version=before.version + 1)
        before, version = back or before, before.version + 1
        new = Change(what, number, deed.person, index, before, version, self.now, units, settled=settled)
        self.changes.append(replace(new, is_of_task=True))
        self.mark(number, at)

    def note(self, index: int, deed: Deed, number: int, what: str, asked: Asked | None = None) -> None:
        """The history says something that leaves the task itself as it is."""
        standing = self.standings[number]
        new = Change(what, number, deed.person, index, standing, standing.version, self.now, asked=asked)
        self.changes.append(new)

    def hand(self, number: int, unit: int, left: tuple[int, frozenset[str]] | None) -> None:
        """A unit's task is these people's since a deed; None: the whole unit's."""
        self.handed_by[number, unit] = left
        self.handed[number, unit] = left[1] if left else frozenset()

    def can_be_undone(self, stands: Callable[[], bool] | None, revert: Callable[[], None]) -> None:
        """What else an undo of the newest change takes back, and as long as what holds."""
        self.changes[-1] = replace(self.changes[-1], stands=stands, revert=revert)

    def mark(self, number: int, at: datetime) -> None:
        """What the reminders go by may be another from now on."""
        self.moments.setdefault(number, []).append((at, self._moment(number)))

    def tell(self, what: str, people: Iterable[str], by: str = "") -> int:
        """Everybody who has a phone is told, but not of their own deed; gives how many are."""
        told = (set(people) & set(PHONES)) - {by}
        self.told.update((what, person) for person in told)
        return len(told)

    def leads(self, number: int, person: str) -> bool:
        """Officers and heads of a lead unit."""
        task = self.tasks.get(number)
        return (
            task is not None
            and self.town.has_role(person, UNIT_ROLES)
            and bool(task.lead & self.town.units_of(person))
        )  # fmt: skip

    def sees(self, number: int, person: str) -> bool:
        """Those above see all tasks, the others those of their units."""
        task = self.tasks.get(number)
        if task is None or self.town.has_role(person, SEES_ALL):
            return task is not None
        return bool((task.lead | task.coordinating) & self.town.units_of(person))

    def may_report(self, number: int, person: str) -> bool:
        """An open task of the person's unit."""
        return self.leads(number, person) and self.standings[number].state == "open"

    def leading(self, number: int, *, without_shares: bool = False) -> frozenset[str]:
        """To whom the task was handed, else the officers, else the heads of each lead unit."""
        units = self.town.with_members(self.tasks[number].lead)
        said = {*self.shares.get(number, ()), *self.coordinated.get(number, ())} if without_shares else set[int]()
        return self._people(number, units - said)

    def heads(self, number: int) -> frozenset[str]:
        """The heads of the lead units."""
        units = self.town.with_members(self.tasks[number].lead)
        return frozenset[str]().union(*(self.town.in_unit(unit, "head") for unit in units))

    def coordinating(self, number: int) -> frozenset[str]:
        """The people of the coordinating units who do not lead."""
        return self._people(number, self.town.with_members(self.tasks[number].coordinating)) - self.leading(number)

    def concerned(self, number: int) -> frozenset[str]:
        """All who are told when somebody decides about the task."""
        return self.leading(number) | self.heads(number) | self.coordinating(number)

    def _people(self, number: int, units: Iterable[int]) -> frozenset[str]:
        found: set[str] = set()
        for unit in units:
            handed = self.handed.get((number, unit), frozenset())
            found |= handed or self.town.in_unit(unit, "officer") or self.town.in_unit(unit, "head")
        return frozenset(found)

    def _moment(self, number: int) -> Moment:
        standing = self.standings[number]
        return Moment(standing.state == "open", standing.last_day, self.leading(number, without_shares=True))

    @staticmethod
    def _cell(task: PlannedTask, standing: Standing, now: datetime) -> str:
        if task.is_check_in:
            return "open_in_time"
        judged_at = now if standing.state == "open" else standing.reported_at or now
        is_late = standing.last_day is not None and judged_at.astimezone(HANOI) > _end(standing)
        if standing.state == "done":
            return "done_late" if is_late else "done_on_time"
        return "open_overdue" if is_late else "open_in_time"


Acts = Mapping[str, Callable[[Model, int, Deed, datetime], None]]


def _end(standing: Standing) -> datetime:
    assert standing.last_day is not None
    return datetime.combine(standing.last_day, standing.at_time or time(23, 59, 59, 999999), HANOI)
