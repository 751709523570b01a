"""Imported plans: their versions, rows on paper, withdrawal and end."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, func, insert, or_, select, update

from domain.followed_plans import FollowedPlan, PaperRow, PlanEnd
from domain.tasks import Occurrence, Part
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all
from storage.tables import occurrence, plan, plan_version, responsibility, task
from storage.tasks import ChangedMeanwhile, add_responsibility, find_occurrence

ORDERS = "orders"  # in the place of a file's SHA-256


@dataclass(frozen=True, slots=True)
class ImportedPlan:
    """A plan in the database."""

    id: int
    title: str
    number: str | None
    issued_on: date | None
    issuer: str | None = None


def find_by_hash(tx: Transaction, organisation_id: int, file_hash: str) -> ImportedPlan | None:
    """The plan that a file with this SHA-256 was imported as, be it its first or a later version."""
    later = select(plan_version.c.plan_id).where(
        plan_version.c.organisation_id == organisation_id, plan_version.c.file_hash == file_hash
    )
    is_it = or_(plan.c.file_hash == file_hash, plan.c.id.in_(later))
    query = _PLAN.where(plan.c.organisation_id == organisation_id, is_it)
    row = tx.execute(query).first()
    return None if row is None else ImportedPlan(*row)


def find_by_content(tx: Transaction, organisation_id: int, content_hash: str) -> ImportedPlan | None:
    """The plan whose newest version has this content; None when a later version differs."""
    newest = (
        select(plan_version.c.content_hash)
        .where(plan_version.c.plan_id == plan.c.id)
        .order_by(plan_version.c.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    has_versions = select(plan_version.c.id).where(plan_version.c.plan_id == plan.c.id).exists()
    says = or_(newest == content_hash, and_(~has_versions, plan.c.content_hash == content_hash))
    is_followed = func.coalesce(plan.c.closed_as, "") != PlanEnd.WITHDRAWN.value
    ours = _PLAN.where(plan.c.organisation_id == organisation_id, is_followed, says)
    row = tx.execute(ours.order_by(plan.c.id.desc())).first()
    return None if row is None else ImportedPlan(*row)


def all_plans(tx: Transaction, organisation_id: int) -> list[ImportedPlan]:
    """Every plan that was not withdrawn, the latest first."""
    return [ImportedPlan(*row) for row in tx.execute(_listed(organisation_id))]


def _listed(organisation_id: int) -> Select[Any]:
    is_withdrawn = func.coalesce(plan.c.closed_as, "") == PlanEnd.WITHDRAWN.value
    is_one = (plan.c.organisation_id == organisation_id, plan.c.file_hash != ORDERS, ~is_withdrawn)
    return _PLAN.where(*is_one).order_by(plan.c.id.desc())


def add_plan(tx: Transaction, organisation_id: int, values: Mapping[str, Any], now: datetime) -> int:
    """A new plan; `values` are column values without ids."""
    row = {"organisation_id": organisation_id, "imported_at": now, **values}
    return int(tx.execute(insert(plan).values(**row).returning(plan.c.id)).scalar_one())


def plan_of_orders(tx: Transaction, organisation_id: int, now: datetime) -> int:
    """The plan that holds what was added by chat: it has no title and no file, and is no plan of anybody's list."""
    query = select(plan.c.id).where(plan.c.organisation_id == organisation_id, plan.c.file_hash == ORDERS)
    found = tx.execute(query).scalar()
    values = {"title": "", "file_name": "", "file_hash": ORDERS}
    return found if found is not None else add_plan(tx, organisation_id, values, now)


_PLAN = select(plan.c.id, plan.c.title, plan.c.number, plan.c.issued_on, plan.c.issuer)


def load_followed_plans(tx: Transaction, organisation_id: int) -> list[FollowedPlan]:
    """Every plan in the order of writing, also those that are over; last the tasks that stand in no plan, if any do."""
    found: list[FollowedPlan] = []
    orders: list[FollowedPlan] = []
    query = plans_query(organisation_id)
    for row in fetch_all(tx, query):
        id_, file_hash, title, number, issued_on, imported_at, asked_by, asked_at, reason, closed_at, closed_as = row
        is_of_orders = file_hash == ORDERS
        its = FollowedPlan(
            id_, 0 if is_of_orders else len(found) + 1, title, number or "", issued_on, imported_at,
            asked_by, asked_at, reason or "", closed_at, PlanEnd(closed_as) if closed_as else None,
        )  # fmt: skip
        (orders if is_of_orders else found).append(its)
    return found + orders


def plans_query(organisation_id: int) -> Query:
    """The query of `load_followed_plans`."""
    return Query(_PLANS, {"organisation": organisation_id})


def ask_withdrawal(tx: Transaction, plan_id: int, person_id: int, reason: str, now: datetime) -> bool:
    """Record a request to withdraw the plan; False when a request is open or the plan is closed."""
    asked = update(plan).where(plan.c.id == plan_id, plan.c.withdrawal_asked_at.is_(None), plan.c.closed_at.is_(None))
    values = {"withdrawal_asked_by": person_id, "withdrawal_asked_at": now, "withdrawal_reason": reason}
    return bool(tx.execute(asked.values(**values)).rowcount)


