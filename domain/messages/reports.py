"""Figures and regular messages: status, the report of a period, the morning digest."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.messages import Command, Notice, Refusal
from domain.messages.summaries import FourCells, PlanFigures, RequestItem, TaskSummary, UnitFigures
from domain.people import EVERYBODY, SEES_ALL
from domain.reports import PeriodReport, PeriodWish, ReportPeriod


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One task in the morning message and why it is there.

    `reason` is a stage code ("before:3", "overdue:1", "period_start", "check_in", "silent");
    `audience` is "lead", "coordinating", "head", "coordinator" or "leader".
    """

    line: TaskSummary
    reason: str
    audience: str


@dataclass(frozen=True, slots=True)
class ShowStatus(Command):
    """The figures: of all, or of one unit by its id (from a button) or by what the person typed of its name.

    `view`: "" for the card, or a short text where no picture can be shown; "overdue", "by_unit" or "reported" for one
    part in words, "text" for all of it in words, "short" for the short text.
    """

    canonical = "status"
    roles = EVERYBODY
    place = 170
    undo = None

    unit_id: int | None = None
    unit_name: str | None = None
    plan: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class ShowReport(Command):
    """The report of a period, in words or as a `file` ("docx", "xlsx", "pdf"); `text` names the period as typed.

    `wish` is None when the words name no period. `proposals` are what the document proposes, "" for nothing; None:
    nothing was said about it, so who may confirm is asked before a document is made.
    """

    canonical = "report"
    roles = SEES_ALL
    place = 180
    undo = None

    wish: PeriodWish | None = None
    file: str = ""
    text: str = ""
    plan: str = ""
    proposals: str | None = None


@dataclass(frozen=True, slots=True)
class ProposalsAsked(Notice):
    """Asks what the report is to propose before its `file` is made; a reply to it in words is the answer."""

    period: ReportPeriod
    file: str
    plan: str = ""


@dataclass(frozen=True, slots=True)
class PeriodReportShown(Notice):
    """The report of a period, in words."""

    report: PeriodReport


@dataclass(frozen=True, slots=True)
class PeriodReportFile(Notice):
    """The report of a period as an official document: `file` is "docx", "xlsx" or "pdf"."""

    report: PeriodReport
    file: str


@dataclass(frozen=True, slots=True)
class StatusCard(Notice):
    """The figures as a picture, as earlier versions stored it: a `StatusShown` whose `view` is "card" says the same."""

    status: "StatusShown"


@dataclass(frozen=True, slots=True)
class StatusShown(Notice):
    """The figures of all (`unit_name` None) or of one unit; overdue and due within seven days, most urgent first.

    For one unit, `overdue`, `due_soon` and `others` together list all its open tasks; for all, `others` is empty.
    `coordinated`: the open tasks that a unit which leads nothing coordinates. `plans` are all plans that are counted;
    `title` is that of the only one, "" where there are several. `plan`: the name of the one that was asked for.
    `view` is that of `ShowStatus`, or "card" for the picture; `reported` are the tasks that await confirmation, where
    the view lists them; `may_confirm`: the reader may confirm these.
    """

    is_replaceable = True

    title: str
    as_of: datetime
    unit_id: int | None
    unit_name: str | None
    cells: FourCells
    units: tuple[UnitFigures, ...]
    overdue: tuple[TaskSummary, ...]
    due_soon: tuple[TaskSummary, ...]
    others: tuple[TaskSummary, ...] = ()
    organisation: str = ""
    coordinated: tuple[TaskSummary, ...] = ()
    plans: tuple[PlanFigures, ...] = ()
    plan: str = ""
    view: str = ""
    reported: tuple[TaskSummary, ...] = ()
    may_confirm: bool = False

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers of all tasks that it shows."""
        return tuple(line.number for line in (*self.overdue, *self.due_soon, *self.others))


@dataclass(frozen=True, slots=True)
class MorningDigest(Notice):
    """The one routine message of a day: what came due for this person, overdue first.

    `also_overdue` are numbers of further overdue tasks of the person's units; `waiting` numbers that await this
    coordinator's confirmation; `unreachable` names of people who cannot be reached (coordinators only); `report` is
    the regular report that fell due (leaders only); `standing_in_for` names the absent whose tasks are here too; to
    `undated` tasks no plan gives a last day. `all_overdue` counts what is overdue in the whole organisation, for
    coordinators and leaders.
    """

    day: date
    name: str
    items: tuple[DigestItem, ...]
    also_overdue: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    unreachable: tuple[str, ...] = ()
    report: PeriodReport | None = None
    requests: tuple[RequestItem, ...] = ()
    standing_in_for: tuple[str, ...] = ()
    undated: tuple[int, ...] = ()
    all_overdue: int = 0

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers of all tasks that it shows."""
        return (*self.numbers_to_answer, *self.also_overdue, *self.waiting, *self.undated)

    @property
    def numbers_to_answer(self) -> tuple[int, ...]:
        """The numbers of the tasks that a reply to it may mean."""
        return tuple(item.line.number for item in self.items)


@dataclass(frozen=True, slots=True)
class NoSuchPeriod(Refusal):
    """The words name no period of a report, or one that does not exist or has not begun."""

    text: str
