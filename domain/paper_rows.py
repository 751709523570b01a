"""The rows of the papers that tasks come from: the number printed there is not always the task's own."""

from dataclasses import dataclass
from datetime import date


class RowNumber(int):
    """The number of a row of the paper, where people name that ("mục 3") and not the task's own ("việc 3").

    It compares as the number; the office completes it to the task's number before a command is obeyed.
    """


@dataclass(frozen=True, slots=True)
class PaperRow:
    """Where a task stands on paper: `code` is the row's number there, "" for a task of no plan.

    `plan_number` and `issued_on` are None where the paper leaves them blank.
    """

    code: str
    plan_number: str | None = None
    issued_on: date | None = None

    @property
    def number(self) -> int | None:
        """The number of the row; None for a place in the prose ("IV.3a")."""
        digits = self.code.strip("(). ")
        return int(digits) if digits.isascii() and digits.isdecimal() else None


@dataclass(frozen=True, slots=True)
class RowOption:
    """An option of a question that names a task by its row: the task's number, its title and its place on paper."""

    number: int
    title: str
    paper: PaperRow
