"""The example ward in a database, its people linked to sandbox phones; and what may be read from it from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import text

from domain.organisations import Organisation
from dondoc.databases import open_engine
from sandbox.settings import Phone
from services.administration.load_roster import load_roster
from services.plans.confirm_plan import confirm_plan
from storage.accounts import link
from storage.engine.database import Database, Transaction
from storage.organisations import add_organisation, list_organisations, load_organisation
from storage.people import load_contacts
from tests.crash.town import Town
from tests.world import BINH, HA, HUNG, IMPORTED_AT, LAN, MINH, PLAN, THANH, example_plan, example_roster, hanoi

TOKEN = "7000000001:CRASH-token-of-the-sandbox-only-000000"
COORDINATOR = HA
LEADER = HUNG
PHONES = {name: Phone(11 + index, name, "") for index, name in enumerate((LAN, HA, HUNG, MINH, BINH, THANH))}
MORNINGS: tuple[datetime, ...] = tuple(
    hanoi(day, 7, 31) for day in (10, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 28, 29)
)  # the working days of April 2026 after the import; 27 April is the day off for Giỗ Tổ

_LEADS = """
    SELECT DISTINCT task.number, person.name, membership.role FROM responsibility
    JOIN task ON task.id = responsibility.task_id
    LEFT JOIN group_member ON group_member.group_id = responsibility.unit_id
    JOIN membership ON membership.unit_id = responsibility.unit_id OR membership.unit_id = group_member.unit_id
    JOIN person ON person.id = membership.person_id
    WHERE responsibility.part = 'lead'
"""
# The real plan has few days of April; the campaign wants something due on most mornings.
_DUE = {2: 15, 4: 16, 8: 17, 9: 17, 10: 20, 11: 21, 13: 22, 18: 24}
_TASKS = """
    SELECT task.number, task.kind, task.first_day, occurrence.period, occurrence.last_day, occurrence.at_time
    FROM task JOIN occurrence ON occurrence.task_id = task.id ORDER BY task.number
"""
_PARTS = """
    SELECT task.number, responsibility.part, responsibility.unit_id FROM responsibility
    JOIN task ON task.id = responsibility.task_id
"""
_MEMBERSHIPS = """
    SELECT membership.unit_id, person.name, membership.role FROM membership
    JOIN person ON person.id = membership.person_id
    UNION SELECT 0, person.name, office_role.role FROM office_role JOIN person ON person.id = office_role.person_id
"""


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """A task as the plan gives it: who leads it, with which roles, until when, and the units of each part."""

    number: int
    is_check_in: bool
    last_day: date | None
    at_time: time | None
    leads: frozenset[tuple[str, str]]
    lead: frozenset[int] = frozenset()
    coordinating: frozenset[int] = frozenset()
    kind: str = "by_date"
    first_day: date | None = None

    def may_be_reported_by(self, person: str) -> bool:
        """Officers and heads of a lead unit."""
        return {(person, "officer"), (person, "head")} & self.leads != set()


def prepare(url: str) -> None:
    """Fill a migrated database, with or without an organisation: roster, plan, and each phone linked to its person."""
    engine = open_engine(url)
    try:
        with Database(engine).transaction() as tx:
            organisation = next(iter(list_organisations(tx)), None) or _new_organisation(tx)
            organisation_id = organisation.id
            load_roster(tx, organisation, example_roster(), IMPORTED_AT)
            confirm_plan(tx, organisation, example_plan(), PLAN.read_bytes(), PLAN.name, IMPORTED_AT)
            ids = {contact.name: contact.id for contact in load_contacts(tx, organisation_id)}
            for name, phone in PHONES.items():
                link(tx, organisation_id, ids[name], "telegram", str(phone.user_id), IMPORTED_AT)
            for number, day in _DUE.items():
                of_task = {"day": date(2026, 4, day).isoformat(), "number": number}
                tx.execute(text("UPDATE task SET last_day = :day WHERE number = :number"), of_task)
                its = (
                    "UPDATE occurrence SET last_day = :day WHERE task_id = (SELECT id FROM task WHERE number = :number)"
                )
                tx.execute(text(its), of_task)
    finally:
        engine.dispose()


def _new_organisation(tx: Transaction) -> Organisation:
    name = "Đảng ủy phường Thủy Nguyên"
    return load_organisation(tx, add_organisation(tx, name, "Asia/Ho_Chi_Minh", IMPORTED_AT))


class Records:
    """The program's database as an outsider reads it: plain SQL, no code of the program in between."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        self.database = Database(self._engine)

    def rows(self, query: str, **values: Any) -> Sequence[Any]:
        """The rows of a query."""
        with self.database.reading() as tx:
            return tx.execute(text(query), values).all()

    def count(self, query: str, **values: Any) -> int:
        """The first number of the first row."""
        return int(self.rows(query, **values)[0][0])

    def backups(self) -> list[Path]:
        """The nightly backups beside an SQLite file."""
        file = self._engine.url.database if self._engine.dialect.name == "sqlite" else None
        return sorted((Path(file).parent / "backups").glob("dondoc-*.db")) if file else []

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def tasks(self) -> list[PlannedTask]:
        """The plan as it stands; before anybody has said anything, that is."""
        leads: dict[int, set[tuple[str, str]]] = {}
        for number, name, role in self.rows(_LEADS):
            leads.setdefault(number, set()).add((name, role))
        units: dict[tuple[int, str], set[int]] = {}
        for number, part, unit in self.rows(_PARTS):
            units.setdefault((number, part), set()).add(unit)
        return [
            PlannedTask(
                number, period != "", as_day(last_day), as_time(at_time), frozenset(leads.get(number, ())),
                frozenset(units.get((number, "lead"), ())), frozenset(units.get((number, "coordinating"), ())),
                kind, as_day(first_day),
            )
            for number, kind, first_day, period, last_day, at_time in self.rows(_TASKS)
        ]  # fmt: skip

    def town(self) -> Town:
        """Units, groups and people."""
        members: dict[int, set[int]] = {}
        for group, unit in self.rows("SELECT group_id, unit_id FROM group_member"):
            members.setdefault(group, set()).add(unit)
        units = self.rows("SELECT id, name, is_group FROM unit")
        return Town(
            frozenset((unit, name, role) for unit, name, role in self.rows(_MEMBERSHIPS)),
            {name: unit for unit, name, _ in units},
            {group: frozenset(found) for group, found in members.items()},
            frozenset(unit for unit, _, is_group in units if is_group),
        )


def as_day(value: date | str | None) -> date | None:
    """SQLite keeps days as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def as_time(value: time | str | None) -> time | None:
    """SQLite keeps hours as text."""
    return time.fromisoformat(value) if isinstance(value, str) else value
