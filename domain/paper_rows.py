"""The rows of the papers that tasks come from: the number printed there is not always the task's own."""

from dataclasses import dataclass
from datetime import date


class RowNumber(int):
    """The number of a row of the paper, where people name that ("mục 3") and not the task's own ("việc 3").

    `plan` is the plan that was named with it ("mục 3 KH 45": "45"), "" for none; `may_be_own`: the words may name the
    task's own number too ("việc 3 của KH 45"). It compares as the number; the office completes it to the task's number
    before a command is obeyed.
    """

    plan: str
    may_be_own: bool

    def __new__(cls, number: int, plan: str = "", *, may_be_own: bool = False) -> "RowNumber":
        """The row with this number."""
        made = super().__new__(cls, number)
        made.plan, made.may_be_own = plan, may_be_own
        return made


@dataclass(frozen=True, slots=True)
class PaperRow:
    """Where a task stands on paper: `code` is the row's number there, "" where the paper gives it none.

    `plan_number` and `issued_on` are None where the paper leaves them blank, or where there is one plan only;
    `plan_name` is what is typed for the plan ("45", "45/2026", "#2").
    """

    code: str
    plan_number: str | None = None
    issued_on: date | None = None
    plan_name: str = ""

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
