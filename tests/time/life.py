"""A ward lives: people answer or do not, come and go, block the bot; the program and the network fail for a while."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import holidays
from sqlalchemy import select

from bot.grammar.reading import GRAMMAR, read_command
from documents.rosters import Roster
from domain.channel_holds_and_quotas import ChannelHold, HoldReason
from domain.deliveries import Delivery, Outcome, Result
from domain.inbox import Arrival, CursorNow, MessageContext
from domain.messages import Response
from domain.messages.praise import Praised
from domain.messages.questions import ClarificationAsked, NotUnderstood, WhichAnswer, WhichTask
from domain.messages.reports import MorningDigest
from domain.messages.tasks import ProgressAsked
from domain.people import Role
from domain.plans import PlanDraft
from domain.snoozes import is_snooze
from domain.tasks import Part
from services.administration.load_roster import load_roster
from services.office.office import Office
from services.plans.confirm_plan import confirm_plan
from storage.accounts import link
from storage.engine.database import Database
from storage.organisations import add_organisation, load_organisation
from storage.people import Contact, load_contacts
from storage.tables import occurrence, reminder, task
from storage.tasks import load_tasks
from storage.units import load_directory
from tests.time.model import Leave, Paper, Row, places_on
from tests.time.telling import Told

CHANNEL, BOT = "telegram", "7000000001"
ASKS = (ClarificationAsked, WhichTask, WhichAnswer, ProgressAsked, NotUnderstood)  # a question in place of a deed


@dataclass
class Life:
    """The ward of a roster and a plan from an instant on. Everything that is sent is judged as it is sent."""

    database: Database
    roster: Roster
    plan: PlanDraft
    random: Random
    now: datetime
    zone_name: str = "Asia/Ho_Chi_Minh"
    told: list[Told] = field(default_factory=list)
    reported: list[tuple[date, int, str]] = field(default_factory=list)
    mornings: Counter[tuple[int, date]] = field(default_factory=Counter)
    blocked: set[int] = field(default_factory=set)
    linked: set[int] = field(default_factory=set)
    speaker: int | None = None
    has_network: bool = True
    hold: ChannelHold | None = None  # while the line is down, as the program that notices it keeps it
    praised: int = 0  # messages in which praise stood in the morning's
    undated: int = 0  # messages that asked after work without a last day
    snoozed: int = 0  # lines that somebody had asked to read again
    typed: int = 0
    asked_back: int = 0
    _meant: dict[tuple[int | None, int], set[int]] = field(default_factory=dict)  # by outbox row and task
    _last_planned: int = 0

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(self.zone_name)
        with self.database.transaction() as tx:
            self.id = add_organisation(tx, "Phường thử", self.zone_name, self.now)
            organisation = load_organisation(tx, self.id)
            load_roster(tx, organisation, self.roster, self.now)
            confirm_plan(tx, organisation, self.plan, repr(self.plan).encode(), "plan.txt", self.now)
            self.people = {contact.id: contact for contact in load_contacts(tx, self.id)}
            self.tasks = {found.task.number: found for found in load_tasks(tx, self.id)}
            self.directory = load_directory(tx, self.id)
            self.staffed = frozenset(unit for contact in self.people.values() for unit in contact.unit_ids)
        self.office = Office(self.database, self.id, "life", grammar=GRAMMAR)
        self.paper = Paper(self.zone)
        self._write_down()
        self.days_off = free_days(self.now.year) if self.zone_name == "Asia/Ho_Chi_Minh" else frozenset()
        self._updates, self._messages = iter(range(1, 10**9)), iter(range(1, 10**9))

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.zone).date()

    def at(self, day: date, hour: int, minute: int = 0) -> None:
        """Go on to an instant, by the clock on the wall."""
        self.now = datetime.combine(day, time(hour, minute), self.zone).astimezone(ZoneInfo("UTC"))

    def is_working_day(self, day: date) -> bool:
        """By the calendar of the authorities, not by the program's."""
        worked = day in MAKE_UP_DAYS and self.zone_name == "Asia/Ho_Chi_Minh"
        return worked or (day.weekday() < 5 and day not in self.days_off)

    def _write_down(self) -> None:
        for number, found in self.tasks.items():
            deadline = found.task.deadline
            new = Row(deadline.last_day, deadline.at_time, deadline.is_repeating, self._sharing(number))
            self.paper.rows.setdefault(number, new)

    def _sharing(self, number: int) -> frozenset[int]:
        """The units that each report for themselves: of a group its members that have people."""
        leads = [self.directory.units[r.unit_id] for r in self.tasks[number].task.units(Part.LEAD)]
        groups = [self.directory.members.get(unit.id, frozenset()) & self.staffed for unit in leads if unit.is_group]
        return frozenset(unit.id for unit in leads if not unit.is_group).union(*groups)

    def take_in_new(self) -> None:
        """A task was added."""
        with self.database.reading() as tx:
            self.tasks = {found.task.number: found for found in load_tasks(tx, self.id)}
        self._write_down()

    def plain_units(self) -> list[str]:
        """The names of units that are no groups."""
        return [unit.name for unit in self.directory.units.values() if not unit.is_group]

    def connect(self, person: int) -> None:
        """Somebody links a phone."""
        self.linked.add(person)
        with self.database.transaction() as tx:
            link(tx, self.id, person, CHANNEL, str(person), self.now)

    def block(self, person: int) -> None:
        """Somebody blocks the bot; it learns of it by the next refusal."""
        self.blocked.add(person)

    def unblock(self, person: int) -> None:
        """Somebody lets the bot write again; the platform tells."""
        self.blocked.discard(person)
        [row] = self._receive(person)
        self.office.commands.note_reachable(row, MessageContext(CHANNEL, str(person)), self.now, is_blocked=False)

    def tick(self) -> list[Response]:
        """The program looks for what is due and sends what it can."""
        self.office.planning.plan(self.now)
        self._note_meant()
        return self.deliver()

    def _note_meant(self) -> None:
        """To whom each task fell at the moment when a message about it was put together."""
        query = (
            select(reminder.c.id, reminder.c.outbox_id, task.c.number)
            .join(occurrence, occurrence.c.id == reminder.c.occurrence_id)
            .join(task, task.c.id == occurrence.c.task_id)
            .where(reminder.c.id > self._last_planned, reminder.c.audience == "lead")
        )
        with self.database.reading() as tx:
            planned = tx.execute(query).all()
        self._last_planned = max((row.id for row in planned), default=self._last_planned)
        told = {number: self.fell_to(number) for number in {row.number for row in planned}}
        self._meant |= {(row.outbox_id, row.number): told[row.number] for row in planned}

    def fell_to(self, number: int) -> set[int]:
        """To whom a task falls now, whether or not the program has noticed who blocked it."""
        return self.told_of(number, self.linked) | self.told_of(number, self.reachable())

    def deliver(self) -> list[Response]:
        """Send what is due; what arrived."""
        return [response for delivery in self._deliveries() for response in delivery.responses]

    def say(self, person: int, text: str) -> list[Response]:
        """Somebody types and gets the answer."""
        [row] = self._receive(person)
        self.office.commands.handle(row, MessageContext(CHANNEL, str(person)), read_command(text), self.now)
        self.speaker = person
        said = self.deliver()
        self.speaker = None
        self.typed += 1
        self.asked_back += any(isinstance(response, ASKS) for response in said)
        return said

    def lead_units(self, number: int) -> frozenset[int]:
        """The lead units of a task and, of groups, their members."""
        return self.directory.with_members(r.unit_id for r in self.tasks[number].task.units(Part.LEAD))

    def people_on(self, day: date, leaves: Iterable[Leave] | None = None) -> dict[int, Contact]:
        """Everybody as they count on a day: the absent not at all, who does their work in their places too."""
        away, behind = places_on(self.paper.leaves if leaves is None else leaves, day)
        return {
            contact.id: _in_place_of(contact, [self.people[p] for p in sorted(behind.get(contact.id, ()))])
            for contact in self.people.values()
            if contact.id not in away
        }

    def told_of(self, number: int, people: set[int], leaves: Iterable[Leave] | None = None) -> set[int]:
        """Who of these people is reminded of a task: of each lead unit that has not reported its share, those to whom
        it was handed (or who do their work), else its officers, else its heads."""
        row, there = self.paper.rows[number], self.people_on(self.today, leaves)
        found: set[int] = set()
        for unit in self.lead_units(number) - row.shares.keys():
            officers = {c.id for c in there.values() if (unit, Role.OFFICER) in c.memberships} & people
            heads = {c.id for c in there.values() if (unit, Role.HEAD) in c.memberships} & people
            to = row.handed.get(unit, frozenset())
            handed = {p for p in officers | heads if to & {p, *(behind for behind, _ in there[p].stands_in_for)}}
            found |= handed or officers or heads
        return found

    def _still_in_place(self, number: int, outbox_id: int) -> set[int]:
        """A message that waited reaches those to whom the task fell when it was put together and who are in place."""
        meant = self._meant.get((outbox_id, number), set())
        return meant & {contact.id for contact in self.lead_contacts(number)}

    def lead_contacts(self, number: int) -> list[Contact]:
        """Whom the lead units of a task have: their officers, and their heads."""
        units = self.lead_units(number)
        return [contact for contact in self.people_on(self.today).values() if contact.unit_ids & units]

    def in_role(self, role: Role) -> list[int]:
        """The people with a role today."""
        return [contact.id for contact in self.people_on(self.today).values() if role in contact.roles]

    def reachable(self) -> set[int]:
        """Who is linked and has not blocked the bot."""
        return self.linked - self.blocked

    def _receive(self, person: int) -> Iterable[int]:
        key = str(next(self._updates))
        cursor = CursorNow(0, int(key) + 1, self.now)
        self.office.inbox.receive(CHANNEL, BOT, cursor, [Arrival(key, str(person), "{}")], timedelta(0))
        return [row.id for row in self.office.inbox.waiting(self.now)]

    def _deliveries(self) -> Iterator[Delivery]:
        while leased := self.office.delivery.lease(self.now, 8, holds=self._holds()):
            self.office.delivery.record([self._outcome(delivery) for delivery in leased], self.now, self._holds())
            if not self.has_network:
                self.hold = ChannelHold(CHANNEL, HoldReason.LINE, self.now, self.now + timedelta(minutes=5))
                return
            yield from (delivery for delivery in leased if int(delivery.chat_id) not in self.blocked)

    def _holds(self) -> list[ChannelHold]:
        """Nothing leaves while the channel is held back, but one message as a trial once its time is over."""
        if self.has_network:
            self.hold = None
        return [] if self.hold is None else [replace(self.hold, may_try=self.now >= self.hold.until)]

    def _outcome(self, delivery: Delivery) -> Outcome:
        if not self.has_network:
            return Outcome(delivery.outbox_id, Result.REFUSED, reason="no network", is_line_down=True)
        if int(delivery.chat_id) in self.blocked:
            return Outcome(delivery.outbox_id, Result.REFUSED, reason="bot was blocked", permanent=True)
        local = self.now.astimezone(self.zone)
        is_answer = int(delivery.chat_id) == self.speaker
        assert is_answer or time(7, 0) <= local.time() < time(20, 0), f"told unasked at {local:%H:%M}"
        self._judge_all(int(delivery.chat_id), delivery)
        number = delivery.edit_message_id or str(next(self._messages))
        return Outcome(delivery.outbox_id, Result.SENT, message_id=number, text="…")

    def _judge_all(self, person: int, delivery: Delivery) -> None:
        """The morning message, and praise: at once in working hours, else in the morning message or instead of it."""
        kinds = [type(response) for response in delivery.responses]
        for response in delivery.responses:
            if isinstance(response, MorningDigest):
                self._judge(person, response, delivery.outbox_id)
        if Praised in kinds and MorningDigest not in kinds and self.speaker is None:
            self._count_morning(person)
        self.praised += Praised in kinds and MorningDigest in kinds

    def _count_morning(self, person: int) -> None:
        day = self.now.astimezone(self.zone).date()
        self.mornings[person, day] += 1
        assert self.mornings[person, day] == 1, f"two messages for {person} on {day}"

    def _judge(self, person: int, digest: MorningDigest, outbox_id: int) -> None:
        """A morning message arrives: at a time, on a day and about tasks that are as promised."""
        local = self.now.astimezone(self.zone)
        assert self.is_working_day(local.date()), f"sent on {local:%A %d/%m/%Y}"
        assert time(7, 30) <= local.time() < time(17, 0), f"sent at {local:%H:%M}"
        self._count_morning(person)
        assert all(self.paper.rows[number].last_day is None for number in digest.undated)
        self.undated += bool(digest.undated)
        assert digest.day == local.date()
        away, behind = places_on(self.paper.leaves, local.date())
        assert person not in away, f"{person} is away and gets a morning message"
        assert set(digest.standing_in_for) == {self.people[p].name for p in behind.get(person, ())}
        if digest.report is not None:
            self.reported.append((local.date(), person, digest.report.period.code))
        stand = self._stand([item.line.number for item in digest.items])
        for item in digest.items:
            period, version, state, last_day = stand[item.line.number]
            assert state == "open", f"reminded of task {item.line.number}, which is {state}"
            assert item.line.last_day == last_day, f"task {item.line.number} was moved to {last_day}"
            # Who asked to be reminded again is, whoever else of the unit has the task by now.
            if item.audience == "lead" and not period and not is_snooze(item.reason):
                known = self.fell_to(item.line.number) | self._still_in_place(item.line.number, outbox_id)
                assert person in known, f"{person} has no part in {item.line.number} any more"
            self.snoozed += is_snooze(item.reason)
            self.told.append(
                Told(self.now, person, item.line.number, period, version, item.reason, item.audience, last_day)
            )

    def _stand(self, numbers: list[int]) -> dict[int, tuple[str, int, str, date]]:
        """How these tasks stand at this moment, straight from the table."""
        query = (
            select(task.c.number, occurrence.c.period, occurrence.c.deadline_version, occurrence.c.state,
                   occurrence.c.last_day)
            .join(occurrence, occurrence.c.task_id == task.c.id)
            .where(task.c.number.in_(numbers))
            .order_by(occurrence.c.id)
        )  # fmt: skip
        with self.database.reading() as tx:
            return {row[0]: (row[1], row[2], row[3], row[4]) for row in tx.execute(query)}


def _in_place_of(contact: Contact, absent: list[Contact]) -> Contact:
    return replace(
        contact,
        roles=contact.roles.union(*(one.roles for one in absent)),
        unit_ids=contact.unit_ids.union(*(one.unit_ids for one in absent)),
        memberships=contact.memberships.union(*(one.memberships for one in absent)),
        stands_in_for=tuple((one.id, one.name) for one in absent),
    )


# Declared by the government: Friday 2/1/2026 against Saturday 10/1/2026, Monday 31/8/2026 against Saturday 22/8/2026.
MAKE_UP_DAYS = frozenset({date(2026, 1, 10), date(2026, 8, 22)})


def free_days(year: int) -> frozenset[date]:
    """Vietnam's public holidays of three years from a year on."""
    found = holidays.country_holidays("VN", years=[year, year + 1, year + 2])
    return frozenset(found) | {date(2026, 1, 2)}
