"""Random plans and rosters: many tasks of every kind, units with and without head, groups, people in several roles."""

from datetime import date, time, timedelta
from random import Random

from documents.rosters import Roster, RosterRow
from domain.deadlines import Deadline, DeadlineKind
from domain.people import Role
from domain.plans import Place, PlanDraft, TaskDraft, UnitMention

GROUP = UnitMention("các chi bộ trực thuộc", is_group=True)
REPEATING = (DeadlineKind.CONTINUOUS, DeadlineKind.RECURRING_MONTHLY, DeadlineKind.RECURRING_QUARTERLY)


def random_roster(random: Random, people: int, units: int = 20) -> Roster:
    """So many people: one coordinator, two leaders, an inspector, the rest in units; a few units have a head only."""
    rows = [RosterRow(1, GROUP.name, is_group=True)]
    names = [f"Người Số {number}" for number in range(1, people + 1)]
    in_office = dict(zip(names, (Role.COORDINATOR, Role.LEADER, Role.LEADER, Role.INSPECTOR), strict=False))
    for number in range(1, units + 1):
        parents = (GROUP.name,) if number % 4 == 0 else ()
        rows.append(RosterRow(1, f"Đơn vị {number}", parents=parents))
    rows += [RosterRow(1, None, person=name, role=role) for name, role in in_office.items()]
    for place, name in enumerate(names[1:]):
        unit = f"Đơn vị {place % units + 1}"
        role = Role.HEAD if place % 3 == 0 else Role.OFFICER
        rows.append(RosterRow(1, unit, person=name, role=role))
        if random.random() < 0.1:
            rows.append(RosterRow(1, f"Đơn vị {random.randint(1, units)}", person=name, role=Role.OFFICER))
    return Roster(tuple(rows), (GROUP.name,))


def random_plan(random: Random, tasks: int, first: date, days: int, units: int = 20) -> PlanDraft:
    """So many tasks that fall due within so many days from `first`, one in eight of them repeating, a few undated."""
    drafts = tuple(_task(random, number, first, days, units) for number in range(1, tasks + 1))
    return PlanDraft("Kế hoạch thử", None, "Đảng ủy", first, drafts, ())


def _task(random: Random, number: int, first: date, days: int, units: int) -> TaskDraft:
    named = [UnitMention(f"Đơn vị {n}") for n in random.sample(range(1, units + 1), 4)]
    lead = (GROUP,) if random.random() < 0.05 else tuple(named[: random.choice((1, 1, 1, 2))])
    return TaskDraft(
        number, str(number), f"Việc số {number}", lead, tuple(named[2 : random.randint(2, 4)]),
        _deadline(random, first, days), Place(),
    )  # fmt: skip


def _deadline(random: Random, first: date, days: int) -> Deadline:
    chance = random.random()
    if chance < 0.12:
        return Deadline(random.choice(REPEATING), "thường xuyên")
    if chance < 0.15:
        return Deadline(DeadlineKind.UNKNOWN, "khi có yêu cầu")
    last = first + timedelta(days=random.randint(0, days))
    begins = last - timedelta(days=random.randint(20, 90)) if random.random() < 0.3 else None
    hour = time(16, 0) if random.random() < 0.1 else None
    return Deadline(DeadlineKind.BY_DATE, f"đến {last:%d/%m}", begins, last, hour)
