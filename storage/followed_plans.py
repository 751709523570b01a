"""Plans as a whole: which are followed, what is asked about them, how they came to their end."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from domain.followed_plans import FollowedPlan, PlanEnd
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all
from storage.plans import ORDERS
from storage.tables import plan


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
    """What `load_followed_plans` asks."""
    return Query(_PLANS, {"organisation": organisation_id})


def ask_withdrawal(tx: Transaction, plan_id: int, person_id: int, reason: str, now: datetime) -> bool:
    """Record who asks to withdraw the plan; False where a request is open already or the plan is closed."""
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
