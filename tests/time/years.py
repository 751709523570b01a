"""A year in the life of a ward, day by day, with what must be true at the end of each day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from statistics import median

from sqlalchemy import select

from domain.notices import StatusShown
from domain.people import Role
from domain.tasks import Part
from storage.outbox import OutboxState
from storage.tables import occurrence, outbox, reminder, task
from tests.time.life import Life


@dataclass
class Year:
    """Lives through `days` days; `outages` are (first day, days, whether the program is up and only the line down)."""

    life: Life
    random: Random
    days: int = 365
    outages: list[tuple[int, int, bool]] = field(default_factory=list)
    chances: set[int] = field(default_factory=set)
    clean_days: int = 0
    _at_work: frozenset[int] = frozenset()

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
        before = set(life.reachable())
        if outage is None and life.is_working_day(day):
            self._at_work = frozenset(before)
            self._note_chances(day, before)
        for hour, minute in sorted({(7, 30), (11, 20), self.random.choice(((6, 0), (7, 29), (16, 59), (19, 45)))}):
            life.at(day, hour, minute)
            life.tick()
            if hour in {7, 11} and outage is None:
                self._people_act()
        if outage is None:
            self._check(day)
            self._people_come_and_go()

    def _people_act(self) -> None:
        """A few officers answer, the coordinator decides about some reports."""
        life, random = self.life, self.random
        for _ in range(random.randint(0, 3)):
            number = random.randint(1, len(life.tasks))
            leads = [c.id for c in life.lead_contacts(number) if c.id in life.reachable()]
            if not leads:
                continue
            self._officer_says(random.choice(leads), number)
        for person in life.in_role(Role.COORDINATOR):
            if person in life.reachable() and random.random() < 0.15:
                self._coordinator_decides(person)

    def _officer_says(self, person: int, number: int) -> None:
        life, random = self.life, self.random
        is_lead = life.people[person].unit_ids & life.directory.with_members(
            r.unit_id for r in life.tasks[number].task.units(Part.LEAD)
        )
        deed = random.choice(("nhan {}", "tiendo {} 40", "xong {}", "xong {} đã gửi báo cáo", "ct {}"))
        life.say(person, deed.format(number))
        if deed.startswith("xong") and is_lead and life.paper.report(number, life.now) and random.random() < 0.15:
            life.say(person, "hoantac")
            life.paper.open_again(number, life.now)

    def _coordinator_decides(self, person: int) -> None:
        life, random = self.life, self.random
        for number, row in life.paper.rows.items():
            if row.state != "reported" or random.random() < 0.4:
                continue
            if random.random() < 0.8:
                life.say(person, f"xacnhan {number}")
                life.paper.confirm(number)
            else:
                life.say(person, f"tralai {number} còn thiếu số liệu")
                life.paper.open_again(number, life.now)

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
        """Tasks whose lead unit can be told in good time this morning."""
        life = self.life
        for number, row in life.paper.rows.items():
            if row.state == "open" and row.last_day is not None and not row.is_repeating:
                days = (row.last_day - day).days
                if 0 <= days <= 7 and any(c.id in reachable for c in life.lead_contacts(number)):
                    self.chances.add(number)

    def _check(self, day: date) -> None:
        """At the end of a day on which everything worked."""
        life = self.life
        self.clean_days += 1
        if life.is_working_day(day):
            assert self.unaccounted() == [], f"not told by the end of {day}"
            assert self._unsent() == [], f"messages of {day} have not gone out"
        leader = next((p for p in life.in_role(Role.LEADER) if p in life.reachable()), None)
        if leader is not None:
            self._check_figures(leader)

    def _check_figures(self, leader: int) -> None:
        shown = next(s for s in self.life.say(leader, "tinhhinh") if isinstance(s, StatusShown))
        cells = shown.cells
        counted = (cells.done_on_time, cells.done_late, cells.open_in_time, cells.open_overdue)
        assert counted == self.life.paper.figures(self.life.now)
        assert sum(counted) == cells.total == len(self.life.tasks)

    def unaccounted(self) -> list[tuple[int, str, int]]:
        """Overdue stages of open tasks that a reachable officer of a lead unit was not told of.

        Worked out with nothing but a calendar: 1, 3 and every 7 days after the last day, on the next working day.
        """
        life = self.life
        planned = self._planned()
        missing = []
        for number, row in life.paper.rows.items():
            if row.state != "open" or row.last_day is None or row.is_repeating:
                continue
            again = row.opened_again_at
            if again is not None and again.astimezone(life.zone).date() == life.today:
                continue  # whoever has had today's message hears of it tomorrow
            days = _latest_overdue(life, row.last_day)
            if days is not None:
                people = [p for p in life.lead_officers(number) if p in self._at_work]
                missing += [(number, f"overdue:{days}", p) for p in people if (number, days, p) not in planned]
        return missing

    def _planned(self) -> set[tuple[int, int, int]]:
        """(task, days overdue, person) of everything planned: sent, or left out because it was done at that moment."""
        query = (
            select(task.c.number, reminder.c.stage, reminder.c.person_id)
            .join(occurrence, occurrence.c.id == reminder.c.occurrence_id)
            .join(task, task.c.id == occurrence.c.task_id)
            .where(reminder.c.stage.like("overdue:%"))
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
        life = self.life
        officers = [p for p in life.in_role(Role.OFFICER) if p in life.linked]
        days = {day for _, day in life.mornings}
        return sum(life.mornings[person, day] for person in officers for day in days) / (len(officers) * len(days))


def random_outages(random: Random, days: int, count: int = 6) -> list[tuple[int, int, bool]]:
    """So many outages of a day to three weeks, of the program or of the line."""
    return [(random.randint(1, days), random.choice((1, 1, 2, 4, 10, 21)), random.random() < 0.5) for _ in range(count)]


def _latest_overdue(life: Life, last_day: date) -> int | None:
    """The latest number of days overdue that has had its working day by today; None when there is none yet."""
    past = (life.today - last_day).days
    for days in range(past, 0, -1):
        due = last_day + timedelta(days=days)
        while not life.is_working_day(due):
            due += timedelta(days=1)
        if due <= life.today and (days in {1, 3} or days % 7 == 0):
            return days
    return None
