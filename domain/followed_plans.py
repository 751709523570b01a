"""Plans that were written, the words people name them by, and the rows of their papers.

The number printed in a row is not always the number of its task, so both are kept apart by type.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.names import fold

LEAST_SYLLABLES = 2  # of a title: one syllable names no plan
_LEADING = re.compile(r"\s*0*(\d+)")
_PLACE = re.compile(r"#\s?(\d{1,5})")
_NUMBER = re.compile(r"0*(\d{1,6})(?:/((?:19|20)\d\d))?")
_SYLLABLES = re.compile(r"\w+")


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


class PlanEnd(StrEnum):
    """How a plan came to its end: taken back as a whole, or closed when its time was over."""

    WITHDRAWN = "withdrawn"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class FollowedPlan:
    """A plan that was written. `place` counts the plans of the organisation from 1, in the order of writing; 0 for the
    tasks that were added outside any plan, which have no title.

    `withdrawal_*`: somebody asks the leaders to withdraw it. `closed_as` is None while it runs.
    """

    id: int
    place: int
    title: str
    number: str
    issued_on: date | None
    imported_at: datetime
    withdrawal_asked_by: int | None = None
    withdrawal_asked_at: datetime | None = None
    withdrawal_reason: str = ""
    closed_at: datetime | None = None
    closed_as: PlanEnd | None = None

    @property
    def is_of_orders(self) -> bool:
        """True for the tasks outside any plan."""
        return self.place == 0

    @property
    def short_number(self) -> str:
        """ "45" of "45-KH/ĐU"; "" where the plan has no number."""
        found = _LEADING.match(self.number)
        return found[1] if found else ""


def name_of_plan(plan: FollowedPlan, plans: Iterable[FollowedPlan]) -> str:
    """What is typed for it: its own short number, with the year where several have that number, else its place "#2"."""
    if plan.is_of_orders:
        return ""
    alike = [other for other in plans if other.short_number == plan.short_number]
    if not plan.short_number or plan.closed_as is PlanEnd.WITHDRAWN:
        return f"#{plan.place}"
    running = [other for other in alike if other.closed_as is not PlanEnd.WITHDRAWN]
    if len(running) < 2:
        return plan.short_number
    years = [other.issued_on.year for other in running if other.issued_on]
    if plan.issued_on and years.count(plan.issued_on.year) == 1:
        return f"{plan.short_number}/{plan.issued_on.year}"
    return f"#{plan.place}"


def row_on_paper(code: str, number: int, plan_id: int, plans: Sequence[FollowedPlan]) -> PaperRow | None:
    """Where the task with this number stands on paper, as far as people have to be told.

    With one plan only, its row where that has another number; with several, the row and the plan. None for a task of
    no plan. Plans that were withdrawn do not count beside others.
    """
    its = next((plan for plan in plans if plan.id == plan_id and not plan.is_of_orders), None)
    if its is None:
        return None
    others = [plan for plan in plans if plan.id != plan_id and not plan.is_of_orders]
    if any(plan.closed_as is not PlanEnd.WITHDRAWN for plan in others):
        is_only = its.number or not any(_is_of_day(plan, its.issued_on) for plan in others)
        return PaperRow(code, its.number or None, its.issued_on if is_only else None, name_of_plan(its, plans))
    only = PaperRow(code)
    return None if only.number in {None, number} else only


def _is_of_day(plan: FollowedPlan, day: date | None) -> bool:
    """Whether a plan without a number is of this day of a year."""
    its = plan.issued_on
    return not plan.number and its is not None and day is not None and (its.month, its.day) == (day.month, day.day)


def plans_called(plans: Sequence[FollowedPlan], typed: str) -> list[FollowedPlan]:
    """The plans that the words may mean: by place, by the whole number, by the short one, else by the title's words.

    Where one that runs and one that was withdrawn have the same number, the one that runs is meant.
    """
    real = [plan for plan in plans if not plan.is_of_orders]
    found = _called(real, typed.strip(' .,;:!?"“”«»'))
    running = [plan for plan in found if plan.closed_as is not PlanEnd.WITHDRAWN]
    return running or found


def _called(plans: Sequence[FollowedPlan], typed: str) -> list[FollowedPlan]:
    if place := _PLACE.fullmatch(typed):
        return [plan for plan in plans if plan.place == int(place[1])]
    whole = [plan for plan in plans if plan.number and _bare(plan.number) == _bare(typed)]
    if whole:
        return whole
    if number := _NUMBER.fullmatch(typed):
        year = int(number[2]) if number[2] else None
        return [plan for plan in plans if plan.short_number == number[1] and _is_of_year(plan, year)]
    words = _SYLLABLES.findall(fold(typed))
    return [plan for plan in plans if len(words) >= LEAST_SYLLABLES and _holds(fold(plan.title), words)]


def _is_of_year(plan: FollowedPlan, year: int | None) -> bool:
    return year is None or (plan.issued_on is not None and plan.issued_on.year == year)


def _bare(number: str) -> str:
    return fold(number).replace(" ", "")


def _holds(title: str, words: Sequence[str]) -> bool:
    """Whether the words stand in the title together, as whole syllables."""
    return f" {' '.join(words)} " in f" {' '.join(_SYLLABLES.findall(title))} "
