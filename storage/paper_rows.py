"""Which rows of which papers tasks come from."""

from collections.abc import Collection

from sqlalchemy import bindparam, select

from domain.followed_plans import PaperRow
from storage.engine.database import Transaction
from storage.tables import task


def tasks_of_rows(tx: Transaction, organisation_id: int, rows: Collection[int]) -> dict[int, int]:
    """The tasks whose rows have these numbers on paper: the task's number, lowest first, and that of its row."""
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
