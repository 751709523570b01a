"""A year in the life of a ward, day by day, with what must be true at the end of each day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from statistics import median

from sqlalchemy import select

from domain.messages.reports import StatusShown
from domain.people import Role
from storage.outbox import OutboxState
from storage.tables import occurrence, outbox, reminder, task
from tests.time.deeds import people_act
from tests.time.leave import come_and_go
from tests.time.life import Life
from tests.time.model import Leave


@dataclass
class Year:
    """Lives through `days` days; `outages` are (first day, days, whether the program is up and only the line down)."""

    life: Life
    random: Random
    days: int = 365
    outages: list[tuple[int, int, bool]] = field(default_factory=list)
    chances: dict[tuple[int, date], set[date]] = field(default_factory=dict)
    clean_days: int = 0
    _at_work: frozenset[int] = frozenset()
    _leaves: list[tuple[Leave, ...]] = field(default_factory=list)  # as they stood at midnight and at each tick

    def run(self) -> None:
        """Live through it."""
        life, first = self.life, self.life.today
        for person in life.people:
            if self.random.random() < 0.8:
                life.connect(person)
        for number in range(1, self.days):
            outage = next((o for o in self.outages if o[0] <= number < o[0] + o[1]), None)
            self._live(first + timedelta(days=number), outage)

    def _live(self, day: date, outage: tuple[int, int, bool] | None) -> None:
        life = self.life
        life.has_network = outage is None
        if outage is not None and not outage[2]:
            return
        life.at(day, 0)  # who is away is asked of this day, not of the evening before
        before = set(life.reachable())
        if outage is None and life.is_working_day(day):
            self._at_work, self._leaves = frozenset(before), [tuple(life.paper.leaves)]
            self._note_chances(day, before)
        for hour, minute in sorted(
            {(7, 30), (11, 20), self.random.choice(((6, 0), (7, 29), (16, 59), (19, 45), (21, 0)))}
        ):
            life.at(day, hour, minute)
            life.tick()
            self._leaves.append(tuple(life.paper.leaves))
            if hour in {7, 11, 21} and outage is None:
                people_act(life, self.random)
                come_and_go(life, self.random)
        if outage is None:
            self._check(day)
            self._people_come_and_go()

    def _people_come_and_go(self) -> None:
        life, random = self.life, self.random
        for person in life.people:
            chance = random.random()
            if person not in life.linked and chance < 0.03:
                life.connect(person)
            elif person in life.blocked and chance < 0.1:
                life.unblock(person)
            elif person in life.reachable() and chance < 0.003:
                life.block(person)

    def _note_chances(self, day: date, reachable: set[int]) -> None:
        """Tasks of which somebody can be told this morning, because one of the days before the last one has come."""
        for number, row in self.life.paper.rows.items():
            if row.state != "open" or row.last_day is None or row.is_repeating:
                continue
            is_near = 0 <= (row.last_day - day).days <= 14 and day in self._days_before(row.last_day)
            if is_near and self._surely_told(number, reachable):
                self.chances.setdefault((number, row.last_day), set()).add(day)

    def _surely_told(self, number: int, reachable: set[int]) -> set[int]:
        """Who must be told, also when the program has not learned yet who blocks it."""
        return self.life.told_of(number, reachable) & self.life.told_of(number, self.life.linked)

    def _days_before(self, last_day: date) -> set[date]:
        """7, 3, 1 and 0 days before, or the working day before that."""
        found = set()
        for days in (7, 3, 1, 0):
            day = last_day - timedelta(days=days)
            while not self.life.is_working_day(day):
                day -= timedelta(days=1)
            found.add(day)
        return found

    def late_without_warning(self) -> list[int]:
        """Open tasks past their last day of which the lead units could have heard on two days before and did not."""
        life = self.life
        warned: dict[tuple[int, date], set[date]] = {}
        for told in life.told:
            if told.audience == "lead":
                day = told.at.astimezone(life.zone).date()
                warned.setdefault((told.number, told.last_day), set()).add(day)
        late = [(n, row.last_day) for n, row in life.paper.rows.items() if row.state == "open" and row.last_day]
        return [
            number for number, last_day in late
            if last_day < life.today and len(self.chances.get((number, last_day), ())) >= 2
            and len([day for day in warned.get((number, last_day), ()) if day <= last_day]) < 2
        ]  # fmt: skip

    def _check(self, day: date) -> None:
        """At the end of a day on which everything worked."""
        life = self.life
        self.clean_days += 1
        if life.is_working_day(day):
            assert self.unaccounted() == [], f"not told by the end of {day}"
            assert self.late_without_warning() == [], f"late without two warnings on {day}"
            assert self._unsent() == [], f"messages of {day} have not gone out"
        leader = next((p for p in life.in_role(Role.LEADER) if p in life.reachable()), None)
        if leader is not None:
            self._check_figures(leader)

    def _check_figures(self, leader: int) -> None:
        shown = next(s for s in self.life.say(leader, "tinhhinh") if isinstance(s, StatusShown))
        cells = shown.cells
        counted = (cells.done_on_time, cells.done_late, cells.open_in_time, cells.open_overdue)
        assert counted == self.life.paper.figures(self.life.now)
        standing = [row for row in self.life.paper.rows.values() if row.state != "cancelled"]
        assert sum(counted) == cells.total == len(standing)

    def unaccounted(self) -> list[tuple[int, str, int]]:
        """Overdue stages of open tasks that a reachable officer of a lead unit was not told of.

        Worked out with nothing but a calendar: 1 and 3 days after the last day, then every Monday, on the next working
        day.
        """
        life = self.life
        planned = self._planned()
        missing = []
        for number, row in life.paper.rows.items():
            if row.state != "open" or row.last_day is None or row.is_repeating:
                continue
            if row.changed_at is not None and row.changed_at.astimezone(life.zone).date() == life.today:
                continue  # whoever has had today's message hears of it tomorrow
            if row.wish is not None and not self._is_pause_over(row.wish[1]):
                continue
            days = _latest_overdue(life, row.last_day)
            if days is not None:
                people = self._there_all_day(number)
                missing += [(number, f"overdue:{days}", p) for p in people if (number, days, p) not in planned]
        return missing

    def _there_all_day(self, number: int) -> list[int]:
        """Who had to hear of a task today: who was there at midnight, at every tick and is there now.

        A whole year (seed 7, 7/12/2026) came to somebody who said at 7:29 that he was away, and at 11:20 that he was
        back: at midnight and in the evening he was there, at both times of sending somebody else did his work.
        """
        at_work = set(self._at_work)
        there = [self.life.told_of(number, at_work, leaves) for leaves in self._leaves]
        return sorted(self._surely_told(number, at_work).intersection(*there))

    def _is_pause_over(self, asked_on: date) -> bool:
        """While more time is asked for, the overdue ladder waits, three working days at most."""
        days, day = 0, asked_on
        while days < 3:
            day += timedelta(days=1)
            days += self.life.is_working_day(day)
        return self.life.today > day

    def _planned(self) -> set[tuple[int, int, int]]:
        """(task, days overdue, person) of everything planned: sent, or left out because it was done at that moment."""
        query = (
            select(task.c.number, reminder.c.stage, reminder.c.person_id)
            .join(occurrence, occurrence.c.id == reminder.c.occurrence_id)
            .join(task, task.c.id == occurrence.c.task_id)
            .where(reminder.c.stage.like("overdue:%"), reminder.c.deadline_version == occurrence.c.deadline_version)
        )
        with self.life.database.reading() as tx:
            return {(row[0], int(row[1].partition(":")[2]), row[2]) for row in tx.execute(query)}

    def _unsent(self) -> list[int]:
        """Morning messages that still wait though somebody could be written to."""
        query = select(outbox.c.id).where(outbox.c.kind == "digest", outbox.c.state == OutboxState.WAITING)
        with self.life.database.reading() as tx:
            return list(tx.execute(query).scalars())

    def median_a_day(self) -> float:
        """Routine messages for a linked officer on a working day of a week without outage, in the middle."""
        life = self.life
        officers = [p for p in life.in_role(Role.OFFICER) if p in life.linked]
        days = {day for _, day in life.mornings}
        counts = [life.mornings[person, day] for person in officers for day in days]
        return median(counts)

    def mean_a_day(self) -> float:
        """The same, on average."""
        means = self.means_a_day()
        return sum(means) / len(means)

    def means_a_day(self) -> list[float]:
        """Routine messages a working day of each linked officer, on average, the smallest first."""
        life = self.life
        officers = [p for p in life.in_role(Role.OFFICER) if p in life.linked]
        days = {day for _, day in life.mornings}
        return sorted(sum(life.mornings[person, day] for day in days) / len(days) for person in officers)


def random_outages(random: Random, days: int, count: int = 6) -> list[tuple[int, int, bool]]:
    """So many outages of a day to three weeks, of the program or of the line."""
    return [(random.randint(1, days), random.choice((1, 1, 2, 4, 10, 21)), random.random() < 0.5) for _ in range(count)]


def _latest_overdue(life: Life, last_day: date) -> int | None:
    """The latest number of days overdue that has had its working day by today; None when there is none yet."""
    third = _working_day(life, last_day + timedelta(days=3))
    for days in range((life.today - last_day).days, 0, -1):
        due = _working_day(life, last_day + timedelta(days=days))
        is_monday = (last_day + timedelta(days=days)).weekday() == 0 and due > third
        if due <= life.today and (days in {1, 3} or is_monday):
            return days
    return None


def _working_day(life: Life, day: date) -> date:
    while not life.is_working_day(day):
        day += timedelta(days=1)
    return day
