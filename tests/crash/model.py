"""The independent model: what the deeds must have led to, computed from them alone, without any code of the program."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta, timezone

from tests.crash.people import Deed
from tests.crash.ward import COORDINATOR, PlannedTask

HANOI = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one task stands."""

    state: str = "open"
    progress: int = 0
    is_taken: bool = False
    reported_at: datetime | None = None
    reported_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Change:
    """One change that a deed (by its place among all deeds) made to a task."""

    what: str
    number: int
    person: str
    deed: int
    before: Standing
    version: int


@dataclass(slots=True)
class Model:
    """Replays deeds in order. `changes` is the history that must stand in the database, no more and no less."""

    tasks: dict[int, PlannedTask]
    standings: dict[int, Standing] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    # Per task: from which instant it was open (True) or not, in order.
    openings: dict[int, list[tuple[datetime, bool]]] = field(default_factory=dict)

    @classmethod
    def of(cls, tasks: Iterable[PlannedTask]) -> "Model":
        """Nobody has said anything yet."""
        by_number = {task.number: task for task in tasks}
        return cls(by_number, {number: Standing() for number in by_number})

    def replay(self, deeds: Sequence[tuple[Deed, datetime]]) -> None:
        """Every deed with the instant it was handled at."""
        for index, (deed, at) in enumerate(deeds):
            act = _ACTS.get(deed.verb)
            if act is not None:
                act(self, index, deed, at)

    def figures(self, now: datetime) -> dict[str, int]:
        """The four cells, their sum and how many await confirmation."""
        cells = dict.fromkeys(("done_on_time", "done_late", "open_in_time", "open_overdue"), 0)
        for number, standing in self.standings.items():
            cells[self._cell(self.tasks[number], standing, now)] += 1
        reported = sum(standing.state == "reported" for standing in self.standings.values())
        return {"total": sum(cells.values()), **cells, "reported": reported}

    def was_open(self, number: int, since: datetime, until: datetime) -> bool:
        """Whether the task was open all the time between two instants."""
        turns = [(at, is_open) for at, is_open in self.openings.get(number, []) if at <= until]
        before = [is_open for at, is_open in turns if at < since]
        return (not before or before[-1]) and all(is_open for at, is_open in turns if at >= since)

    @staticmethod
    def _cell(task: PlannedTask, standing: Standing, now: datetime) -> str:
        if task.is_check_in:
            return "open_in_time"
        judged_at = now if standing.state == "open" else standing.reported_at or now
        is_late = task.last_day is not None and judged_at.astimezone(HANOI) > _end(task)
        if standing.state == "done":
            return "done_late" if is_late else "done_on_time"
        return "open_overdue" if is_late else "open_in_time"

    def _may_report(self, number: int, person: str) -> bool:
        task = self.tasks.get(number)
        return task is not None and task.may_be_reported_by(person) and self.standings[number].state == "open"

    def _change(self, index: int, deed: Deed, number: int, what: str, after: Standing, at: datetime) -> None:
        before = self.standings[number]
        after = replace(after, version=before.version + 1)
        self.changes.append(Change(what, number, deed.person, index, before, after.version))
        self.standings[number] = after
        self.openings.setdefault(number, []).append((at, after.state == "open"))

    def done(self, index: int, deed: Deed, at: datetime) -> None:
        for number in deed.numbers:
            if self._may_report(number, deed.person):
                is_check_in = self.tasks[number].is_check_in
                after = Standing("done" if is_check_in else "reported", 100, True, at, deed.person)
                self._change(index, deed, number, "check_in_answered" if is_check_in else "task_reported", after, at)

    def progress(self, index: int, deed: Deed, at: datetime) -> None:
        if deed.percent is not None and self._may_report(deed.numbers[0], deed.person):
            after = replace(self.standings[deed.numbers[0]], progress=deed.percent, is_taken=True)
            self._change(index, deed, deed.numbers[0], "progress_set", after, at)

    def ack(self, index: int, deed: Deed, at: datetime) -> None:
        for number in deed.numbers:
            if self._may_report(number, deed.person) and not self.standings[number].is_taken:
                after = replace(self.standings[number], is_taken=True)
                self._change(index, deed, number, "task_acknowledged", after, at)

    def confirm(self, index: int, deed: Deed, at: datetime) -> None:
        for number in deed.numbers:
            if self._may_decide(number, deed.person):
                after = replace(self.standings[number], state="done")
                self._change(index, deed, number, "task_confirmed", after, at)

    def hand_back(self, index: int, deed: Deed, at: datetime) -> None:
        if deed.reason and self._may_decide(deed.numbers[0], deed.person):
            after = Standing(is_taken=self.standings[deed.numbers[0]].is_taken)
            self._change(index, deed, deed.numbers[0], "task_returned", after, at)

    def _may_decide(self, number: int, person: str) -> bool:
        standing = self.standings.get(number)
        return person == COORDINATOR and standing is not None and standing.state == "reported"

    def undo(self, index: int, deed: Deed, at: datetime) -> None:
        """All that the person's last message changed, or nothing: also when one of the tasks has changed since."""
        own = [change for change in self.changes if change.person == deed.person]
        last = [change for change in own if change.deed == own[-1].deed]
        is_fresh = all(self.standings[change.number].version == change.version for change in last)
        if not last or last[0].what == "change_undone" or not is_fresh:
            return
        for change in last:
            self._change(index, deed, change.number, "change_undone", change.before, at)


def _end(task: PlannedTask) -> datetime:
    assert task.last_day is not None
    return datetime.combine(task.last_day, task.at_time or time(23, 59, 59, 999999), HANOI)


_ACTS: dict[str, Callable[[Model, int, Deed, datetime], None]] = {
    "done": Model.done, "progress": Model.progress, "ack": Model.ack, "confirm": Model.confirm,
    "return": Model.hand_back, "undo": Model.undo,
}  # fmt: skip
