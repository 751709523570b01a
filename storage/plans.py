"""Plans that were imported."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, insert, or_, select

from domain.followed_plans import PlanEnd
from storage.engine.database import Transaction
from storage.tables import plan, plan_version

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
    """The plan whose newest version said just this when it was read; None when a later version says otherwise."""
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
