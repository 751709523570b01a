"""Which rows of which papers tasks come from."""

from collections.abc import Collection

from sqlalchemy import bindparam, select

from domain.paper_rows import PaperRow
from storage.database import Transaction
from storage.tables import plan, task


def tasks_of_rows(tx: Transaction, organisation_id: int, rows: Collection[int]) -> dict[int, PaperRow]:
    """The tasks whose rows have these numbers on paper, by the task's number, lowest first."""
    codes = [form.format(row) for row in sorted(rows) for form in _FORMS]
    found = tx.execute(_OF_CODES, {"organisation": organisation_id, "codes": codes})
    papers = {number: PaperRow(*paper) for number, *paper in found}
    return {number: paper for number, paper in papers.items() if paper.number in rows}


def papers_of(tx: Transaction, organisation_id: int, numbers: Collection[int]) -> dict[int, PaperRow]:
    """Where the tasks with these numbers stand on paper."""
    found = tx.execute(_OF_NUMBERS, {"organisation": organisation_id, "numbers": sorted(numbers)})
    return {number: PaperRow(*paper) for number, *paper in found}


_FORMS = ("{}", "{:02}", "{}.", "({})", "{})")  # how papers print a row's number
_ROWS = (
    select(task.c.number, task.c.code, plan.c.number.label("plan_number"), plan.c.issued_on)
    .join(plan, plan.c.id == task.c.plan_id)
    .where(task.c.organisation_id == bindparam("organisation"))
    .order_by(task.c.number)
)
_OF_CODES = _ROWS.where(task.c.code.in_(bindparam("codes", expanding=True)))
_OF_NUMBERS = _ROWS.where(task.c.number.in_(bindparam("numbers", expanding=True)))
