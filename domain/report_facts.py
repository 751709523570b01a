"""What a periodic report states, as facts: one value for the chat, the documents and the command line."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.messages.summaries import FourCells, PlanFigures, TaskSummary
from domain.reports import ReportPeriod


@dataclass(frozen=True, slots=True)
class Happenings:
    """What happened within a period.

    `done_on_time` and `done_late` were closed in it (a check-in is answered, not closed); `fell_due` had their last
    day in it. `check_ins_asked` are check-ins whose period ended in it, `check_ins_silent` those nobody answered.
    """

    done_on_time: int = 0
    done_late: int = 0
    fell_due: int = 0
    extensions_granted: int = 0
    extensions_refused: int = 0
    obstacles_raised: int = 0
    obstacles_cleared: int = 0
    check_ins_asked: int = 0
    check_ins_silent: int = 0


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """Where things stood at the end of a period (or now, while it runs), and what happened within it."""

    standing: FourCells
    happened: Happenings


@dataclass(frozen=True, slots=True)
class UnitReport:
    """The figures of one lead unit, in the period and in the one before."""

    unit_id: int
    name: str
    figures: PeriodFigures
    before: PeriodFigures


@dataclass(frozen=True, slots=True)
class FinishedTask:
    """A task closed within the period; `done_on` is the local day it is credited on, `note` what came of it."""

    number: int
    title: str
    lead_names: tuple[str, ...]
    done_on: date
    is_on_time: bool
    note: str


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """The report of one period beside the one before. `as_of` (aware) is the instant of its figures,
    `made_on` the local day it was made.

    Lists have the most urgent first; `due_next` are open tasks that fall due from `as_of` to `next_until`.
    Before's figures are judged by the deadlines as they stand now. `is_running`: the period has not ended yet.
    `plans` are all plans that are counted; `plan_title` and what follows it are of the only one, empty where there are
    several. `plan`: the name of the one that was asked for.
    """

    organisation: str
    plan_title: str
    plan_number: str
    plan_issued_on: date | None
    period: ReportPeriod
    period_before: ReportPeriod
    as_of: datetime
    made_on: date
    is_running: bool
    next_until: date
    figures: PeriodFigures
    before: PeriodFigures
    units: tuple[UnitReport, ...] = ()
    overdue: tuple[TaskSummary, ...] = ()
    finished: tuple[FinishedTask, ...] = ()
    due_next: tuple[TaskSummary, ...] = ()
    plans: tuple[PlanFigures, ...] = ()
    plan: str = ""