def drop_withdrawal(tx: Transaction, plan_id: int) -> bool:
    """Nobody asks any more; False when nobody did."""
    asked = update(plan).where(
        plan.c.id == plan_id, plan.c.withdrawal_asked_at.is_not(None), plan.c.closed_at.is_(None)
    )
    values = {"withdrawal_asked_by": None, "withdrawal_asked_at": None, "withdrawal_reason": None}
    return bool(tx.execute(asked.values(**values)).rowcount)


def close_plan(tx: Transaction, plan_id: int, how: PlanEnd, now: datetime) -> bool:
    """The plan is over; False when it was before.

    The file of a plan that was withdrawn may be taken in again: its hash is set free.
    """
    values: dict[str, object] = {"closed_at": now, "closed_as": how.value}
    if how is PlanEnd.WITHDRAWN:
        values["file_hash"] = f"withdrawn:{plan_id}"
    closed = update(plan).where(plan.c.id == plan_id, plan.c.closed_at.is_(None))
    return bool(tx.execute(closed.values(**values)).rowcount)


_PLANS = (
    select(
        plan.c.id, plan.c.file_hash, plan.c.title, plan.c.number, plan.c.issued_on, plan.c.imported_at,
        plan.c.withdrawal_asked_by, plan.c.withdrawal_asked_at, plan.c.withdrawal_reason, plan.c.closed_at,
        plan.c.closed_as,
    )
    .where(plan.c.organisation_id == bindparam("organisation"))
    .order_by(plan.c.id)
)  # fmt: skip


Days = tuple[date | None, date | None, time | None]


def add_version(
    tx: Transaction,
    organisation_id: int,
    plan_id: int,
    values: Mapping[str, Any],
    file: tuple[str, str, str],
    now: datetime,
) -> int:
    """Store a later version of the plan. Returns its number.

    `file`: name, SHA-256, and hash of the content that was read.
    """
    query = select(func.max(plan_version.c.version)).where(plan_version.c.plan_id == plan_id)
    version = (tx.execute(query).scalar() or 1) + 1
    name, file_hash, content_hash = file
    hashes = {"file_hash": file_hash, "content_hash": content_hash or None}
    row = {"plan_id": plan_id, "version": version, "file_name": name[:300], "imported_at": now, **hashes}
    tx.execute(insert(plan_version).values(organisation_id=organisation_id, **row))
    tx.execute(update(plan).where(plan.c.id == plan_id).values(**values))
    return version


def rewrite_task(tx: Transaction, task_id: int, values: Mapping[str, Any]) -> None:
    """Other words for a task; its number, its history and its progress stay."""
    tx.execute(update(task).where(task.c.id == task_id).values(**values))


def replace_units(tx: Transaction, organisation_id: int, task_id: int, part: Part, unit_ids: Iterable[int]) -> None:
    """The units that take a part in a task, in place of those before."""
    is_it = (responsibility.c.task_id == task_id) & (responsibility.c.part == part.value)
    tx.execute(delete(responsibility).where(is_it))
    for position, unit_id in enumerate(unit_ids):
        add_responsibility(tx, organisation_id, task_id, unit_id, part, position)


def move_days(tx: Transaction, before: Occurrence, days: Days, *, is_set_late: bool = False) -> Occurrence:
    """Compare-and-set: store other days and a new deadline version, for which reminders start again.

    `is_set_late`: the deadline had passed, or the work was reported; once set it stays set. Raises ChangedMeanwhile
    when the occurrence changed since it was read.
    """
    first_day, last_day, at_time = days
    done = tx.execute(
        update(occurrence)
        .where(occurrence.c.id == before.id, occurrence.c.version == before.version)
        .values(
            first_day=first_day,
            last_day=last_day,
            at_time=at_time,
            deadline_version=before.deadline_version + 1,
            version=before.version + 1,
            is_set_late=before.is_set_late or is_set_late,
        )
    )
    if done.rowcount == 0:
        raise ChangedMeanwhile(f"occurrence {before.id} is no longer at version {before.version}")
    return find_occurrence(tx, before.id)


def tasks_of_rows(tx: Transaction, organisation_id: int, rows: Collection[int]) -> dict[int, int]:
    """For rows with these numbers on paper, the task's number (lowest first) and the row's."""
    codes = [form.format(row) for row in sorted(rows) for form in _FORMS]
    found = tx.execute(_OF_CODES, {"organisation": organisation_id, "codes": codes})
    numbers = {number: PaperRow(code).number for number, code in found}
    return {number: row for number, row in numbers.items() if row is not None and row in rows}


_FORMS = ("{}", "{:02}", "{}.", "({})", "{})")  # how papers print a row's number
_OF_CODES = (
    select(task.c.number, task.c.code)
    .where(task.c.organisation_id == bindparam("organisation"))
    .where(task.c.code.in_(bindparam("codes", expanding=True)))
    .order_by(task.c.number)
)
