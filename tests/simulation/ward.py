"""The ward of a week: who is there, on which phones, and the plan, all by the seed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from documents.rosters import Roster, RosterRow
from domain.deadlines import Deadline, DeadlineKind
from domain.people import Role
from domain.plans import Place, PlanDraft, TaskDraft, UnitMention
from services.administration.load_roster import load_roster
from services.plans.confirm_plan import confirm_plan
from storage.accounts import link
from storage.engine.database import Database
from storage.organisations import load_organisation
from storage.people import load_contacts
from tests.simulation.clock import HANOI

UNITS = ("Văn phòng Đảng ủy", "Ban Xây dựng Đảng", "Ủy ban Kiểm tra", "Công an phường", "Trạm Y tế", "Hội Nông dân")
COORDINATOR, LEADER, ADMINISTRATOR = "Trần Thu Hà", "Phạm Quốc Hùng", "Bùi Văn Quản"
_OFFICERS = ("Nguyễn Thị Lan", "Lê Văn Minh", "Hoàng Văn Bình", "Vũ Đức Thành", "Đỗ Thị Mai", "Ngô Văn Sơn")
_HEADS = ("Đặng Văn Lâm", "Phan Thị Nga")


@dataclass(frozen=True)
class Person:
    """Somebody of the ward; `unit` None for the offices that belong to no unit."""

    name: str
    role: Role
    unit: str | None
    chats: tuple[tuple[str, str], ...]  # (platform, chat)


@dataclass(frozen=True)
class PlannedTask:
    """A task as the plan names it. `token`: a word that stands in its title alone, by which messages are searched."""

    number: int
    token: str
    leads: tuple[str, ...]
    last_day: date


@dataclass(frozen=True)
class Ward:
    """Everything that is fixed when the week begins."""

    starts: datetime
    people: tuple[Person, ...]
    tasks: tuple[PlannedTask, ...]

    def named(self, name: str) -> Person:
        """Somebody by name."""
        return next(person for person in self.people if person.name == name)

    def of_unit(self, unit: str) -> list[Person]:
        """The people of a unit."""
        return [person for person in self.people if person.unit == unit]


def drawn_ward(random: Random, monday: date) -> Ward:
    """A ward by dice, whose week begins on the Sunday before a Monday, in the evening."""
    platforms = random.choice((("telegram",), ("telegram", "zalo"), ("telegram", "zalo"), ("zalo",)))
    units = UNITS[: random.randint(3, len(UNITS))]
    placed = [(name, Role.OFFICER, units[place % len(units)]) for place, name in enumerate(_OFFICERS)]
    placed += [(name, Role.HEAD, units[place]) for place, name in enumerate(_HEADS)]
    offices = [
        (COORDINATOR, Role.COORDINATOR, None),
        (LEADER, Role.LEADER, None),
        (ADMINISTRATOR, Role.ADMINISTRATOR, None),
    ]
    people = tuple(
        Person(name, role, unit, _chats(random, place, platforms))
        for place, (name, role, unit) in enumerate([*offices, *placed])
    )
    starts = datetime.combine(monday - timedelta(days=1), time(19), HANOI)
    tasks = tuple(_task(random, number, units, monday) for number in range(1, random.randint(5, 11)))
    return Ward(starts, people, tasks)


def _chats(random: Random, place: int, platforms: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    chosen = platforms if random.random() < 0.3 else (random.choice(platforms),)
    names = {"telegram": str(100_001 + place), "zalo": f"zalo{place:04d}"}
    return tuple((platform, names[platform]) for platform in chosen)


def _task(random: Random, number: int, units: tuple[str, ...], monday: date) -> PlannedTask:
    leads = tuple(random.sample(units, random.choice((1, 1, 1, 2))))
    return PlannedTask(number, f"QX{number:02d}", leads, monday + timedelta(days=random.randint(-8, 14)))


def found(ward: Ward, database: Database, organisation_id: int) -> None:
    """Write roster, plan and phones, as they stand when the week begins."""
    now = ward.starts
    rows = [RosterRow(1, unit) for unit in dict.fromkeys(person.unit for person in ward.people if person.unit)]
    rows += [RosterRow(1, person.unit, person=person.name, role=person.role) for person in ward.people]
    drafts = tuple(
        TaskDraft(
            task.number, str(task.number), f"Rà soát hồ sơ {task.token}", tuple(map(UnitMention, task.leads)), (),
            Deadline(DeadlineKind.BY_DATE, f"đến {task.last_day:%d/%m}", None, task.last_day, None), Place(),
        )
        for task in ward.tasks
    )  # fmt: skip
    plan = PlanDraft("Kế hoạch của tuần", None, "Đảng ủy", ward.starts.date(), drafts, ())
    with database.transaction() as tx:
        organisation = load_organisation(tx, organisation_id)
        load_roster(tx, organisation, Roster(tuple(rows), ()), now)
        confirm_plan(tx, organisation, plan, repr(plan).encode(), "plan.txt", now)
        ids = {contact.name: contact.id for contact in load_contacts(tx, organisation_id)}
        for person in ward.people:
            for platform, chat in person.chats:
                link(tx, organisation_id, ids[person.name], platform, chat, now)
